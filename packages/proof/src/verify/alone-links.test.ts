// SPDX-License-Identifier: Apache-2.0
// Each rule on related entries by itself: one fact is wrong, and no other rule would tell.
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { buildEvidence } from "../evidence/build.ts";
import type { Receipt, Statement } from "../statement/types.ts";
import { FAR } from "../testing/cases.ts";
import { ASSET, BEGUN, LOG, OTHER_LOG, PROVIDER, T } from "../testing/story.ts";
import { referencePath, referenceRoot } from "../testing/tree.ts";
import { faultsOf } from "../testing/verdicts.ts";
import { ANCHORS, type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";
import type { Verdict } from "./types.ts";

const OTHER = `0x${"77".repeat(32)}` as const;
const BROKEN = "chain-links: failed links-broken";

const reasonOf = ({ checks }: Verdict) =>
  checks.find(({ name }) => name === "chain-links")?.values?.["reason"];

async function broken(kind: "delivery" | "receipt", twist: Twist) {
  const world = await World.tell(twist);
  const verdict = verify(world.evidence(kind), world.policy());
  return [reasonOf(verdict), ...faultsOf(verdict)];
}

const receiptWith = (change: (told: Receipt) => Partial<Receipt>): Twist => ({
  of: "receipt",
  statement: (told) => ({ ...told, ...change(told as Receipt) }) as Statement,
});
const versionWith = (more: Partial<Statement>): Twist => ({
  of: "dataset-version",
  statement: (told) => ({ ...told, ...more }) as Statement,
});

describe("a related entry fails alone for being", () => {
  it.each([
    ["length", { bytes: 1 }],
    ["SHA-256", { sha256: OTHER }],
    ["SM3", { sm3: OTHER }],
  ])("of another %s than was accepted", async (_, part) => {
    const twist = receiptWith(({ digest }) => ({ digest: { ...digest, ...part } }));
    expect(await broken("receipt", twist)).toEqual(["result-contradicts-digests", BROKEN]);
  });

  it("of another grant than its receipt", async () => {
    const twist: Twist = {
      of: "delivery",
      statement: (told) => ({ ...told, grant: OTHER }) as Statement,
    };
    expect(await broken("receipt", twist)).toEqual(["other-grant", BROKEN]);
  });

  it("another version than the one named", async () => {
    const twist: Twist = { statement: (told) => ({ ...told, version: OTHER }) as Statement };
    expect(await broken("delivery", twist)).toEqual(["other-id", BROKEN]);
  });

  it("of another kind than a receipt names", async () => {
    const { ids, index } = await World.tell();
    const [id, at] = [ids.get("dataset-version") ?? OTHER, index.get("dataset-version") ?? -1];
    const world = await World.tell(receiptWith(() => ({ delivery: { log: LOG, id } })));
    const entry = world.leaves[at] ?? new Uint8Array();
    const related = { entry, index: at, inclusion: referencePath(at, world.leaves) };
    const verdict = verify(buildEvidence({ ...world.draft(), related }), world.policy());
    expect([reasonOf(verdict), ...faultsOf(verdict)]).toEqual(["other-kind", BROKEN]);
  });

  it.each([
    ["asset", { asset: OTHER }, "other-asset"],
    ["chain", { chainId: 1 }, "other-chain"],
    ["contract", { exchangeLog: `0x${"77".repeat(20)}` as const }, "other-log"],
    ["log", { log: OTHER_LOG }, "other-log"],
  ])("of another %s", async (_, more, reason) => {
    expect(await broken("delivery", versionWith(more))).toEqual([reason, BROKEN]);
  });

  it("in another log than its receipt says, where the same statement could stand too", async () => {
    const twist = receiptWith(({ delivery }) => ({ delivery: { ...delivery, log: OTHER_LOG } }));
    expect(await broken("receipt", twist)).toEqual(["not-named", BROKEN]);
  });

  it("no earlier in its chain, though linked to nothing else", async () => {
    const asset = (n: number): Twist => ({
      of: "receipt",
      entry: (entry) => ({
        ...entry,
        chain: entry.chain.map((link) => (link.subject === ASSET ? { ...link, n } : link)),
      }),
    });
    expect(await broken("receipt", asset(2))).toEqual(["chain-out-of-order", BROKEN]);
  });

  it("later in the log", async () => {
    const world = await World.tell({ of: "receipt" });
    const { leaves } = world;
    const [first, second] = [world.index.get("delivery") ?? -1, world.index.get("receipt") ?? -1];
    const [delivery, receipt] = [leaves[first], leaves[second]];
    if (delivery === undefined || receipt === undefined) throw new Error("no such leaves");
    [leaves[first], leaves[second]] = [receipt, delivery];
    world.index.set("delivery", second).set("receipt", first);
    const root = toHex(referenceRoot(leaves));
    world.chain.checkpoint(LOG, leaves.length, root, first, [...ANCHORS.second]);
    const verdict = verify(world.evidence("receipt"), world.policy());
    expect([reasonOf(verdict), ...faultsOf(verdict)]).toEqual(["later-entry", BROKEN]);
  });
});

describe("what a related entry is not judged by", () => {
  it("is whether its signer is still entitled: that is for evidence of its own", async () => {
    const ended: Twist = {
      of: "receipt",
      chain: (chain) => {
        chain.term(2, { from: BEGUN, until: FAR, endedAt: T + 1_205 });
        chain.standing(PROVIDER, [[BEGUN, { status: 1, suspendedSince: T + 1_205 }]]);
      },
    };
    const world = await World.tell(ended);
    expect(verify(world.evidence("receipt"), world.policy()).exit).toBe(0);
  });
});
