// SPDX-License-Identifier: Apache-2.0
// Whether a folder holds what its plan says, before anything is copied to a machine or started.
import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

import { decodeExtra, fromHex, type Hex } from "@suyuan/proof";

import { Failure } from "../failure.ts";
import { OWNER_ONLY, readText } from "../folder.ts";
import { filesOf, genesisText, KEY_FILE, PLAN_FILE } from "./files.ts";
import { genesisExtra, genesisHash } from "./genesis.ts";
import { readSecret } from "./keys.ts";
import { type BesuNode, genesisValidators, type Plan, readPlan } from "./plan.ts";

/** What all who take part compare before the first start. */
export interface Checked {
  readonly plan: Plan;
  /** SHA-256 of genesis.json. */
  readonly genesisFile: string;
  /** Hash of block 0. */
  readonly genesisBlock: Hex;
  /** As the genesis block's extraData names them. */
  readonly validators: readonly Hex[];
  /** Names of the nodes whose private keys lie in this folder. */
  readonly keys: readonly string[];
}

/** What can be told of a network from its plan alone. */
export function toldOf(plan: Plan): Omit<Checked, "keys"> {
  return {
    plan,
    genesisFile: createHash("sha256").update(genesisText(plan)).digest("hex"),
    genesisBlock: genesisHash(plan),
    validators: decodeExtra("qbft", fromHex(genesisExtra(genesisValidators(plan)))).validators,
  };
}

export const planIn = (folder: string): Plan =>
  readPlan(readText(join(folder, PLAN_FILE)), join(folder, PLAN_FILE));

function checkKey(folder: string, { name, publicKey }: BesuNode): boolean {
  const path = join(folder, name, KEY_FILE);
  if (!existsSync(path)) return false;
  if ((statSync(path).mode & ~OWNER_ONLY & 0o777) !== 0) {
    throw new Failure("key-open", {
      zh: `所有者以外的人也能读取 ${path}：请执行 chmod 600 "${path}"`,
      en: `Others than its owner may read ${path}: chmod 600 "${path}"`,
    });
  }
  if (readSecret(readText(path), path).public === publicKey) return true;
  throw new Failure("key-differs", {
    zh: `${path} 不是 ${PLAN_FILE} 为 ${name} 登记的密钥。`,
    en: `${path} is not the key that ${PLAN_FILE} names for ${name}.`,
  });
}

/**
 * Compares every public file with what the plan makes, and the private keys that are there with the public ones.
 * @throws Failure `network-malformed`, `network-differs`, `key-open`, `key-differs`, `file-unreadable`
 */
export function check(folder: string): Checked {
  const plan = planIn(folder);
  for (const [path, text] of filesOf(plan)) {
    if (readText(join(folder, path)) === text) continue;
    throw new Failure("network-differs", {
      zh: `${join(folder, path)} 与 ${PLAN_FILE} 生成的内容不符：它被改动过，或来自别处。`,
      en: `${join(folder, path)} is not what ${PLAN_FILE} makes: it was changed, or comes from elsewhere.`,
    });
  }
  const keys = plan.nodes.filter((node) => checkKey(folder, node)).map(({ name }) => name);
  return { ...toldOf(plan), keys };
}
