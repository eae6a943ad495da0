// SPDX-License-Identifier: Apache-2.0
// What every service stands on: configuration and keys, the chain, the log's name, the policy.
import { ChainClient, type Deployment, readDeployment } from "@suyuan/chain";
import {
  type Contracts,
  type CryptoProvider,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  type Hex,
  logId,
  noteKey,
  type NoteKey,
  signNote,
} from "@suyuan/proof";
import type { GatewayKeys } from "./config/keys.ts";
import { openPolicy, type OwnPolicy } from "./config/policy.ts";
import type { Config } from "./config/schema.ts";
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

export interface Ground {
  readonly config: Config;
  readonly keys: GatewayKeys;
  readonly crypto: CryptoProvider;
  readonly client: ChainClient;
  readonly log: LogName;
  readonly own: OwnPolicy;
  readonly page: VerifyPage | undefined;
  readonly now: () => number;
}

const seconds = (): number => Math.floor(Date.now() / 1_000);

/** @throws StartRefusal `config-invalid`, `policy-invalid`, `policy-foreign` */
export async function openGround(config: Config, keys: GatewayKeys): Promise<Ground> {
  const crypto = await nativeCrypto();
  const page = await openPage(config.verifyPage);
  const client = await openClient(config);
  const key = noteKey(config.origin, Buffer.from(keys.log.public.slice(2), "hex"));
  const log = { origin: config.origin, id: logId(config.origin, crypto), key };
  const { deployment } = client;
  const own = await openPolicy(config, { deployment, logKey: formatVerifierKey(key) });
  return { config, keys, crypto, client, log, own, page, now: seconds };
}

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
  ({ log, keys }: Ground) =>
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
