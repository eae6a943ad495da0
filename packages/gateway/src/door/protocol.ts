// SPDX-License-Identifier: Apache-2.0
// The words of the socket by which commands reach a running gateway: one line of JSON asks, lines of JSON answer,
// the last of them with `done` or `refused`.
import { join } from "node:path";
import type { StartErrorCode } from "@suyuan/api";

/** The socket below the folder of the store; whoever may not enter the folder cannot reach it. */
export const doorPath = (dir: string): string => join(dir, "door.sock");

/** Bytes that a path of a socket may have on every system. */
export const MAX_DOOR_PATH = 103;
/** Bytes of a question, and milliseconds in which it must come. */
export const MAX_QUESTION_BYTES = 65_536;
export const QUESTION_MS = 10_000;
/** Questions that are answered at once. */
export const MAX_QUESTIONS = 8;

export interface Question {
  readonly ask: string;
  readonly [name: string]: unknown;
}

export type Answer =
  | { readonly progress: object }
  | { readonly done: object }
  | { readonly refused: StartErrorCode | "unknown-question"; readonly detail: string }
  | { readonly fault: string };
