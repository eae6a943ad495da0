// SPDX-License-Identifier: Apache-2.0
// What is fixed before the first transaction of a deployment, and kept beside its journal: an interrupted
// deployment must go on with the same deployment id.
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import type { EthereumProvider } from "hardhat/types/providers";

import { DeployError } from "./addresses.ts";

export interface Beginning {
  readonly chainId: number;
  readonly deploymentId: string;
  /** The first block that can hold a transaction of the deployment. */
  readonly block: number;
}

/**
 * Reads the beginning of a deployment, or makes it.
 * @throws DeployError when the deployment was begun on another chain.
 */
export async function beginning(path: string, provider: EthereumProvider): Promise<Beginning> {
  const chainId = Number(await provider.request({ method: "eth_chainId" }));
  const kept = await readFile(path, "utf8").catch(() => undefined);
  if (kept !== undefined) {
    const begun = JSON.parse(kept) as Beginning;
    if (begun.chainId === chainId) return begun;
    throw new DeployError(`the deployment was begun on chain ${begun.chainId}, not ${chainId}`);
  }
  const latest = Number(await provider.request({ method: "eth_blockNumber" }));
  const deploymentId = `0x${randomBytes(32).toString("hex")}`;
  const begun: Beginning = { chainId, deploymentId, block: latest + 1 };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, JSON.stringify(begun));
  await rename(`${path}.part`, path);
  return begun;
}
