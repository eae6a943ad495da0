// SPDX-License-Identifier: Apache-2.0
// A chain with organisations on four levels, a gateway that follows it, and an index of the history's own.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type IndexStore, openIndex } from "@suyuan/gateway";
import { GatewayClient } from "@suyuan/sdk";

import { openLog } from "../support/acts.ts";
import {
  type GatewayHome,
  prepareGateway,
  type RunningGateway,
  startGateway,
} from "../support/gateway.ts";
import type { EmbeddedChain } from "../../deploy/networks/embedded.ts";
import { type Province, startProvince } from "../support/province.ts";
import { deliver, relay, withBlocks } from "./carried.ts";
import { enterFounded, populate } from "./cast.ts";
import { run, spanOf } from "./history.ts";
import { DAY, Stage } from "./stage.ts";

export interface Plan {
  /** Acts in all. */
  readonly acts: number;
  readonly organizations: number;
  readonly seed: number;
}

export interface Setting {
  readonly plan: Plan;
  readonly province: Province<EmbeddedChain>;
  /** Where indexes lie that are made here. */
  readonly folder: string;
  readonly index: IndexStore;
  readonly home: GatewayHome;
  readonly running: RunningGateway;
  readonly gateway: GatewayClient;
  readonly stage: Stage;
  stop(): Promise<void>;
}

const A_BLOCK = 40;
/** Of the acts, those that happen before today: under calendars that are published. */
const BEFORE = 0.7;
/** One act in so many is carried by the gateway; one delivery in so many is proven by it. */
const RELAYED = 200;
const DELIVERED = 1_000;

const today = (): number => Math.floor(Date.now() / 1_000);

/** Starts a setting in which nothing has happened but that organisations were admitted, and heads appointed. */
export async function startSetting(plan: Plan): Promise<Setting> {
  const genesisTime = today() - spanOf((BEFORE * plan.acts) / A_BLOCK);
  const province = await startProvince({ genesisTime });
  const folder = await mkdtemp(join(tmpdir(), "suyuan-history-"));
  const index = await openIndex(join(folder, "live"), province.deployment);
  const log = await openLog(province, "log.example/history");
  const home = await prepareGateway(province, log);
  const running = await startGateway(home);
  await province.client.rpc("evm_setAutomine", [false]);
  const stage = new Stage({ province, index, log: log.id, seed: plan.seed });
  enterFounded(stage, province);
  await stage.catchUp();
  await populate(stage, plan.organizations);
  const stop = async () => {
    await running.stop();
    await index.close();
    await rm(folder, { recursive: true });
    await province.stop();
  };
  const gateway = new GatewayClient({ url: running.url });
  return { plan, province, folder, index, home, running, gateway, stage, stop };
}

/** What came of it. */
export interface Lived {
  readonly acts: number;
  readonly delivered: number;
}

/**
 * Lets the planned history happen: most of it before today, then what the gateway carries, then the rest.
 * @param after called after each block, with the acts that were done
 */
export async function live(
  { plan, province, gateway, stage }: Setting,
  after: (done: number) => Promise<void>,
): Promise<Lived> {
  let acts = 0;
  const go = async (more: number, until = Infinity): Promise<void> => {
    const before = acts;
    const told = (now: number) => after(before + now);
    acts += await run(stage, { acts: more, aBlock: A_BLOCK, until, after: told });
  };
  await go(Math.floor(BEFORE * plan.acts), today() - DAY);
  await province.chain.clock.catchUp();
  const carried = Math.ceil(plan.acts / RELAYED);
  let delivered = 0;
  await withBlocks(stage, gateway, async () => {
    await relay(stage, gateway, carried);
    const grants = await deliver(stage, gateway, Math.ceil(plan.acts / DELIVERED));
    delivered = grants.length;
  });
  acts += carried;
  await go(plan.acts - acts);
  return { acts, delivered };
}
