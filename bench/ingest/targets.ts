// SPDX-License-Identifier: Apache-2.0
// Who is measured, and in which ways.
import { join } from "node:path";
import type { Exchange } from "../../test/support/exchange.ts";
import type { Signed } from "./bodies.ts";
import { overHttp, type Shape, type Target } from "./measure.ts";
import { type Peer, startPostgres, startTessera } from "./peers.ts";
import { goProgram, serve } from "./programs.ts";

/** A target with the ways in which it is asked. */
export interface Asked {
  readonly target: Target;
  readonly signed: readonly Signed[];
  readonly shapes: readonly Shape[];
}

export interface Targets {
  readonly asked: readonly Asked[];
  /** Addresses of gateways, which must know what statements name. */
  readonly gateways: readonly string[];
  stop(): Promise<void>;
}

/** What one shape is: bodies in a request, connections. */
export const SHAPES = {
  few: { size: 1, clients: 64 },
  some: { size: 1, clients: 256 },
  many: { size: 1, clients: 1_024 },
  lines: { size: 1_000, clients: 4 },
} as const satisfies Readonly<Record<string, Shape>>;

export const NAMES = {
  ours: "ours",
  unchecked: "ours, nothing checked",
  tessera: "Tessera",
  postgres: "PostgreSQL",
} as const;

/** Batches that Tessera makes unless told otherwise, and as many as clients wait. */
const TESSERA_BATCHES = { usual: 256, large: 1_024 };

/** What targets are started for. */
export interface Wanted {
  readonly folder: string;
  /** A token for our gateway. */
  readonly token: () => Promise<string>;
  /** Whether to measure others too. */
  readonly peers: boolean;
}

/** Starts them; the peers only when they are asked for. */
export async function startTargets(
  exchange: Exchange,
  { folder, token, peers }: Wanted,
): Promise<Targets> {
  const client = await goProgram("load");
  const { url } = exchange.gateway;
  const header = async () => `Authorization: Bearer ${await token()}`;
  const { few, some, lines } = SHAPES;
  const shapes = [few, some, lines];
  const ours = { target: overHttp(client, NAMES.ours, { url, header }), signed: BOTH, shapes };
  const started: Peer[] = [];
  const stop = async () => {
    for (const peer of started) await peer.stop();
  };
  try {
    const unchecked = await startUnchecked(client, exchange, folder);
    started.push(unchecked.peer);
    const asked: Asked[] = [ours, { target: unchecked.peer, signed: SINGLE, shapes }];
    if (peers) asked.push(...(await startPeers(client, folder, started)));
    return { asked, gateways: [url, unchecked.url], stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const SINGLE: readonly Signed[] = ["single"];
const BOTH: readonly Signed[] = ["single", "batch"];

async function startPeers(client: string, folder: string, started: Peer[]): Promise<Asked[]> {
  const { few, some, many, lines } = SHAPES;
  const usual = await startTessera(client, folder, TESSERA_BATCHES.usual);
  started.push(usual);
  const large = await startTessera(client, folder, TESSERA_BATCHES.large);
  started.push(large);
  const postgres = await startPostgres();
  started.push(postgres);
  return [
    { target: usual, signed: SINGLE, shapes: [few, some, many] },
    { target: large, signed: SINGLE, shapes: [many, lines] },
    { target: postgres, signed: SINGLE, shapes: [few, lines] },
  ];
}

async function startUnchecked(
  client: string,
  { province, log }: Exchange,
  folder: string,
): Promise<{ readonly peer: Peer; readonly url: string }> {
  const { chainId, contracts } = province.deployment;
  const own = { dir: join(folder, "unchecked"), chainId, origin: log.origin, log: log.id };
  const options = { ...own, exchangeLog: contracts.exchangeLog.address };
  const program = join(import.meta.dirname, "unchecked.ts");
  const serving = await serve(process.execPath, [program, JSON.stringify(options)]);
  const url = serving.said;
  const peer = { ...overHttp(client, NAMES.unchecked, { url }), stop: () => serving.stop() };
  return { peer, url };
}
