// SPDX-License-Identifier: Apache-2.0
import type { Digest } from "@suyuan/proof";

import { digestInPieces } from "./hash.ts";
import type { Answer, Asked } from "./messages.ts";

/** Put in by the build: the worker's whole text. */
declare const DIGEST_WORKER: string;

/** A digest under way. */
export interface Hashing {
  readonly digest: Promise<Digest>;
  stop(): void;
}

function openWorker(): Worker | undefined {
  const url = URL.createObjectURL(new Blob([DIGEST_WORKER], { type: "text/javascript" }));
  try {
    return new Worker(url);
  } catch {
    // Some browsers give a page from disk no worker: the page then hashes itself, piece by piece.
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function ask(worker: Worker, asked: Asked, onProgress: (done: number) => void): Promise<Digest> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ("done" in data) onProgress(data.done);
      else if ("digest" in data) resolve(data.digest);
      else reject(new DOMException(data.fault.message, data.fault.name));
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage(asked);
  });
}

/**
 * Hashes a file beside the page.
 * @param onProgress is told the bytes read so far
 */
export function startHashing(
  file: Blob,
  salt: Uint8Array | undefined,
  onProgress: (done: number) => void,
): Hashing {
  const worker = openWorker();
  if (worker === undefined) {
    return { digest: digestInPieces(file, salt, onProgress), stop: () => undefined };
  }
  const stop = (): void => {
    worker.terminate();
  };
  const asked = salt === undefined ? { file } : { file, salt };
  return { digest: ask(worker, asked, onProgress).finally(stop), stop };
}
