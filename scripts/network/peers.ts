// SPDX-License-Identifier: Apache-2.0
// Who sees whom. Nodes do not look for each other: each connection is one that we ask for, on both sides.
import { setTimeout as sleep } from "node:timers/promises";

import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";
import { runningPid } from "./process.ts";
import { type Network, nodePaths, type Validator } from "./state.ts";

const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

const keyOf = (enode: string): string => enode.slice("enode://".length).split("@")[0] ?? "";

/** Those of a network that run. */
export function runningOf(directory: string, { validators }: Network): Validator[] {
  return validators.filter(({ number }) => runningPid(nodePaths(directory, number)) !== undefined);
}

/** The running ones of each group. */
export function runningGroups(directory: string, network: Network): Validator[][] {
  const running = runningOf(directory, network);
  return network.groups.map((group) => running.filter(({ number }) => group.includes(number)));
}

/** Numbers of the validators that one sees. */
export async function seenBy(
  directory: string,
  { validators }: Network,
  { number }: Validator,
): Promise<number[]> {
  const peers = (await ask(nodePaths(directory, number).ipc, "admin_peers")) as { enode: string }[];
  const keys = new Set(peers.map(({ enode }) => keyOf(enode)));
  return validators.filter(({ enode }) => keys.has(keyOf(enode))).map((other) => other.number);
}

/**
 * Connects the running ones within each group, parts the groups, and waits until it is so.
 * @throws NetworkError when it does not come to be
 */
export async function arrange(directory: string, network: Network): Promise<void> {
  const groups = runningGroups(directory, network);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const wrong = await mend(directory, network, groups);
    if (wrong.length === 0) return;
    if (Date.now() > end) {
      throw new NetworkError(
        `These do not see whom they should: ${wrong.join(", ")}. Look at their geth.log in ${directory}.`,
      );
    }
    await sleep(PAUSE_MS);
  }
}

/** Asks once for what is not as it should be. @returns who is not connected as they should be */
async function mend(
  directory: string,
  network: Network,
  groups: readonly (readonly Validator[])[],
): Promise<number[]> {
  const all = groups.flat();
  const wrong: number[] = [];
  for (const group of groups) {
    for (const one of group) {
      const seen = await seenBy(directory, network, one);
      const others = all.filter((other) => other !== one);
      const off = others.filter((other) => group.includes(other) !== seen.includes(other.number));
      if (off.length > 0) wrong.push(one.number);
      const { ipc } = nodePaths(directory, one.number);
      for (const other of others) {
        const method = group.includes(other) ? "admin_addPeer" : "admin_removePeer";
        await ask(ipc, method, [other.enode]);
      }
    }
  }
  return wrong;
}
