// SPDX-License-Identifier: Apache-2.0
// docs/spec/seals.md: real headers of real networks, and headers made with one thing wrong. What is
// expected was told by the source that the file names, or computed with ethers.
import {
  type BftKind,
  blockHash,
  type BlockHeader,
  checkSeals,
  type ConsensusKind,
  decodeExtra,
  decodeHeader,
  fromHex,
  type HeaderBytes,
  headerFromRaw,
  headerFromRpc,
  type Hex,
  readPolicy,
  type SealsAnswer,
  toHex,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome, vectors } from "./files.ts";

interface Sealed {
  readonly consensus: { readonly kind: ConsensusKind };
  readonly header?: Hex;
  readonly block?: Readonly<Record<string, unknown>>;
  readonly following?: readonly Hex[];
  readonly blockHash?: Hex;
  readonly sealHash?: Hex;
  readonly round?: number;
  readonly answer: SealsAnswer;
}
interface Unsealed extends Omit<Sealed, "answer"> {
  readonly code: string;
}
interface Extra {
  readonly kind: BftKind;
  readonly extra: Hex;
}
interface ReadExtra extends Extra {
  readonly round: number;
  readonly validators: number;
  readonly seals: number;
  readonly vote?: { readonly recipient: Hex; readonly add: boolean };
}

const hash = `0x${"11".repeat(32)}`;
const contract = { address: `0x${"22".repeat(20)}`, codeHash: hash };
const KEY = "key1.example+d30c4999+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";

/** The consensus as a policy file brings it. */
function pinned(consensus: unknown) {
  const names = ["organizationRegistry", "assetRegistry", "sharingRegistry", "exchangeLog"];
  const more = ["rightRegistry", "deliveryRegistry"];
  return readPolicy({
    type: "suyuan/policy@1",
    name: "vectors",
    chain: { chainId: 1, consensus },
    contracts: Object.fromEntries([...names, ...more].map((name) => [name, contract])),
    logs: [{ origin: "log.example", keys: [KEY] }],
    witnesses: { threshold: 0, keys: [] },
    require: [],
  }).chain.consensus;
}

const opened = (hex: Hex): HeaderBytes => ({
  bytes: fromHex(hex),
  header: decodeHeader(fromHex(hex)),
});

function blockOf({ header, block }: Omit<Sealed, "answer">): HeaderBytes {
  if (header !== undefined) return opened(header);
  return opened(toHex(headerFromRpc(block ?? {}).bytes));
}

const judge = (vector: Omit<Sealed, "answer">): SealsAnswer =>
  checkSeals(pinned(vector.consensus), blockOf(vector), (vector.following ?? []).map(opened));

const roundOf = (kind: ConsensusKind, { extraData }: BlockHeader): number | undefined =>
  kind === "qbft" || kind === "ibft2" ? decodeExtra(kind, extraData).round : undefined;

describe("seals", () => {
  it.each(vectors<Sealed>("valid", "seals"))("hold: $rule", ({ vector }) => {
    const block = blockOf(vector);
    const { kind } = vector.consensus;
    expect(judge(vector)).toMatchObject(vector.answer);
    expect(roundOf(kind, block.header)).toBe(vector.round);
    if (vector.blockHash === undefined) return;
    expect(toHex(blockHash(kind, block))).toBe(vector.blockHash);
    const found = headerFromRaw(block.bytes, vector.blockHash).kind;
    expect(found).toBe(kind === "clique" ? "none" : kind);
  });

  it.each(vectors<Unsealed>("invalid", "seals"))("do not hold: $rule", ({ vector }) => {
    expect(judge(vector)).toMatchObject({ code: vector.code });
  });

  it("are those of a round above 0 in real networks", () => {
    const rounds = vectors<Sealed>("valid", "seals")
      .filter(({ rule }) => rule.includes("real"))
      .map(({ vector }) => `${vector.consensus.kind} ${vector.round ?? "-"}`);
    expect(rounds).toContain("qbft 1");
    expect(rounds).toContain("ibft2 1");
  });
});

describe("extraData", () => {
  it.each(vectors<ReadExtra>("valid", "extra"))("is read: $rule", ({ vector }) => {
    const { round, validators, seals, vote } = decodeExtra(vector.kind, fromHex(vector.extra));
    expect({ round, validators: validators.length, seals: seals.length, vote }).toEqual({
      round: vector.round,
      validators: vector.validators,
      seals: vector.seals,
      vote: vector.vote,
    });
  });

  it.each(vectors<Extra & { code: string }>("invalid", "extra"))(
    "is refused: $rule",
    ({ vector }) => {
      expect(outcome(() => decodeExtra(vector.kind, fromHex(vector.extra)))).toBe(vector.code);
    },
  );
});
