// SPDX-License-Identifier: Apache-2.0
// What the chain says: whether it is the one, whether its clock is ours, and whose seat and log it is.
import { ChainClient, ChainError, type Deployment, readDeployment } from "@suyuan/chain";
import {
  ChainFacts,
  type CryptoProvider,
  formatVerifierKey,
  fromHex,
  logId,
  noteKey,
  ProofError,
  traceOver,
} from "@suyuan/proof";
import { Members } from "../access/members.ts";
import { openPolicy } from "../config/policy.ts";
import type { Config } from "../config/schema.ts";
import { CHAIN_TIMEOUT_MS, MAX_CLOCK_LAG, MAX_SETTLED_AGE } from "../constraints.ts";
import { Settled } from "../services/settled.ts";
import { type Finding, found, whyOf } from "./words.ts";

export interface ChainGround {
  readonly config: Config;
  readonly crypto: CryptoProvider;
  /** Accounts, and the log's public key, by the configuration's members. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

export async function lookAtChain(ground: ChainGround): Promise<readonly Finding[]> {
  const { config } = ground;
  let deployment: Deployment;
  try {
    deployment = await readDeployment(config.deployment);
  } catch (error) {
    return [found("deployment-unusable", { why: whyOf(error) })];
  }
  const client = new ChainClient({
    ...{ rpcUrl: config.rpcUrl, deployment, timeoutMs: CHAIN_TIMEOUT_MS },
  });
  const policy = await policyFindings(ground, deployment);
  try {
    return [...policy, ...(await asked(ground, client))];
  } catch (error) {
    const isOther =
      error instanceof ChainError && (error.code === "wrong-chain" || error.code === "wrong-code");
    return [...policy, found(isOther ? "contracts-other" : "node-away", { why: whyOf(error) })];
  }
}

async function policyFindings(
  { config, accounts }: ChainGround,
  deployment: Deployment,
): Promise<readonly Finding[]> {
  if (config.policy === undefined) return [found("policy-none")];
  const key = accounts.get("logKey");
  const own = key && formatVerifierKey(noteKey(config.origin, fromHex(key)));
  const logKey = config.follow?.key ?? own;
  if (logKey === undefined) return [];
  try {
    const { policy } = await openPolicy(config, { deployment, logKey });
    return [found("policy-right", { name: policy.name })];
  } catch (error) {
    return [found("policy-wrong", { why: whyOf(error) })];
  }
}

async function asked(ground: ChainGround, client: ChainClient): Promise<readonly Finding[]> {
  const { config, now } = ground;
  await client.checkDeployment();
  const newest = await client.block();
  const { chainId, contracts } = client.deployment;
  const settled = new Settled({ client, depth: config.settledDepth, known: undefined, now });
  const isSettled = await settled.poll();
  return [
    found("node-answers", { height: newest.number }),
    found("contracts-right", { chain: chainId, count: Object.keys(contracts).length }),
    clockFinding(newest.time - now()),
    ...(isSettled
      ? await officeFindings(ground, settled)
      : [found("contracts-unsettled", { depth: config.settledDepth })]),
    ...(await fundsFindings(ground, client)),
  ];
}

/** @param ahead seconds that the newest block is ahead of this clock */
export function clockFinding(ahead: number): Finding {
  const seconds = Math.abs(ahead);
  if (ahead > MAX_CLOCK_LAG) return found("clock-behind", { seconds });
  return found(ahead < -MAX_SETTLED_AGE ? "chain-standing" : "clock-agrees", { seconds });
}

async function officeFindings(
  { config, crypto, accounts, now }: ChainGround,
  settled: Settled,
): Promise<readonly Finding[]> {
  if (config.follow) return [];
  const { operatorSeat: seat, origin } = config;
  const moment = Math.max(now(), settled.block.time);
  const members = new Members({ settled, crypto, now: () => moment });
  const holder = await members.holder({ kind: "seat", number: seat });
  const { value: operator } = await settled.over((reader) => {
    try {
      const place = new ChainFacts(reader, crypto).operatorOf(logId(origin, crypto));
      return Number(traceOver(reader, place, moment, moment, crypto).elements.at(-1)?.value ?? 0n);
    } catch (error) {
      // What is missing is read, and this is asked again.
      if (error instanceof ProofError && error.code === "state-missing") return 0;
      throw error;
    }
  });
  return [
    seatFinding(seat, holder?.account, accounts.get("operatorKey")),
    ...(operator === 0 ? [found("log-unknown", { origin })] : []),
    ...(operator === seat ? [found("log-kept", { origin, seat })] : []),
    ...(operator === 0 || operator === seat
      ? []
      : [found("log-other", { origin, found: operator, seat })]),
  ];
}

function seatFinding(seat: number, account: string | undefined, own: string | undefined): Finding {
  if (account === undefined) return found("seat-vacant", { seat });
  const isOwn = own === undefined || own.toLowerCase() === account;
  return isOwn
    ? found("seat-holds", { seat, account })
    : found("seat-other", { seat, account, own });
}

/** Where transactions have a price, who sends them needs funds. */
async function fundsFindings(
  { accounts }: ChainGround,
  client: ChainClient,
): Promise<readonly Finding[]> {
  const block = (await client.rpc("eth_getBlockByNumber", ["latest", false])) as {
    readonly baseFeePerGas?: string;
  };
  if (BigInt(block.baseFeePerGas ?? "0x0") === 0n) return [];
  const findings: Finding[] = [];
  for (const member of ["operatorKey", "relayerKey"]) {
    const account = accounts.get(member);
    if (account === undefined) continue;
    const balance = String(await client.rpc("eth_getBalance", [account, "latest"]));
    if (BigInt(balance) === 0n) findings.push(found("funds-none", { member, account }));
  }
  return findings;
}
