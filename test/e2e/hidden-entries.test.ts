// SPDX-License-Identifier: Apache-2.0
// A history that leaves an entry out, in every way that an operator has.
import { type Evidence, type History, type Policy, replay } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  anchorFalseMap,
  type FalselyAnchored,
  type HiddenEntry,
  hideEntry,
} from "../dishonest/attacks.ts";
import type { DishonestLog } from "../dishonest/log.ts";
import { newAsset, newGrant, type TestGrant } from "../support/acts.ts";
import { dishonestLog, put, trusting } from "../support/dishonest.ts";
import { type Province, startProvince } from "../support/province.ts";
import { datasetVersion, delivery, receipt } from "../support/statements.ts";
import { IN_ORDER, judge, type Judged } from "../support/verdict.ts";

const DATA = new TextEncoder().encode("code,name\n990000000000,示例省\n");

let province: Province;
let log: DishonestLog;
let liar: DishonestLog;
let policy: Policy;

beforeAll(async () => {
  province = await startProvince();
  log = await dishonestLog(province, "test.example/log");
  liar = await dishonestLog(province, "test.example/false-map");
  policy = trusting(province, log, liar);
});
afterAll(async () => province.stop());

const judged = (file: Evidence | History): Judged => judge(file, policy);

const AS_CLAIMED: Judged = {
  exit: 0,
  wrong: [["complete", "not-checked", "complete-as-claimed-by-log"]],
};

describe("given a history", () => {
  let grant: TestGrant;
  let honest: History;
  let hidden: HiddenEntry;
  const failing = (name: string, code: string): Judged => ({
    exit: 10,
    wrong: [[name, "failed", code], ...AS_CLAIMED.wrong],
  });

  beforeAll(async () => {
    grant = await newGrant(province, log.id);
    const version = await datasetVersion(province, log.id, grant.asset, DATA);
    await put(log, version);
    const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
    const delivered = await delivery(province, facts);
    await put(log, delivered);
    await put(log, await receipt(province, delivered, DATA));
    await log.close();
    const subject = { kind: "asset", id: grant.asset } as const;
    honest = await log.history(subject);
    hidden = await hideEntry(log, subject);
  });

  it("agrees with a replay of the log up to its anchors", () => {
    const { id, checkpoints } = log;
    expect(replay(log.leaves.bytes, { log: id, checkpoints })).toMatchObject({ ok: true });
  });

  it("holds all three entries of its asset, and both of its grant", async () => {
    expect(honest.entries).toHaveLength(3);
    expect(judged(honest)).toEqual(AS_CLAIMED);
    const ofGrant = await log.history({ kind: "grant", id: grant.id });
    expect(ofGrant.entries).toHaveLength(2);
    expect(judged(ofGrant)).toEqual(AS_CLAIMED);
  });

  it("is empty for a subject of which the log holds nothing", async () => {
    const none = await log.history({ kind: "asset", id: await newAsset(province) });
    expect(none.entries).toHaveLength(0);
    expect(judged(none)).toEqual(AS_CLAIMED);
  });

  it("fails with an entry dropped from the list", () => {
    expect(hidden.dropped.entries).toHaveLength(2);
    expect(judged(hidden.dropped)).toEqual(failing("entries", "entries-broken"));
  });

  it("fails with the chain re-pointed around an entry", () => {
    expect(hidden.repointed.entries).toHaveLength(2);
    expect(judged(hidden.repointed)).toEqual(failing("place", "place-wrong"));
  });

  it("fails with a heads entry that tells one entry less", () => {
    expect(hidden.falseMap.entries).toHaveLength(2);
    expect(judged(hidden.falseMap)).toEqual(failing("heads", "heads-misplaced"));
  });
});

describe("given a log that anchors a false heads entry", () => {
  let anchored: FalselyAnchored;

  beforeAll(async () => {
    const id = await newAsset(province);
    const version = () => datasetVersion(province, liar.id, id, DATA);
    await put(liar, await version());
    await liar.close();
    anchored = await anchorFalseMap(liar, { kind: "asset", id }, await version());
  });

  it("is complete as claimed by the log, and no better", () => {
    expect(anchored.history.entries).toHaveLength(1);
    expect(judged(anchored.history)).toEqual(AS_CLAIMED);
    const strict: Policy = { ...policy, require: ["complete"] };
    expect(judge(anchored.history, strict).exit).toBe(12);
  });

  it("cannot deny the hidden entry to who holds its evidence", async () => {
    expect(judged(await liar.evidence(anchored.hidden))).toEqual(IN_ORDER);
  });

  it("is found out by a replay up to its anchors, which names the leaf", () => {
    const { id, checkpoints } = liar;
    expect(replay(liar.leaves.bytes, { log: id, checkpoints })).toMatchObject({
      ok: false,
      disagreement: { index: anchored.heads, code: "heads-root" },
    });
  });

  it("was in order up to the leaf before", () => {
    const before = liar.leaves.bytes.slice(0, anchored.heads);
    const checkpoints = liar.checkpoints.slice(0, 1);
    const replayed = replay(before, { log: liar.id, checkpoints });
    expect(replayed).toMatchObject({ ok: true, size: anchored.heads });
  });
});
