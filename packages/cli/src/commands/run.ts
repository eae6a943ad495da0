// SPDX-License-Identifier: Apache-2.0
import type { Output } from "../output/output.ts";
import type { OptionName } from "./options.ts";

/** One call of a command: what was typed, and where to answer. */
export interface Run {
  readonly args: readonly string[];
  readonly options: Readonly<Partial<Record<OptionName, string | boolean>>>;
  readonly out: Output;
}

/** Does what a command does. @returns the exit status */
export type Action = (run: Run) => Promise<number>;

/** Exit statuses; 10, 11 and 12 come from a verdict. */
export const EXIT = { ok: 0, refused: 1, badInput: 2, integrity: 10 } as const;
