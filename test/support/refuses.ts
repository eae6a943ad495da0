// SPDX-License-Identifier: Apache-2.0
import { ERRORS, type ErrorCode, MEDIA, PATHS } from "@suyuan/api";
import { expect } from "vitest";
import { type Exchange, logSize, until } from "./exchange.ts";
import { type Answer, get, problemOf } from "./http.ts";

/** Waits until every window is closed, so that the size of the log moves for no other reason. */
async function quietSize({ gateway }: Exchange): Promise<number> {
  return until("the log is quiet", async () => {
    const size = await logSize(gateway);
    const { text } = await get(gateway.url + PATHS.checkpoint);
    return text.split("\n")[1] === String(size) && size;
  });
}

/** Expects a refusal by its code, with a sentence that says what to do, and nothing stored. */
export async function refuses(
  exchange: Exchange,
  code: ErrorCode,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const before = await quietSize(exchange);
  const answer = await send();
  const { status, remedy } = ERRORS[code];
  expect(problemOf(answer)).toMatchObject({ code, status, type: `urn:suyuan:error:${code}` });
  expect(answer.status).toBe(status);
  expect(answer.type).toContain(MEDIA.problem);
  expect(problemOf(answer).detail).toContain(remedy);
  expect(await quietSize(exchange)).toBe(before);
  return answer;
}
