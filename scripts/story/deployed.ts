// SPDX-License-Identifier: Apache-2.0
// The contracts of the story, which outlive an interruption whenever it comes.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { ChainClient, ChainError, type Deployment, readDeployment } from "@suyuan/chain";
import { toHex } from "@suyuan/proof";

import { deploy } from "../../deploy/deploy.ts";
import type { StoryChain } from "./chain.ts";
import { readJson, writeJson } from "./files.ts";
import { foundingOf } from "./foundation.ts";
import type { Keyring } from "./keyring.ts";
import type { StatePaths } from "./state.ts";

/** A block that came after the last transaction of the deployment. */
interface Mark {
  readonly number: number;
  readonly hash: string;
}

const markIn = ({ chain }: StatePaths): string => join(chain, "deployed.json");
const journalIn = ({ chain }: StatePaths): string => join(chain, "deployment");

async function clientOf(paths: StatePaths, rpcUrl: string): Promise<ChainClient> {
  return new ChainClient({ rpcUrl, deployment: await readDeployment(paths.deployment) });
}

/** Whether the chain still has the block; a kill can set it back by a few seconds. */
async function stands(paths: StatePaths, rpcUrl: string): Promise<boolean> {
  const mark = readJson(markIn(paths)) as Mark | undefined;
  if (mark === undefined) return false;
  const client = await clientOf(paths, rpcUrl);
  try {
    return (await client.block(mark.number)).hash === mark.hash;
  } catch (cause) {
    if (cause instanceof ChainError && cause.code === "not-found") return false;
    throw cause;
  }
}

/** Forgets a deployment that the chain has lost, as long as no gateway has relied on it. */
async function forgetLost(paths: StatePaths, rpcUrl: string): Promise<void> {
  if (!existsSync(paths.deployment) || readdirSync(paths.gateway).length > 0) return;
  if (await stands(paths, rpcUrl)) return;
  rmSync(journalIn(paths), { recursive: true, force: true });
  rmSync(paths.deployment);
}

/** Deploys and founds what is not there yet. */
export async function deployed(
  paths: StatePaths,
  keys: Keyring,
  { rpcUrl, name }: Pick<StoryChain, "rpcUrl" | "name">,
): Promise<Deployment> {
  await forgetLost(paths, rpcUrl);
  await deploy({
    rpcUrl,
    deployerKey: toHex(keys.deployer.secret),
    founding: foundingOf(keys),
    networkName: name,
    outFile: paths.deployment,
    journalDir: journalIn(paths),
  });
  const client = await clientOf(paths, rpcUrl);
  if (!(await stands(paths, rpcUrl))) {
    const { number, hash } = await client.block();
    writeJson(markIn(paths), { number, hash });
  }
  return client.deployment;
}
