// SPDX-License-Identifier: Apache-2.0
import { Worker } from "node:worker_threads";

import type { Policy } from "@suyuan/sdk/verification";

import type { Judgement } from "./judgement.ts";

/** Files that a thread is given at once. */
const PORTION = 32;
/** Portions on the way for each thread, so that none waits for one that has a long file. */
const AHEAD = 8;

/** One thread, which answers portions in the order in which it was given them. */
class JudgeThread {
  readonly #worker: Worker;
  readonly #waiting: PromiseWithResolvers<readonly Judgement[]>[] = [];

  constructor(policy: Policy) {
    this.#worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: policy });
    this.#worker.on("message", (answer: readonly Judgement[]) => {
      this.#waiting.shift()?.resolve(answer);
    });
    this.#worker.on("error", (cause) => {
      for (const one of this.#waiting) one.reject(cause);
    });
  }

  /** Portions that it has not answered yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async judge(paths: readonly string[]): Promise<readonly Judgement[]> {
    const answer = Promise.withResolvers<readonly Judgement[]>();
    this.#waiting.push(answer);
    this.#worker.postMessage(paths);
    // Whoever has stopped listening has heard of another failure.
    answer.promise.catch(() => undefined);
    return answer.promise;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

function* portions(paths: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < paths.length; at += PORTION) yield paths.slice(at, at + PORTION);
}

/**
 * Judges files in several threads, and gives what came of them portion by portion in the order of the paths.
 * However many there are, only a few portions are on the way.
 * @param threads how many threads to use at most
 */
export async function* judgeAll(
  paths: readonly string[],
  policy: Policy,
  threads: number,
): AsyncGenerator<readonly Judgement[]> {
  const count = Math.max(1, Math.min(threads, Math.ceil(paths.length / PORTION)));
  const all = Array.from({ length: count }, () => new JudgeThread(policy));
  const ahead: Promise<readonly Judgement[]>[] = [];
  try {
    for (const portion of portions(paths)) {
      const least = Math.min(...all.map(({ waiting }) => waiting));
      const thread = all.find(({ waiting }) => waiting === least);
      if (thread !== undefined) ahead.push(thread.judge(portion));
      const first = ahead.length < AHEAD * count ? undefined : ahead.shift();
      if (first !== undefined) yield await first;
    }
    for (const rest of ahead) yield await rest;
  } finally {
    await Promise.all(all.map((thread) => thread.close()));
  }
}
