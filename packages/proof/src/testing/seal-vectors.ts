// SPDX-License-Identifier: Apache-2.0
// The story's files at a sealed block, under policies that pin the sealers or others.
import { toBeArray } from "ethers";
import { fromHex, toHex } from "../bytes.ts";
import { headerHash } from "../chainproof/header.ts";
import type { Consensus } from "../chainproof/seals/types.ts";
import type { ChainFrame } from "../evidence/types.ts";
import type { Policy } from "../policy.ts";
import { certifyGrant } from "./grants.ts";
import { certify, OPERATING } from "./rights.ts";
import { type Sealer, sealers } from "./sealers.ts";
import { cliqueChain, type CliqueHeader, cliqueOver, sealedOver, type Sealing } from "./seals.ts";
import { vectorOf, type VerdictVector } from "./vectors.ts";
import { World } from "./world.ts";

export const SEALERS = sealers(4);
export const OTHERS = sealers(4, "other");
/** The number of the block that the story shows. */
const SHOWN = 250;
// Places of a header's fields.
const [PARENT, DIFFICULTY, TIME] = [0, 7, 11];
const addresses = (of: readonly Sealer[]) => of.map(({ address }) => address);
const NAMED = addresses(SEALERS);
const BURIED = { following: 8, signers: 4 };

/** The same file with other bytes for its header, over the same state. */
function withBlock<F extends ChainFrame<unknown>>(file: F, blocks: readonly Uint8Array[]): F {
  const [header = new Uint8Array(0), ...rest] = blocks;
  const following = rest.length === 0 ? {} : { following: rest.map(toHex) };
  const block = { header: toHex(header), hash: toHex(headerHash(header)), ...following };
  return { ...file, block };
}

/** A file at a block that validators sealed. */
export function sealedFile<F extends ChainFrame<unknown>>(file: F, sealing: Sealing): F {
  return withBlock(file, [sealedOver(fromHex(file.block.header), sealing)]);
}

const inTurn = (number: number): readonly Sealer[] =>
  SEALERS.slice(number % SEALERS.length).slice(0, 1);

/** A file at a Clique block, with headers after it by these. */
function buriedBy<F extends ChainFrame<unknown>>(file: F, by: readonly Sealer[]): F {
  return withBlock(file, cliqueChain(fromHex(file.block.header), SHOWN, SEALERS, by));
}

/** A file at a Clique block, with as many headers after it. */
export function buriedFile<F extends ChainFrame<unknown>>(file: F, following: number): F {
  const places = Array.from({ length: following + 1 }, (_, place) => SHOWN + place);
  return buriedBy(file, places.flatMap(inTurn));
}

/** Clique files with one thing wrong in a header after the block's own, or with too few signers. */
function unburied<F extends ChainFrame<unknown>>(file: F): ReadonlyMap<string, F> {
  const by = Array.from({ length: 9 }, (_, place) => SHOWN + place).flatMap(inTurn);
  const chain = cliqueChain(fromHex(file.block.header), SHOWN, SEALERS, by.slice(0, 8));
  const [first = new Uint8Array(0)] = chain;
  const [parent = new Uint8Array(0)] = chain.slice(-1);
  const last = (number: number, set: CliqueHeader["set"] = {}): F => {
    const made = inTurn(number).map((one) =>
      cliqueOver(fromHex(file.block.header), { by: one, signers: SEALERS, parent, number, set }),
    );
    return withBlock(file, [...chain, ...made]);
  };
  const three = by.map((_, place) => by[place % 3]).filter((one) => one !== undefined);
  const again = [...by.slice(0, 8), ...by.slice(6, 7)];
  return new Map([
    ["difficulty-out-of-turn", last(SHOWN + 8, { [DIFFICULTY]: toBeArray(1n) })],
    ["header-before-its-parent", last(SHOWN + 8, { [TIME]: toBeArray(1n) })],
    ["number-left-out", last(SHOWN + 9)],
    ["parent-further-back", last(SHOWN + 8, { [PARENT]: headerHash(first) })],
    ["signer-too-soon", buriedBy(file, again)],
    ["three-signers-of-four", buriedBy(file, three)],
  ]);
}

/** The policy of a chain that these seal. */
export function sealedBy(policy: Policy, kind: Consensus["kind"], of = SEALERS): Policy {
  const sets = [{ from: 0, validators: addresses(of) }];
  const { chainId } = policy.chain;
  if (kind === "none") return { ...policy, chain: { chainId, consensus: { kind } } };
  const consensus: Consensus =
    kind === "clique" ? { kind, sets, following: 8, signers: 3 } : { kind, sets };
  return sealedUnder(policy, consensus);
}

const sealedUnder = (policy: Policy, consensus: Consensus): Policy => ({
  ...policy,
  ...{ chain: { chainId: policy.chain.chainId, consensus }, require: ["seals"] },
});

const three = SEALERS.slice(1);
const qbft: Sealing = { kind: "qbft", validators: SEALERS, signers: three, round: 2 };

/** Every vector of sealed files by its path under test/vectors, without ending. */
export async function sealVectors(): Promise<ReadonlyMap<string, VerdictVector>> {
  const world = await World.tell();
  const file = world.evidence();
  const by = (kind: Consensus["kind"], of = SEALERS) => sealedBy(world.policy(), kind, of);
  const sealed = sealedFile(file, qbft);
  const few = sealedFile(file, { ...qbft, signers: three.slice(1) });
  const made = new Map<string, VerdictVector>();
  for (const kind of ["qbft", "ibft2", "ibft1"] as const) {
    const one = sealedFile(file, { ...qbft, kind });
    made.set(`valid/evidence/sealed-by-${kind}`, vectorOf(one, by(kind)));
  }
  made.set("valid/evidence/buried-by-clique", vectorOf(buriedFile(file, 8), by("clique")));
  const followed = buriedFile(file, 2);
  const [, ...later] = followed.block.following ?? [];
  const unlinked = { ...followed, block: { ...followed.block, following: later } };
  made.set("invalid/evidence/header-that-follows-another", vectorOf(unlinked, world.policy()));
  const four: Consensus = { kind: "clique", sets: [{ from: 0, validators: NAMED }], ...BURIED };
  for (const [rule, one] of unburied(file)) {
    made.set(`invalid/evidence/clique-${rule}`, vectorOf(one, sealedUnder(world.policy(), four)));
  }
  const sets = [{ from: 0, validators: NAMED.toReversed() }];
  const unsorted = sealedUnder(world.policy(), { kind: "qbft", sets });
  made.set("valid/evidence/sealed-by-a-set-in-any-order", vectorOf(sealed, unsorted));
  const history = sealedFile(await world.history("asset"), qbft);
  made.set("valid/history/sealed-by-qbft", vectorOf(history, by("qbft")));
  const grant = sealedFile(certifyGrant(), qbft);
  made.set("valid/grant/sealed-by-qbft", vectorOf(grant, by("qbft")));
  made.set("invalid/grant/sealed-by-others", vectorOf(grant, by("qbft", OTHERS)));
  const right = certify(OPERATING);
  made.set("valid/right/buried-by-clique", vectorOf(buriedFile(right, 8), by("clique")));
  made.set("invalid/right/not-buried", vectorOf(buriedFile(right, 7), by("clique")));
  made.set("invalid/evidence/sealed-by-others", vectorOf(sealed, by("qbft", OTHERS)));
  made.set("invalid/evidence/too-few-seals", vectorOf(few, by("qbft")));
  made.set("invalid/evidence/sealed-by-another-kind", vectorOf(sealed, by("ibft2")));
  made.set("invalid/evidence/not-sealed", vectorOf(file, by("qbft")));
  const late = { kind: "qbft", sets: [{ from: 251, validators: addresses(SEALERS) }] } as const;
  const before: Policy = { ...by("qbft"), chain: { ...by("qbft").chain, consensus: late } };
  made.set("invalid/evidence/block-before-the-sets", vectorOf(sealed, before));
  return made;
}
