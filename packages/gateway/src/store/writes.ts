// SPDX-License-Identifier: Apache-2.0
// Which records a commit consists of. Pure, so that the start can make them again and compare.
import { encodeHeadsNode, fromHex } from "@suyuan/proof";
import { KEYS } from "./keys.ts";
import type { Write } from "./level.ts";
import { encodeHead, encodeJson, encodeNumber, encodePlace, encodeUse } from "./records.ts";
import type { Commit, EntryRecord, HeadsRecord, TreeNode } from "./types.ts";

/** Every record that one statement's entry leads to, beside tree nodes and heads. */
export function entryWrites({ index, logged, bytes, id, claim, links }: EntryRecord): Write[] {
  return [
    [KEYS.entry(index), bytes],
    [KEYS.id(id), encodePlace({ index, logged })],
    ...(claim ? [[KEYS.claim(claim), fromHex(id)] as const] : []),
    ...links.map(({ subject, n }) => [KEYS.ordinal(subject, n), encodeNumber(index)] as const),
  ];
}

export const nodeWrite = ({ level, index, hash }: TreeNode): Write => [
  KEYS.node(level, index),
  hash,
];

/** The heads entry, its checkpoint, the map and what seats have used; `before` holds what the changed nodes were. */
function closingWrites(closing: HeadsRecord, before: ReadonlyMap<string, Uint8Array>): Write[] {
  const { index, bytes, writes, checkpoint, usage } = closing;
  const nodes = [...writes].flatMap(([path, node]): Write[] => [
    // An empty value says that there was none.
    [KEYS.undo(path, checkpoint.size), before.get(path) ?? new Uint8Array(0)],
    [KEYS.heads(path), node && encodeHeadsNode(node)],
  ]);
  return [
    [KEYS.entry(index), bytes],
    [KEYS.checkpoint(checkpoint.size), encodeJson(checkpoint)],
    ...nodes,
    ...usage.map((use): Write => [KEYS.usage(use.seat), encodeUse(use)]),
  ];
}

/** All of a commit, for one synced write. */
export function commitWrites(commit: Commit, before: ReadonlyMap<string, Uint8Array>): Write[] {
  return [
    ...commit.entries.flatMap(entryWrites),
    ...commit.nodes.map(nodeWrite),
    ...commit.heads.map(({ subject, head }) => [KEYS.head(subject), encodeHead(head)] as const),
    ...(commit.closing ? closingWrites(commit.closing, before) : []),
    [KEYS.tip, encodeJson(commit.tip)],
  ];
}
