// SPDX-License-Identifier: Apache-2.0
// What an inbox is held against: the act as a seat would do it, asked of the contracts without doing it.
import { type AbiValue, CLOCKS, type ContractName, encodeCall } from "@suyuan/chain";
import type { Kind } from "@suyuan/gateway";
import type { Hex } from "@suyuan/proof";

import type { Province } from "./province.ts";

const CONTRACTS: Readonly<Partial<Record<Kind, ContractName>>> = {
  case: "caseRegistry",
  finding: "findingRegistry",
  return: "returnRegistry",
};
/** Acts that no seat signs. */
const SEATLESS: ReadonlySet<string> = new Set(["closeExpired", "annulLateness"]);

/** The kinds of things that an inbox follows. */
export const FOLLOWED: readonly Kind[] = [
  ...(["request", "grant", "change", "demand", "consent", "case", "finding", "return"] as const),
  ...(["delivery", "asset"] as const),
];

export interface Call {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly AbiValue[];
}

/** An act of a seat on a thing of a kind. @param args without the seat's number */
export function callOn(kind: Kind, fn: string, seat: number, args: readonly AbiValue[]): Call {
  const contract = CONTRACTS[kind] ?? "sharingRegistry";
  return { contract, fn, args: SEATLESS.has(fn) ? args : [seat, ...args] };
}

/** The call by which anyone records that a clock of a thing ran out. */
export function latenessOf(clock: string, id: AbiValue): Call {
  const { clock: number = 0 } = CLOCKS.find(({ name }) => name === clock) ?? {};
  return { contract: "findingRegistry", fn: "recordLateness", args: [number, id] };
}

/** `taken` if the contract takes a call of an account as things stand; else its error's name. */
export async function answerTo(
  { client, deployment }: Pick<Province, "client" | "deployment">,
  from: Hex,
  call: Call,
): Promise<string> {
  const to = deployment.contracts[call.contract].address;
  try {
    await client.rpc("eth_call", [{ from, to, data: encodeCall(call) }, "latest"]);
    return "taken";
  } catch (error) {
    return (error as { revert?: { name?: string } }).revert?.name ?? String(error);
  }
}
