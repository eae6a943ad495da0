// SPDX-License-Identifier: Apache-2.0
import { vectors } from "../vectors/files.ts";
import { type Given, json } from "./chromium.ts";

interface Judged {
  readonly file: unknown;
  readonly policy: unknown;
}

/** Evidence with the policy that it is verified under. */
export interface Sample {
  readonly file: Given;
  readonly policy: Given;
}

/** A vector as the two files that a person would have. */
export function sample(side: "valid" | "invalid", format: string, rule: string): Sample {
  const found = vectors<Judged>(side, format).find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`no vector ${side}/${format}/${rule}`);
  const { file, policy } = found.vector;
  return { file: json(`${rule}.json`, file), policy: json("policy.json", policy) };
}

/** One of each outcome. */
export const OUTCOMES = {
  accepted: sample("valid", "evidence", "sealed-by-qbft"),
  broken: sample("invalid", "evidence", "header-changed"),
  denied: sample("invalid", "evidence", "grant-suspended-before"),
  untrusted: sample("invalid", "evidence", "policy-of-other-contracts"),
  open: sample("invalid", "evidence", "policy-that-requires-seals"),
} as const;

export type OutcomeName = keyof typeof OUTCOMES;

/** What the deliveries among the vectors are about, and the salt of their digests. */
export const DATA = "年,人数\n2025,1024\n";
export const SALT = "09".repeat(32);
