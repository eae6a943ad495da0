// SPDX-License-Identifier: Apache-2.0
import { open, writeFile } from "node:fs/promises";

import { InputError } from "../failure.ts";

type SystemError = NodeJS.ErrnoException;

/** What a file that cannot be opened or read is refused with; what is already told stays as it is. */
export function unreadableAs(path: string, cause: unknown): InputError {
  if (cause instanceof InputError) return cause;
  const code = (cause as SystemError).code === "EISDIR" ? "file-is-folder" : "file-unreadable";
  return new InputError(code, { path }, cause);
}

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
    throw unreadableAs(path, cause);
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
