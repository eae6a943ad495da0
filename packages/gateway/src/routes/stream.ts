// SPDX-License-Identifier: Apache-2.0
// Many statements in one request: read, checked and synced while the answer already goes out, one result
// a line in the order of the body. Memory stays bounded by the lines under way.
import { once } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { type LineResult, MEDIA } from "@suyuan/api";
import type { Request, Response } from "express";
import { LINES_A_TURN, LINES_IN_FLIGHT } from "../constraints.ts";
import { problemOf, STATUS } from "../errors.ts";
import { Refusal } from "../refusal.ts";
import type { Submit } from "../services/submit.ts";
import { type Line, linesOf } from "./lines.ts";

export async function streamStatements(
  request: Request,
  response: Response,
  submit: Submit,
): Promise<void> {
  if (request.get("content-encoding") !== undefined) {
    throw new Refusal("unsupported-media-type", "a compressed body is not read here");
  }
  response.status(STATUS.ok).type(MEDIA.lines);
  const pending: Promise<LineResult>[] = [];
  let last = 0;
  const flush = async (until: number) => {
    while (pending.length > until) {
      const result = await pending.shift();
      if (!response.write(`${JSON.stringify(result)}\n`)) await once(response, "drain");
    }
  };
  try {
    for await (const line of linesOf(request)) {
      last = line.line;
      await submit.room();
      pending.push(takeLine(line, submit));
      if (last % LINES_A_TURN === 0) await turn();
      await flush(LINES_IN_FLIGHT);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    pending.push(
      Promise.resolve({
        line: last + 1,
        ok: false,
        problem: { ...problemOf(error), line: last + 1 },
      }),
    );
  }
  await flush(0);
  response.end();
  request.resume();
}

async function takeLine({ line, bytes }: Line, submit: Submit): Promise<LineResult> {
  try {
    if (!bytes) throw new Refusal("line-too-long", "the line is longer than a statement may be");
    return { line, ok: true, ...(await submit.one(bytes)) };
  } catch (error) {
    return { line, ok: false, problem: { ...problemOf(error), line } };
  }
}
