// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode, Problem, StartErrorCode } from "@suyuan/api";

/** What a problem may tell beside its code and its sentence. */
export type RefusalDetails = Partial<
  Pick<Problem, "path" | "fact" | "act" | "awaiting" | "since">
> & {
  readonly cause?: unknown;
  /** Seconds after which the same request may be sent again; not part of the problem. */
  readonly retryAfter?: number;
};

/** A request that is not fulfilled: one code of the closed list and one sentence on this case. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ErrorCode;
  readonly details: Omit<RefusalDetails, "cause" | "retryAfter">;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, given: RefusalDetails = {}) {
    const { cause, retryAfter, ...details } = given;
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

/** A gateway that does not start, or must not go on. */
export class StartRefusal extends Error {
  override readonly name = "StartRefusal";
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
