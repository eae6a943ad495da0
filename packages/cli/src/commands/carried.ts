// SPDX-License-Identifier: Apache-2.0
// Where the arguments of a contract's function come from: options and arguments of a command.
import type { AbiValue, ContractName, Hex } from "@suyuan/sdk";

import { documentCommitment, documentHash } from "../input/documents.ts";
import { argument, choice, id, needed, text, time, whole } from "../input/values.ts";
import type { Made } from "./online.ts";
import type { OptionName } from "./options.ts";
import type { Run } from "./run.ts";

export type Value = (run: Run) => AbiValue | Promise<AbiValue>;

/** A function of a contract, where its arguments come from, and what it makes. */
export interface Carried {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly Value[];
  readonly made?: Made;
}

const LARGEST_REASON = 0xffff;

/** What stands where there is no id, no commitment. */
export const NONE: Hex = `0x${"00".repeat(32)}`;

export const of =
  (contract: ContractName) =>
  (fn: string, ...args: readonly Value[]): Carried => ({ contract, fn, args });

/** An option as it is written. */
export const flag = (name: OptionName): string =>
  `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;

export const number =
  (name: OptionName): Value =>
  (run) =>
    whole(needed(run, name), flag(name));

/** A number that is 0 unless it is given. */
export const maybeNumber =
  (name: OptionName): Value =>
  (run) =>
    whole(text(run, name) ?? "0", flag(name));

export const moment =
  (name: OptionName): Value =>
  (run) =>
    time(text(run, name) ?? "0");

export const word =
  (name: OptionName, words: Readonly<Record<string, number>>): Value =>
  (run) =>
    choice(needed(run, name), words, flag(name));

/** The salted commitment to a document. */
export const commitment =
  (name: OptionName): Value =>
  async (run) =>
    documentCommitment(needed(run, name));

/** The same where none may be needed; whether one is, the contract says. */
export const maybeCommitment =
  (name: OptionName): Value =>
  async (run) => {
    const path = text(run, name);
    return path === undefined ? NONE : documentCommitment(path);
  };

export const hash =
  (name: OptionName): Value =>
  async (run) =>
    documentHash(needed(run, name));

/** 32 bytes as an option. */
export const idFrom =
  (name: OptionName): Value =>
  (run) =>
    id(needed(run, name), flag(name));

/** The same where there may be none. */
export const maybeId =
  (name: OptionName): Value =>
  (run) => {
    const given = text(run, name);
    return given === undefined ? NONE : id(given, flag(name));
  };

/** 32 bytes as an argument. */
export const idOf =
  (what: string): Value =>
  (run) =>
    id(argument(run), what);

export const seat = number("seat");
export const asset = idOf("<asset>");

/** The code of a reason, by its number or its word. */
export const coded =
  (
    name: OptionName,
    list: readonly { readonly code: number; readonly name: string }[] = [],
  ): Value =>
  (run) => {
    const given = needed(run, name);
    if (/^[0-9]/.test(given)) return whole(given, flag(name), LARGEST_REASON);
    const words = Object.fromEntries(list.map(({ code, name: its }) => [its, code]));
    return choice(given, words, flag(name));
  };
