// SPDX-License-Identifier: Apache-2.0
import { type AccountKey, type ChainClient, Writer } from "@suyuan/chain";
import { act, type Act, type GatewayClient } from "@suyuan/sdk";

import type { Told } from "./memory.ts";

/** An act that was mined. */
export interface Done {
  readonly events: readonly Told[];
  /** Time of its block, seconds since the epoch. */
  readonly time: number;
}

/** How a signed act gets to the chain. */
export type Carrier = (what: Act, key: AccountKey) => Promise<Done>;

/** The gateway as the holder of a key asks it. */
interface Doors {
  of(key: Pick<AccountKey, "address">): GatewayClient;
}

/** By the gateway, which carries what others signed; each asks it for themselves. */
export function byGateway(doors: Doors): Carrier {
  const turns = new Map<string, Promise<unknown>>();
  return (what, key) => {
    // The forwarder counts each account's acts: the next is signed when the one before is mined.
    const turn = turns.get(key.address) ?? Promise.resolve();
    const done = turn.then(() => act(doors.of(key), what, key));
    turns.set(
      key.address,
      done.catch(() => undefined),
    );
    return done;
  };
}

/** By transactions of the account itself. */
export function byItself(client: ChainClient): Carrier {
  const writers = new Map<string, Writer>();
  return ({ contract, fn, args }, key) => {
    const writer = writers.get(key.address) ?? new Writer(client, key);
    writers.set(key.address, writer);
    return writer.send(contract, fn, args);
  };
}
