// SPDX-License-Identifier: Apache-2.0
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import {
  completeSubtrees,
  consistencyNodes,
  inclusionNodes,
  joinRight,
  type NodePlace,
} from "./build/plan.ts";
import { emptyRoot, requireCount, requireHash } from "./hash.ts";

/** Gives the hash of a complete subtree. */
export type GetNode = (level: number, index: number) => Uint8Array;
export type GetNodeAsync = (level: number, index: number) => Promise<Uint8Array>;

/** The path that `verifyInclusion` wants. */
export function inclusionPath(
  index: number,
  size: number,
  getNode: GetNode,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array[] {
  return resolve(inclusionNodes(index, size), getNode, crypto);
}

/** The proof that `verifyConsistency` wants. */
export function consistencyPath(
  size1: number,
  size2: number,
  getNode: GetNode,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array[] {
  return resolve(consistencyNodes(size1, size2), getNode, crypto);
}

/** {@link inclusionPath} over a store that answers later; all nodes are asked for at once. */
export async function inclusionPathAsync(
  index: number,
  size: number,
  getNode: GetNodeAsync,
  crypto: CryptoProvider = defaultCrypto,
): Promise<Uint8Array[]> {
  return resolveAsync(inclusionNodes(index, size), getNode, crypto);
}

/** {@link consistencyPath} over a store that answers later; all nodes are asked for at once. */
export async function consistencyPathAsync(
  size1: number,
  size2: number,
  getNode: GetNodeAsync,
  crypto: CryptoProvider = defaultCrypto,
): Promise<Uint8Array[]> {
  return resolveAsync(consistencyNodes(size1, size2), getNode, crypto);
}

/** The root of the leaves before `size`, from the nodes of a tree that may have grown since. */
export function rootAt(
  size: number,
  getNode: GetNode,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  const subtrees = completeSubtrees(0, requireCount(size, "size"));
  const hashes = subtrees.map(({ level, index }) => requireHash(getNode(level, index)));
  return joinRight(hashes, crypto) ?? emptyRoot(crypto);
}

function join(hashes: readonly Uint8Array[], crypto: CryptoProvider): Uint8Array {
  const joined = joinRight(hashes, crypto);
  if (joined === undefined) throw new ProofError("node-missing", "a hash of the path has no nodes");
  return joined;
}

function resolve(plan: NodePlace[][], getNode: GetNode, crypto: CryptoProvider): Uint8Array[] {
  return plan.map((nodes) =>
    join(
      nodes.map(({ level, index }) => requireHash(getNode(level, index))),
      crypto,
    ),
  );
}

async function resolveAsync(
  plan: NodePlace[][],
  getNode: GetNodeAsync,
  crypto: CryptoProvider,
): Promise<Uint8Array[]> {
  return Promise.all(
    plan.map(async (nodes) => {
      const hashes = await Promise.all(nodes.map(({ level, index }) => getNode(level, index)));
      return join(hashes.map(requireHash), crypto);
    }),
  );
}
