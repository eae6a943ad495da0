// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode, Problem } from "@suyuan/api";

/** What can go wrong before a gateway's own refusal is read; a refusal has its own code. */
export type ConnectionErrorCode =
  /** Nothing answers at the address. */
  | "unreachable"
  /** No answer in time; what was sent may have been taken. */
  | "timeout"
  /** The answer is not one that a gateway gives. */
  | "bad-answer";

/** The one error of the gateway's client: a code, and the problem (RFC 9457) when the gateway told one. */
export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: ErrorCode | ConnectionErrorCode;
  readonly problem: Problem | undefined;

  constructor(
    code: ErrorCode | ConnectionErrorCode,
    message: string,
    details: { readonly cause?: unknown; readonly problem?: Problem } = {},
  ) {
    super(message, { cause: details.cause });
    this.code = code;
    this.problem = details.problem;
  }
}

/** The error that a problem stands for. */
export const refusedBy = (problem: Problem): GatewayError =>
  new GatewayError(problem.code, problem.detail, { problem });
