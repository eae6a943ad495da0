// SPDX-License-Identifier: Apache-2.0
import { CHANGE_KINDS, END_REASONS, type Hex } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { scopeIn } from "../input/scope.ts";
import { argument, choice, id, needed, text, time, whole } from "../input/values.ts";
import { coded } from "./carried.ts";
import { carryOut, gatewayOf } from "./online.ts";
import type { OptionName } from "./options.ts";
import { type Action, EXIT, type Run } from "./run.ts";
import { showView } from "./show.ts";
import { showGrant } from "./show-sharing.ts";

const KINDS = Object.fromEntries(CHANGE_KINDS.map(({ kind, name }) => [name, kind]));
const WORD_DIGITS = 64;

/** A number as the contract takes it in a word. */
const wordOf = (value: number): Hex => `0x${value.toString(16).padStart(WORD_DIGITS, "0")}`;

function required(run: Run, name: OptionName): string {
  const given = text(run, name);
  if (given !== undefined) return given;
  throw new InputError("option-needed", { what: `--${name}` });
}

/** What a change puts in the place of what holds, by its kind. */
const VALUES: Readonly<Record<number, (run: Run) => Promise<Hex>>> = {
  1: async (run) => scopeIn(required(run, "document"), required(run, "items")),
  2: async (run) => Promise.resolve(wordOf(time(required(run, "until")))),
  3: async (run) => Promise.resolve(id(required(run, "log"), "--log")),
  4: async (run) => {
    required(run, "reason");
    return wordOf(Number(await coded("reason", END_REASONS)(run)));
  },
};

/** Proposes a change of scope, term or log, or the end. */
export const change: Action = async (run) => {
  const seat = whole(needed(run, "seat"), "--seat");
  const grant = id(argument(run), "<grant>");
  const kind = choice(needed(run, "change"), KINDS, "--change");
  const value = await VALUES[kind]?.(run);
  if (value === undefined) return EXIT.badInput;
  const args = [seat, grant, kind, value];
  return carryOut(run, { contract: "sharingRegistry", fn: "proposeChange", args });
};

export const show: Action = async (run) =>
  showGrant(run, await gatewayOf(run).grant(id(argument(run), "<grant>")));

export const showRequest: Action = async (run) => {
  const view = await gatewayOf(run).request(id(argument(run), "<request>"));
  return showView(run, view, { status: "requestStatus", method: "method" });
};

export const showReturn: Action = async (run) => {
  const view = await gatewayOf(run).returnFlow(id(argument(run), "<return>"));
  return showView(run, view, { state: "returnState" });
};

export const showFinding: Action = async (run) => {
  const view = await gatewayOf(run).finding(id(argument(run), "<finding>"));
  return showView(run, view, { kind: "findingKind", state: "findingState", clock: "clock" });
};
