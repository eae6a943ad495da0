// SPDX-License-Identifier: Apache-2.0
import type { InboxPart } from "@suyuan/sdk";

/** What an inbox says. */
export interface InboxWords {
  readonly parts: Readonly<Record<InboxPart, string>>;
  readonly nothing: string;
  /** Where a part goes on. */
  readonly more: (part: InboxPart, cursor: string) => string;
  /** Said of a seat that the law leaves nothing to. */
  readonly cannotAct: string;
  /** Between several acts or organisations. */
  readonly between: string;
  readonly organization: (number: number) => string;
  readonly above: (number: number) => string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly clocks: Readonly<Record<string, string>>;
  /** Acts by the contract's functions. */
  readonly acts: Readonly<Record<string, string>>;
}
