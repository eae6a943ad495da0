// SPDX-License-Identifier: Apache-2.0
// The story's files at a sealed block, under policies that pin the sealers or others.
import { fromHex, toHex } from "../bytes.ts";
import { headerHash } from "../chainproof/header.ts";
import type { Consensus } from "../chainproof/seals/types.ts";
import type { ChainFrame } from "../evidence/types.ts";
import type { Policy } from "../policy.ts";
import { certifyGrant } from "./grants.ts";
import { certify, OPERATING } from "./rights.ts";
import { type Sealer, sealers } from "./sealers.ts";
import { cliqueChain, sealedOver, type Sealing } from "./seals.ts";
import { vectorOf, type VerdictVector } from "./vectors.ts";
import { World } from "./world.ts";

export const SEALERS = sealers(4);
export const OTHERS = sealers(4, "other");
/** The number of the block that the story shows. */
const SHOWN = 250;
const addresses = (of: readonly Sealer[]) => of.map(({ address }) => address);

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

/** A file at a Clique block, with as many headers after it. */
export function buriedFile<F extends ChainFrame<unknown>>(file: F, following: number): F {
  const by = Array.from({ length: following + 1 }, (_, place) => SEALERS[(SHOWN + place) % 4]);
  const named = by.filter((one) => one !== undefined);
  return withBlock(file, cliqueChain(fromHex(file.block.header), SHOWN, SEALERS, named));
}

/** The policy of a chain that these seal. */
export function sealedBy(policy: Policy, kind: Consensus["kind"], of = SEALERS): Policy {
  const sets = [{ from: 0, validators: addresses(of) }];
  const { chainId } = policy.chain;
  if (kind === "none") return { ...policy, chain: { chainId, consensus: { kind } } };
  const consensus: Consensus =
    kind === "clique" ? { kind, sets, following: 8, signers: 3 } : { kind, sets };
  return { ...policy, chain: { chainId, consensus }, require: ["seals"] };
}

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
