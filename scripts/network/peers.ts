// SPDX-License-Identifier: Apache-2.0
// Who sees whom. Nodes do not look for each other: each connection is one that we ask for, on both sides.
import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { NetworkError } from "./errors.ts";
import { ask } from "./ipc.ts";
import { runningPid } from "./process.ts";
import { type Network, nodePaths, type Validator } from "./state.ts";

/** geth dials nobody twice within 35 seconds. */
const PATIENCE_MS = 90_000;
/** How long one of two has to reach the other, before the other is asked to dial as well. */
const ONE_SIDE_MS = 4_000;
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
  const begun = Date.now();
  for (;;) {
    const bothDial = Date.now() > begun + ONE_SIDE_MS;
    const wrong = await mend(directory, network, bothDial);
    if (wrong.length === 0) return;
    if (Date.now() > begun + PATIENCE_MS) {
      throw new NetworkError(
        `These do not see whom they should: ${wrong.join(", ")}. Look at their geth.log in ${directory}.`,
      );
    }
    await sleep(PAUSE_MS);
  }
}

/** Asks once for what is not as it should be. @returns the pairs for which it was not */
async function mend(directory: string, network: Network, bothDial: boolean): Promise<string[]> {
  const running = newestFirst(directory, runningOf(directory, network));
  const seen = new Map<Validator, readonly number[]>();
  for (const one of running) seen.set(one, await seenBy(directory, network, one));
  const sees = (one: Validator, other: Validator) => seen.get(one)?.includes(other.number) === true;
  const tell = async (method: string, one: Validator, other: Validator) =>
    ask(nodePaths(directory, one.number).ipc, method, [other.enode]);

  const wrong: string[] = [];
  for (const [place, one] of running.entries()) {
    for (const other of running.slice(place + 1)) {
      const shall = areTogether(network, one, other);
      const isSo = sees(one, other) === shall && sees(other, one) === shall;
      if (!isSo) wrong.push(`${String(one.number)} and ${String(other.number)}`);
      else if (shall) continue;
      const method = shall ? "admin_addPeer" : "admin_removePeer";
      // Two that dial each other at once can both hang up. A new process has not dialled lately, which geth minds.
      await tell(method, one, other);
      // Whoever once dialled another goes on trying, unless it is told not to.
      if (!shall || bothDial) await tell(method, other, one);
    }
  }
  return wrong;
}

const areTogether = ({ groups }: Network, one: Validator, other: Validator): boolean =>
  groups.some((group) => group.includes(one.number) && group.includes(other.number));

function newestFirst(directory: string, nodes: readonly Validator[]): Validator[] {
  const started = (one: Validator) => statSync(nodePaths(directory, one.number).pid).mtimeMs;
  return [...nodes].sort((one, other) => started(other) - started(one));
}
