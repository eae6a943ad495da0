// SPDX-License-Identifier: Apache-2.0
// What a network looks like now.
import { blockOf, type Head } from "./chain.ts";
import { ask } from "./ipc.ts";
import { runningOf, seenBy } from "./peers.ts";
import { type Network, nodePaths, type Validator } from "./state.ts";

const LAST_BLOCKS = 12;

export interface NodeStatus {
  readonly number: number;
  readonly address: string;
  readonly rpcUrl: string;
  readonly running: boolean;
  /** The rest only while it runs. */
  readonly head?: Head;
  /** Numbers of the validators that it sees. */
  readonly peers?: readonly number[];
  readonly sealing?: boolean;
}

export interface NetworkStatus {
  readonly chainId: number;
  readonly groups: Network["groups"];
  /** Numbers of those that the highest running node counts as signers. */
  readonly signers: readonly number[];
  /** Who signed the last blocks of that node, the newest first. */
  readonly lastSigners: readonly number[];
  readonly validators: readonly NodeStatus[];
}

async function statusOf(
  directory: string,
  network: Network,
  validator: Validator,
  running: boolean,
): Promise<NodeStatus> {
  const { number, address, rpcPort } = validator;
  const fixed = { number, address, rpcUrl: `http://127.0.0.1:${String(rpcPort)}`, running };
  if (!running) return fixed;
  const { ipc } = nodePaths(directory, number);
  const block = await blockOf(ipc);
  const peers = await seenBy(directory, network, validator);
  const sealing = (await ask(ipc, "eth_mining")) === true;
  const head = block && { number: block.number, hash: block.hash };
  return { ...fixed, ...(head && { head }), peers, sealing };
}

async function signersOf(
  ipc: string,
  height: number,
  numberAt: (address: unknown) => number,
): Promise<Pick<NetworkStatus, "signers" | "lastSigners">> {
  const signers = (await ask(ipc, "clique_getSigners")) as string[];
  const first = Math.max(1, height - LAST_BLOCKS + 1);
  const lastSigners: number[] = [];
  for (let block = height; block >= first; block--) {
    const tag = `0x${block.toString(16)}`;
    lastSigners.push(numberAt(await ask(ipc, "clique_getSigner", [tag])));
  }
  return { signers: signers.map(numberAt).sort(), lastSigners };
}

/** Asks all nodes that run. @throws NetworkError when one of them does not answer */
export async function networkStatus(directory: string, network: Network): Promise<NetworkStatus> {
  const running = runningOf(directory, network);
  const validators: NodeStatus[] = [];
  for (const one of network.validators) {
    validators.push(await statusOf(directory, network, one, running.includes(one)));
  }
  const { chainId, groups } = network;
  const numberAt = (address: unknown) =>
    network.validators.find((one) => one.address === address)?.number ?? 0;
  const [highest] = validators
    .filter(({ head }) => head !== undefined)
    .sort((a, b) => (b.head?.number ?? 0) - (a.head?.number ?? 0));
  const told =
    highest === undefined
      ? { signers: [], lastSigners: [] }
      : await signersOf(
          nodePaths(directory, highest.number).ipc,
          highest.head?.number ?? 0,
          numberAt,
        );
  return { chainId, groups, ...told, validators };
}

const list = (numbers: readonly number[]): string => (numbers.length > 0 ? numbers.join(" ") : "–");

function row({ number, running, head, peers = [], sealing = false, rpcUrl }: NodeStatus): string[] {
  if (!running) return [String(number), "stopped", "", "", "", "", rpcUrl];
  const place = [String(head?.number ?? "?"), head?.hash.slice(0, 12) ?? "?"];
  return [String(number), "runs", ...place, list(peers), sealing ? "yes" : "no", rpcUrl];
}

/** The status in lines for a terminal. */
export function statusLines(status: NetworkStatus): string[] {
  const heading = ["validator", "state", "height", "block", "sees", "seals", "RPC"];
  const rows = [heading, ...status.validators.map(row)];
  const widths = heading.map((_, place) =>
    Math.max(...rows.map((cells) => cells[place]?.length ?? 0)),
  );
  const parted = status.groups.map((group) => list(group)).join(" | ");
  return [
    ...rows.map((cells) =>
      cells
        .map((cell, place) => cell.padEnd(widths[place] ?? 0))
        .join("  ")
        .trimEnd(),
    ),
    `chain ${String(status.chainId)}, signers ${list(status.signers)}, groups ${parted}`,
    `last signers, the newest first: ${list(status.lastSigners)}`,
  ];
}
