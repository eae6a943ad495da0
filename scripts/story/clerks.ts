// SPDX-License-Identifier: Apache-2.0
import { type AccountKey, type ChainClient, type Deployment, Writer } from "@suyuan/chain";
import { type Hex, logId } from "@suyuan/proof";
import { act, type Act, type GatewayClient, type Place } from "@suyuan/sdk";

import { SEATS, type SeatKey } from "./cast.ts";
import type { Founded } from "./foundation.ts";
import type { Keyring } from "./keyring.ts";
import type { Told } from "./memory.ts";

/** An act that was mined. */
export interface Done {
  readonly events: readonly Told[];
  /** Time of its block, seconds since the epoch. */
  readonly time: number;
}

/** How a signed act gets to the chain. */
export type Carrier = (what: Act, key: AccountKey) => Promise<Done>;

/** Somebody in a seat, with the key that only this seat has. */
export interface Clerk {
  readonly organization: number;
  readonly seat: number;
  readonly key: AccountKey;
  /** Signs an act on the chain. */
  acts(what: Act): Promise<Done>;
}

export type Clerks = Record<SeatKey, Clerk>;

/** By the gateway, which carries what others signed. */
export function byGateway(gateway: GatewayClient): Carrier {
  const turns = new Map<string, Promise<unknown>>();
  return (what, key) => {
    // The forwarder counts each account's acts: the next is signed when the one before is mined.
    const turn = turns.get(key.address) ?? Promise.resolve();
    const done = turn.then(() => act(gateway, what, key));
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

/** Everybody who has a seat, whose acts go this way. */
export function clerksOf(carry: Carrier, founded: Founded, keys: Keyring): Clerks {
  const all = Object.entries(SEATS).map(([name, { organization }]) => {
    const seat = name as SeatKey;
    const key = keys.seats[seat];
    const clerk: Clerk = {
      ...{ organization: founded.organizations[organization], seat: founded.seats[seat], key },
      acts: (what) => carry(what, key),
    };
    return [seat, clerk] as const;
  });
  return Object.fromEntries<Clerk>(all) as Clerks;
}

/** Where statements for a log count. */
export function placeOf(deployment: Deployment, origin: string): Place {
  const exchangeLog: Hex = deployment.contracts.exchangeLog.address;
  return { chainId: deployment.chainId, exchangeLog, log: logId(origin) };
}
