// SPDX-License-Identifier: Apache-2.0
// The command over the store of a real gateway, with whatever a real exchange leaves in it.
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Level } from "level";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/admin.ts";
import { anchored, type Exchange, logSize, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { submit } from "../support/http.ts";

/** One bit of one stored entry, through the database: in its files entries lie compressed. */
async function changeAnEntry(db: string): Promise<void> {
  const level = new Level<string, Uint8Array>(db, { valueEncoding: "view" });
  const [found] = await level.iterator({ gte: "e/", lt: "e/~", limit: 1 }).all();
  if (found === undefined) throw new Error("the store has no entry");
  const [key, value] = found;
  const changed = Uint8Array.from(value);
  changed[8] = (changed[8] ?? 0) ^ 1;
  await level.put(key, changed, { sync: true });
  await level.close();
}

let exchange: Exchange;
const fsck = (...more: string[]) => run("fsck", "--config", exchange.home.config, ...more);

beforeAll(async () => {
  exchange = await startExchange();
  for (let round = 0; round < 3; round++) {
    const one = await exchange.nextDelivery();
    await submit(exchange.gateway, one);
    await anchored(exchange.gateway, one.id);
  }
});
afterAll(async () => {
  await exchange.stop();
});

describe("the store of a gateway that runs", () => {
  it("is not read, and the command says why", async () => {
    const { status, lines, said } = await fsck();
    expect(status).toBe(1);
    expect(lines).toEqual([]);
    expect(said).toContain('"refused":"store-in-use"');
  });
});

describe("the store of a gateway that was stopped", () => {
  it("is whole, however often it is read, and the gateway goes on with it", async () => {
    const size = await until("the log has a size", () => logSize(exchange.gateway));
    await exchange.gateway.stop();
    for (let round = 0; round < 2; round++) {
      const { status, lines } = await fsck();
      expect(lines).toMatchObject([{ checked: { faults: 0 } }]);
      expect(lines[0]?.["checked"]).toMatchObject({ size: expect.any(Number) as number });
      expect((lines[0]?.["checked"] as { size: number }).size).toBeGreaterThanOrEqual(size);
      expect(status).toBe(0);
    }
    exchange.gateway = await startGateway(exchange.home);
  });

  it("is broken in a copy in which a byte of an entry was changed, and the copy alone", async () => {
    await exchange.gateway.stop();
    const copy = `${exchange.home.dir}.copy`;
    const filter = (path: string) => !path.endsWith(".sock");
    await cp(exchange.home.dir, copy, { recursive: true, filter });
    await changeAnEntry(join(copy, "db"));
    const { status, lines } = await fsck("--dir", copy);
    expect(status).toBe(3);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1))
      expect(line).toMatchObject({
        record: expect.any(String) as string,
        what: expect.any(String) as string,
      });
    expect((await fsck()).status).toBe(0);
    await rm(copy, { recursive: true });
    exchange.gateway = await startGateway(exchange.home);
  });
});

describe("a question that cannot be meant", () => {
  it("gets the usage and status 2", async () => {
    for (const args of [[], ["fsck"], ["mend", "--config", "x"], ["fsck", "--colour"]]) {
      const { status, said } = await run(...args);
      expect(status).toBe(2);
      expect(said).toContain("suyuan-gateway fsck --config FILE");
    }
    expect((await run("--help")).status).toBe(0);
  });

  it("is refused where no store is, and without a configuration", async () => {
    const nowhere = await fsck("--dir", join(exchange.province.folder, "nowhere"));
    expect(nowhere).toMatchObject({ status: 1, lines: [] });
    expect(nowhere.said).toContain('"refused":"store-truncated"');
    const none = await run("fsck", "--config", join(exchange.province.folder, "none.json"));
    expect(none.said).toContain('"refused":"config-invalid"');
  });
});
