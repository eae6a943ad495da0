// SPDX-License-Identifier: Apache-2.0
// Given headers with votes: of QBFT and IBFT 2.0 those of the vectors, of Clique and IBFT 1 sealed here.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../../bytes.ts";
import { headerOver } from "../../testing/header.ts";
import { refusal } from "../../testing/laws.ts";
import { type Sealer, sealers } from "../../testing/sealers.ts";
import { cliqueOver } from "../../testing/seals.ts";
import { type BlockHeader, decodeHeader } from "../header.ts";
import { validatorsIn, voteIn } from "./votes.ts";

interface Vector {
  readonly header: Hex;
  readonly consensus: { readonly sets: readonly [{ readonly validators: readonly Hex[] }] };
}
const vector = (name: string): Vector =>
  JSON.parse(
    readFileSync(
      new URL(`../../../../../test/vectors/valid/seals/${name}.json`, import.meta.url),
      "utf8",
    ),
  ) as Vector;
const headerOf = (name: string): BlockHeader => decodeHeader(fromHex(vector(name).header));

const NUMBER = 248;
const PLAIN = headerOver(new Uint8Array(32).fill(5), NUMBER, 1_785_000_000);
const signers = sealers(4);
const [one, two] = signers;
const CANDIDATE: Hex = `0x${"ab".repeat(20)}`;
const AT = { coinbase: 2, nonce: 14 };

function clique(set: Readonly<Record<number, Hex>>, listed: readonly Sealer[] = []): BlockHeader {
  if (one === undefined) throw new Error("no signer");
  return decodeHeader(cliqueOver(PLAIN, { by: one, signers, number: NUMBER, set, listed }));
}

describe("a header's vote", () => {
  it("is told for QBFT and IBFT 2.0, with the proposer as voter", () => {
    for (const [kind, name, add] of [
      ["qbft", "made-qbft-vote-add", true],
      ["qbft", "made-qbft-vote-drop", false],
      ["ibft2", "made-ibft2-vote-drop", false],
    ] as const) {
      const vote = voteIn(kind, headerOf(name));
      expect(vote).toMatchObject({ add });
      expect(vector(name).consensus.sets[0].validators).toContain(vote?.voter);
      expect(vote?.recipient).toMatch(/^0x[0-9a-f]{40}$/);
    }
    expect(voteIn("qbft", headerOf("qbft-real-4v-round1"))).toBeUndefined();
  });

  it("is told for Clique, with the signer as voter", () => {
    const nonce: Hex = `0x${"ff".repeat(8)}`;
    const voter = one?.address;
    const added = clique({ [AT.coinbase]: CANDIDATE, [AT.nonce]: nonce });
    expect(voteIn("clique", added)).toEqual({ voter, recipient: CANDIDATE, add: true });
    expect(voteIn("ibft1", added)).toEqual({ recipient: CANDIDATE, add: true });
    const dropped = clique({ [AT.coinbase]: two?.address ?? CANDIDATE });
    expect(voteIn("clique", dropped)).toEqual({ voter, recipient: two?.address, add: false });
    expect(voteIn("clique", clique({}))).toBeUndefined();
    expect(voteIn("clique", clique({ [AT.nonce]: nonce }))).toBeUndefined();
    const other: Hex = `0x${"0f".repeat(8)}`;
    expect(voteIn("clique", clique({ [AT.coinbase]: CANDIDATE, [AT.nonce]: other }))).toBe(
      undefined,
    );
  });

  it("is not read from a header of another kind", () => {
    expect(refusal(() => voteIn("qbft", clique({})))).toMatch(/^(extra|rlp)-invalid$/);
  });
});

describe("the validators that a header lists", () => {
  it("are those of QBFT and IBFT 2.0 headers", () => {
    for (const [kind, name] of [
      ["qbft", "made-qbft-london"],
      ["ibft2", "made-ibft2-vote-drop"],
    ] as const) {
      const { validators } = vector(name).consensus.sets[0];
      expect(validatorsIn(kind, headerOf(name))).toEqual(validators);
    }
    expect(validatorsIn("qbft", headerOf("made-qbft-contract"))).toEqual([]);
  });

  it("are those of a Clique checkpoint, and of no other Clique header", () => {
    const addresses = signers.map(({ address }) => address);
    expect(validatorsIn("clique", clique({}, signers))).toEqual(addresses);
    expect(validatorsIn("clique", clique({}))).toEqual([]);
  });
});
