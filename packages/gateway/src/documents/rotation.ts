// SPDX-License-Identifier: Apache-2.0
// New keys, and documents' keys wrapped anew with them, while the gateway runs or not.
import { randomBytes } from "node:crypto";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { SealError } from "./chunks.ts";
import type { DocumentFiles } from "./files.ts";
import { Keyring, type KeysFile, readKeys } from "./keyring.ts";

const PRIVATE = 0o600;
const ID_BYTES = 6;
const KEY_BYTES = 32;

const isMissing = (cause: unknown): boolean =>
  (cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT";

/**
 * Adds a new key, with which everything is wrapped from then on; makes the file where there is none.
 * @throws StartRefusal `document-keys`
 */
export async function addKey(path: string): Promise<KeysFile> {
  const before = await readKeys(path).catch((error: unknown) => {
    if (isMissing((error as Error).cause)) return undefined;
    throw error;
  });
  const current = randomBytes(ID_BYTES).toString("hex");
  const keys = { ...before?.keys, [current]: randomBytes(KEY_BYTES).toString("hex") };
  const file: KeysFile = { type: "suyuan/document-keys@1", current, keys };
  const part = `${path}.part-${current}`;
  const handle = await open(part, "wx", PRIVATE);
  try {
    await handle.writeFile(`${JSON.stringify(file, undefined, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
  return file;
}

/** What came of wrapping anew. */
export interface Rewrapped {
  readonly rewrapped: number;
  /** Were wrapped with the current key before. */
  readonly current: number;
  /** Could not be opened with any key of the file. */
  readonly failed: readonly string[];
}

/** Wraps the keys of all documents with the current key. A document that is erased meanwhile stays erased. */
export async function rewrap(files: DocumentFiles, keys: KeysFile): Promise<Rewrapped> {
  const ring = new Keyring(keys);
  let [rewrapped, current] = [0, 0];
  const failed: string[] = [];
  for await (const id of files.keys()) {
    const wrapped = await files.key(id);
    if (wrapped?.key === ring.current) {
      current++;
      continue;
    }
    try {
      if (!wrapped) throw new SealError("its key is torn");
      const bound = { id, owner: wrapped.owner, mediaType: wrapped.mediaType };
      await files.putKey(id, ring.wrap(bound, ring.unwrap(bound, wrapped)));
      // Whoever erases destroys the content between two looks at the key.
      if (!(await files.hasContent(id))) await files.destroyKey(id);
      rewrapped++;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      failed.push(id);
    }
  }
  return { rewrapped, current, failed };
}
