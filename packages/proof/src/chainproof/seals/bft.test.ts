// SPDX-License-Identifier: Apache-2.0
// Given a header sealed by validators of a pinned set.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultCrypto } from "../../crypto.ts";
import { headerOver } from "../../testing/header.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../../testing/laws.ts";
import { type Sealer, sealers } from "../../testing/sealers.ts";
import { sealedOver, type Sealing, twinOf } from "../../testing/seals.ts";
import { decodeHeader } from "../header.ts";
import { checkSeals } from "../seals.ts";
import { quorumOf } from "./bft.ts";
import { decodeExtra } from "./extra.ts";
import type { SealsAnswer, ValidatorSet } from "./types.ts";

const NUMBER = 250;
const PLAIN = headerOver(new Uint8Array(32).fill(5), NUMBER, 1_785_000_000);
const KINDS = ["qbft", "ibft2", "ibft1"] as const;
const FOUR = sealers(4);
const TEN = sealers(10);
const STRANGERS = sealers(4, "stranger");

const setOf = (validators: readonly Sealer[], from = 0): ValidatorSet => ({
  from,
  validators: validators.map(({ address }) => address),
});

function judged(bytes: Uint8Array, kind: (typeof KINDS)[number], ...sets: ValidatorSet[]) {
  let recovered = 0;
  const crypto: typeof defaultCrypto = {
    ...defaultCrypto,
    recover: (...given) => {
      recovered += 1;
      return defaultCrypto.recover(...given);
    },
  };
  const block = { bytes, header: decodeHeader(bytes) };
  const answer = checkSeals({ kind, sets }, block, [], crypto);
  return { answer, recovered };
}

const codeOf = (answer: SealsAnswer): string => ("code" in answer ? answer.code : answer.state);
const outcome = (sealing: Sealing, pinned = sealing.validators): string =>
  codeOf(judged(sealedOver(PLAIN, sealing), sealing.kind, setOf(pinned)).answer);

describe.each(KINDS)("a header of %s", (kind) => {
  const numbers = fc.record({
    n: fc.integer({ min: 1, max: 10 }),
    k: fc.nat({ max: 10 }),
    round: fc.integer({ min: 0, max: 0xffff_ffff }),
  });

  it(
    "is sealed when distinct pinned signers are two thirds, whatever the round",
    () => {
      fc.assert(
        fc.property(numbers, ({ n, k, round }) => {
          const validators = TEN.slice(0, n);
          const signers = validators.slice(0, k);
          const found = outcome({ kind, validators, signers, round });
          expect(found).toBe(3 * signers.length >= 2 * n ? "sealed" : "too-few-seals");
        }),
        { numRuns: NUM_RUNS },
      );
    },
    LAW_TIMEOUT,
  );

  it(
    "is not sealed with any bit turned over",
    () => {
      const bytes = sealedOver(PLAIN, { kind, validators: FOUR, signers: FOUR.slice(1), round: 3 });
      fc.assert(
        fc.property(fc.nat({ max: 8 * bytes.length - 1 }), (bit) => {
          const changed = flipBit(bytes, bit);
          if (refusal(() => decodeHeader(changed)) !== undefined) return;
          expect(judged(changed, kind, setOf(FOUR)).answer.state).not.toBe("sealed");
        }),
        { numRuns: NUM_RUNS },
      );
    },
    LAW_TIMEOUT,
  );

  it("tells its signers in the order of the seals", () => {
    const signers = [FOUR[2], FOUR[0], FOUR[3]].filter((one) => one !== undefined);
    const bytes = sealedOver(PLAIN, { kind, validators: FOUR, signers });
    const { answer } = judged(bytes, kind, setOf(FOUR));
    const addresses = signers.map(({ address }) => address);
    expect(answer).toMatchObject({ state: "sealed", signers: addresses, needed: 3, of: 4 });
  });

  it("counts a twin of a seal as the same signer", () => {
    const signers = FOUR.slice(0, 3);
    const twins = (seals: readonly Uint8Array[]) => seals.map(twinOf);
    expect(outcome({ kind, validators: FOUR, signers, seals: twins })).toBe("sealed");
    for (const add of [twinOf, (seal: Uint8Array) => seal]) {
      const two = signers.slice(0, 2);
      const seals = (made: readonly Uint8Array[]) => [...made, ...made.slice(0, 1).map(add)];
      expect(outcome({ kind, validators: FOUR, signers: two, seals })).toBe("seal-twice");
      expect(outcome({ kind, validators: FOUR, signers, seals })).toBe("seal-twice");
    }
  });

  it("does not speak for its own validators", () => {
    const claimed = { kind, validators: STRANGERS };
    expect(outcome(claimed)).toBe("sealed");
    expect(outcome(claimed, FOUR)).toBe("validators-differ");
    const signers = [...FOUR.slice(0, 3), ...STRANGERS.slice(0, 1)];
    expect(outcome({ kind, validators: FOUR, signers })).toBe("seal-of-outsider");
  });

  it("is judged by the set of its number, the first and the last included", () => {
    const bytes = sealedOver(PLAIN, { kind, validators: FOUR });
    const upTo = (to: number) => ({ ...setOf(FOUR), to });
    const next = setOf(STRANGERS, NUMBER + 1);
    const code = (...sets: ValidatorSet[]) => codeOf(judged(bytes, kind, ...sets).answer);
    expect(code(upTo(NUMBER), next)).toBe("sealed");
    expect(code(setOf(FOUR, NUMBER))).toBe("sealed");
    expect(code(upTo(NUMBER - 1))).toBe("no-validators-named");
    expect(code(next)).toBe("no-validators-named");
    expect(code({ ...setOf(STRANGERS), to: NUMBER - 1 }, setOf(FOUR, NUMBER))).toBe("sealed");
  });

  it("is not one of another kind", () => {
    const bytes = sealedOver(PLAIN, { kind, validators: FOUR, round: 1 });
    for (const other of KINDS.filter((one) => one !== kind)) {
      expect(codeOf(judged(bytes, other, setOf(FOUR)).answer)).toBe("header-of-other-kind");
    }
  });

  it("costs no more signatures than the set has members", () => {
    const fill = (count: number) => (seals: readonly Uint8Array[]) =>
      Array.from(
        { length: count },
        (_, place) => seals[place % seals.length] ?? seals.slice(0, 1)[0],
      ).filter((seal) => seal !== undefined);
    const many = sealedOver(PLAIN, { kind, validators: FOUR, seals: fill(900) });
    expect(judged(many, kind, setOf(FOUR))).toMatchObject({
      answer: { code: "too-many-seals" },
      recovered: 0,
    });
    const all = judged(sealedOver(PLAIN, { kind, validators: FOUR }), kind, setOf(FOUR));
    expect(all.recovered).toBe(4);
    const others = judged(sealedOver(PLAIN, { kind, validators: FOUR }), kind, setOf(STRANGERS));
    expect(others.recovered).toBe(0);
  });
});

describe("the quorum", () => {
  it("is two thirds rounded up", () => {
    const told = [1, 2, 2, 3, 4, 4, 5, 6, 6, 7];
    expect(told.map((_, place) => quorumOf(place + 1))).toEqual(told);
  });
});

describe("extraData", () => {
  it("is refused, never misread, whatever bytes it is", () => {
    const extra = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(40)));
    fc.assert(
      fc.property(extra, fc.constantFrom(...KINDS), (bytes, kind) => {
        expect(refusal(() => decodeExtra(kind, bytes))).toMatch(/^(extra|rlp)-invalid$/);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("nested deeply is refused", () => {
    const deep = new Uint8Array(60_000).fill(0xc0);
    expect(refusal(() => decodeExtra("qbft", deep))).toBe("rlp-invalid");
    const nested = [0xf8, ...Array.from({ length: 55 }, (_, depth) => 0xc0 + 55 - depth)];
    expect(refusal(() => decodeExtra("qbft", Uint8Array.from(nested)))).toBe("rlp-invalid");
  });
});
