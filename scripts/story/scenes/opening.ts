// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { ChainClient, CONTRACT_NAMES, type Deployment } from "@suyuan/chain";

import { ORGANIZATIONS, SEATS } from "../cast.ts";
import { EMBEDDED, type StoryChain } from "../chain.ts";
import { deployed } from "../deployed.ts";
import { found, type Founded, FOUNDING_STEPS } from "../foundation.ts";
import { type Keyring, openKeyring } from "../keyring.ts";
import { Memory } from "../memory.ts";
import { DEFAULT_DIRECTORY } from "../options.ts";
import type { Narrator } from "../say.ts";
import type { StatePaths } from "../state.ts";

const ADDRESSES = resolve(import.meta.dirname, "../../../deploy/addresses");

/** What the scenes share once the chain stands. */
export interface Opened {
  readonly chain: StoryChain;
  readonly keys: Keyring;
  readonly client: ChainClient;
  readonly deployment: Deployment;
  readonly memory: Memory;
  readonly founded: Founded;
}

/** Keeps the addresses of the usual state where tools look for them. */
function publishAddresses(paths: StatePaths): void {
  if (paths.root !== DEFAULT_DIRECTORY) return;
  mkdirSync(ADDRESSES, { recursive: true });
  copyFileSync(paths.deployment, join(ADDRESSES, `${EMBEDDED}.json`));
}

/** Deploys the contracts, admits the organisations, appoints the seats, opens the logs. */
export async function open(say: Narrator, paths: StatePaths, chain: StoryChain): Promise<Opened> {
  say.scene({ zh: "合约与单位", en: "Contracts and organisations" });
  const { rpcUrl } = chain;
  const keys = await openKeyring(paths.keys);
  const deployment = await deployed(paths, keys, chain);
  publishAddresses(paths);
  say.fact({
    zh: `${String(CONTRACT_NAMES.length)} 个合约已部署，部署号 ${deployment.deploymentId.slice(0, 12)}…；部署者不再有任何权限`,
    en: `${String(CONTRACT_NAMES.length)} contracts are deployed, deployment ${deployment.deploymentId.slice(0, 12)}…; the deployer may do nothing any more`,
  });
  const client = new ChainClient({ rpcUrl, deployment });
  const memory = await Memory.of(client);
  const step = say.progress(
    { zh: "接纳与任命", en: "admissions and appointments" },
    FOUNDING_STEPS,
  );
  const now = (await client.block()).time;
  const founded = await found({ client, memory, keys, now }, step);
  say.fact({
    zh: `${String(ORGANIZATIONS.length)} 个单位（均为虚构）、${String(Object.keys(SEATS).length)} 个席位，各持自己的密钥`,
    en: `${String(ORGANIZATIONS.length)} organisations (all fictional), ${String(Object.keys(SEATS).length)} seats, each with its own key`,
  });
  return { chain, keys, client, deployment, memory, founded };
}
