// SPDX-License-Identifier: Apache-2.0
// Takes a further node into a network that runs: its own files, and the others' lists of peers. The genesis block
// stays as it is, so that a new validator seals only once the others have voted it in.
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { ANYONE_READS, readText, replaceFile } from "../folder.ts";
import { check, planIn } from "./check.ts";
import { filesOf, PLAN_FILE } from "./files.ts";
import { placeOf } from "./init.ts";
import { readPublic } from "./keys.ts";
import { type BesuNode, checkNodes, type Plan, type Role } from "./plan.ts";

export interface Addition {
  readonly role: Role;
  readonly host: string;
  /** A public key file. */
  readonly publicKey: string;
}

const numberOf = ({ name }: BesuNode): number => Number(name.slice(name.lastIndexOf("-") + 1));

function nodeFor({ nodes }: Plan, { role, host, publicKey }: Addition): BesuNode {
  const numbers = nodes.filter((node) => node.role === role).map(numberOf);
  const name = `${role}-${Math.max(0, ...numbers) + 1}`;
  const key = readPublic(readText(publicKey), publicKey);
  return { name, role, ...placeOf([host], 0), publicKey: key, genesis: false };
}

/**
 * Writes every public file that is not as the plan makes it, and touches no other.
 * @returns the paths that were written
 * @throws Failure `network-malformed`, `file-unwritable`
 */
export function writeFiles(folder: string): readonly string[] {
  const written = [...filesOf(planIn(folder))].filter(([path, text]) => {
    const whole = join(folder, path);
    return !existsSync(whole) || readText(whole) !== text;
  });
  for (const [path, text] of written) {
    mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    replaceFile({ path: join(folder, path), text, mode: ANYONE_READS });
  }
  return written.map(([path]) => path);
}

/** Writes a plan in the place of the one before, and every public file that follows from it. @returns the paths */
export function writePlan(folder: string, plan: Plan): readonly string[] {
  const text = filesOf(plan).get(PLAN_FILE) ?? "";
  replaceFile({ path: join(folder, PLAN_FILE), text, mode: ANYONE_READS });
  return [PLAN_FILE, ...writeFiles(folder)];
}

/**
 * Adds a node. From the moment in which the plan is written it counts; `writeFiles` does what an interruption left.
 * @throws Failure as `check` does and `node-twice`, with nothing written
 */
export function addNode(
  folder: string,
  addition: Addition,
): { readonly node: BesuNode; readonly written: readonly string[] } {
  const { plan: before } = check(folder);
  const node = nodeFor(before, addition);
  const plan: Plan = { ...before, nodes: [...before.nodes, node] };
  checkNodes(plan);
  return { node, written: writePlan(folder, plan) };
}
