// SPDX-License-Identifier: Apache-2.0
// The log's tree at 2^20 leaves, and the heads map at a million subjects.
import { createHash } from "node:crypto";
import {
  consistencyPath,
  Frontier,
  type HeadsChange,
  type HeadsLeaf,
  type HeadsNode,
  type HeadsNodes,
  inclusionPath,
  proveHeads,
  rootAt,
  updateHeads,
  updateHeadsSync,
  verifyConsistency,
  verifyHeads,
  verifyInclusion,
} from "@suyuan/proof";
import { type Figure, rounded } from "./figure.ts";

const LEAVES = 2 ** 20;
const PROOFS = 20_000;
const SUBJECTS = 1_000_000;
const CHANGED = 1_000;
const WINDOWS = 10;
const STEP = 7919;

const digest = (text: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(text).digest());
const none = new Uint8Array(0);

interface Grown {
  readonly levels: readonly Uint8Array[][];
  readonly seconds: number;
}

const secondsOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

function grow(): Grown {
  const levels: Uint8Array[][] = Array.from({ length: 21 }, () => []);
  const leaves = Array.from({ length: LEAVES }, (_, at) => digest(`leaf ${at}`));
  const frontier = new Frontier();
  const seconds = secondsOf(() => {
    for (const leaf of leaves) frontier.append(leaf, (level, _, hash) => levels[level]?.push(hash));
  });
  return { levels, seconds };
}

const perSecond = (what: string, n: number, seconds: number, conditions: string): Figure => ({
  ...{ bench: "tree", case: what, value: rounded(n / seconds), unit: "1/s", n, conditions },
});

function proofFigures({ levels }: Grown): Figure[] {
  const getNode = (level: number, index: number): Uint8Array => levels[level]?.[index] ?? none;
  const root = rootAt(LEAVES, getNode);
  const indices = Array.from({ length: PROOFS }, (_, at) => (at * STEP) % LEAVES);
  let paths: Uint8Array[][] = [];
  const made = secondsOf(() => {
    paths = indices.map((index) => inclusionPath(index, LEAVES, getNode));
  });
  const verified = secondsOf(() => {
    for (const [at, index] of indices.entries()) {
      const place = { index, size: LEAVES, leaf: getNode(0, index) };
      verifyInclusion({ ...place, path: paths[at] ?? [], root });
    }
  });
  const sizes = indices.map((index) => index + 1);
  const consistent = secondsOf(() => {
    for (const size1 of sizes) consistencyPath(size1, LEAVES, getNode);
  });
  const size1 = LEAVES - 1_000;
  const extends_ = { size1, size2: LEAVES, root1: rootAt(size1, getNode), root2: root };
  const proof = consistencyPath(size1, LEAVES, getNode);
  const checked = secondsOf(() => {
    for (let at = 0; at < PROOFS; at++) verifyConsistency({ ...extends_, proof });
  });
  const where = "2^20 leaves, nodes in memory, one thread";
  return [
    perSecond("inclusion proofs made", PROOFS, made, where),
    perSecond("inclusion proofs verified", PROOFS, verified, where),
    perSecond("consistency proofs made", PROOFS, consistent, `${where}, from any size`),
    perSecond("consistency proofs verified", PROOFS, checked, `${where}, last 1,000 leaves`),
  ];
}

const headOf = (subject: number, n: number): HeadsLeaf => ({
  ...{ key: digest(`subject ${subject}`), n, leafHash: digest(`leaf ${subject} ${n}`) },
  index: subject + n,
});

/** A map of a million subjects in memory, that counts what is read of it. */
class Store implements HeadsNodes {
  readonly nodes = new Map<string, HeadsNode>();
  reads = 0;

  get(path: string): Promise<HeadsNode | undefined> {
    return Promise.resolve(this.nodes.get(path));
  }

  getMany(paths: readonly string[]): Promise<(HeadsNode | undefined)[]> {
    this.reads += paths.length;
    return Promise.resolve(paths.map((path) => this.nodes.get(path)));
  }

  put({ root, writes }: HeadsChange): Uint8Array {
    for (const [path, node] of writes) this.nodes.set(path, node);
    return root;
  }
}

async function headsFigures(): Promise<Figure[]> {
  const store = new Store();
  const all = Array.from({ length: SUBJECTS }, (_, at) => headOf(at, 1));
  let root = store.put(updateHeadsSync((path) => store.nodes.get(path), all));
  let milliseconds = 0;
  for (let window = 0; window < WINDOWS; window++) {
    const subjects = Array.from({ length: CHANGED }, (_, at) => (at * STEP + window) % SUBJECTS);
    const updates = subjects.map((at) => headOf(at, 2 + window));
    const start = performance.now();
    root = store.put(await updateHeads(store, updates));
    milliseconds += (performance.now() - start) / WINDOWS;
  }
  const { key } = headOf(STEP, 1);
  const proof = await proveHeads(store, key);
  verifyHeads({ root, key, proof });
  const conditions = `${CHANGED} changed of ${SUBJECTS} subjects, nodes in memory`;
  const shared = { bench: "tree", n: WINDOWS, conditions };
  const length = proof.siblings.length;
  return [
    { ...shared, case: "heads map, one window", value: rounded(milliseconds), unit: "ms" },
    { ...shared, case: "heads map, reads a window", value: store.reads / WINDOWS, unit: "nodes" },
    { ...shared, case: "heads map, hashes in a proof", value: length, unit: "hashes" },
  ];
}

/** Leaves a second, proofs a second, and a window's update of the heads map. */
export async function run(): Promise<Figure[]> {
  const grown = grow();
  return [
    perSecond("leaves appended", LEAVES, grown.seconds, "leaf hashes given, one thread"),
    ...proofFigures(grown),
    ...(await headsFigures()),
  ];
}
