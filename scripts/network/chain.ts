// SPDX-License-Identifier: Apache-2.0
// Where a validator's chain stands.
import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";
import { nodePaths, type Validator } from "./state.ts";

/** A node's newest block. */
export interface Head {
  readonly number: number;
  readonly hash: string;
}

export interface Block extends Head {
  readonly parentHash: string;
  /** Of the branch up to here: nodes change to a branch with more of it, never to one with as much. */
  readonly weight: bigint;
}

/** Where a validator stands, whether it seals at all, and whether it will seal the next block there. */
export interface Position {
  readonly validator: Validator;
  readonly head: Block;
  readonly seals: boolean;
  readonly maySeal: boolean;
}

/** The part of geth's answer to `clique_getSnapshotAtHash` that is read here. */
export interface Snapshot {
  readonly signers: Readonly<Record<string, unknown>>;
  /** Who sealed the last blocks, by number. */
  readonly recents: Readonly<Record<string, string>>;
}

/** Where a validator is asked. */
export const ipcOf = (directory: string, { number }: Validator): string =>
  nodePaths(directory, number).ipc;

/** A block of a node; its newest when no number is given. */
export async function blockOf(ipc: string, number?: number): Promise<Block | undefined> {
  const tag = number === undefined ? "latest" : `0x${number.toString(16)}`;
  const block = (await ask(ipc, "eth_getBlockByNumber", [tag, false])) as {
    readonly number: string;
    readonly hash: string;
    readonly parentHash: string;
    readonly totalDifficulty: string;
  } | null;
  if (block === null) return undefined;
  const { hash, parentHash } = block;
  return { number: Number(block.number), hash, parentHash, weight: BigInt(block.totalDifficulty) };
}

/** Whether one may seal block `next`: a signer, and none of the last ⌊N/2⌋ blocks is its own (EIP-225). */
export function mayBeSealed(
  { signers, recents }: Snapshot,
  address: string,
  next: number,
): boolean {
  if (!Object.hasOwn(signers, address)) return false;
  const limit = Math.floor(Object.keys(signers).length / 2) + 1;
  return Object.entries(recents).every(
    ([number, signer]) => signer !== address || Number(number) <= next - limit,
  );
}

/** @throws NetworkError when the validator does not answer */
export async function positionOf(directory: string, validator: Validator): Promise<Position> {
  const ipc = ipcOf(directory, validator);
  const head = await blockOf(ipc);
  if (head === undefined) throw new NetworkError(`The node at ${ipc} has no block.`);
  const snapshot = (await ask(ipc, "clique_getSnapshotAtHash", [head.hash])) as Snapshot;
  const seals = (await ask(ipc, "eth_mining")) === true;
  const maySeal = seals && mayBeSealed(snapshot, validator.address, head.number + 1);
  return { validator, head, seals, maySeal };
}

/** Whether all have the same block at a height. */
export async function agree(
  directory: string,
  nodes: readonly Validator[],
  number: number,
): Promise<boolean> {
  const blocks = nodes.map(async (one) => blockOf(ipcOf(directory, one), number));
  const hashes = (await Promise.all(blocks)).map((block) => block?.hash);
  return !hashes.includes(undefined) && new Set(hashes).size === 1;
}
