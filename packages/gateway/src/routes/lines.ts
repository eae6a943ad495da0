// SPDX-License-Identifier: Apache-2.0
// An NDJSON body as lines. Hostile: lines without end, millions of empty ones.
import { MAX_LINE_BYTES, MAX_LINES, MAX_LINES_BYTES } from "@suyuan/api";
import { Refusal } from "../refusal.ts";

/**
 * Chunks as they come, each in time.
 * @param pause milliseconds for which nothing may come
 * @throws Refusal `body-too-slow`
 */
export async function* timely<T>(chunks: AsyncIterable<T>, pause: number): AsyncGenerator<T> {
  const source = chunks[Symbol.asyncIterator]();
  for (;;) {
    const next = await inTime(source.next(), pause);
    if (next.done === true) return;
    yield next.value;
  }
}

async function inTime<T>(coming: Promise<T>, pause: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Refusal("body-too-slow", `nothing came for ${pause / 1_000} seconds`));
  }, pause);
  return Promise.race([coming, promise]).finally(() => {
    clearTimeout(timer);
  });
}

/** A line by its number, from 1; a line that is too long has no bytes. */
export interface Line {
  readonly line: number;
  readonly bytes: Uint8Array | undefined;
}

const LINE_FEED = 0x0a;

/**
 * Cuts chunks into lines. An empty last line is none.
 * @throws Refusal `too-many-lines`, `body-too-large`, once what came before has been given out
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let rest: Uint8Array[] = [];
  let restLength = 0;
  let line = 0;
  let total = 0;
  const cut = (end: Uint8Array): Line => {
    const length = restLength + end.length;
    const bytes = length > MAX_LINE_BYTES ? undefined : Buffer.concat([...rest, end]);
    rest = [];
    restLength = 0;
    return { line: ++line, bytes };
  };
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > MAX_LINES_BYTES)
      throw new Refusal("body-too-large", "the lines together are longer than 64 MiB");
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      if (line >= MAX_LINES) throw tooMany();
      yield cut(chunk.subarray(from, at));
      from = at + 1;
    }
    const tail = chunk.subarray(from);
    restLength += tail.length;
    // What is too long already is counted, not kept.
    if (restLength <= MAX_LINE_BYTES) rest.push(tail);
    else rest = [];
  }
  if (restLength === 0) return;
  if (line >= MAX_LINES) throw tooMany();
  yield cut(new Uint8Array(0));
}

const tooMany = (): Refusal =>
  new Refusal("too-many-lines", `the body has more than ${MAX_LINES} lines`);
