// SPDX-License-Identifier: Apache-2.0
import { ACCESS_ERRORS } from "./errors/access.ts";
import { DOCUMENT_ERRORS } from "./errors/documents.ts";
import { REQUEST_ERRORS } from "./errors/request.ts";
import { SERVICE_ERRORS } from "./errors/service.ts";
import { START_ERRORS } from "./errors/start.ts";
import { STATEMENT_ERRORS } from "./errors/statement.ts";
import type { ErrorMeaning, HttpErrorMeaning } from "./errors/types.ts";

export { START_ERRORS };
export type { ErrorMeaning, HttpErrorMeaning };

const HTTP = {
  ...{ ...REQUEST_ERRORS, ...ACCESS_ERRORS, ...STATEMENT_ERRORS, ...SERVICE_ERRORS },
  ...DOCUMENT_ERRORS,
};

/** A code of an HTTP problem. */
export type ErrorCode = keyof typeof HTTP;

/** A code with which a gateway refuses to start. */
export type StartErrorCode = keyof typeof START_ERRORS;

/** The closed list: every code that a problem may carry, with its status, why and remedy. */
export const ERRORS: Readonly<Record<ErrorCode, HttpErrorMeaning>> = HTTP;

/** Narrows a string to a code of the closed list. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
