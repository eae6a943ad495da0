// SPDX-License-Identifier: Apache-2.0
import type { CheckName, CheckState, Group, RightKind, StatementKind } from "@suyuan/proof";

import type { UpdateCode } from "./updates.ts";

/** What a verdict is called and what is said of the file that it is on, in one language. */
export interface VerdictWords {
  readonly groups: Readonly<Record<Group, string>>;
  readonly checks: Readonly<Record<CheckName, string>>;
  readonly states: Readonly<Record<CheckState, string>>;
  readonly kinds: Readonly<Record<StatementKind, string>>;
  readonly rights: Readonly<Record<RightKind, string>>;
  readonly verdictOn: (path: string) => string;
  readonly exitStatus: (status: number) => string;
  readonly boundsAre: (from: string, until: string) => string;
  readonly entryIs: (about: {
    readonly kind: string;
    readonly organization: number;
    readonly seat: number;
    readonly index: number;
    readonly origin: string;
  }) => string;
  readonly historyIs: (about: {
    readonly of: "asset" | "grant";
    readonly id: string;
    readonly entries: number;
    readonly origin: string;
  }) => string;
  readonly rightIs: (about: {
    readonly kind: string;
    readonly id: string;
    readonly asset: string;
    readonly organization: number;
    readonly time: string;
  }) => string;
  readonly grantIs: (about: {
    readonly id: string;
    readonly asset: string;
    readonly provider: number;
    readonly recipient: number;
    readonly purpose: number;
    readonly time: string;
  }) => string;
  readonly progress: (done: string, total: string, percent: number) => string;
  /** A moment, in seconds since the epoch, as a reader of the language writes it. */
  readonly timeOf: (seconds: number) => string;
}

/** What can be wrong with a file that was given. */
export type FileCode =
  | "file-unreadable"
  | "file-changed"
  | "file-empty"
  | "file-too-large"
  | "not-readable"
  | "not-a-salt"
  | UpdateCode;

/** Names and numbers that the sentence speaks of: path, limit, reason, value. */
export type FileValues = Readonly<Record<string, string | number>>;

export type FileWords = Readonly<Record<FileCode, (values: FileValues) => string>>;
