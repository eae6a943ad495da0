// SPDX-License-Identifier: Apache-2.0
// Kept apart from the sdk: hashing a file of any size must not cost the memory of all our libraries.
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { availableParallelism } from "node:os";

import type { Digest } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { Sm3Thread } from "./thread.ts";

/** How a file is digested. */
export interface DigestOptions {
  /** 32 bytes that come before the data in both hashes. */
  readonly salt?: Uint8Array;
  /** Bytes read so far, and in all where that is known. */
  readonly onProgress?: (done: number, total: number) => void;
  /** 1 or 2; by the size of the file and the processors there are when left out. */
  readonly threads?: 1 | 2;
}

interface Sm3 {
  update(buffer: Uint8Array, length: number): Promise<Uint8Array>;
  digest(): Promise<string>;
  close(): Promise<void>;
}

const CHUNK_BYTES = 2 * 1024 * 1024;

/** Below this a second thread takes longer to start than it saves. */
const LEAST_BYTES_FOR_TWO = 16 * 1024 * 1024;

const hex = (digits: string): `0x${string}` => `0x${digits}`;

/** SM3 in the thread of the caller. */
function sm3Here(): Sm3 {
  const hash = createHash("sm3");
  return {
    update: (buffer, length) => {
      hash.update(buffer.subarray(0, length));
      return Promise.resolve(buffer);
    },
    digest: () => Promise.resolve(hash.digest("hex")),
    close: () => Promise.resolve(),
  };
}

function chosenThreads(size: number, wanted: DigestOptions["threads"]): 1 | 2 {
  if (wanted) return wanted;
  return size >= LEAST_BYTES_FOR_TWO && availableParallelism() > 1 ? 2 : 1;
}

async function run(
  file: FileHandle,
  sm3: Sm3,
  size: number,
  options: DigestOptions,
): Promise<Digest> {
  const sha256 = createHash("sha256");
  let buffer: Uint8Array = new Uint8Array(new SharedArrayBuffer(CHUNK_BYTES));
  let bytes = 0;
  const { salt } = options;
  if (salt) {
    buffer.set(salt);
    sha256.update(salt);
    buffer = await sm3.update(buffer, salt.length);
  }
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) break;
    bytes += bytesRead;
    // The other thread starts at once and works while this one does.
    const next = sm3.update(buffer, bytesRead);
    sha256.update(buffer.subarray(0, bytesRead));
    buffer = await next;
    options.onProgress?.(bytes, size);
  }
  return { bytes, sha256: hex(sha256.digest("hex")), sm3: hex(await sm3.digest()) };
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    throw new InputError("file-unreadable", { path }, cause);
  }
}

async function guarded(path: string, file: FileHandle, options: DigestOptions): Promise<Digest> {
  const before = await file.stat();
  if (before.isDirectory()) throw new InputError("file-is-folder", { path });
  const sm3 =
    chosenThreads(before.size, options.threads) === 2 ? new Sm3Thread(CHUNK_BYTES) : sm3Here();
  try {
    const digest = await run(file, sm3, before.size, options);
    const after = await file.stat();
    const changed = after.mtimeMs !== before.mtimeMs || after.size !== before.size;
    if (before.isFile() && (changed || digest.bytes !== before.size)) {
      throw new InputError("file-changed", { path });
    }
    return digest;
  } finally {
    await sm3.close();
  }
}

/**
 * Length, SHA-256 and SM3 of a file in one pass, in constant memory.
 * @throws InputError `file-unreadable`, `file-is-folder`, `file-changed` when it changes meanwhile
 */
export async function digestFile(path: string, options: DigestOptions = {}): Promise<Digest> {
  const file = await opened(path);
  try {
    return await guarded(path, file, options);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined || cause instanceof InputError)
      throw cause;
    throw new InputError("file-unreadable", { path }, cause);
  } finally {
    await file.close();
  }
}
