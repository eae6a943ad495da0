// SPDX-License-Identifier: Apache-2.0
import type { ProofErrorCode } from "../errors.ts";
import type { CheckCode } from "./codes.ts";
import {
  type Check,
  CHECK_NAMES,
  type CheckName,
  type CheckState,
  type Group,
  GROUPS,
} from "./types.ts";
import type { Values } from "./values.ts";

const GROUP_OF = new Map<CheckName, Group>(
  GROUPS.flatMap((group) => CHECK_NAMES[group].map((name) => [name, group] as const)),
);

function line(name: CheckName, state: CheckState, code: CheckCode, values?: Values): Check {
  const group = GROUP_OF.get(name) ?? "integrity";
  return { group, name, state, code, ...(values === undefined ? {} : { values }) };
}

export const passed = (name: CheckName, code: CheckCode, values?: Values): Check =>
  line(name, "ok", code, values);

export const failed = (name: CheckName, code: CheckCode, values?: Values): Check =>
  line(name, "failed", code, values);

export const notChecked = (name: CheckName, code: CheckCode, values?: Values): Check =>
  line(name, "not-checked", code, values);

/** A check that rests on a fact which could not be read. */
export const unproven = (name: CheckName, { code }: { readonly code: ProofErrorCode }): Check =>
  notChecked(name, code === "state-missing" ? "state-missing" : "state-unusable");
