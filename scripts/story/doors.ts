// SPDX-License-Identifier: Apache-2.0
// The gateway as everybody in the story asks it: signed in, each with a key of their own.
import type { AccountKey } from "@suyuan/chain";
import { GatewayClient, sessionOf, type SignInAs } from "@suyuan/sdk";

import type { OrganizationKey, SeatKey } from "./cast.ts";
import type { Founded } from "./foundation.ts";
import type { Keyring } from "./keyring.ts";
import { StoryError } from "./memory.ts";

export interface Doors {
  /** The gateway as the holder of a key asks it. */
  of(key: Pick<AccountKey, "address">): GatewayClient;
  /** The same by the number of a seat. */
  ofSeat(seat: number): GatewayClient;
}

/** Everybody signs in when they first ask for something. */
export function doorsAt(url: string, founded: Founded, keys: Keyring): Doors {
  const stranger = new GatewayClient({ url });
  const byAddress = new Map<string, GatewayClient>();
  const bySeat = new Map<number, GatewayClient>();
  const enter = (key: AccountKey, as: SignInAs): GatewayClient => {
    const door = stranger.as(sessionOf(stranger, key, as));
    byAddress.set(key.address, door);
    return door;
  };
  for (const [name, key] of Object.entries(keys.heads)) {
    enter(key, { head: founded.organizations[name as OrganizationKey] });
  }
  for (const [name, key] of Object.entries(keys.seats)) {
    const seat = founded.seats[name as SeatKey];
    bySeat.set(seat, enter(key, { seat }));
  }
  const known = (door: GatewayClient | undefined): GatewayClient => {
    if (door) return door;
    throw new StoryError("Somebody without an office asks the gateway.");
  };
  return {
    of: ({ address }) => known(byAddress.get(address)),
    ofSeat: (seat) => known(bySeat.get(seat)),
  };
}
