// SPDX-License-Identifier: Apache-2.0
import type { ENGLISH_FAILURES } from "./en/failures.ts";

/** Every failure that the command itself can name; a gateway's refusals have codes of their own. */
export type FailureCode = keyof typeof ENGLISH_FAILURES;
