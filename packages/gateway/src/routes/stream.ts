// SPDX-License-Identifier: Apache-2.0
// Many statements in one request: read, checked and synced while the answer already goes out, one result
// a line in the order of the body. Memory stays bounded by the lines under way.
import { setImmediate as turn } from "node:timers/promises";
import { type LineResult, MEDIA } from "@suyuan/api";
import type { Request, Response } from "express";
import type { Caller } from "../access/caller.ts";
import { LINES_A_TURN, LINES_IN_FLIGHT, LINES_PAUSE_MS } from "../constraints.ts";
import { problemOf, STATUS } from "../errors.ts";
import { Refusal } from "../refusal.ts";
import type { Metrics } from "../services/metrics.ts";
import type { Submit, Turn } from "../services/submit.ts";
import { type Line, linesOf, timely } from "./lines.ts";
import { Results } from "./results.ts";

/** What takes the lines, and who brings them. */
interface Taking {
  readonly submit: Submit;
  readonly caller: Caller;
  readonly metrics: Pick<Metrics, "refused">;
}

/** Takes a body of lines. @throws Refusal when nothing of it can be read */
export async function streamStatements(
  request: Request,
  response: Response,
  to: Taking,
): Promise<void> {
  if (request.get("content-encoding") !== undefined) {
    throw new Refusal("unsupported-media-type", "a compressed body is not read here");
  }
  response.status(STATUS.ok).type(MEDIA.lines);
  const results = new Results(response, LINES_IN_FLIGHT);
  let line = 0;
  let before = Promise.resolve();
  let isSlow = false;
  try {
    for await (const next of linesOf(timely(request, LINES_PAUSE_MS))) {
      ({ line } = next);
      await to.submit.room();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const done = () => {
        resolve(undefined);
      };
      await results.add(takeLine(next, to, { before, done }));
      // A line that drops out early must not let later ones past those before it.
      before = Promise.all([before, promise]).then(() => undefined);
      if (line % LINES_A_TURN === 0) await turn();
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    isSlow = error.code === "body-too-slow";
    await results.add(Promise.resolve(refused(line + 1, error, to)));
  }
  await results.end();
  response.end(() => {
    // For what stood still nobody waits any longer.
    if (isSlow) request.destroy();
  });
  request.resume();
}

function refused(line: number, error: unknown, { metrics }: Taking): LineResult {
  const problem = problemOf(error);
  metrics.refused(problem.code);
  return { line, ok: false, problem: { ...problem, line } };
}

async function takeLine({ line, bytes }: Line, to: Taking, turnOf: Turn): Promise<LineResult> {
  try {
    if (bytes) return { line, ok: true, ...(await to.submit.one(bytes, to.caller, turnOf)) };
    turnOf.done();
    throw new Refusal("line-too-long", "the line is longer than a statement may be");
  } catch (error) {
    return refused(line, error, to);
  }
}
