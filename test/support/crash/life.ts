// SPDX-License-Identifier: Apache-2.0
// The life of one log: its gateway is killed at one point after the other, and starts again after each.
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import type { Hex } from "@suyuan/proof";
import { expect } from "vitest";

import {
  confirmAsset,
  grantAsset,
  openLog,
  registerAsset,
  type TestGrant,
  type TestLog,
} from "../acts.ts";
import { DATA, until } from "../exchange.ts";
import { type GatewayHome, prepareGateway, type RunningGateway, startGateway } from "../gateway.ts";
import { submit } from "../http.ts";
import type { Province } from "../province.ts";
import { datasetVersion, delivery } from "../statements.ts";
import { parcels } from "../volume.ts";
import { expectAgreement, type Place } from "./agreement.ts";
import {
  type Mine,
  MINE_FILE,
  MINE_SIGNAL,
  POINTS,
  type RunningPoint,
  type StartPoint,
} from "./points.ts";
import { ROUND_STATEMENTS, sendAll } from "./sending.ts";

const FAILPOINTS = fileURLToPath(import.meta.resolve("./failpoints.ts"));
const LATEST_KILL_MS = 400;
const FIRST_SERIAL = 1_000;

/** A log with a grant under which deliveries go into it. */
export interface Ground {
  readonly log: TestLog;
  readonly grant: TestGrant;
}

/** What one round was, for the summary. */
export interface Round {
  readonly point: RunningPoint | StartPoint | "a random moment";
  /** Statements that were acknowledged before the kill, in this round. */
  readonly before: number;
  /** Milliseconds from the start after the kill until it listens. */
  readonly startMs: number;
}

/** Prepares a log, an asset and a grant on the chain. @param number from 1, of this one alone */
export async function prepareGround(province: Province, number: number): Promise<Ground> {
  const centre = number % 2 === 0 ? "centre" : "otherCentre";
  const log = await openLog(province, `log.example/crash-${number}`, centre);
  const asset = await registerAsset(province, number);
  await confirmAsset(province, asset);
  return { log, grant: await grantAsset(province, asset, log.id) };
}

export class Life {
  readonly #province: Province;
  readonly #ground: Ground;
  readonly #home: GatewayHome;
  readonly #acknowledged = new Map<Hex, Place>();
  #gateway: RunningGateway | undefined;
  #version: Hex | undefined;
  #serial = FIRST_SERIAL;
  #entries = 0;

  private constructor(province: Province, ground: Ground, home: GatewayHome) {
    this.#province = province;
    this.#ground = ground;
    this.#home = home;
  }

  static async begin(province: Province, ground: Ground): Promise<Life> {
    const settings = { window: { entries: 150, milliseconds: 100 } };
    return new Life(province, ground, await prepareGateway(province, ground.log, settings));
  }

  get home(): GatewayHome {
    return this.#home;
  }

  get entries(): number {
    return this.#entries;
  }

  /** Killed while it starts, the first time on a new store. */
  async killedAtStart(point: StartPoint): Promise<Round> {
    await this.#gateway?.kill();
    await this.#lay({ point, times: 1 });
    await expect(this.#start()).rejects.toThrow("the gateway ended: ");
    expect(existsSync(this.#mineFile), "the mine was read").toBe(false);
    return this.#goOn(point, new Map());
  }

  /** Killed at a point while statements come in. */
  async killedAt(point: RunningPoint): Promise<Round> {
    const gateway = await this.#running();
    const times = 1 + Math.floor(Math.random() * POINTS[point]);
    const ended = gateway.ends();
    await this.#lay({ point, times });
    gateway.process.kill(MINE_SIGNAL);
    await until("the mine is laid", () => Promise.resolve(!existsSync(this.#mineFile)));
    return this.#killed(point, gateway, async () => {
      expect(await ended).toBe("SIGKILL");
    });
  }

  /** Killed by nobody's plan. */
  async killedAtRandom(): Promise<Round> {
    const gateway = await this.#running();
    return this.#killed("a random moment", gateway, async () => {
      await sleep(Math.random() * LATEST_KILL_MS);
      await gateway.kill();
    });
  }

  async stop(): Promise<void> {
    await this.#gateway?.stop();
  }

  get #mineFile(): string {
    return `${this.#home.config}.mine`;
  }

  async #lay(mine: Mine): Promise<void> {
    await writeFile(this.#mineFile, JSON.stringify(mine));
  }

  #start(): Promise<RunningGateway> {
    const variables = [
      `NODE_OPTIONS=--import=${FAILPOINTS}`,
      // Node keeps what it has compiled: most starts have run the same files before.
      `NODE_COMPILE_CACHE=${join(this.#province.folder, "compiled")}`,
      `${MINE_FILE}=${this.#mineFile}`,
    ];
    return startGateway(this.#home, ["env", ...variables]);
  }

  async #running(): Promise<RunningGateway> {
    this.#gateway ??= await this.#start();
    return this.#gateway;
  }

  async #killed(
    point: Round["point"],
    gateway: RunningGateway,
    kill: () => Promise<void>,
  ): Promise<Round> {
    const all = await this.#parcels(gateway);
    const taken = new Map<Hex, Place>();
    await Promise.all([sendAll(gateway, all, taken), kill()]);
    for (const [id, place] of taken) this.#acknowledged.set(id, place);
    return this.#goOn(point, taken, all);
  }

  /** Starts again, sends everything again, and looks that nothing is lost and nothing is there twice. */
  async #goOn(
    point: Round["point"],
    taken: ReadonlyMap<Hex, Place>,
    sent?: Awaited<ReturnType<typeof parcels>>,
  ): Promise<Round> {
    const begun = performance.now();
    const gateway = await this.#start();
    const startMs = performance.now() - begun;
    this.#gateway = gateway;
    const all = sent ?? (await this.#parcels(gateway));
    await sendAll(gateway, all, this.#acknowledged);
    for (const { id } of all) expect(this.#acknowledged.has(id), id).toBe(true);
    const { client } = this.#province;
    const chain = { client, log: this.#ground.log.id };
    this.#entries = await expectAgreement(gateway, chain, this.#acknowledged);
    expect(gateway.said()).toBe("");
    return { point, before: taken.size, startMs };
  }

  async #parcels(gateway: RunningGateway) {
    const { grant, log } = this.#ground;
    const [province, first] = [this.#province, this.#serial];
    this.#serial += ROUND_STATEMENTS;
    const version = await this.#versionIn(gateway);
    const facts = { log: log.id, grant, version, data: DATA };
    const nextDelivery = () => delivery(province, { ...facts, serial: first });
    return parcels({ grant, nextDelivery, province }, ROUND_STATEMENTS, first);
  }

  async #versionIn(gateway: RunningGateway): Promise<Hex> {
    if (this.#version !== undefined) return this.#version;
    const { log, grant } = this.#ground;
    const version = await datasetVersion(this.#province, log.id, grant.asset, DATA);
    expect((await submit(gateway, version)).status).toBe(201);
    this.#version = version.id;
    return version.id;
  }
}
