// SPDX-License-Identifier: Apache-2.0
// The machine below the gateway fails: its disk takes no more, its folder may not be written, it has no file handles
// left, its clock is set; or it wants the gateway to end while clients are at it.
import { chmod, rm, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type LineResult, MEDIA, PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Exchange, logSize, startExchange, until } from "../support/exchange.ts";
import { startGateway } from "../support/gateway.ts";
import { bodyOf, post, problemOf, submit, submitLines } from "../support/http.ts";
import { type Parcel, parcels } from "../support/volume.ts";

/** The limit of a file's length in blocks of 512 or 1,024 bytes, as the shell counts. */
const FILE_BLOCKS = "1500";
/** Their records come to more than that. */
const TOO_MANY = 1_400;
const HANDLES = "64";
const CONNECTIONS = 120;
const SENDERS = 4;
const OF_EACH = 200;
/** Requests under way get 10 s. */
const STOP_MS = 20_000;
const HOUR = 3_600;
const A_LITTLE = 20;
const PATIENCE_MS = 240_000;

let exchange: Exchange;
let serial = 1_000;

beforeAll(async () => {
  exchange = await startExchange();
}, PATIENCE_MS);
afterAll(async () => {
  await exchange.stop();
});

/** Starts again, under a program that sets a limit. */
async function restart(...before: readonly string[]): Promise<void> {
  await exchange.gateway.stop();
  exchange.gateway = await startGateway(exchange.home, before);
}

async function made(count: number): Promise<Parcel[]> {
  serial += count;
  return parcels(exchange, count, serial - count);
}

type Taken = LineResult & { readonly id: string; readonly index: number };
const sendLines = async (some: readonly Parcel[]): Promise<Taken[]> =>
  (await submitLines(
    exchange.gateway,
    some.map(({ body }) => body),
  )) as Taken[];

/** What was acknowledged is there at its place, and the rest is taken now. */
async function expectAll(some: readonly Parcel[], before: readonly Taken[]): Promise<void> {
  const after = await sendLines(some);
  expect(after.every(({ ok }) => ok)).toBe(true);
  const places = new Map(after.map(({ id, index }) => [id, index]));
  for (const { ok, id, index } of before) if (ok) expect(places.get(id), id).toBe(index);
}

describe("given a disk that takes no more", () => {
  it(
    "acknowledges nothing more, ends, and has all that it acknowledged when there is room",
    async () => {
      await restart("sh", "-c", 'ulimit -f "$0"; exec "$@"', FILE_BLOCKS);
      const all = await made(TOO_MANY);
      const ended = exchange.gateway.ends();
      const results = await sendLines(all);
      const first = results.findIndex(({ ok }) => !ok);
      expect(first).toBeGreaterThan(0);
      // It ends soon after, and says so to those that come later.
      for (const one of results.slice(first))
        expect(["store-failed", "closing"]).toContain(one.ok || one.problem.code);
      await ended;
      expect(exchange.gateway.said()).toContain('{"refused":"store-failed"');
      exchange.gateway = await startGateway(exchange.home);
      await expectAll(all, results);
    },
    PATIENCE_MS,
  );
});

describe("given a folder that may not be written", () => {
  it(
    "does not start, says why, and leaves it as it was",
    async () => {
      const { dir } = exchange.home;
      await exchange.gateway.stop();
      // Rights do not bind the superuser, unless it has given up what lets it pass them.
      const bound = process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-all"] : [];
      for (const folder of [join(dir, "db"), dir]) {
        await chmod(folder, 0o500);
        await expect(startGateway(exchange.home, bound)).rejects.toMatchObject({
          refused: "store-unwritable",
        });
        await chmod(folder, 0o700);
      }
      exchange.gateway = await startGateway(exchange.home);
      expect((await submit(exchange.gateway, await exchange.nextDelivery())).status).toBe(201);
    },
    PATIENCE_MS,
  );
});

describe("given more connections than file handles", () => {
  it(
    "goes on when they are gone, and loses nothing",
    async () => {
      await restart("sh", "-c", 'ulimit -n "$0"; exec "$@"', HANDLES);
      const some = await made(10);
      const results = await sendLines(some);
      const { port, hostname } = new URL(exchange.gateway.url);
      const sockets = await Promise.all(
        Array.from({ length: CONNECTIONS }, () => opened(Number(port), hostname)),
      );
      for (const socket of sockets) socket.destroy();
      await until("it takes statements", async () => {
        const answer = await submit(exchange.gateway, await exchange.nextDelivery()).catch(
          () => undefined,
        );
        return answer?.status === 201;
      });
      await restart();
      await expectAll(some, results);
    },
    PATIENCE_MS,
  );
});

const HUNGRY = fileURLToPath(import.meta.resolve("../support/hungry.ts"));
/** Enough at once for a thread to be asked. */
const SIGNED_ALONE = 40;

describe("given a thread that runs out of memory", () => {
  it(
    "takes what that thread was asked for without it, loses nothing, and starts another",
    async () => {
      const file = `${exchange.home.config}.hungry`;
      await restart("env", `NODE_OPTIONS=--import=${HUNGRY}`, `SUYUAN_TEST_HUNGRY=${file}`);
      const sent: Parcel[] = [];
      const taken: Taken[] = [];
      const lost = () => exchange.gateway.said().split('"recovery-thread-lost"').length - 1;
      const sendSome = async () => {
        const some = await alone(SIGNED_ALONE);
        const results = await sendLines(some);
        expect(results.filter(({ ok }) => !ok)).toEqual([]);
        sent.push(...some);
        taken.push(...results);
      };
      await sendSome();
      expect(lost()).toBe(0);
      await writeFile(file, "");
      await until("threads are lost, and started again", async () => {
        await sendSome();
        return lost() >= 2;
      });
      expect(exchange.gateway.said()).toContain("memory limit");
      await rm(file);
      await sendSome();
      await restart();
      await expectAll(sent, taken);
    },
    PATIENCE_MS,
  );
});

/** Deliveries, each with a signature of its own. */
async function alone(count: number): Promise<Parcel[]> {
  const made: Parcel[] = [];
  for (let at = 0; at < count; at++) {
    const signed = await exchange.nextDelivery();
    const { id, statement } = signed;
    made.push({ id, nonce: statement.nonce, body: bodyOf(signed) });
  }
  return made;
}

/** A connection that says nothing; it may be refused. */
async function opened(port: number, host: string): Promise<Socket> {
  const socket = connect(port, host);
  socket.on("error", () => undefined);
  await Promise.race([once(socket, "connect"), once(socket, "close")]).catch(() => undefined);
  return socket;
}

describe("given a gateway that is told to end", () => {
  it(
    "ends what is under way, and has all that it acknowledged",
    async () => {
      const all = await Promise.all(Array.from({ length: SENDERS }, () => made(OF_EACH)));
      const before = await logSize(exchange.gateway);
      const answers = all.map((some) => sendLines(some).catch(() => []));
      await until("some are taken", async () => (await logSize(exchange.gateway)) > before);
      const begun = performance.now();
      await exchange.gateway.stop();
      expect(performance.now() - begun).toBeLessThan(STOP_MS);
      expect(exchange.gateway.process.exitCode).toBe(0);
      exchange.gateway = await startGateway(exchange.home);
      for (const [at, results] of (await Promise.all(answers)).entries())
        await expectAll(all[at] ?? [], results);
    },
    PATIENCE_MS,
  );

  it(
    "does not wait for a client that stalls in the middle of a request",
    async () => {
      const [one] = await made(1);
      const { port, hostname, host } = new URL(exchange.gateway.url);
      const socket = await opened(Number(port), hostname);
      const head = `POST ${PATHS.statements} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: ${MEDIA.lines}\r\n`;
      socket.write(`${head}content-length: 1000000\r\n\r\n${one?.body ?? ""}\n`);
      const [answer] = (await once(socket, "data")) as [Buffer];
      expect(answer.toString()).toContain("HTTP/1.1 200");
      const begun = performance.now();
      await exchange.gateway.stop();
      expect(performance.now() - begun).toBeLessThan(STOP_MS);
      expect(exchange.gateway.process.exitCode).toBe(0);
      socket.destroy();
      exchange.gateway = await startGateway(exchange.home);
      const again = await post(exchange.gateway.url + PATHS.statements, one?.body ?? "");
      expect(again.json).toMatchObject({ duplicate: true });
    },
    PATIENCE_MS,
  );
});

const CLOCK = fileURLToPath(import.meta.resolve("../support/clock.ts"));

describe("given a clock that is set while the gateway runs", () => {
  const setClock = (seconds: number) => writeFile(`${exchange.home.config}.clock`, String(seconds));
  const logged = async (): Promise<number> => {
    const one = await exchange.nextDelivery();
    const answer = await submit(exchange.gateway, one);
    expect(answer.status).toBe(201);
    return Number(answer.json?.["logged"]);
  };

  it(
    "never dates an entry before the one that it follows, and takes nothing while the clock is far behind",
    async () => {
      await setClock(0);
      const file = `SUYUAN_TEST_CLOCK=${exchange.home.config}.clock`;
      await restart("env", `NODE_OPTIONS=--import=${CLOCK}`, file);
      const before = await logged();
      await setClock(-A_LITTLE);
      const back = await logged();
      expect(back).toBeGreaterThanOrEqual(before);
      await setClock(HOUR);
      const ahead = await until("the clock is seen to be ahead", async () => {
        const at = await logged();
        return at > back + HOUR / 2 && at;
      });
      await setClock(0);
      const refused = await until("the clock is seen to be behind", async () => {
        const answer = await submit(exchange.gateway, await exchange.nextDelivery());
        return answer.status !== 201 && answer;
      });
      expect(problemOf(refused).code).toBe("clock-behind");
      await setClock(HOUR);
      await until("it takes statements", async () => {
        const answer = await submit(exchange.gateway, await exchange.nextDelivery());
        return answer.status === 201;
      });
      expect(await logged()).toBeGreaterThanOrEqual(ahead);
    },
    PATIENCE_MS,
  );
});
