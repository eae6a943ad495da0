// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/sdk";

import type { OptionName } from "../commands/options.ts";
import type { Run } from "../commands/run.ts";
import { InputError } from "../failure.ts";

const UINT32 = 0xffff_ffff;
const DAY = 86_400;

/** An option's text; undefined when it was not given. */
export function text(run: Run, name: OptionName): string | undefined {
  const value = run.options[name];
  return typeof value === "string" ? value : undefined;
}

/** The text of an option that the command needs. */
export const needed = (run: Run, name: OptionName): string => text(run, name) ?? "";

/** The n-th argument. */
export const argument = (run: Run, place = 0): string => run.args[place] ?? "";

/** A whole number. @throws InputError `not-a-number` */
export function whole(value: string, what: string, most = UINT32): number {
  const number = Number(value);
  if (!/^[0-9]+$/.test(value) || number > most) {
    throw new InputError("not-a-number", { what, value, most });
  }
  return number;
}

/** 32 bytes of hex, as ids are written. @throws InputError `not-an-id` */
export function id(value: string, what: string): Hex {
  if (!/^0x[0-9a-fA-F]{64}$/.test(value)) throw new InputError("not-an-id", { what, value });
  return value.toLowerCase() as Hex;
}

/** An account's address. @throws InputError `not-an-account` */
export function account(value: string): Hex {
  if (!/^0x[0-9a-fA-F]{40}$/.test(value)) throw new InputError("not-an-account", { value });
  return value.toLowerCase() as Hex;
}

/** One of the words of a list. @throws InputError `unknown-word` */
export function choice<T>(value: string, words: Readonly<Record<string, T>>, what: string): T {
  const found = Object.hasOwn(words, value) ? words[value] : undefined;
  if (found !== undefined) return found;
  throw new InputError("unknown-word", { what, value, words: Object.keys(words).join(", ") });
}

/**
 * A moment: seconds since the epoch; a date or time, in Beijing time unless it names its zone; or `+30d`.
 * @throws InputError `not-a-time`
 */
export function time(value: string, now = Math.floor(Date.now() / 1_000)): number {
  if (/^[0-9]{1,12}$/.test(value)) return Number(value);
  const days = /^\+([0-9]{1,4})d$/.exec(value)?.[1];
  if (days !== undefined) return now + Number(days) * DAY;
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(
    value,
  );
  const [, date, clock = "00:00:00", zone = "+08:00"] = parts ?? [];
  const milliseconds = Date.parse(`${date ?? ""}T${clock}${zone}`);
  if (Number.isNaN(milliseconds)) throw new InputError("not-a-time", { value });
  return Math.floor(milliseconds / 1_000);
}
