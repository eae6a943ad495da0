// SPDX-License-Identifier: Apache-2.0
import { CAPACITIES, isUnifiedCode, LEVELS, toHex } from "@suyuan/sdk";

import { sha256OfText } from "../input/documents.ts";
import { InputError } from "../failure.ts";
import { account, argument, choice, needed, whole } from "../input/values.ts";
import { carryOut, gatewayOf } from "./online.ts";
import type { Action, Run } from "./run.ts";
import { showView } from "./show.ts";

const LARGEST_REGION = 999_999;

const ADMITTED = {
  event: "OrganizationAdmitted",
  value: "organization",
  label: "organization",
} as const;

/** The capacities bitmap of a list of words. */
function capacities(list: string): number {
  return list
    .split(",")
    .map((word) => choice(word.trim(), CAPACITIES, "--capacities"))
    .reduce<number>((map, bit) => map | (1 << bit), 0);
}

function unifiedCode(code: string): string {
  if (!isUnifiedCode(code)) throw new InputError("not-a-code", { what: "--code", value: code });
  return toHex(Buffer.from(code, "ascii"));
}

/** What admission takes after the parent. */
const facts = (run: Run) => [
  unifiedCode(needed(run, "code")),
  sha256OfText(needed(run, "name")),
  capacities(needed(run, "capacities")),
  choice(needed(run, "level"), LEVELS, "--level"),
  whole(needed(run, "region"), "--region", LARGEST_REGION),
  account(needed(run, "head")),
];

const call = (fn: string, args: readonly (string | number)[]) =>
  ({ contract: "organizationRegistry", fn, args }) as const;

const number = (run: Run): number => whole(argument(run), "<organization>");

export const admit: Action = async (run) => {
  const parent = whole(needed(run, "parent"), "--parent");
  return carryOut(run, call("admit", [parent, ...facts(run)]), ADMITTED);
};

export const suspend: Action = async (run) =>
  carryOut(run, call("suspendOrganization", [number(run)]));

export const resume: Action = async (run) =>
  carryOut(run, call("resumeOrganization", [number(run)]));

export const show: Action = async (run) => {
  const view = await gatewayOf(run).organization(number(run));
  const meanings = {
    status: "organizationStatus",
    level: "level",
    capacities: "capacities",
  } as const;
  return showView(run, view, meanings);
};
