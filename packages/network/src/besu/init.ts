// SPDX-License-Identifier: Apache-2.0
// Makes the files of a network that has never run.
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Hex } from "@suyuan/proof";

import { Failure } from "../failure.ts";
import {
  ANYONE_READS,
  makeFile,
  makeFolder,
  type NewFile,
  OWNER_ONLY,
  readText,
} from "../folder.ts";
import { filesOf, KEY_FILE } from "./files.ts";
import { newKey, type NodeKey, readPublic } from "./keys.ts";
import { type BesuNode, checkNodes, isHost, type Plan, PLAN_TYPE, type Role } from "./plan.ts";

/** Chain ids that nobody has, in a range without public networks: signatures of one chain say nothing on another. */
const CHAIN_IDS = [1_000_000_000, 2_000_000_000] as const;
const LOOPBACK = "127.0.0.1";
const PORTS = { p2pPort: 30_303, rpcPort: 8_545, metricsPort: 9_545 };

export interface Wanted {
  readonly validators: number;
  readonly rpcNodes: number;
  /** One for each node, validators first; on this machine alone, with ports of their own, when left out. */
  readonly hosts: readonly string[] | undefined;
  /** Public key files, one for each node; new keys are made when left out. */
  readonly publicKeys: readonly string[] | undefined;
  readonly chainId: number | undefined;
  readonly blockSeconds: number;
  readonly gasLimit: number;
  /** How long rpc nodes prove state, in hours; 0 for ever. */
  readonly proofHours: number;
}

const SECONDS_AN_HOUR = 3_600;

function fitting(given: readonly string[], { validators, rpcNodes }: Wanted, what: string): void {
  const nodes = validators + rpcNodes;
  if (given.length === nodes) return;
  throw new Failure("hosts-differ", {
    zh: `${what}：给出 ${given.length} 个，而节点有 ${nodes} 个（先是 ${validators} 个验证人，再是 ${rpcNodes} 个供网关使用的节点）。`,
    en: `${what}: ${given.length} for ${nodes} nodes (${validators} validators, then ${rpcNodes} for gateways).`,
  });
}

/** Where a node is reached, and on which ports. @throws Failure `host-malformed` */
export function placeOf(
  hosts: readonly string[] | undefined,
  place: number,
): Pick<BesuNode, "host" | keyof typeof PORTS> {
  const host = hosts?.[place] ?? LOOPBACK;
  if (!isHost(host)) {
    throw new Failure("host-malformed", {
      zh: `"${host}" 不是 IPv4 地址：节点之间需要地址，不能用名称。`,
      en: `"${host}" is no IPv4 address: peers need one, not a name.`,
    });
  }
  // On one machine each node has ports of its own.
  const shift = hosts === undefined ? place : 0;
  return {
    host,
    p2pPort: PORTS.p2pPort + shift,
    rpcPort: PORTS.rpcPort + shift,
    metricsPort: PORTS.metricsPort + shift,
  };
}

const nameOf = (role: Role, number: number): string => `${role}-${number}`;

function nodesOf(wanted: Wanted, publicKeys: readonly Hex[]): BesuNode[] {
  return publicKeys.map((publicKey, place) => {
    const seals = place < wanted.validators;
    const name = seals
      ? nameOf("validator", place + 1)
      : nameOf("rpc", place + 1 - wanted.validators);
    const role = seals ? "validator" : "rpc";
    return { name, role, ...placeOf(wanted.hosts, place), publicKey, genesis: seals };
  });
}

const publicFile = ([path, text]: readonly [string, string]): NewFile => ({
  ...{ path, text, mode: ANYONE_READS },
});

/**
 * Makes a network in a folder that is not there yet.
 * @param now seconds since the epoch
 * @throws Failure with nothing written
 */
export function initialise(folder: string, wanted: Wanted, now: number): Plan {
  if (wanted.hosts !== undefined) fitting(wanted.hosts, wanted, "--hosts");
  if (wanted.publicKeys !== undefined) fitting(wanted.publicKeys, wanted, "--public");
  const count = wanted.validators + wanted.rpcNodes;
  const made = wanted.publicKeys === undefined ? Array.from({ length: count }, newKey) : [];
  const given = (wanted.publicKeys ?? []).map((path) => readPublic(readText(path), path));
  const nodes = nodesOf(wanted, [...made.map((key) => key.public), ...given]);
  checkNodes({ nodes });
  const { chainId = randomInt(...CHAIN_IDS), blockSeconds, gasLimit, proofHours } = wanted;
  const proofBlocks = Math.ceil((proofHours * SECONDS_AN_HOUR) / blockSeconds);
  const plan = { chainId, time: now, blockSeconds, gasLimit, proofBlocks, nodes };
  const whole: Plan = { type: PLAN_TYPE, ...plan };
  const secrets = made.map(({ secret }, place) => ({
    ...{ path: join(nodes[place]?.name ?? "", KEY_FILE), text: secret, mode: OWNER_ONLY },
  }));
  makeFolder(folder, [...[...filesOf(whole)].map(publicFile), ...secrets]);
  return whole;
}

/** Makes the key of one node: the private part at `path`, the public one beside it. @throws Failure `file-exists` */
export function makeKey(path: string): NodeKey {
  const key = newKey();
  if (existsSync(`${path}.pub`)) {
    throw new Failure("file-exists", {
      zh: `${path}.pub 已经存在。没有写入任何内容。`,
      en: `${path}.pub is there already. Nothing was written.`,
    });
  }
  makeFile({ path, text: key.secret, mode: OWNER_ONLY });
  makeFile({ path: `${path}.pub`, text: `${key.public}\n`, mode: ANYONE_READS });
  return key;
}
