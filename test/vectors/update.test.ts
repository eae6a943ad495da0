// SPDX-License-Identifier: Apache-2.0
// docs/spec/policy.md, "Updates" and "Fingerprint".
import {
  canonicalText,
  followPolicy,
  parsePolicy,
  parsePolicyUpdate,
  type Policy,
  policyFingerprint,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Chain {
  readonly policy: unknown;
  readonly updates: readonly unknown[];
}

const follow = ({ policy, updates }: Chain): Policy =>
  followPolicy(
    parsePolicy(canonicalText(policy)),
    updates.map((update) => parsePolicyUpdate(canonicalText(update))),
  );

describe("updates of a policy", () => {
  it.each(vectors<Chain & { fingerprint: string }>("valid", "update"))(
    "are followed: $rule",
    ({ vector }) => {
      expect(policyFingerprint(follow(vector))).toBe(vector.fingerprint);
    },
  );

  it.each(vectors<Chain & { code: string }>("invalid", "update"))(
    "are refused: $rule",
    ({ vector }) => {
      expect(outcome(() => follow(vector))).toBe(vector.code);
    },
  );
});
