// SPDX-License-Identifier: Apache-2.0
import { open, rename, rm, writeFile } from "node:fs/promises";

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
export async function writeNew(
  path: string,
  text: string | Uint8Array,
  mode = 0o644,
): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx", mode });
  } catch (cause) {
    const code = (cause as SystemError).code === "EEXIST" ? "file-exists" : "file-unwritable";
    throw new InputError(code, { path }, cause);
  }
}

/**
 * Writes a file, in place of one that may be replaced: what is in it stays whole until the new one is.
 * @param mayReplace whether what a file holds may be replaced
 * @param limit most bytes of one that may
 * @throws InputError as {@link writeNew}
 */
export async function writeOver(
  path: string,
  text: string,
  { mode, limit, mayReplace }: Replacing,
): Promise<void> {
  const before = await readBytes(path, limit).catch(() => undefined);
  if (!before || !mayReplace(new TextDecoder().decode(before))) {
    await writeNew(path, text, mode);
    return;
  }
  const fresh = `${path}.new`;
  await writeNew(fresh, text, mode);
  try {
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw new InputError("file-unwritable", { path }, cause);
  }
}

interface Replacing {
  readonly mode: number;
  readonly limit: number;
  readonly mayReplace: (before: string) => boolean;
}
