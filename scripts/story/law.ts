// SPDX-License-Identifier: Apache-2.0
import type { ChainClient } from "@suyuan/chain";

import type { ChainClock } from "../../deploy/networks/clock.ts";
import { byItself } from "./carriers.ts";
import { type Clerks, clerksOf } from "./clerks.ts";
import { StoryError } from "./memory.ts";
import type { Keyring } from "./keyring.ts";
import type { Founded } from "./foundation.ts";
import type { Registering } from "./registration.ts";
import type { Opened } from "./scenes/opening.ts";

const MS = 1_000;

/** What the scenes before the exchange work with: everybody acts by transactions of their own. */
export interface Law extends Registering {
  readonly client: ChainClient;
  readonly keys: Keyring;
  readonly founded: Founded;
  readonly clerks: Clerks;
  /** Lets the chain's time go on up to a moment of the past, in seconds since the epoch. */
  until(time: number): Promise<void>;
}

/** The law on a chain whose time can be let pass. */
export function lawOn(opened: Opened, clock: ChainClock, salt: Uint8Array): Law {
  const { client, memory, keys, founded } = opened;
  const carry = byItself(client);
  return {
    ...{ client, memory, keys, founded, carry, salt },
    clerks: clerksOf(carry, founded, keys),
    async until(time) {
      if (time > Date.now() / MS) throw new StoryError("The story reaches into the future.");
      await clock.travelTo(time);
    },
  };
}

/** A moment as a date in Beijing. */
export const dateOf = (time: number): string =>
  new Date(time * MS).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
