// SPDX-License-Identifier: Apache-2.0
// What the compiler made of the contracts, for the generators.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import hre from "hardhat";
import prettier from "prettier";

/** The contracts of a deployment: the name used in address files, and the source's. */
export const CONTRACTS = {
  accessManager: "AccessManager",
  forwarder: "ERC2771Forwarder",
  ruleBook: "RuleBook",
  workCalendar: "WorkCalendar",
  organizationRegistry: "OrganizationRegistry",
  assetRegistry: "AssetRegistry",
  rightRegistry: "RightRegistry",
  rightToken: "RightToken",
  caseRegistry: "CaseRegistry",
  dutyRegister: "DutyRegister",
  sharingRegistry: "SharingRegistry",
  deliveryRegistry: "DeliveryRegistry",
  returnRegistry: "ReturnRegistry",
  findingRegistry: "FindingRegistry",
  exchangeLog: "ExchangeLog",
  councilSeats: "CouncilSeats",
  council: "Council",
  timelock: "CouncilTimelock",
} as const;

/** The contracts whose storage is published: those that hold the ledger's facts. */
export const LEDGER = {
  organizationRegistry: "OrganizationRegistry",
  assetRegistry: "AssetRegistry",
  rightRegistry: "RightRegistry",
  sharingRegistry: "SharingRegistry",
  deliveryRegistry: "DeliveryRegistry",
  returnRegistry: "ReturnRegistry",
  findingRegistry: "FindingRegistry",
  exchangeLog: "ExchangeLog",
  caseRegistry: "CaseRegistry",
  dutyRegister: "DutyRegister",
  ruleBook: "RuleBook",
  workCalendar: "WorkCalendar",
} as const;

export interface StorageLayout {
  readonly storage: readonly StorageEntry[];
  readonly types: Readonly<Record<string, StorageType>> | null;
}

export interface StorageEntry {
  readonly label: string;
  readonly offset: number;
  readonly slot: string;
  readonly type: string;
}

export interface StorageType {
  readonly label: string;
  readonly encoding: "inplace" | "mapping" | "dynamic_array" | "bytes";
  readonly numberOfBytes: string;
  readonly key?: string;
  readonly value?: string;
  readonly base?: string;
  readonly members?: readonly StorageEntry[];
}

type BuildOutput = Record<string, Record<string, { storageLayout?: StorageLayout } | undefined>>;

/** Compiles what has changed of the contracts; their tests are no concern of the generators. */
export async function compile(): Promise<void> {
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
}

/** The ABI of a contract. */
export async function abiOf(contract: string): Promise<readonly unknown[]> {
  const { abi } = (await hre.artifacts.readArtifact(contract)) as { abi: readonly unknown[] };
  return abi;
}

/** Where the compiler puts the state variables of one of our contracts. */
export async function layoutOf(contract: string): Promise<StorageLayout> {
  const source = `contracts/${contract}.sol`;
  const id = await hre.artifacts.getBuildInfoId(`${source}:${contract}`);
  const path = id === undefined ? undefined : await hre.artifacts.getBuildInfoOutputPath(id);
  if (path === undefined) throw new Error(`${contract} has no build info`);
  const { output } = JSON.parse(await readFile(path, "utf8")) as {
    output: { contracts: BuildOutput };
  };
  const layout = output.contracts[`project/${source}`]?.[contract]?.storageLayout;
  if (layout === undefined) throw new Error(`${contract} has no storage layout in ${path}`);
  return layout;
}

/** Writes a file as the formatter wants it, whatever it thinks of its folder. */
export async function writeFormatted(path: string, text: string): Promise<void> {
  const parser = path.endsWith(".md") ? "markdown" : "typescript";
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await prettier.format(text, { parser, printWidth: 100 }));
}

/** The folder to write into: the last argument, or this one. */
export function targetFolder(): string {
  return join(process.argv[2] ?? ".");
}
