// SPDX-License-Identifier: Apache-2.0
import type { OptionName } from "./options.ts";

/** What a command takes without a dash. */
export type ArgumentName =
  | "file"
  | "organization"
  | "seat"
  | "asset"
  | "request"
  | "grant"
  | "statement"
  | "subject"
  | "id"
  | "right"
  | "case"
  | "proposal"
  | "origin"
  | "log"
  | "rule"
  | "year"
  | "date"
  | "days"
  | "thing"
  | "demand"
  | "return"
  | "finding"
  | "limit"
  | "token"
  | "hold";

/** One command: what it takes. */
export interface CommandSpec {
  readonly args?: readonly ArgumentName[];
  readonly needs?: readonly OptionName[];
  readonly takes?: readonly OptionName[];
  /** Speaks to a gateway. */
  readonly online?: true;
  /** Signs with a key, and speaks to a gateway. */
  readonly signs?: true;
}
