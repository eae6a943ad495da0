// SPDX-License-Identifier: Apache-2.0
// Given a policy, and the headers of a chain one after the other.
import { readFileSync } from "node:fs";
import {
  type Consensus,
  decodeHeader,
  defaultCrypto,
  fromHex,
  type HeaderBytes,
  type Hex,
} from "@suyuan/proof";
import { type Sealer, sealers } from "@suyuan/proof/testing";
import { describe, expect, it } from "vitest";
import { addresses, cliqueHeader, qbftHeader, type Wish } from "../testing/sealed.ts";
import { type SealedConsensus, Sealing } from "./sealing.ts";

type CliqueConsensus = Extract<Consensus, { readonly kind: "clique" }>;

const FOUR = sealers(4);
const [NEWCOMER] = sealers(1, "newcomer");
const FIVE = [...FOUR, ...(NEWCOMER ? [NEWCOMER] : [])].toSorted((one, other) =>
  one.address < other.address ? -1 : 1,
);
const THREE = FOUR.slice(0, 3);
const added = NEWCOMER?.address ?? "0x";
const dropped = FOUR[3]?.address ?? "0x";

const at = (of: readonly Sealer[], place: number): Sealer => {
  const found = of[place % of.length];
  if (found) return found;
  throw new Error("no validators");
};
const set = (from: number, of: readonly Sealer[], to?: number) => ({
  ...{ from, validators: addresses(of) },
  ...(to !== undefined && { to }),
});
const qbft = (...sets: ReturnType<typeof set>[]): SealedConsensus => ({ kind: "qbft", sets });
const clique = (...sets: ReturnType<typeof set>[]): CliqueConsensus => ({
  ...{ kind: "clique", sets, following: 4, signers: 3 },
});
const watched = (consensus: SealedConsensus) => new Sealing(consensus, defaultCrypto);
const codes = (sealing: Sealing) => ({
  failing: sealing.failing.map(({ code }) => code),
  coming: sealing.coming.map(({ code }) => code),
});
const CALM = { failing: [], coming: [] };

/** Blocks `from` to `to` of a QBFT chain, one proposer after the other. */
function propose(
  sealing: Sealing,
  by: readonly Sealer[],
  from: number,
  to: number,
  vote?: Wish["vote"],
) {
  for (let number = from; number <= to; number++) {
    sealing.take(qbftHeader(at(by, number), by, { number, ...(vote && { vote }) }));
  }
}

/** A Clique chain that goes on; each signer in its turn. */
class Chain {
  last: HeaderBytes | undefined;
  readonly #sealing: Sealing;

  constructor(sealing: Sealing) {
    this.#sealing = sealing;
  }

  go(by: readonly Sealer[], from: number, to: number, more: Partial<Wish> = {}): void {
    for (let number = from; number <= to; number++) {
      this.last = cliqueHeader(at(by, number), by, { number, ...more }, this.last);
      this.#sealing.take(this.last);
    }
  }
}

describe("given a QBFT chain", () => {
  it("is content while the policy's validators seal", () => {
    const sealing = watched(qbft(set(0, FOUR)));
    propose(sealing, FOUR, 1, 9);
    expect(codes(sealing)).toEqual(CALM);
    expect(sealing.validators).toBeUndefined();
  });

  it("tells of a vote before it passes, and of its end before the next block", () => {
    const sealing = watched(qbft(set(0, FOUR)));
    propose(sealing, FOUR, 1, 2, { recipient: added, add: true });
    expect(codes(sealing)).toEqual({ failing: [], coming: ["vote-under-way"] });
    expect(sealing.coming[0]?.sentence.en).toContain("2 / 3");
    expect(sealing.coming[0]?.sentence.zh).toContain(added);
    propose(sealing, FOUR, 3, 3, { recipient: added, add: true });
    expect(codes(sealing)).toEqual({ failing: ["vote-passed"], coming: [] });
    expect(sealing.validators?.toSorted()).toEqual(addresses(FIVE));
    propose(sealing, FIVE, 4, 4);
    expect(codes(sealing).failing).toEqual(["validators-differ", "vote-passed"]);
  });

  it("is content with a change that the policy names", () => {
    const sealing = watched(qbft(set(0, FOUR, 3), set(4, FIVE)));
    propose(sealing, FOUR, 1, 3, { recipient: added, add: true });
    expect(codes(sealing)).toEqual(CALM);
    propose(sealing, FIVE, 4, 9);
    expect(codes(sealing)).toEqual(CALM);
    // One block too early or too late is another matter.
    const early = watched(qbft(set(0, FOUR, 4), set(5, FIVE)));
    propose(early, FOUR, 1, 3, { recipient: added, add: true });
    propose(early, FIVE, 4, 6);
    expect(codes(early).failing).toEqual(["validators-differ"]);
  });

  it("sees another set without any vote, and forgets it when it was lost or is long over", () => {
    const sealing = watched(qbft(set(0, FOUR)));
    propose(sealing, FOUR, 1, 5);
    propose(sealing, THREE, 6, 7);
    expect(codes(sealing).failing).toEqual(["validators-differ"]);
    expect(sealing.validators).toEqual(addresses(THREE));
    sealing.forgetAfter(5);
    expect(codes(sealing)).toEqual(CALM);
    propose(sealing, THREE, 6, 6);
    propose(sealing, FOUR, 7, 69);
    expect(codes(sealing).failing).toEqual(["validators-differ"]);
    propose(sealing, FOUR, 70, 70);
    expect(codes(sealing)).toEqual(CALM);
  });

  it("tells of ranges that end and that do not begin", () => {
    const sealing = watched(qbft(set(10, FOUR, 100)));
    propose(sealing, FOUR, 10, 11);
    expect(codes(sealing)).toEqual({ failing: [], coming: ["range-ends"] });
    propose(sealing, FOUR, 101, 101);
    expect(codes(sealing).failing).toEqual(["no-validators-named"]);
    const far = watched(qbft(set(10, FOUR, 10 + 86_400)));
    propose(far, FOUR, 10, 10);
    expect(codes(far)).toEqual(CALM);
  });

  it("says of headers of another kind that they are", () => {
    const sealing = watched(clique(set(0, FOUR)));
    propose(sealing, FOUR, 1, 2);
    expect(codes(sealing).failing).toEqual(["header-of-other-kind"]);
  });
});

describe("given a Clique chain", () => {
  it("is content with a real one, and not under other signers", () => {
    const path = "../../../../test/vectors/valid/seals/clique-run-first-buried-under-12.json";
    const vector = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as {
      readonly consensus: CliqueConsensus;
      readonly header: Hex;
      readonly following: readonly Hex[];
    };
    const headers = [vector.header, ...vector.following].map((hex) => fromHex(hex));
    const fate = (consensus: CliqueConsensus) => {
      const sealing = watched(consensus);
      for (const bytes of headers) sealing.take({ bytes, header: decodeHeader(bytes) });
      return codes(sealing);
    };
    expect(fate(vector.consensus)).toEqual(CALM);
    expect(fate(clique(set(0, FOUR))).failing).not.toEqual([]);
    const [pinned] = vector.consensus.sets;
    const fewer = { from: 0, validators: pinned?.validators.slice(1) ?? [] };
    expect(fate({ ...vector.consensus, sets: [fewer] }).failing).not.toEqual([]);
  });

  it("tells of a vote to drop one, and of its end, at once", () => {
    const sealing = watched(clique(set(0, FOUR)));
    const chain = new Chain(sealing);
    chain.go(FOUR, 4, 5, { vote: { recipient: dropped, add: false } });
    expect(codes(sealing)).toEqual({ failing: [], coming: ["vote-under-way"] });
    chain.go(FOUR, 6, 6, { vote: { recipient: dropped, add: false } });
    expect(codes(sealing).failing).toEqual(["vote-passed"]);
    expect(sealing.validators).toEqual(addresses(THREE));
    sealing.forgetAfter(5);
    expect(codes(sealing)).toEqual({ failing: [], coming: ["vote-under-way"] });
  });

  it("lets votes go at a checkpoint, and compares whom it lists", () => {
    const sealing = watched(clique(set(0, FOUR)));
    const chain = new Chain(sealing);
    chain.go(FOUR, 4, 5, { vote: { recipient: added, add: true } });
    chain.go(FOUR, 6, 6, { listed: FOUR });
    expect(codes(sealing)).toEqual(CALM);
    chain.go(FOUR, 7, 7, { listed: FIVE });
    expect(codes(sealing).failing).toEqual(["validators-differ"]);
    expect(sealing.validators).toEqual(addresses(FIVE));
  });

  it("sees who seals too soon", () => {
    const sealing = watched(clique(set(0, FOUR)));
    const first = cliqueHeader(at(FOUR, 0), FOUR, { number: 4 });
    sealing.take(first);
    sealing.take(cliqueHeader(at(FOUR, 0), FOUR, { number: 5 }, first));
    expect(codes(sealing).failing).toEqual(["signer-too-soon"]);
  });
});
