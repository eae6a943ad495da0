// SPDX-License-Identifier: Apache-2.0
// Vectors with one member changed or left out, in the file, in its entry or in its policy, and what we say of them.
import {
  canonicalText,
  parseEvidence,
  parseGrant,
  parseHistory,
  parsePolicy,
  parseRight,
  ProofError,
  verify,
} from "@suyuan/proof";
import fc from "fast-check";

import { altered, leavesOf, neighbours, valueAt } from "../../packages/proof/src/testing/alter.ts";
import { vectors } from "../vectors/files.ts";

const READ = {
  evidence: parseEvidence,
  history: parseHistory,
  right: parseRight,
  grant: parseGrant,
} as const;
type Format = keyof typeof READ;
const FORMATS = Object.keys(READ) as readonly Format[];
const POLICY_REFUSED = 2;
const FILE_REFUSED = 10;

interface Pair {
  readonly file: { readonly entry?: string };
  readonly policy: object;
}

/** A file under a policy, and our exit status: 2 where the policy is refused, 10 where the file is. */
export interface Changed {
  readonly file: unknown;
  readonly policy: unknown;
  readonly exit: number;
}

const known = FORMATS.flatMap((format) =>
  (["valid", "invalid"] as const).flatMap((side) =>
    vectors<Pair>(side, format).map(({ vector }) => ({ format, ...vector })),
  ),
);
const choice = fc.record({
  of: fc.constantFrom(...known),
  part: fc.constantFrom("file", "file", "entry", "entry", "policy"),
  place: fc.nat(),
  other: fc.nat(),
  isLeftOut: fc.integer({ min: 0, max: 7 }).map((roll) => roll === 0),
});
type Choice = typeof choice extends fc.Arbitrary<infer T> ? T : never;

function changed(value: unknown, { place, other, isLeftOut }: Choice): unknown {
  const places = leavesOf(value);
  const at = places[place % places.length] ?? [];
  const others = isLeftOut ? [undefined] : neighbours(valueAt(value, at), other % 1_024);
  return others.length === 0 ? value : altered(value, at, others[other % others.length]);
}

function apart({ of, part, ...rest }: Choice): Omit<Changed, "exit"> {
  const { file, policy } = of;
  const how = { of, part, ...rest };
  if (part === "policy") return { file, policy: changed(policy, how) };
  if (part === "file" || file.entry === undefined) return { file: changed(file, how), policy };
  const inner: unknown = JSON.parse(Buffer.from(file.entry, "base64").toString());
  const entry = Buffer.from(canonicalText(changed(inner, how))).toString("base64");
  return { file: { ...file, entry }, policy };
}

function exitOf(format: Format, file: unknown, policy: unknown): number {
  let refused = POLICY_REFUSED;
  try {
    const under = parsePolicy(canonicalText(policy));
    refused = FILE_REFUSED;
    return verify(READ[format](canonicalText(file)), under).exit;
  } catch (error) {
    if (error instanceof ProofError) return refused;
    throw error;
  }
}

/** So many of them. */
export function changedFiles(count: number): readonly Changed[] {
  return fc.sample(choice, count).map((one) => {
    const { file, policy } = apart(one);
    return { file, policy, exit: exitOf(one.of.format, file, policy) };
  });
}
