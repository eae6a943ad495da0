// SPDX-License-Identifier: Apache-2.0
import { randomInt } from "node:crypto";

import { isFree } from "../../deploy/networks/free-port.ts";
import { NetworkError } from "./errors.ts";

export interface Ports {
  readonly rpcPort: number;
  readonly p2pPort: number;
}

/** Where free ports are looked for: below those that systems give to outgoing connections. */
const FREE = [10_000, 32_000] as const;
const TRIES = 1_000;
const BETWEEN = 100;

async function anyFree(count: number): Promise<number[]> {
  const found = new Set<number>();
  for (let left = TRIES; left > 0 && found.size < count; left--) {
    const port = randomInt(...FREE);
    if (await isFree(port)) found.add(port);
  }
  if (found.size < count)
    throw new NetworkError("There are not enough free ports on this machine.");
  return [...found];
}

/** Two ports for each validator: from a first one on, or free ones. */
export async function portsOf(count: number, first: number | undefined): Promise<Ports[]> {
  const places = Array.from({ length: count }, (_, place) => place);
  if (first !== undefined) {
    return places.map((place) => ({
      rpcPort: first + 1 + place,
      p2pPort: first + BETWEEN + 1 + place,
    }));
  }
  const free = await anyFree(2 * count);
  return places.map((place) => ({
    rpcPort: free[2 * place] ?? 0,
    p2pPort: free[2 * place + 1] ?? 0,
  }));
}
