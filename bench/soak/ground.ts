// SPDX-License-Identifier: Apache-2.0
// What a soak stands on: a chain with a block a second, assets with a grant each, and a gateway that asks who is there.
import { randomBytes } from "node:crypto";
import { type Delivery, NONCE_BYTES, signStatement, toHex } from "@suyuan/proof";
import { ACCESS } from "../../test/support/access.ts";
import type { TestGrant } from "../../test/support/acts.ts";
import { DATA } from "../../test/support/exchange.ts";
import { type RunningGateway, startGateway } from "../../test/support/gateway.ts";
import { datasetVersion, deliveryDraft } from "../../test/support/statements.ts";
import { signedIn, take } from "../ingest/signed-in.ts";
import { type Stage, startStage } from "../store/stage.ts";
import { Client } from "./client.ts";
import type { Model } from "./deliveries.ts";

/** Grants under which the stream goes, each on an asset of its own. */
const STREAMS = 4;
/** One more for single statements, and one of which there are a few only. */
const GRANTS = STREAMS + 2;
const QUIET_DELIVERIES = 3;
export const BLOCK_SECONDS = 1;
/** A window of a busy gateway: a checkpoint a second. */
export const WINDOW = { entries: 1_000, milliseconds: 1_000 };
const CONNECTIONS = 32;

/** The ground of one soak. */
export interface Ground {
  readonly stage: Stage;
  readonly gateway: RunningGateway;
  /** The provider's registrant, who hands in the stream; and the same, who reads what is its own. */
  readonly writer: Client;
  readonly party: Client;
  /** The operator of the log, who reads all of it. */
  readonly operator: Client;
  readonly models: readonly Model[];
  readonly quiet: TestGrant;
  /** Seconds by which the chain's clock is ahead of this machine's. */
  readonly aheadSeconds: number;
  /** The next delivery for the grant of single statements, signed alone. */
  nextSingle(): Promise<object>;
  stop(): Promise<void>;
}

/** Starts it; every grant has its version in the log, the quiet one its deliveries. */
export async function startGround(): Promise<Ground> {
  const stage = await startStage(GRANTS, { window: WINDOW, access: ACCESS });
  try {
    const { client } = stage.province;
    await client.rpc("evm_setIntervalMining", [BLOCK_SECONDS]);
    const gateway = await startGateway(stage.home);
    return await ground(stage, gateway);
  } catch (error) {
    await stage.stop();
    throw error;
  }
}

async function ground(stage: Stage, gateway: RunningGateway): Promise<Ground> {
  const { province } = stage;
  const { providerRegistrant, centreOperator } = province.seats;
  const token = signedIn(gateway, providerRegistrant);
  const all = await Promise.all(stage.grants.map((grant) => model(stage, gateway, grant, token)));
  const models = all.slice(0, STREAMS);
  const [single, quietModel] = all.slice(STREAMS);
  const quiet = stage.grants.at(-1);
  if (!single || !quietModel || !quiet) throw new Error("there are too few grants");
  const aheadSeconds = (await province.now()) - Math.ceil(Date.now() / 1_000);
  const next = (of: Model) => {
    let serial = 0;
    return () => alone(stage, of, { serial: ++serial, aheadSeconds });
  };
  const nextQuiet = next(quietModel);
  for (let at = 0; at < QUIET_DELIVERIES; at++)
    await take(gateway.url, await nextQuiet(), await token());
  const [writer, party, operator] = [token, token, signedIn(gateway, centreOperator)].map(
    (by) => new Client(gateway.url, by, CONNECTIONS),
  ) as [Client, Client, Client];
  const stop = async () => {
    for (const client of [writer, party, operator]) client.close();
    await gateway.stop();
    await stage.stop();
  };
  const nextSingle = next(single);
  return { stage, gateway, writer, party, operator, models, quiet, aheadSeconds, nextSingle, stop };
}

/** Puts the version of a grant's asset into the log; a delivery of it comes back. */
async function model(
  { province, log }: Stage,
  gateway: RunningGateway,
  grant: TestGrant,
  token: () => Promise<string>,
): Promise<Model> {
  const version = await datasetVersion(province, log.id, grant.asset, DATA);
  await take(gateway.url, version, await token());
  const facts = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
  return { statement: await deliveryDraft(province, facts), purpose: grant.purpose };
}

/** A delivery with a signature of its own. */
async function alone(
  { province }: Stage,
  of: Model,
  { serial, aheadSeconds }: { readonly serial: number; readonly aheadSeconds: number },
): Promise<object> {
  const { account } = province.seats.providerRegistrant;
  const time = Math.floor(Date.now() / 1_000) + aheadSeconds;
  const statement: Delivery = {
    ...of.statement,
    time,
    nonce: toHex(randomBytes(NONCE_BYTES)),
    serial,
  };
  const signature = await signStatement(statement, (digest) => account.sign(digest));
  return { statement, signatures: [signature] };
}
