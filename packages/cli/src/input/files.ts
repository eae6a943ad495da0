// SPDX-License-Identifier: Apache-2.0
import { open, writeFile } from "node:fs/promises";

import { InputError } from "../failure.ts";

type SystemError = NodeJS.ErrnoException;

/**
 * The bytes of a file.
 * @param limit most bytes that it may have
 * @throws InputError `file-unreadable`, `file-is-folder`, `file-empty`, `file-too-large`
 */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > limit) throw new InputError("file-too-large", { path, limit });
      const bytes = await file.readFile();
      if (bytes.length === 0) throw new InputError("file-empty", { path });
      return bytes;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    const code = (cause as SystemError).code === "EISDIR" ? "file-is-folder" : "file-unreadable";
    throw new InputError(code, { path }, cause);
  }
}

/**
 * Writes a new file.
 * @param mode its permissions
 * @throws InputError `file-exists`, `file-unwritable`
 */
export async function writeNew(path: string, text: string, mode = 0o644): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx", mode });
  } catch (cause) {
    const code = (cause as SystemError).code === "EEXIST" ? "file-exists" : "file-unwritable";
    throw new InputError(code, { path }, cause);
  }
}
