// SPDX-License-Identifier: Apache-2.0
// Networks whose keys are known: the private keys 1, 2, 3 …, by which the made headers of test/vectors are sealed.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Hex } from "@suyuan/proof";
import { afterAll } from "vitest";

import { Failure, type FailureCode } from "../failure.ts";
import { nodeKey } from "../besu/keys.ts";
import type { Wanted } from "../besu/init.ts";
import { type BesuNode, type Plan, PLAN_TYPE } from "../besu/plan.ts";

/** Runs of each law. */
export const NUM_RUNS = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

export const secretOf = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

export const WANTED: Wanted = {
  validators: 4,
  rpcNodes: 1,
  hosts: undefined,
  publicKeys: undefined,
  chainId: 20_260_801,
  blockSeconds: 2,
  gasLimit: 100_000_000,
  proofHours: 0,
};

function node(place: number, validators: number): BesuNode {
  const seals = place < validators;
  return {
    name: seals ? `validator-${place + 1}` : `rpc-${place + 1 - validators}`,
    role: seals ? "validator" : "rpc",
    host: `10.0.0.${place + 11}`,
    ...{ p2pPort: 30_303, rpcPort: 8_545, metricsPort: 9_545 },
    publicKey: nodeKey(secretOf(place + 1)).public,
    genesis: seals,
  };
}

/** A network of so many validators, each on a machine of its own, and one node for gateways. */
export function planOf(validators: number, changes: Partial<Plan> = {}): Plan {
  return {
    type: PLAN_TYPE,
    ...{ chainId: 20_260_801, time: 1_785_000_000, blockSeconds: 2, gasLimit: 100_000_000 },
    proofBlocks: 0,
    nodes: Array.from({ length: validators + 1 }, (_, place) => node(place, validators)),
    ...changes,
  };
}

/** The code with which something is refused; undefined when it is not. */
export function refusal(act: () => unknown): FailureCode | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

/** A folder for the tests of one file. */
export function temporary(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "suyuan-besu-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return (name) => join(folder, name);
}
