// SPDX-License-Identifier: Apache-2.0
import type { Digest } from "@suyuan/sdk";

import type { Output } from "../output/output.ts";
import { digestFile } from "./file.ts";

/** Smaller files are done before anybody wonders. */
const LEAST_BYTES_TO_TELL = 64 * 1024 * 1024;
const INTERVAL_MS = 200;
const MIB = 1024 * 1024;

const mebibytes = (bytes: number): string => `${Math.round(bytes / MIB)} MiB`;

/** Digests a file, with progress on stderr when somebody watches and the file is big. */
export async function digestWithProgress(
  out: Output,
  path: string,
  salt: Uint8Array | undefined,
): Promise<Digest> {
  let last = 0;
  const onProgress = (done: number, total: number): void => {
    const now = Date.now();
    if (now - last < INTERVAL_MS || total < LEAST_BYTES_TO_TELL) return;
    last = now;
    const percent = Math.floor((100 * done) / total);
    out.progress(out.messages.progress(mebibytes(done), mebibytes(total), percent));
  };
  const options = out.interactive ? { onProgress } : {};
  const digest = await digestFile(path, salt ? { ...options, salt } : options);
  if (last > 0) out.progress("");
  return digest;
}
