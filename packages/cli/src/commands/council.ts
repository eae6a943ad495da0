// SPDX-License-Identifier: Apache-2.0
// Proposals of the council: what they call is read from a file, and shown by the names of the contracts.
import {
  type AbiValue,
  type Act,
  deploymentOf,
  encodeCall,
  keccakOfText,
  MAX_RELAY_GAS,
  type ProposalView,
} from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { readJson } from "../input/documents.ts";
import { argument } from "../input/values.ts";
import { carryOut, gatewayOf, lines } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

const PROPOSED = { event: "ProposalCreated", value: "proposalId", label: "proposal" } as const;

interface Proposed {
  readonly description: string;
  readonly calls: readonly Act[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isCall = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value["contract"] === "string" &&
  typeof value["fn"] === "string" &&
  Array.isArray(value["args"]);

/** A proposal's file: a description, and calls as contract, function and arguments. */
async function proposedIn(path: string): Promise<Proposed> {
  const json: unknown = await readJson(path);
  const calls = isRecord(json) ? json["calls"] : undefined;
  const isOne = isRecord(json) && typeof json["description"] === "string" && Array.isArray(calls);
  if (!isOne || calls.length === 0 || !calls.every(isCall)) {
    throw new InputError("not-a-proposal", { path });
  }
  return json as unknown as Proposed;
}

export const propose: Action = async (run) => {
  const { description, calls } = await proposedIn(argument(run));
  const { contracts } = deploymentOf(await gatewayOf(run).chain());
  const targets = calls.map(({ contract }) => {
    const found = Object.entries(contracts).find(([name]) => name === contract);
    if (found) return found[1].address;
    const words = Object.keys(contracts).join(", ");
    throw new InputError("unknown-word", { what: "contract", value: contract, words });
  });
  const args = [targets, targets.map(() => 0), calls.map((call) => encodeCall(call)), description];
  return carryOut(run, { contract: "council", fn: "propose", args, gas: MAX_RELAY_GAS }, PROPOSED);
};

function idIn(run: Run): string {
  const given = argument(run);
  if (/^[1-9][0-9]{0,77}$/.test(given)) return given;
  throw new InputError("not-a-number", { what: "<proposal>", value: given, most: "2^256 − 1" });
}

/** What a proposal's later steps are called with: the council keeps only a hash of it. */
async function stepOf(run: Run, fn: "cancel" | "queue" | "execute"): Promise<number> {
  const { item } = await gatewayOf(run).proposal(idIn(run));
  const { targets, calldatas, description } = item;
  const values: AbiValue = targets.map(() => 0);
  const args = [targets, values, calldatas, keccakOfText(description)];
  return carryOut(run, { contract: "council", fn, args, gas: MAX_RELAY_GAS });
}

export const cancel: Action = async (run) => stepOf(run, "cancel");
export const queue: Action = async (run) => stepOf(run, "queue");
export const execute: Action = async (run) => stepOf(run, "execute");

function shown(run: Run, { item, state, needed, settled }: ProposalView): string[] {
  const { messages } = run.out;
  const { votes, executableAt } = item;
  return lines(run, [
    ["proposal", item.id],
    ["name", item.description],
    ["kind", messages.vocabulary.proposalKind[item.kind] ?? item.kind],
    ["state", messages.vocabulary.proposalState[state] ?? state],
    ["votes", `${votes.for} : ${votes.against} (${votes.abstain})`],
    ...(needed === undefined ? [] : [["needed", needed] as const]),
    ["voteStart", messages.timeOf(item.voteStart)],
    ["voteEnd", messages.timeOf(item.voteEnd)],
    ...(executableAt === undefined
      ? []
      : [["executableAt", messages.timeOf(executableAt)] as const]),
    ["settled", `${settled.number}  ${messages.timeOf(settled.time)}`],
  ]);
}

export const show: Action = async (run) => {
  const view = await gatewayOf(run).proposal(idIn(run));
  run.out.result(view, shown(run, view));
  return EXIT.ok;
};
