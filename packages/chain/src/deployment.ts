// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";

import type { Hex } from "@suyuan/proof";

import { ChainError } from "./errors.ts";
import { CONTRACT_NAMES, type ContractName } from "./names.ts";

/** Where a contract stands and the keccak-256 of its code. */
export interface DeployedContract {
  readonly address: Hex;
  readonly codeHash: Hex;
}

/** The address file of one deployment (deploy/addresses/<network>.json). */
export interface Deployment {
  readonly network: string;
  readonly chainId: number;
  /** Random number, bytes32, that stands in every contract's code. */
  readonly deploymentId: Hex;
  /** Block of the first transaction of the deployment: events are read from here. */
  readonly block: number;
  readonly contracts: Readonly<Record<ContractName, DeployedContract>>;
}

const FIELDS = ["network", "chainId", "deploymentId", "block", "contracts"];

const malformed = (what: string) => new ChainError("malformed", `address file: ${what}`);

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(`${what} is not an object`);
  }
  return value as Record<string, unknown>;
}

function hex(value: unknown, bytes: number, what: string): Hex {
  const pattern = new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`);
  if (typeof value !== "string" || !pattern.test(value)) {
    throw malformed(`${what} is not ${bytes} bytes of hex`);
  }
  return value.toLowerCase() as Hex;
}

function natural(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw malformed(`${what} is not a whole number`);
  }
  return value;
}

function onlyFields(value: Record<string, unknown>, names: readonly string[], what: string) {
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw malformed(`${what} has the unknown field "${unknown}"`);
}

function contract(value: unknown, name: string): DeployedContract {
  const fields = record(value, `contracts.${name}`);
  onlyFields(fields, ["address", "codeHash"], `contracts.${name}`);
  return {
    address: hex(fields["address"], 20, `contracts.${name}.address`),
    codeHash: hex(fields["codeHash"], 32, `contracts.${name}.codeHash`),
  };
}

/**
 * Reads the JSON value of an address file.
 * @throws ChainError `malformed` that names the field.
 */
export function parseDeployment(json: unknown): Deployment {
  const file = record(json, "the file");
  onlyFields(file, FIELDS, "the file");
  const listed = record(file["contracts"], "contracts");
  onlyFields(listed, CONTRACT_NAMES, "contracts");
  if (typeof file["network"] !== "string" || file["network"] === "") {
    throw malformed("network is not a name");
  }
  const entries = CONTRACT_NAMES.map((name) => [name, contract(listed[name], name)] as const);
  return {
    network: file["network"],
    chainId: natural(file["chainId"], "chainId"),
    deploymentId: hex(file["deploymentId"], 32, "deploymentId"),
    block: natural(file["block"], "block"),
    contracts: Object.fromEntries(entries) as Record<ContractName, DeployedContract>,
  };
}

/**
 * Reads an address file from disk.
 * @throws ChainError `malformed` for a file that is not JSON or not an address file, `not-found` for none.
 */
export async function readDeployment(path: string): Promise<Deployment> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new ChainError("not-found", `no address file can be read at ${path}`, { cause });
  }
  try {
    return parseDeployment(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof ChainError) throw cause;
    throw new ChainError("malformed", `address file: ${path} is not JSON`, { cause });
  }
}
