// SPDX-License-Identifier: Apache-2.0
import { LineResult, MAX_LINES, MAX_LINES_BYTES, MEDIA, PATHS, type Placed } from "@suyuan/api";

import { GatewayError, refusedBy } from "./errors.ts";
import { decode, encode, type Http, shaped } from "./http.ts";
import type { SignedStatement } from "./types.ts";

/** What became of one of many statements; `place` counts them from 0. */
export type SubmitResult =
  | { readonly place: number; readonly ok: true; readonly placed: Placed }
  | { readonly place: number; readonly ok: false; readonly error: GatewayError };

type Source = AsyncIterable<SignedStatement> | Iterable<SignedStatement>;

interface Portion {
  readonly lines: readonly string[];
  readonly first: number;
}

/** Portions that one request may hold. */
async function* portions(source: Source): AsyncGenerator<Portion> {
  let lines: string[] = [];
  let bytes = 0;
  let first = 0;
  for await (const signed of source) {
    const line = encode(signed);
    const length = Buffer.byteLength(line) + 1;
    if (lines.length === MAX_LINES || bytes + length > MAX_LINES_BYTES) {
      yield { lines, first };
      first += lines.length;
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += length;
  }
  if (lines.length > 0) yield { lines, first };
}

function readResult(line: string, first: number): SubmitResult {
  const result = shaped(LineResult, decode(line));
  const place = first + result.line - 1;
  if (!result.ok) return { place, ok: false, error: refusedBy(result.problem) };
  const { line: _, ok, ...placed } = result;
  return { place, ok, placed };
}

/**
 * Sends statements as NDJSON, in as few requests as the gateway's limits allow.
 * @throws GatewayError `bad-answer` when a result is missing or out of order: what has no result may still
 * have been taken, and can be sent again.
 */
export async function* submitLines(http: Http, source: Source): AsyncGenerator<SubmitResult> {
  for await (const { lines, first } of portions(source)) {
    const body = { type: MEDIA.lines, content: `${lines.join("\n")}\n` };
    let next = first;
    for await (const line of http.lines(PATHS.statements, body)) {
      const result = readResult(line, first);
      if (result.place !== next) break;
      next++;
      yield result;
    }
    if (next !== first + lines.length) {
      throw new GatewayError(
        "bad-answer",
        "the gateway's results do not match the statements sent",
      );
    }
  }
}
