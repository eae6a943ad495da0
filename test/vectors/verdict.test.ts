// SPDX-License-Identifier: Apache-2.0
import {
  canonicalText,
  type Digest,
  parseEvidence,
  parseGrant,
  parseHistory,
  parsePolicy,
  parseRight,
  readPolicy,
  verify,
  type Verdict,
} from "@suyuan/proof";
import { told } from "@suyuan/words";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Judged {
  readonly file: unknown;
  readonly policy: unknown;
  readonly data?: Digest;
  readonly exit: number;
  readonly faults: readonly string[];
}

const READ = {
  evidence: parseEvidence,
  history: parseHistory,
  right: parseRight,
  grant: parseGrant,
} as const;

function judge({ file, policy, data }: Judged, format: keyof typeof READ): Verdict {
  const read = READ[format](canonicalText(file));
  const under = parsePolicy(canonicalText(policy));
  return verify(read, under, data === undefined ? {} : { data });
}

// Lines on what nobody asked for are not faults.
const UNASKED = ["data-not-given", "chain-has-no-seals", "block-unsealed", "no-witnesses-named"];
const faultsOf = ({ checks }: Verdict): readonly string[] =>
  checks
    .filter(({ state, code }) => state !== "ok" && !UNASKED.includes(code))
    .map(({ name, state, code }) => `${name}: ${state} ${code}`);

// Each sentence finds every value that it speaks of.
function expectWords(verdict: Verdict): void {
  const { checks, sentence, ...rest } = told(verdict);
  const bare = checks.map(({ sentence: _, ...check }) => check);
  expect({ ...rest, checks: bare }).toEqual(verdict);
  for (const { zh, en } of [sentence, ...checks.map((check) => check.sentence)]) {
    expect(`${zh}${en}`).not.toMatch(/undefined|NaN|不明时间|unknown time/);
  }
}

describe.each(["evidence", "history", "right", "grant"] as const)("%s", (format) => {
  it.each(vectors<Judged>("valid", format))("accepted: $rule", ({ vector }) => {
    const verdict = judge(vector, format);
    expect(verdict.exit).toBe(0);
    expectWords(verdict);
    expect(faultsOf(verdict)).toEqual(vector.faults);
  });

  it.each(vectors<Judged>("invalid", format))("not accepted: $rule", ({ vector }) => {
    const verdict = judge(vector, format);
    expect(verdict.exit).toBe(vector.exit);
    expectWords(verdict);
    expect(verdict.exit).not.toBe(0);
    expect(faultsOf(verdict)).toEqual(vector.faults);
  });
});

interface PolicyVector {
  readonly policy: unknown;
  readonly code?: string;
}

describe("policy", () => {
  it.each(vectors<PolicyVector>("valid", "policy"))("$rule", ({ vector }) => {
    expect(readPolicy(vector.policy)).toEqual(vector.policy);
  });

  it.each(vectors<PolicyVector>("invalid", "policy"))("refused: $rule", ({ vector }) => {
    expect(outcome(() => readPolicy(vector.policy))).toBe(vector.code);
  });
});
