// SPDX-License-Identifier: Apache-2.0
// The address file of a deployment: deploy/addresses/<network>.json, or wherever it is kept.
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";

import type { ContractName } from "@suyuan/chain";

import { writeWhole } from "./whole-file.ts";

export interface Addresses {
  readonly network: string;
  readonly chainId: number;
  /** The random number, 32 bytes, that stands in every contract's code. */
  readonly deploymentId: string;
  /** The first block that can hold an event of the contracts. */
  readonly block: number;
  readonly contracts: Readonly<Record<ContractName, { address: string; codeHash: string }>>;
}

/** Thrown when the contracts cannot be deployed, or are not where they should be. */
export class DeployError extends Error {
  override readonly name: string = "DeployError";
}

/** Thrown when the chain has nothing at an address where a contract was deployed. */
export class LostContract extends DeployError {
  constructor(name: ContractName, address: string) {
    super(`the chain has no contract at ${address}, where ${name} was deployed`);
  }
}

/** Reads an address file; undefined if there is none. Its own writer wrote it, so that its form is not checked. */
export async function readAddresses(path: string): Promise<Addresses | undefined> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Addresses;
  } catch (cause) {
    throw new DeployError(`the address file ${path} is not JSON`, { cause });
  }
}

/** Writes an address file, whole or not at all. */
export async function writeAddresses(path: string, addresses: Addresses): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  writeWhole(path, `${JSON.stringify(addresses, null, 2)}\n`);
}
