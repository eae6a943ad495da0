// SPDX-License-Identifier: Apache-2.0
// What every service stands on: configuration and keys, the chain, the log's name, the policy.
import { ChainClient, type Deployment, readDeployment } from "@suyuan/chain";
import {
  type Contracts,
  type CryptoProvider,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  fromHex,
  type Hex,
  logId,
  noteKey,
  type NoteKey,
  signNote,
} from "@suyuan/proof";
import { keyOfLeader, tokenForLeader } from "./config/leader.ts";
import type { GatewayKeys } from "./config/keys.ts";
import { openPolicy, type OwnPolicy } from "./config/policy.ts";
import type { Config, FollowerConfig, KeeperConfig } from "./config/schema.ts";
import { CHAIN_TIMEOUT_MS } from "./constraints.ts";
import { StartRefusal } from "./refusal.ts";
import { nativeCrypto } from "./services/crypto.ts";
import type { Settled } from "./services/settled.ts";
import { openPage, type VerifyPage } from "./services/verify-page.ts";

interface LogName {
  readonly origin: string;
  readonly id: Hex;
  readonly key: NoteKey;
}

interface AnyGround {
  readonly crypto: CryptoProvider;
  readonly client: ChainClient;
  readonly log: LogName;
  readonly own: OwnPolicy;
  readonly page: VerifyPage | undefined;
  readonly now: () => number;
}

/** Of a gateway that keeps a log. */
export interface KeeperGround extends AnyGround {
  readonly config: KeeperConfig;
  readonly keys: GatewayKeys;
}

/** Of a gateway that follows one: it has no key. */
export interface FollowerGround extends AnyGround {
  readonly config: FollowerConfig;
  readonly keys?: undefined;
  /** By which entry bundles are read at the leader. */
  readonly token: string | undefined;
}

export type Ground = KeeperGround | FollowerGround;

const seconds = (): number => Math.floor(Date.now() / 1_000);

/**
 * @param keys those of a gateway that keeps a log
 * @throws StartRefusal `config-invalid`, `key-unreadable`, `policy-invalid`, `policy-foreign`
 */
export async function openGround(config: Config, keys: GatewayKeys | undefined): Promise<Ground> {
  const crypto = await nativeCrypto();
  const page = await openPage(config.verifyPage);
  const client = await openClient(config);
  const key = config.follow ? keyOfLeader(config) : ownKey(config, keys);
  const log = { origin: config.origin, id: logId(config.origin, crypto), key };
  const { deployment } = client;
  const own = await openPolicy(config, { deployment, logKey: formatVerifierKey(key) });
  const ground = { crypto, client, log, own, page, now: seconds };
  if (config.follow) return { ...ground, config, token: await tokenForLeader(config) };
  return { ...ground, config, keys: needed(keys) };
}

function needed(keys: GatewayKeys | undefined): GatewayKeys {
  if (keys) return keys;
  throw new StartRefusal("key-unreadable", "a log is kept with keys, and none were opened");
}

const ownKey = ({ origin }: KeeperConfig, keys: GatewayKeys | undefined): NoteKey =>
  noteKey(origin, fromHex(needed(keys).log.public));

/** The chain that the configuration names. @throws StartRefusal `config-invalid` */
export async function openClient({ rpcUrl, deployment }: Config): Promise<ChainClient> {
  try {
    return new ChainClient({
      rpcUrl,
      deployment: await readDeployment(deployment),
      timeoutMs: CHAIN_TIMEOUT_MS,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartRefusal("config-invalid", `deployment: ${why}`, cause);
  }
}

/** The chain's clock may be ahead of this one: a deadline that is over there is over. */
export const momentOf =
  ({ now }: Ground, settled: Settled) =>
  (): number =>
    Math.max(now(), settled.block.time);

/** Signs checkpoints with the key of the log. */
export const signerOf =
  ({ log, keys }: KeeperGround) =>
  (size: number, root: Uint8Array): string => {
    const text = formatCheckpoint({ origin: log.origin, size, root });
    const signer = { key: log.key, sign: (message: Uint8Array) => keys.log.sign(message) };
    return formatNote({ text, signatures: [signNote(text, signer)] });
  };

/** The contracts that evidence reads. */
export function addressesOf({ contracts }: Deployment): Contracts {
  const { organizationRegistry, assetRegistry, sharingRegistry, exchangeLog } = contracts;
  return {
    organizationRegistry: organizationRegistry.address,
    assetRegistry: assetRegistry.address,
    sharingRegistry: sharingRegistry.address,
    exchangeLog: exchangeLog.address,
  };
}
