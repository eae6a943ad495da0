// SPDX-License-Identifier: Apache-2.0
// A follower of a real log on disk, whose leader tells the truth but for one thing.
import { rm } from "node:fs/promises";
import {
  defaultCrypto,
  encodeHeadsEntry,
  type HeadsEntry,
  parseLeaf,
  TILE_WIDTH,
  utf8,
} from "@suyuan/proof";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fsck } from "../store/fsck.ts";
import { openStore } from "../store/open.ts";
import type { LogStore } from "../store/types.ts";
import { leaderOf, noteOf, OTHER, rootOver, SIGNER, writeLog } from "../testing/leader.ts";
import { IDENTITY, LOG, NOW, temporaryFolder } from "../testing/sample.ts";
import type { Leader } from "./leader.ts";
import { Mirror } from "./mirror.ts";
import { notesOf } from "./notes.ts";
import { Replica } from "./replica.ts";
import { LeaderAway } from "./trouble.ts";

const ROUNDS = 20;

let leaves: Uint8Array[];
let sizes: number[];
let honest: Leader;
let dir: string;
let store: LogStore;
let leader: Leader;
let now: number;
let told: string[];
let mirror: Mirror;

async function open(): Promise<void> {
  const opened = await openStore(dir, IDENTITY, defaultCrypto);
  ({ store } = opened);
  const { dirty, usage } = opened;
  const ours = { store, crypto: defaultCrypto };
  const onCommit = (): void => undefined;
  mirror = new Mirror({
    ...{ ...ours, now: () => now },
    replica: new Replica({ ...ours, identity: IDENTITY, log: LOG, dirty, usage, onCommit }),
    leader: {
      checkpoint: () => leader.checkpoint(),
      checkpointOver: (size) => leader.checkpointOver(size),
      tile: (tile) => leader.tile(tile),
      close: () => undefined,
    },
    read: notesOf(IDENTITY.origin, SIGNER.key, defaultCrypto),
    notice: (code) => told.push(code),
  });
}

const follow = async (shown: Leader): Promise<void> => {
  leader = shown;
  for (let round = 0; round < ROUNDS && (await mirror.step()); round++);
};
const codes = (): string[] => mirror.lags.map(({ code }) => code);

beforeAll(async () => {
  ({ leaves, sizes } = await writeLog());
  honest = leaderOf(leaves, sizes);
});
beforeEach(async () => {
  dir = await temporaryFolder();
  [now, told] = [NOW, []];
  await open();
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

/** The whole log is here, and nothing that fsck would name. */
async function expectWhole(): Promise<void> {
  expect(await Array.fromAsync(store.entries(0, leaves.length + 1))).toEqual(leaves);
  await store.close();
  const faults: unknown[] = [];
  const summary = await fsck(dir, {
    ...{ identity: IDENTITY, key: SIGNER.key, crypto: defaultCrypto },
    tell: (fault) => faults.push(fault),
    progress: () => undefined,
  });
  expect(faults).toEqual([]);
  expect(summary.faults).toBe(0);
  await open();
}

describe("a follower of an honest leader", () => {
  it("has its whole log, window by window, as if it had written it", async () => {
    await follow(honest);
    expect(codes()).toEqual([]);
    expect(mirror.behind).toBe(0);
    for (const size of sizes)
      expect((await store.checkpoint(size))?.note).toBe(
        noteOf(size, rootOver(leaves.slice(0, size))),
      );
    await expectWhole();
  });

  it("has nothing of a log that has no checkpoint", async () => {
    await follow(leaderOf([], []));
    expect([codes(), store.tip().size]).toEqual([[], 0]);
  });

  it("goes on in the middle of a window, also after a start", async () => {
    let tiles = 0;
    const tile: Leader["tile"] = (one) =>
      one.level === "entries" && ++tiles > 2 ? away("no more") : honest.tile(one);
    await follow({ ...honest, tile });
    expect(codes()).toEqual(["leader-away"]);
    expect(store.tip().size).toBe(TILE_WIDTH);
    await store.close();
    await open();
    await follow(honest);
    await expectWhole();
  });
});

const away = (why: string, retryAfter = 0): Promise<never> =>
  Promise.reject(new LeaderAway(why, { retryAfter }));

describe("a follower whose leader is away", () => {
  it("says so once, since when, and waits as long as it is asked to", async () => {
    await follow({ ...honest, checkpoint: () => away("busy", 5) });
    expect(mirror.lags).toEqual([{ code: "leader-away", detail: "busy", since: NOW }]);
    now = NOW + 4;
    await follow(honest);
    expect(store.tip().size).toBe(0);
    now = NOW + 5;
    await follow(honest);
    expect([codes(), told]).toEqual([[], ["leader-away", "leader-back"]]);
    expect(store.tip().size).toBe(leaves.length);
  });

  it("says that it is behind, once that lasts", async () => {
    const checkpointOver = () => away("slow");
    await follow({ ...honest, checkpointOver });
    expect([codes(), mirror.behind]).toEqual([["leader-away"], leaves.length]);
    now = NOW + 30;
    expect(codes()).toEqual(["leader-away", "follower-behind"]);
  });
});

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
/** The honest log up to its second checkpoint, and then something else, rightly signed. */
const signedOver = (more: readonly Uint8Array[]): Leader => {
  const all = [...leaves.slice(0, sizes[1]), ...more];
  return leaderOf(all, [...sizes.slice(0, 2), all.length]);
};
const headsWith = (change: Partial<HeadsEntry>): Uint8Array =>
  encodeHeadsEntry({ ...(parseLeaf(leaves.at(-1) ?? new Uint8Array(0)) as HeadsEntry), ...change });
const newWindow = (): Uint8Array[] => leaves.slice(sizes[1], -1);

describe("a follower takes nothing, and says why, where its leader shows", () => {
  const LIES: readonly [what: string, code: string, lie: () => Leader][] = [
    ["a checkpoint by another key", "leader-unsigned", () => leaderOf(leaves, sizes, OTHER)],
    [
      "a past checkpoint by another key",
      "leader-unsigned",
      () => ({
        ...honest,
        checkpointOver: (size) => leaderOf(leaves, sizes, OTHER).checkpointOver(size),
      }),
    ],
    [
      "a text that is no note",
      "leader-unsigned",
      () => ({ ...honest, checkpoint: () => Promise.resolve(utf8("5 entries\n")) }),
    ],
    [
      "an older checkpoint than before",
      "leader-went-back",
      () => leaderOf(leaves, sizes.slice(0, 1)),
    ],
    ["no checkpoint any more", "leader-went-back", () => leaderOf([], [])],
    [
      "another past of the same size",
      "leader-forked",
      () => leaderOf([...leaves.slice(1, sizes[1]), leaves[0] ?? utf8("")], [sizes[1] ?? 0]),
    ],
    [
      "another past that is longer",
      "leader-forked",
      () => leaderOf([...leaves.slice(1), leaves[0] ?? utf8("")], sizes),
    ],
    [
      "a hash that is not the log's",
      "leader-false",
      () => ({
        ...honest,
        tile: async (tile) => {
          const bytes = await honest.tile(tile);
          return tile.level === 0 ? flipped(bytes, bytes.length - 1) : bytes;
        },
      }),
    ],
    [
      "an entry that is not the log's",
      "leader-false",
      () => ({
        ...honest,
        tile: async (tile) => {
          const bytes = await honest.tile(tile);
          return tile.level === 0 ? bytes : flipped(bytes, bytes.length - 9);
        },
      }),
    ],
    [
      "a bundle that ends too early",
      "leader-false",
      () => ({
        ...honest,
        tile: async (tile) => {
          const bytes = await honest.tile(tile);
          return tile.level === 0 ? bytes : bytes.subarray(0, -1);
        },
      }),
    ],
    [
      "a later checkpoint than the one asked for",
      "leader-false",
      () => ({ ...honest, checkpointOver: () => leaderOf(leaves, [9]).checkpointOver(1) }),
    ],
    [
      "a statement a second time",
      "leader-false",
      () => signedOver([leaves[0] ?? utf8(""), headsWith({ size: (sizes[1] ?? 0) + 1 })]),
    ],
    [
      "an entry outside its chain",
      "leader-false",
      () => signedOver([...newWindow().slice(1), headsWith({ size: leaves.length - 2 })]),
    ],
    [
      "a leaf that is none",
      "leader-false",
      () => signedOver([utf8("{}"), leaves.at(-1) ?? utf8("")]),
    ],
  ];
  it.each(LIES)("%s: %s", async (_, code, lie) => {
    await follow(leaderOf(leaves, sizes.slice(0, 2)));
    const before = store.tip();
    await follow(lie());
    await follow(lie());
    expect([codes(), told]).toEqual([[code], [code]]);
    expect(store.tip()).toEqual(before);
    // What the log has really signed is taken all the same.
    await follow(honest);
    expect(codes()).toEqual([]);
    await expectWhole();
  });

  it("another heads map than the entries before it: the checkpoint is not taken", async () => {
    await follow(honest);
    const whole = store.tip().size;
    const root = parseLeaf(leaves[sizes[0] ? sizes[0] - 1 : 0] ?? utf8("")) as HeadsEntry;
    const all = [...leaves, headsWith({ size: whole, root: root.root })];
    await follow(leaderOf(all, [...sizes, whole + 1]));
    expect([codes(), store.tip().size]).toEqual([["leader-false"], whole]);
  });

  it("a window without its heads entry: its entries are the log's, and no checkpoint covers them", async () => {
    await follow(signedOver(newWindow()));
    expect(codes()).toEqual(["leader-false"]);
    expect((await store.latestCheckpoint())?.size).toBe(sizes[1]);
    await follow(honest);
    await expectWhole();
  });

  it("several windows as one: nothing beyond the hidden checkpoint", async () => {
    await follow(leaderOf(leaves, sizes.slice(1)));
    expect([codes(), store.tip().size]).toEqual([["leader-false"], 0]);
  });
});

afterAll(() => {
  honest.close();
});
