// SPDX-License-Identifier: Apache-2.0
// A follower beside a real gateway on a real chain: what it serves is worth what the log is worth, and it takes nothing.
import { PATHS, pathOf, type Ready } from "@suyuan/api";
import {
  type Delivery,
  formatVerifierKey,
  noteKey,
  parseEvidence,
  parseHistory,
  verify,
} from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../support/admin.ts";
import {
  anchored,
  DATA,
  type Exchange,
  logSize,
  policyOf,
  restartWith,
  startExchange,
  until,
} from "../../support/exchange.ts";
import { caughtUp, followed, prepareFollower, startFollower } from "../../support/follower.ts";
import type { GatewayHome, RunningGateway } from "../../support/gateway.ts";
import { bodyOf, get, post, problemOf, submit, submitLines } from "../../support/http.ts";
import { receipt, type Signed } from "../../support/statements.ts";

const MANY = 300;
/** A key of the log's name that has signed nothing. */
const OTHER_KEY = formatVerifierKey(noteKey("log.example/exchange", new Uint8Array(32).fill(7)));

let exchange: Exchange;
let home: GatewayHome;
let follower: RunningGateway;
let first: Signed<Delivery>;

beforeAll(async () => {
  exchange = await startExchange();
  first = await exchange.nextDelivery();
  await submit(exchange.gateway, first);
  await submit(exchange.gateway, await receipt(exchange.province, first, DATA));
  await anchored(exchange.gateway, first.id);
  home = await prepareFollower(exchange);
  follower = await startFollower(home);
});
afterAll(async () => {
  await follower.stop();
  await exchange.stop();
});

const evidenceFrom = async (at: RunningGateway, { id }: Signed<Delivery>) =>
  parseEvidence((await get(at.url + pathOf("evidence", { id }))).text);
const readiness = async (): Promise<Ready> =>
  (await get(follower.url + PATHS.ready)).json as unknown as Ready;

describe("a follower", () => {
  it("has the statements that were there before it, and those that come", async () => {
    await caughtUp(exchange.gateway, follower);
    const { ladder } = await followed(follower, first.id);
    expect(ladder.map(({ step, state }) => [step, state])).toEqual([
      ["logged", "done"],
      ["anchored", "done"],
      ["witnessed", "awaited"],
    ]);
    const lines: string[] = [];
    let last = first;
    for (let count = 0; count < MANY; count++) {
      last = await exchange.nextDelivery();
      lines.push(bodyOf(last));
    }
    const results = await submitLines(exchange.gateway, lines);
    expect(results.every(({ ok }) => ok)).toBe(true);
    await followed(follower, last.id);
    expect(verify(await evidenceFrom(follower, last), await policyOf(follower)).exit).toBe(0);
  });

  it("gives out evidence and histories that verify by the leader's policy", async () => {
    const policy = await policyOf(exchange.gateway);
    const verdict = verify(await evidenceFrom(follower, first), policy, {
      data: first.statement.digest,
    });
    expect(verdict.exit).toBe(0);
    const { text } = await get(follower.url + pathOf("assetHistory", { id: exchange.asset }));
    expect(verify(parseHistory(text), policy).exit).toBe(0);
  });

  it("serves the same tiles, checkpoints and lists", async () => {
    await caughtUp(exchange.gateway, follower);
    const entries = pathOf("assetEntries", { id: exchange.asset });
    const paths = [
      ...[PATHS.checkpoint, pathOf("checkpointOver", { size: 1 })],
      ...["0/000", "0/001.p/1", "1/000.p/1", "entries/000"].map((place) =>
        pathOf("tile", { place }),
      ),
      pathOf("grant", { id: exchange.grant.id }),
      entries,
    ];
    for (const path of paths) {
      const [one, other] = [await get(exchange.gateway.url + path), await get(follower.url + path)];
      expect([path, other.status]).toEqual([path, 200]);
      if (path.startsWith("/log/")) expect(other.text).toBe(one.text);
      if (path === entries) expect(other.json).toMatchObject({ items: one.json?.["items"] });
    }
  });

  it("says whom it follows, and that it is ready", async () => {
    const { json } = await get(follower.url + PATHS.chain);
    expect(json?.["follows"]).toEqual({ url: exchange.gateway.url, behind: 0 });
    expect((await get(exchange.gateway.url + PATHS.chain)).json).not.toHaveProperty("follows");
    expect(await readiness()).toEqual({ ready: true, reasons: [] });
  });

  it.each(["statements", "relay", "tokens", "documents"] as const)(
    "takes nothing at %s, and says who does",
    async (path) => {
      const before = await logSize(exchange.gateway);
      const body = bodyOf(await exchange.nextDelivery());
      const answer = await post(follower.url + PATHS[path], body);
      expect(answer.status).toBe(403);
      expect(problemOf(answer)).toMatchObject({ code: "read-only-follower" });
      expect(problemOf(answer).detail).toContain(exchange.gateway.url);
      expect(await logSize(exchange.gateway)).toBe(before);
    },
  );

  it("has a store that fsck finds whole, without any key", async () => {
    await follower.stop();
    const { status, lines } = await run("fsck", "--config", home.config);
    expect(status).toBe(0);
    expect(lines.at(-1)).toMatchObject({ checked: { faults: 0 } });
    follower = await startFollower(home);
    await caughtUp(exchange.gateway, follower);
  });

  it("goes on from where it was killed, in the middle of windows", async () => {
    const posting = (async () => {
      for (let round = 0; round < 12; round++) {
        const some = await Promise.all(Array.from({ length: 20 }, () => exchange.nextDelivery()));
        await submitLines(exchange.gateway, some.map(bodyOf));
      }
    })();
    for (let kill = 0; kill < 3; kill++) {
      const before = await logSize(follower);
      await until("it goes on", async () => (await logSize(follower)) > before);
      await follower.kill();
      follower = await startFollower(home);
    }
    await posting;
    await caughtUp(exchange.gateway, follower);
    const last = await exchange.nextDelivery();
    await submit(exchange.gateway, last);
    await followed(follower, last.id);
    expect(verify(await evidenceFrom(follower, last), await policyOf(follower)).exit).toBe(0);
  });

  it("does not start with another key, and takes nothing by one that has not signed", async () => {
    const foreign = await prepareFollower(exchange, { key: "log.example/other+00000000+AAAA" });
    await expect(startFollower(foreign)).rejects.toMatchObject({ refused: "config-invalid" });
    const keyed = await prepareFollower(exchange, { key: OTHER_KEY });
    const misled = await startFollower(keyed);
    const { reasons } = await until("it says so", async () => {
      const ready = (await get(misled.url + PATHS.ready)).json as unknown as Ready;
      return !ready.ready && ready;
    });
    expect(reasons.map(({ code }) => code)).toEqual(["leader-unsigned"]);
    expect(await logSize(misled)).toBe(0);
    await misled.stop();
  });

  it("serves what it has while its leader is away, says so, and starts so", async () => {
    await caughtUp(exchange.gateway, follower);
    await exchange.gateway.kill();
    const ready = await until("it says so", async () => {
      const told = await readiness();
      return told.reasons.length > 0 && told;
    });
    expect(ready).toMatchObject({ ready: true, reasons: [{ code: "leader-away" }] });
    expect(ready.reasons[0]?.since).toBeGreaterThan(0);
    const { text } = await get(follower.url + PATHS.metrics);
    expect(text).toContain('suyuan_trouble{reason="leader-away"} 1');
    expect(verify(await evidenceFrom(follower, first), await policyOf(follower)).exit).toBe(0);
    await follower.stop();
    follower = await startFollower(home);
    expect(verify(await evidenceFrom(follower, first), await policyOf(follower)).exit).toBe(0);
  });

  it("goes on when its leader is back", async () => {
    await restartWith(exchange, { port: Number(new URL(exchange.gateway.url).port) });
    const next = await exchange.nextDelivery();
    await submit(exchange.gateway, next);
    await followed(follower, next.id);
    expect(await readiness()).toEqual({ ready: true, reasons: [] });
  });
});
