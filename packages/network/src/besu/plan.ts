// SPDX-License-Identifier: Apache-2.0
// What a network is made of. Every public file follows from this and from nothing else, so that two who hold the
// same plan can compare what they have byte by byte.
import { type Hex, isHex } from "@suyuan/proof";

import { Failure } from "../failure.ts";
import { addressOf } from "./keys.ts";

export const PLAN_TYPE = "suyuan/besu@1";

/** A validator seals; an rpc node follows the chain, and a gateway asks it. */
export const ROLES = ["validator", "rpc"] as const;
export type Role = (typeof ROLES)[number];

export interface BesuNode {
  /** Role and number, such as `validator-1`: also the name of its folder and its service. */
  readonly name: string;
  readonly role: Role;
  /** IPv4, by which the others reach it. */
  readonly host: string;
  readonly p2pPort: number;
  /** On loopback only. */
  readonly rpcPort: number;
  readonly metricsPort: number;
  /** 64 bytes. */
  readonly publicKey: Hex;
  /** Whether the genesis block names it as a validator. */
  readonly genesis: boolean;
}

/** A change of validators that the genesis file makes, and not a vote. */
export interface Transition {
  /** The first that the new set seals. */
  readonly block: number;
  /** Addresses in ascending order. */
  readonly validators: readonly Hex[];
}

export interface Plan {
  readonly type: typeof PLAN_TYPE;
  readonly chainId: number;
  /** Of the genesis block, seconds since the epoch. */
  readonly time: number;
  /** Seconds between blocks, at least. */
  readonly blockSeconds: number;
  readonly gasLimit: number;
  /** Blocks back from the newest for which rpc nodes prove state; 0 for all there are. */
  readonly proofBlocks: number;
  readonly nodes: readonly BesuNode[];
  /** In ascending order of their blocks; left out where there are none. */
  readonly transitions?: readonly Transition[];
}

/** The addresses that the genesis block names, in ascending order. */
export const genesisValidators = ({ nodes }: Plan): readonly Hex[] =>
  nodes
    .filter(({ genesis }) => genesis)
    .map(({ publicKey }) => addressOf(publicKey))
    .sort();

export const enodeOf = ({ publicKey, host, p2pPort }: BesuNode): string =>
  `enode://${publicKey.slice(2)}@${host}:${p2pPort}`;

/** Whether a text is an IPv4 address in its one spelling. */
export const isHost = (text: string): boolean =>
  /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/u.test(text) &&
  text.split(".").every((part) => Number(part) <= 255) &&
  text !== "0.0.0.0";

const isNumber = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const isPort = (value: unknown): boolean => isNumber(value, 1, 65_535);

/** What the parts of a plan may be; each entry says whether a value is one. */
const NODE: Readonly<Record<keyof BesuNode, (value: unknown) => boolean>> = {
  name: (value) => typeof value === "string" && /^(?:validator|rpc)-[1-9]\d{0,2}$/u.test(value),
  role: (value) => ROLES.some((role) => role === value),
  host: (value) => typeof value === "string" && isHost(value),
  p2pPort: isPort,
  rpcPort: isPort,
  metricsPort: isPort,
  publicKey: (value) => typeof value === "string" && isHex(value, 64),
  genesis: (value) => typeof value === "boolean",
};
const PLAN: Readonly<Record<keyof Plan, (value: unknown) => boolean>> = {
  type: (value) => value === PLAN_TYPE,
  chainId: (value) => isNumber(value, 1, Number.MAX_SAFE_INTEGER),
  time: (value) => isNumber(value, 0, Number.MAX_SAFE_INTEGER),
  blockSeconds: (value) => isNumber(value, 1, 60),
  gasLimit: (value) => isNumber(value, 10_000_000, 2_000_000_000),
  proofBlocks: (value) => isNumber(value, 0, 2_000_000_000),
  nodes: (value) =>
    Array.isArray(value) && value.every((node) => isShaped(NODE, node)) && areOrdered(value),
  transitions: (value) => value === undefined || areTransitions(value),
};
const TRANSITION: Readonly<Record<keyof Transition, (value: unknown) => boolean>> = {
  block: (value) => isNumber(value, 1, Number.MAX_SAFE_INTEGER),
  validators: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((one) => typeof one === "string" && isHex(one, 20)) &&
    ascend(value, (one, next) => one < next),
};

const ascend = <T>(values: readonly T[], isBefore: (one: T, next: T) => boolean): boolean =>
  values.every((next, place) => place === 0 || isBefore(values[place - 1] as T, next));

const areTransitions = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => isShaped(TRANSITION, one)) &&
  ascend(value as Transition[], (one, next) => one.block < next.block);

// A name begins with the role, only validators are named by the genesis block, and one at least is.
function areOrdered(nodes: readonly BesuNode[]): boolean {
  const fits = ({ name, role, genesis }: BesuNode): boolean =>
    name.startsWith(`${role}-`) && (role === "validator" || !genesis);
  return nodes.every(fits) && nodes.some(({ genesis }) => genesis);
}

function isShaped(shape: Readonly<Record<string, (value: unknown) => boolean>>, value: unknown) {
  if (typeof value !== "object" || value === null) return false;
  const found = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(found);
  return (
    names.length === Object.keys(shape).length &&
    names.every((name) => Object.hasOwn(shape, name) && shape[name]?.(found[name]) === true)
  );
}

const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, place) => values.indexOf(value) !== place);

/** Refuses a plan of which two nodes share a name, a key or an address. @throws Failure `node-twice` */
export function checkNodes({ nodes }: Pick<Plan, "nodes">): void {
  const twice =
    repeated(nodes.map(({ name }) => name)) ??
    repeated(nodes.map(({ publicKey }) => publicKey)) ??
    repeated(nodes.map(({ host, p2pPort }) => `${host}:${p2pPort}`));
  if (twice === undefined) return;
  throw new Failure("node-twice", {
    zh: `两个节点都用 ${twice}：每个节点应各有自己的。`,
    en: `Two nodes have ${twice}: each has its own.`,
  });
}

/** Reads network.json. @throws Failure `network-malformed`, `node-twice` */
export function readPlan(text: string, path: string): Plan {
  const plan = parsed(text);
  const whole = typeof plan === "object" ? { transitions: undefined, ...plan } : plan;
  if (!isShaped(PLAN, whole)) {
    throw new Failure("network-malformed", {
      zh: `${path} 描述的不是本版本的网络。`,
      en: `${path} does not describe a network of this version.`,
    });
  }
  checkNodes(plan as Plan);
  return plan as Plan;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
