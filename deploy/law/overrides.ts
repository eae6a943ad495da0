// SPDX-License-Identifier: Apache-2.0
// The law pack as one deployment has it: what its founding sets otherwise is marked as unconfirmed, and names the
// founding as its source.
import { hexlify, toUtf8Bytes, zeroPadBytes } from "ethers";

import { DeployError } from "../addresses.ts";
import type { Founding, RuleOverride, TypeOverride } from "../founding.ts";
import { type LawCall, lawCalls } from "./load.ts";

/** ASCII, in 32 bytes. */
const word = (text: string): string => zeroPadBytes(hexlify(toUtf8Bytes(text)), 32);
const UNCONFIRMED = 3;
const SOURCE = word("founding");

const isRule = (call: LawCall, key: string): boolean =>
  call.fn === "setRule" && call.args[0] === word(key);
const isType = (call: LawCall, id: number): boolean =>
  call.fn === "setType" && Number(call.args[0]) === id;

function ruled(calls: readonly LawCall[], { key, value }: RuleOverride): LawCall[] {
  if (!calls.some((call) => isRule(call, key))) throw new DeployError(`no rule is named ${key}`);
  return calls.map((call) => {
    if (!isRule(call, key)) return call;
    const [name, , , , from] = call.args;
    return { ...call, args: [name, BigInt(value), UNCONFIRMED, SOURCE, from] as LawCall["args"] };
  });
}

function typed(calls: readonly LawCall[], { id, ...other }: TypeOverride): LawCall[] {
  if (!calls.some((call) => isType(call, id))) {
    throw new DeployError(`no registration type has the id ${id}`);
  }
  return calls.map((call) => {
    if (!isType(call, id)) return call;
    const [number, type, , , from] = call.args;
    const changed = { ...(type as Record<string, unknown>), ...other };
    return { ...call, args: [number, changed, UNCONFIRMED, SOURCE, from] as LawCall["args"] };
  });
}

/** The calls that load the law pack with the founding's own rules and types. @throws DeployError for an unknown one */
export function foundingLaw({ rules = [], types = [] }: Founding): LawCall[] {
  return types.reduce(typed, rules.reduce(ruled, [...lawCalls()]));
}
