// SPDX-License-Identifier: Apache-2.0
// Backups of a gateway that is in use, and what becomes of them.
import { existsSync } from "node:fs";
import { cp, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PATHS, pathOf } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS, call, tokenFor } from "../support/access.ts";
import { begin, refusedIn, run } from "../support/admin.ts";
import { type Exchange, restartWith, startExchange, until } from "../support/exchange.ts";
import { startGateway, StartRefused } from "../support/gateway.ts";
import { bodyOf } from "../support/http.ts";

/** Several starts of a gateway, and as many commands, on a machine that has other things to do. */
const PATIENCE_MS = 300_000;
const MANY = { burst: 100_000, perSecond: 100_000 };
const LIMITS = { organization: MANY, address: MANY, attempts: MANY };

let exchange: Exchange;
let token: string;
let issued: string;
let taken: string;
/** What was acknowledged before the backup began. */
const before: Hex[] = [];
const command = (name: string, ...more: string[]) =>
  run(name, "--config", exchange.home.config, ...more);
const beside = (name: string): string => join(exchange.province.folder, name);

async function send(): Promise<Hex> {
  const one = await exchange.nextDelivery();
  const { status } = await call("POST", exchange.gateway.url + PATHS.statements, {
    token,
    body: JSON.parse(bodyOf(one)) as unknown,
  });
  expect(status).toBe(201);
  return one.id;
}

/** A gateway that starts knows no session. */
async function signIn(): Promise<void> {
  const { providerHead } = exchange.province.seats;
  token = await until("the provider is signed in", () =>
    tokenFor(exchange.gateway, providerHead).catch(() => undefined),
  );
}

const anchoredAt = async (id: Hex): Promise<boolean> => {
  const { json } = await call("GET", exchange.gateway.url + pathOf("statement", { id }), { token });
  return JSON.stringify(json).includes('"step":"anchored","state":"done"');
};

beforeAll(async () => {
  exchange = await startExchange();
  await restartWith(exchange, { access: { ...ACCESS, limits: LIMITS } });
  await signIn();
  const body = { name: "kept", scopes: ["read"], expires: Math.floor(Date.now() / 1_000) + 3_600 };
  const answer = await call("POST", exchange.gateway.url + PATHS.tokens, { token, body });
  issued = String(answer.json?.["token"]);
  for (let count = 0; count < 5; count++) before.push(await send());
  await until("the last is anchored", () => anchoredAt(before.at(-1) ?? "0x"));
});
afterAll(async () => {
  await exchange.stop();
});

describe("a backup of a gateway that runs", () => {
  it("is taken while statements come in, and says what is in it", async () => {
    taken = beside("taken");
    const running = begin("backup", "--config", exchange.home.config, "--to", taken);
    const meanwhile = await Promise.all(Array.from({ length: 20 }, send));
    const { status, lines } = await running.ended;
    expect(status).toBe(0);
    const manifest = JSON.parse(await readFile(join(taken, "manifest.json"), "utf8")) as {
      end: { size: number };
    };
    expect(lines).toEqual([{ backup: manifest }]);
    expect(manifest.end.size).toBeGreaterThanOrEqual(before.length + 1);
    expect(existsSync(`${taken}.part`)).toBe(false);
    expect((await stat(join(taken, "db.records"))).mode & 0o777).toBe(0o600);
    for (const id of meanwhile) await until("it is anchored", () => anchoredAt(id));
  });

  it("is not taken over another one", async () => {
    expect(refusedIn(await command("backup", "--to", taken))).toBe("target-taken");
  });

  it.each([1, 2])(
    "leaves the original whole and what is known for unfinished when the gateway is killed, round %i",
    async (round) => {
      const to = beside(`killed-${round}`);
      const running = begin("backup", "--config", exchange.home.config, "--to", to);
      await until("the backup has begun", () =>
        Promise.resolve(existsSync(`${to}.part`) || existsSync(to)),
      );
      await exchange.gateway.kill();
      const { status } = await running.ended;
      if (status === 0) expect(existsSync(to)).toBe(true);
      const left = existsSync(to) ? to : `${to}.part`;
      // The manifest comes last: with it the rest is there, without it nobody takes the rest for a backup.
      const isWhole = existsSync(join(left, "manifest.json"));
      const restored = await command("restore", "--from", left, "--to", beside(`again-${round}`));
      expect(refusedIn(restored)).toBe(isWhole ? undefined : "backup-broken");
      expect(restored.status).toBe(isWhole ? 0 : 1);
      expect((await command("fsck")).status).toBe(0);
      exchange.gateway = await startGateway(exchange.home);
    },
  );
});

describe("a restored store", () => {
  it(
    "is whole, and the chain refuses it when the log has gone on since",
    async () => {
      const { status, lines } = await command("restore", "--from", taken, "--to", beside("old"));
      expect(status).toBe(0);
      expect(lines).toMatchObject([{ restored: { to: beside("old"), faults: 0 } }]);
      await signIn();
      const later = await send();
      await until("a later one is anchored", () => anchoredAt(later));
      await expect(restartWith(exchange, { dir: beside("old") })).rejects.toThrow(StartRefused);
      await expect(startGateway(exchange.home)).rejects.toMatchObject({
        refused: "store-behind-chain",
      });
    },
    PATIENCE_MS,
  );

  it(
    "goes on where a stopped gateway ended, with its tokens",
    async () => {
      await restartWith(exchange, { dir: exchange.home.dir });
      await exchange.gateway.stop();
      const to = beside("stopped");
      expect((await command("backup", "--to", to)).status).toBe(0);
      expect((await command("restore", "--from", to, "--to", beside("new"))).status).toBe(0);
      await restartWith(exchange, { dir: beside("new") });
      await until("the index is there", async () => {
        const url = exchange.gateway.url + pathOf("statement", { id: before[0] ?? "0x" });
        return (await call("GET", url, { token: issued })).status === 200;
      });
      await signIn();
      const id = await send();
      await until("it is anchored", () => anchoredAt(id));
    },
    PATIENCE_MS,
  );
});

describe("a backup that is not whole", () => {
  it("is refused with a byte of a file changed", async () => {
    const copy = beside("changed");
    await cp(taken, copy, { recursive: true });
    const bytes = await readFile(join(copy, "db.records"));
    const at = bytes.indexOf("suyuan/delivery@1");
    expect(at).toBeGreaterThan(0);
    bytes[at + 8] = (bytes[at + 8] ?? 0) ^ 1;
    await writeFile(join(copy, "db.records"), bytes);
    const refused = await command("restore", "--from", copy, "--to", beside("never"));
    expect(refusedIn(refused)).toBe("backup-broken");
    expect(existsSync(beside("never"))).toBe(false);
  });
});
