// SPDX-License-Identifier: Apache-2.0
import type { AccountKey, Deployment } from "@suyuan/chain";
import { type Hex, logId } from "@suyuan/proof";
import { act, type Act, type GatewayClient, type Place, type Relayed } from "@suyuan/sdk";

import { SEATS, type SeatKey } from "./cast.ts";
import type { Founded } from "./foundation.ts";
import type { Keyring } from "./keyring.ts";

/** Somebody in a seat, with the key that only this seat has. */
export interface Clerk {
  readonly organization: number;
  readonly seat: number;
  readonly key: AccountKey;
  /** Signs an act on the chain and lets the gateway carry it there; one after the other. */
  acts(what: Act): Promise<Relayed>;
}

export type Clerks = Record<SeatKey, Clerk>;

function clerk(gateway: GatewayClient, who: Omit<Clerk, "acts">): Clerk {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ...who,
    acts(what) {
      // The forwarder counts each account's acts: the next is signed when the one before is mined.
      const done = turn.then(() => act(gateway, what, who.key));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

/** Everybody who has a seat. */
export function clerksOf(gateway: GatewayClient, founded: Founded, keys: Keyring): Clerks {
  const all = Object.entries(SEATS).map(([name, { organization }]) => {
    const key = name as SeatKey;
    const who = { seat: founded.seats[key], key: keys.seats[key] };
    return [
      key,
      clerk(gateway, { ...who, organization: founded.organizations[organization] }),
    ] as const;
  });
  return Object.fromEntries<Clerk>(all) as Clerks;
}

/** Where statements for a log count. */
export function placeOf(deployment: Deployment, origin: string): Place {
  const exchangeLog: Hex = deployment.contracts.exchangeLog.address;
  return { chainId: deployment.chainId, exchangeLog, log: logId(origin) };
}
