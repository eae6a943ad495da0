// SPDX-License-Identifier: Apache-2.0
// What a deployment loads into the rule book and the work calendar: the files of this folder, and what those who
// found the ledger decide otherwise.
import { encodeBytes32String, hexlify, toUtf8Bytes, zeroPadBytes } from "ethers";

import year2024 from "./calendars/2024.json" with { type: "json" };
import year2025 from "./calendars/2025.json" with { type: "json" };
import year2026 from "./calendars/2026.json" with { type: "json" };
import ruleFile from "./rules.json" with { type: "json" };
import typeFile from "./types.json" with { type: "json" };

/** C confirmed in the text of the rule, P seen in a secondary source only, U unconfirmed. */
export type Mark = "C" | "P" | "U";

const MARKS: Readonly<Record<string, number>> = { C: 1, P: 2, U: 3 };
/** Holds from the block that sets it. */
const NOW = 0;

/** A rule that those who found the ledger decide; without a citation it is marked as theirs, unconfirmed. */
export interface RuleOverride {
  readonly key: string;
  readonly value: number;
  readonly mark?: Mark;
  /** At most 31 characters of ASCII. */
  readonly source?: string;
}

/** A registration type of their own, or another form of one that is shipped. */
export interface TypeOverride {
  readonly id: number;
  /** At most 31 characters of ASCII. */
  readonly name: string;
  /** 1 first, 2 new version, 3 correction, 4 renewal, 5 cancellation, 6 recorded only. */
  readonly effect: number;
  readonly assessed: boolean;
  readonly reviewed: boolean;
  readonly acceptDays: number;
  readonly reviewDays: number;
  readonly noticeDays: number;
  readonly mark?: Mark;
  readonly source?: string;
}

export interface LawOverrides {
  readonly rules?: readonly RuleOverride[];
  readonly types?: readonly TypeOverride[];
}

/** One call of a deployed contract, with its arguments as ethers takes them. */
export interface LawCall {
  readonly contract: "ruleBook" | "workCalendar";
  readonly fn: "publishYear" | "setRule" | "setType";
  readonly args: readonly unknown[];
}

const FOUNDING = { mark: "U", source: "founding decision" } as const;
const CALENDARS = [year2024, year2025, year2026];

/**
 * The calls that fill an empty rule book and an empty calendar, in order: rules, registration types, years.
 * @throws RangeError when a mark is unknown, or a word does not fit into 32 bytes
 */
export function lawCalls({ rules = [], types = [] }: LawOverrides = {}): LawCall[] {
  const allRules = merged<Cited<RuleOverride>>(ruleFile.rules, rules, ({ key }) => key);
  const allTypes = merged<Cited<TypeOverride>>(typeFile.types, types, ({ id }) => id);
  return [...allRules.map(ruleCall), ...allTypes.map(typeCall), ...CALENDARS.map(yearCall)];
}

/** What is shipped, each replaced by the decision of the same name, and further decisions after it. */
function merged<T extends Cited<object>>(
  shipped: readonly T[],
  decided: readonly T[],
  nameOf: (one: T) => string | number,
): T[] {
  const all = new Map(shipped.map((one) => [nameOf(one), one]));
  for (const one of decided) all.set(nameOf(one), { ...FOUNDING, ...one });
  return [...all.values()];
}

function ruleCall({ key, value, ...cited }: Cited<RuleOverride>): LawCall {
  const args = [word(key), value, ...citation(cited), NOW];
  return { contract: "ruleBook", fn: "setRule", args };
}

function typeCall(one: Cited<TypeOverride>): LawCall {
  const { effect, assessed, reviewed, acceptDays, reviewDays, noticeDays } = one;
  const days = [acceptDays, reviewDays, noticeDays];
  const type = [effect, assessed, reviewed, ...days, word(one.name)];
  return { contract: "ruleBook", fn: "setType", args: [one.id, type, ...citation(one), NOW] };
}

function yearCall({ year, low, high, notice }: (typeof CALENDARS)[number]): LawCall {
  const source = zeroPadBytes(hexlify(toUtf8Bytes(notice)), 32);
  return { contract: "workCalendar", fn: "publishYear", args: [year, low, high, source] };
}

/** As the files have it: JSON knows no narrower type of a mark than text. */
type Cited<T> = Omit<T, "mark" | "source"> & { readonly mark?: string; readonly source?: string };

function citation({ mark = FOUNDING.mark, source = FOUNDING.source }: Cited<object>): unknown[] {
  const number = MARKS[mark];
  if (number === undefined) throw new RangeError(`"${mark}" is no mark`);
  return [number, word(source)];
}

function word(text: string): string {
  try {
    return encodeBytes32String(text);
  } catch (cause) {
    throw new RangeError(`"${text}" does not fit into 32 bytes`, { cause });
  }
}
