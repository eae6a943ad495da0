// SPDX-License-Identifier: Apache-2.0
// The one place that knows status codes.
import { type ErrorCode, ERRORS, MEDIA, type Problem } from "@suyuan/api";
import type { ErrorRequestHandler, Request, Response } from "express";
import { RETRY_AFTER_BUSY, RETRY_AFTER_CHAIN } from "./constraints.ts";
import { Refusal } from "./refusal.ts";
import { letFinish, takeRest } from "./rest.ts";

export const STATUS = { ok: 200, created: 201, empty: 204, nobody: 401, unavailable: 503 } as const;

const CHAIN_CODES: ReadonlySet<ErrorCode> = new Set([
  "chain-away",
  "state-pruned",
  "clock-behind",
  "not-anchored",
]);

function problem(code: ErrorCode, detail: string, details: Refusal["details"] = {}): Problem {
  const { status, title } = ERRORS[code];
  return { type: `urn:suyuan:error:${code}`, title, status, detail, code, ...details };
}

/** One sentence on the case, and what to do about it. */
const sentence = (code: ErrorCode, message: string): string => {
  const ended = /[.!?]$/.test(message) ? message : `${message}.`;
  return `${ended.charAt(0).toUpperCase()}${ended.slice(1)} ${ERRORS[code].remedy}`;
};

/** An error as a problem; what is not a refusal says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal)
    return problem(error.code, sentence(error.code, error.message), error.details);
  return problem("internal", sentence("internal", ERRORS.internal.why));
}

/** Heads a response as the answer of a problem, as RFC 9457 wants it. @returns its body */
function headed(response: Response, error: unknown): string {
  const told = problemOf(error);
  const own = error instanceof Refusal ? error.retryAfter : undefined;
  if (own !== undefined || told.status === STATUS.unavailable) {
    const usual = CHAIN_CODES.has(told.code) ? RETRY_AFTER_CHAIN : RETRY_AFTER_BUSY;
    response.set("Retry-After", String(own ?? usual));
  }
  if (told.status === STATUS.nobody) response.set("WWW-Authenticate", "Bearer");
  response.status(told.status).type(MEDIA.problem);
  return JSON.stringify(told);
}

/** Sends a problem, and goes on reading what its client is still sending. */
async function sendEarly(request: Request, response: Response, error: unknown): Promise<void> {
  response.set("Connection", "close");
  const text = headed(response, error);
  response.set("Content-Length", String(Buffer.byteLength(text))).write(text);
  await letFinish(request);
  response.end();
}

/** Who hears of what is refused: `report` of what was not foreseen. */
export interface Hearing {
  readonly report: (error: unknown, request?: string) => void;
  readonly metrics: { refused(code: ErrorCode): void };
}

/** The error handler of the application. */
export const errorHandler =
  ({ report, metrics }: Hearing): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const refused = asBodyRefusal(error);
    metrics.refused(refused instanceof Refusal ? refused.code : "internal");
    if (!(refused instanceof Refusal)) report(refused, response.get("X-Request-Id"));
    // The answer has begun: all that is left is to break it off, so that nobody takes it for whole.
    if (response.headersSent) {
      next(error);
      return;
    }
    takeRest(request)
      .then((isWhole) => {
        if (isWhole) response.send(headed(response, refused));
        else return sendEarly(request, response, refused);
        return undefined;
      })
      .catch(next);
  };

/** Refusals of the body parser, in our words. */
function asBodyRefusal(error: unknown): unknown {
  if (error instanceof Refusal || typeof error !== "object" || error === null) return error;
  const { type, code } = error as { readonly type?: unknown; readonly code?: unknown };
  if (type === "entity.too.large") {
    return new Refusal("body-too-large", "the body is longer than this path takes", {
      cause: error,
    });
  }
  if (type === "encoding.unsupported") {
    return new Refusal("unsupported-media-type", "a compressed body is not read here", {
      cause: error,
    });
  }
  if (type === "request.size.invalid" || type === "request.aborted" || code === "ECONNRESET") {
    return new Refusal("malformed-json", "the body ended before its length", { cause: error });
  }
  return error instanceof URIError
    ? new Refusal("unknown-path", "the path is not valid", { cause: error })
    : error;
}
