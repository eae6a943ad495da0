// SPDX-License-Identifier: Apache-2.0
import { encodeBytes32String } from "ethers";

export interface LawCall {
  readonly contract: "ruleBook" | "workCalendar";
  readonly fn: string;
  readonly args: readonly unknown[];
}

const RULES: readonly (readonly [string, number])[] = [
  ["council.voting.delay.seconds", 86_400],
  ["council.voting.period.seconds", 7 * 86_400],
  ["council.delay.seconds", 3 * 86_400],
  ["council.majority.numerator", 1],
  ["council.majority.denominator", 2],
  ["council.qualified.numerator", 2],
  ["council.qualified.denominator", 3],
];

export function lawCalls(): LawCall[] {
  return RULES.map(([key, value]) => ({
    contract: "ruleBook",
    fn: "setRule",
    args: [encodeBytes32String(key), BigInt(value), 3, encodeBytes32String("stub"), 0],
  }));
}
