// SPDX-License-Identifier: Apache-2.0
import type { AccountKey, Deployment } from "@suyuan/chain";
import { type Hex, logId } from "@suyuan/proof";
import type { Act, Place } from "@suyuan/sdk";

import type { Carrier, Done } from "./carriers.ts";
import { SEATS, type SeatKey } from "./cast.ts";
import type { Founded } from "./foundation.ts";
import type { Keyring } from "./keyring.ts";

/** Somebody in a seat, with the key that only this seat has. */
export interface Clerk {
  readonly organization: number;
  readonly seat: number;
  readonly key: AccountKey;
  /** Signs an act on the chain. */
  acts(what: Act): Promise<Done>;
}

export type Clerks = Record<SeatKey, Clerk>;

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
