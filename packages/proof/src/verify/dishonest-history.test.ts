// SPDX-License-Identifier: Apache-2.0
// Histories by a log that writes whatever map and heads entry it likes, and signs and anchors them.
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { encodeEntry, encodeHeadsEntry, parseEntry, parseHeadsEntry } from "../entry.ts";
import type { Entry, HeadsEntry } from "../entry/types.ts";
import { proveHeads, updateHeadsSync } from "../heads/build.ts";
import type { HeadsNode } from "../heads/build/nodes.ts";
import { headsKey, type HeadsLeaf } from "../heads/map.ts";
import { buildHistory } from "../history/build.ts";
import type { History } from "../history/types.ts";
import { UPPER } from "../testing/cases.ts";
import { ASSET, GRANT, LOG, OTHER_LOG } from "../testing/story.ts";
import { referencePath, referenceRoot } from "../testing/tree.ts";
import { World } from "../testing/world.ts";
import { leafHash } from "../tree/hash.ts";
import { verify } from "./verify.ts";

const OTHER: Hex = `0x${"77".repeat(32)}`;
const NOTHING = new Uint8Array();

/** What a dishonest log tells of one subject. */
interface Told {
  readonly entries: readonly Uint8Array[];
  readonly head?: Partial<HeadsLeaf>;
  readonly heads?: Partial<HeadsEntry>;
}

async function historyBy(world: World, { entries, head, heads }: Told): Promise<History> {
  const key = headsKey("grant", GRANT);
  const last = leafHash(entries.at(-1) ?? NOTHING);
  const leaf: HeadsLeaf = { key, n: entries.length, leafHash: last, index: 3, ...head };
  const map = updateHeadsSync(() => undefined, [leaf]);
  const nodes = new Map<string, HeadsNode>(map.writes);
  const at = world.leaves.length - 1;
  const honest = parseHeadsEntry(world.leaves[at] ?? NOTHING);
  const entry = encodeHeadsEntry({ ...honest, count: map.count, root: toHex(map.root), ...heads });
  world.leaves[at] = entry;
  const before = world.index.get("delivery") ?? 0;
  const root = toHex(referenceRoot(world.leaves));
  world.chain.checkpoint(LOG, world.leaves.length, root, before, [200, UPPER]);
  return buildHistory({
    ...world.frame(),
    subject: { kind: "grant", id: GRANT },
    heads: { entry, inclusion: referencePath(at, world.leaves) },
    place: await proveHeads({ get: (path) => Promise.resolve(nodes.get(path)) }, key),
    entries,
  });
}

/** The lines that failed, with their reasons. */
async function faultsIn(
  tell: (honest: readonly Uint8Array[]) => Told,
): Promise<readonly unknown[]> {
  const world = await World.tell();
  const { entries } = await world.history("grant");
  const honest = entries.map((text) => new Uint8Array(Buffer.from(text, "base64")));
  const { checks } = verify(await historyBy(world, tell(honest)), world.policy());
  return checks
    .filter(({ state }) => state === "failed")
    .map(({ name, values }) => `${name}: ${String(values?.["reason"])}`);
}

/** The entries with the last one told otherwise, and the chain through it kept. */
function withLast(
  entries: readonly Uint8Array[],
  change: (entry: Entry) => Entry,
): readonly Uint8Array[] {
  const last = parseEntry(entries.at(-1) ?? NOTHING);
  return [...entries.slice(0, -1), encodeEntry(change(last))];
}

const saying =
  (more: object) =>
  (entry: Entry): Entry => ({
    ...entry,
    statement: { ...entry.statement, ...more },
  });

describe("a history by a dishonest log", () => {
  it("is taken while it agrees with itself: that is all that is shown without witnesses", async () => {
    expect(await faultsIn((entries) => ({ entries }))).toEqual([]);
  });

  it("fails for a last entry that is not the one the map names, though the chain runs to it", async () => {
    const forged = (entries: readonly Uint8Array[]) =>
      withLast(entries, saying({ nonce: `0x${"01".repeat(16)}` }));
    const faults = await faultsIn((entries) => ({
      entries: forged(entries),
      head: { leafHash: leafHash(entries.at(-1) ?? NOTHING) },
    }));
    expect(faults).toEqual(["entries: wrong-end"]);
  });

  it.each([1, -1])("fails when the map counts %i more than it links", async (more) => {
    const faults = await faultsIn((entries) => ({ entries, head: { n: entries.length + more } }));
    expect(faults).toEqual(["entries: wrong-count"]);
  });

  it.each([
    ["contract", { exchangeLog: `0x${"77".repeat(20)}` }, "other-chain"],
    ["chain", { chainId: 1 }, "other-chain"],
    ["log", { log: OTHER_LOG }, "other-log"],
  ])("fails for an entry for another %s", async (_, more, reason) => {
    const faults = await faultsIn((entries) => ({ entries: withLast(entries, saying(more)) }));
    expect(faults).toEqual([`entries: ${reason}`]);
  });

  it("fails for an entry on another grant that was put into this one's chain", async () => {
    const other = (entry: Entry): Entry => ({
      ...saying({ grant: OTHER })(entry),
      chain: entry.chain.map((link) =>
        link.subject === ASSET ? link : { ...link, subject: OTHER },
      ),
    });
    const faults = await faultsIn((entries) => ({ entries: withLast(entries, other) }));
    expect(faults).toEqual(["entries: other-subject"]);
  });

  it.each([
    ["size", (size: number) => ({ size: size - 2 })],
    ["log", () => ({ log: OTHER_LOG })],
  ])("fails for a heads entry of another %s", async (_, heads) => {
    const { leaves } = await World.tell();
    const faults = await faultsIn((entries) => ({ entries, heads: heads(leaves.length) }));
    expect(faults).toEqual(["heads: history-invalid"]);
  });

  it("never takes another subject's leaf for this one's", async () => {
    const faults = await faultsIn((entries) => ({ entries, head: { key: fromHex(OTHER) } }));
    expect(faults).toContain("entries: wrong-count");
  });
});
