// SPDX-License-Identifier: Apache-2.0
// What is fixed before the first transaction of a deployment, and kept beside Ignition's journal: an interrupted
// deployment must go on with the same deployment id and the same founding.
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { EthereumProvider } from "hardhat/types/providers";

import { DeployError } from "./addresses.ts";
import type { Founding } from "./founding.ts";
import { writeWhole } from "./whole-file.ts";

export interface Beginning {
  readonly chainId: number;
  readonly deploymentId: string;
  /** The first block that can hold a transaction of the deployment. */
  readonly block: number;
  /** SHA-256 of the founding. */
  readonly founding: string;
}

const beginningFile = (journalDir: string): string => join(journalDir, "beginning.json");

/** Where Ignition keeps its journal. */
export const ignitionFolder = (journalDir: string): string => join(journalDir, "ignition");

/**
 * Reads the beginning of a deployment, or makes it.
 * @throws DeployError when the deployment was begun on another chain, or with another founding.
 */
export async function beginning(
  journalDir: string,
  provider: EthereumProvider,
  plan: Founding,
): Promise<{ kept: boolean; begun: Beginning }> {
  const founding = createHash("sha256").update(JSON.stringify(plan)).digest("hex");
  const chainId = Number(await provider.request({ method: "eth_chainId" }));
  const path = beginningFile(journalDir);
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text !== undefined) {
    const begun = JSON.parse(text) as Beginning;
    if (begun.chainId !== chainId) {
      throw new DeployError(`the deployment was begun on chain ${begun.chainId}, not ${chainId}`);
    }
    if (begun.founding === founding) return { kept: true, begun };
    throw new DeployError(`the deployment was begun with another founding: see ${journalDir}`);
  }
  const latest = Number(await provider.request({ method: "eth_blockNumber" }));
  const deploymentId = `0x${randomBytes(32).toString("hex")}`;
  const begun: Beginning = { chainId, deploymentId, block: latest + 1, founding };
  await mkdir(journalDir, { recursive: true });
  writeWhole(path, JSON.stringify(begun));
  return { kept: false, begun };
}

/** Forgets a deployment that cannot go on: the journal first, without which its beginning means nothing. */
export async function forgetBeginning(journalDir: string): Promise<void> {
  await rm(ignitionFolder(journalDir), { recursive: true, force: true });
  await rm(beginningFile(journalDir));
}
