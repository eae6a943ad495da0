// SPDX-License-Identifier: Apache-2.0
// Given a policy that is trusted, and updates.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import { formatVerifierKey } from "../note/key.ts";
import { noteSigner } from "../note/sign.ts";
import { parsePolicy, type Policy } from "../policy.ts";
import { NUM_RUNS, refusal } from "../testing/laws.ts";
import { SEALERS, sealedBy } from "../testing/seal-vectors.ts";
import { World } from "../testing/world.ts";
import { policyFingerprint, policyHash } from "./fingerprint.ts";
import { signPolicyUpdate } from "./sign.ts";
import {
  followPolicy,
  parsePolicyUpdate,
  type PolicyUpdate,
  policyUpdateText,
  updatesAfter,
} from "./update.ts";

const signer = (byte: number, name = `office${byte}.example`) =>
  noteSigner(name, new Uint8Array(32).fill(byte));
const OFFICES = [signer(21), signer(22), signer(23)] as const;
const [one, two, three] = OFFICES;
const authority = { threshold: 2, keys: OFFICES.map(({ key }) => formatVerifierKey(key)) };
const first: Policy = { ...sealedBy((await World.tell()).policy(), "qbft"), authority };

/** The next policy, by its name and what else changes. */
const next = (before: Policy, name: string, more: Partial<Policy> = {}): Policy => ({
  ...before,
  name,
  supersedes: policyHash(before),
  ...more,
});
const signed = (before: Policy, name: string, more?: Partial<Policy>): PolicyUpdate =>
  signPolicyUpdate(next(before, name, more), [one, two]);
const fate = (...updates: PolicyUpdate[]) => refusal(() => followPolicy(first, updates));

describe("updates", () => {
  const second = signed(first, "second");
  const third = signed(second.policy, "third");

  it("are followed one after the other", () => {
    expect(followPolicy(first, [])).toBe(first);
    expect(followPolicy(first, [second]).name).toBe("second");
    expect(followPolicy(first, [second, third]).name).toBe("third");
    expect(followPolicy(second.policy, [third]).name).toBe("third");
  });

  it("are not followed with one left out, turned round, repeated or undone", () => {
    expect(fate(third)).toBe("policy-not-next");
    expect(fate(third, second)).toBe("policy-not-next");
    expect(fate(second, second)).toBe("policy-forked");
    expect(refusal(() => followPolicy(second.policy, [second]))).toBe("policy-not-next");
  });

  it("are not followed where two supersede the same policy", () => {
    const other = signed(first, "other");
    expect(fate(other)).toBeUndefined();
    expect(fate(second, other)).toBe("policy-forked");
    expect(fate(second, third, other)).toBe("policy-forked");
  });

  it("are put in their order from any policy that they lead to, whatever order they come in", () => {
    const fourth = signed(third.policy, "fourth");
    const all = [second, third, fourth];
    const shuffled = fc.shuffledSubarray(all, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(shuffled, fc.nat(3), (given, known) => {
        const before = [first, ...all.map(({ policy }) => policy)][known] ?? first;
        const following = updatesAfter(before, given);
        expect(following).toEqual(all.slice(known));
        expect(followPolicy(before, following)).toEqual(fourth.policy);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("that lead nowhere stand last, where they are refused", () => {
    const after = (...updates: PolicyUpdate[]) =>
      refusal(() => followPolicy(first, updatesAfter(first, updates)));
    const fork = signed(first, "other");
    expect(after(third)).toBe("policy-not-next");
    expect(after(third, second, fork)).toBe("policy-forked");
    expect(after(fork, second)).toBe("policy-forked");
    expect(after(second, signed(fork.policy, "elsewhere"))).toBe("policy-not-next");
    expect(updatesAfter(second.policy, [fork])).toEqual([fork]);
    expect(updatesAfter(second.policy, [second, second])).toEqual([]);
  });

  it("need as many distinct keys as the policy before asks for", () => {
    const draft = next(first, "second");
    const by = (...signers: Parameters<typeof signPolicyUpdate>[1]) =>
      fate(signPolicyUpdate(draft, signers));
    expect(by(two, three)).toBeUndefined();
    expect(by(one, two, three)).toBeUndefined();
    expect(by(one)).toBe("policy-undersigned");
    expect(by(one, signer(99))).toBe("policy-undersigned");
    expect(by(one, signer(21, "office22.example"))).toBe("policy-undersigned");
    expect(by(signer(98), signer(99))).toBe("note-not-signed");
    expect(refusal(() => signPolicyUpdate(draft, [one, one]))).toBe("duplicate-item");
    const twice = signPolicyUpdate(draft, [one]);
    const line = twice.note.split("\n").find((text) => text.startsWith("—")) ?? "";
    expect(fate({ ...twice, note: `${twice.note}${line}\n` })).toBe("policy-undersigned");
  });

  it("are signed by the keys of the policy before, not by those they bring", () => {
    const own = { threshold: 1, keys: [formatVerifierKey(signer(99).key)] };
    const seized = signPolicyUpdate(next(first, "seized", { authority: own }), [signer(99)]);
    expect(fate(seized)).toBe("note-not-signed");
    const handed = signed(first, "handed over", { authority: own });
    expect(fate(handed, signPolicyUpdate(next(handed.policy, "then"), [signer(99)]))).toBe(
      undefined,
    );
    expect(fate(handed, signed(handed.policy, "then"))).toBe("note-not-signed");
  });

  it("are over this policy and no other", () => {
    const swapped = { ...second, policy: next(first, "another") };
    expect(fate(swapped)).toBe("policy-undersigned");
    const [line = "", ...rest] = second.note.split("\n");
    expect(fate({ ...second, note: [line, ...rest].join("\n").replace("@1", "@2") })).toBe(
      "policy-undersigned",
    );
  });

  it("stay on their chain", () => {
    const chain = { ...first.chain, chainId: first.chain.chainId + 1 };
    expect(fate(signed(first, "elsewhere", { chain }))).toBe("policy-of-other-chain");
  });

  it("end with a policy that names nobody", () => {
    const { authority: gone, ...rest } = next(first, "last");
    expect(gone).toBeDefined();
    const last = signPolicyUpdate(rest, [one, two]);
    expect(fate(last)).toBeUndefined();
    expect(fate(last, signed(last.policy, "after"))).toBe("policy-not-updatable");
  });

  it("are read from their file, signed one after the other", () => {
    const begun = signPolicyUpdate(next(first, "second"), [one]);
    const done = signPolicyUpdate(parsePolicyUpdate(canonicalText(begun)), [three]);
    expect(parsePolicyUpdate(canonicalText(done))).toEqual(done);
    expect(fate(done)).toBeUndefined();
    expect(refusal(() => parsePolicyUpdate(canonicalText({ ...done, more: 1 })))).toBe(
      "unknown-field",
    );
    const { supersedes, ...none } = done.policy;
    expect(supersedes).toBeDefined();
    const loose = canonicalText({ ...done, policy: none });
    expect(refusal(() => parsePolicyUpdate(loose))).toBe("missing-field");
    expect(refusal(() => signPolicyUpdate(none, [one]))).toBe("missing-field");
  });

  it("are bounded", () => {
    const many = Array.from({ length: 1_025 }, () => second);
    expect(fate(...many)).toBe("too-large");
  });
});

describe("a policy with an authority", () => {
  const read = (more: object) => refusal(() => parsePolicy(canonicalText({ ...first, ...more })));

  it("asks for at least one key, at most as many as it names, of its own", () => {
    expect(read({})).toBeUndefined();
    expect(read({ authority: { ...authority, threshold: 0 } })).toBe("out-of-range");
    expect(read({ authority: { ...authority, threshold: 4 } })).toBe("unreachable-threshold");
    expect(read({ authority: { threshold: 1, keys: [] } })).toBe("out-of-range");
    const keys = first.logs.flatMap((log) => log.keys);
    expect(read({ authority: { threshold: 1, keys } })).toBe("duplicate-item");
    expect(read({ supersedes: `0x${"00".repeat(32)}` })).toBe("out-of-range");
  });

  it("cannot ask for more Clique signers than it names", () => {
    const { chain } = sealedBy(first, "clique");
    const asking = (signers: number) =>
      read({ chain: { ...chain, consensus: { ...chain.consensus, signers } } });
    expect(asking(SEALERS.length)).toBeUndefined();
    expect(asking(SEALERS.length + 1)).toBe("unreachable-threshold");
  });
});

describe("a fingerprint", () => {
  it("is of the canonical bytes, whatever the order of members", () => {
    const hash = createHash("sha256").update(canonicalText(first)).digest();
    expect(policyHash(first)).toBe(`0x${hash.toString("hex")}`);
    const turned = Object.fromEntries(Object.entries(first).reverse()) as unknown as Policy;
    expect(policyFingerprint(turned)).toBe(policyFingerprint(first));
    const groups = Array.from({ length: 6 }, (_, at) => hash.readUIntBE(5 * at, 5) % 100_000);
    expect(policyFingerprint(first).split(" ").map(Number)).toEqual(groups);
    expect(policyFingerprint(first)).toMatch(/^\d{5}( \d{5}){5}$/);
    expect(policyUpdateText(first)).toContain(hash.toString("base64"));
  });

  it("differs when anything in the policy does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (from) => {
        const { consensus } = first.chain;
        if (consensus.kind === "none") return;
        const sets = consensus.sets.map((set) => ({ ...set, from }));
        const changed = { ...first, chain: { ...first.chain, consensus: { ...consensus, sets } } };
        expect(policyFingerprint(changed)).not.toBe(policyFingerprint(first));
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
