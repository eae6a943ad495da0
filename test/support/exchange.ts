// SPDX-License-Identifier: Apache-2.0
// A province in which an exchange is under way: one log with a real gateway, one confirmed asset, one grant.
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type BlockRef, PATHS, pathOf, type StatementView } from "@suyuan/api";
import { type Delivery, type Hex, parsePolicy, type Policy } from "@suyuan/proof";
import {
  confirmAsset,
  grantAsset,
  openLog,
  registerAsset,
  type TestGrant,
  type TestLog,
} from "./acts.ts";
import {
  type GatewayHome,
  type GatewaySettings,
  prepareGateway,
  type RunningGateway,
  startGateway,
} from "./gateway.ts";
import { get, submit } from "./http.ts";
import type { EmbeddedChain } from "../../deploy/networks/embedded.ts";
import type { LedgerOptions, TestChain } from "./ledger.ts";
import { type Province, startProvince } from "./province.ts";
import { datasetVersion, delivery, type Signed } from "./statements.ts";

export interface Exchange<C extends TestChain = TestChain> {
  readonly province: Province<C>;
  readonly log: TestLog;
  readonly asset: Hex;
  readonly grant: TestGrant;
  home: GatewayHome;
  /** The gateway that runs now; a test that stops it puts the next one here. */
  gateway: RunningGateway;
  /** The next delivery under the grant, signed. */
  nextDelivery(): Promise<Signed<Delivery>>;
  stop(): Promise<void>;
}

export interface ExchangeOptions {
  readonly chain?: LedgerOptions;
  readonly gateway?: GatewaySettings;
  /** Settings that depend on the chain that was started. */
  readonly settings?: (province: Province) => Promise<GatewaySettings>;
}

/** What deliveries hand over. */
export const DATA = Buffer.from("330102001,西湖区\n");
const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;
const BLOCK_SECONDS = 1;

/** Starts it all; the version that deliveries name is in the log already. */
export async function startExchange(
  options: ExchangeOptions = {},
): Promise<Exchange<EmbeddedChain>> {
  const province = await startProvince(options.chain);
  return exchangeIn(province, options, async () => {
    // From here on blocks come by themselves, as on any chain that is in use.
    await province.client.rpc("evm_setIntervalMining", [BLOCK_SECONDS]);
  });
}

/**
 * The same in a province that is there, and stopped with the exchange.
 * @param ready runs when asset and grant are on the chain
 */
export async function exchangeIn<C extends TestChain>(
  province: Province<C>,
  options: Pick<ExchangeOptions, "gateway" | "settings"> = {},
  ready?: () => Promise<void>,
): Promise<Exchange<C>> {
  try {
    const log = await openLog(province, "log.example/exchange");
    const asset = await registerAsset(province, 1);
    await confirmAsset(province, asset);
    const grant = await grantAsset(province, asset, log.id);
    await ready?.();
    const settings = { ...options.gateway, ...(await options.settings?.(province)) };
    const home = await prepareGateway(province, log, settings);
    const gateway = await startGateway(home);
    const version = await datasetVersion(province, log.id, asset, DATA);
    await submit(gateway, version);
    let serial = 0;
    const exchange: Exchange<C> = {
      ...{ province, log, asset, grant, home, gateway },
      nextDelivery: () =>
        delivery(province, {
          log: log.id,
          grant,
          version: version.id,
          serial: ++serial,
          data: DATA,
        }),
      stop: async () => {
        await exchange.gateway.stop();
        await province.stop();
      },
    };
    return exchange;
  } catch (error) {
    await province.stop();
    throw error;
  }
}

/** Stops the gateway and starts it again with other settings. */
export async function restartWith(exchange: Exchange, settings: object): Promise<void> {
  await exchange.gateway.stop();
  const { config: file } = exchange.home;
  const config = JSON.parse(await readFile(file, "utf8")) as object;
  await writeFile(file, JSON.stringify({ ...config, ...settings }));
  exchange.gateway = await startGateway(exchange.home);
}

/** A statement as the gateway shows it. */
export async function viewOf({ url }: RunningGateway, id: Hex): Promise<StatementView> {
  return (await get(url + pathOf("statement", { id }))).json as unknown as StatementView;
}

/** The policy that the gateway offers. */
export async function policyOf({ url }: RunningGateway): Promise<Policy> {
  return parsePolicy((await get(url + PATHS.policy)).text);
}

/** Asks again and again until the answer is there. @throws Error when it does not come in time */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await sleep(PAUSE_MS);
  }
  throw new Error(`waited too long: ${what}`);
}

/** The block in which a statement is anchored, as its view says. */
export function anchorOf({ ladder }: StatementView): BlockRef | undefined {
  const step = ladder.find((one) => one.step === "anchored");
  return step?.state === "done" ? step.block : undefined;
}

/** Waits until a statement is anchored; gives its view. */
export async function anchored(
  gateway: RunningGateway,
  id: Hex,
  patienceMs = PATIENCE_MS,
): Promise<StatementView> {
  const isAnchored = async () => {
    const view = await viewOf(gateway, id);
    return anchorOf(view) && view;
  };
  return until(`statement ${id} is anchored`, isAnchored, patienceMs);
}

/** Entries in the log, heads entries among them. */
export async function logSize({ url }: RunningGateway): Promise<number> {
  const { json } = await get(url + PATHS.chain);
  return (json as unknown as { log: { size: number } }).log.size;
}
