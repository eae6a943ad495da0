// SPDX-License-Identifier: Apache-2.0
// What the story needs of the chain that it is played on.
import type { ChainClient } from "@suyuan/chain";
import type { Policy } from "@suyuan/proof";

import type { ChainClock } from "../../deploy/networks/clock.ts";

/** How long before the present the story begins: its notices and votes take about a month, holidays included. */
export const PAST_DAYS = 60;

/** The name of the development chain in its address file. */
export const EMBEDDED = "embedded";

export interface StoryChain {
  /** As the address file calls it. */
  readonly name: string;
  readonly rpcUrl: string;
  readonly clock: ChainClock;
  /** Blocks on top of one that counts as settled. */
  readonly depth: number;
  /** The policy of a deployment, with what a verifier may trust of this chain's blocks. */
  trusted(policy: Policy): Policy;
  /** Takes the chain to the present; from here on it makes a block a second. */
  reachPresent(client: Pick<ChainClient, "rpc">): Promise<void>;
  /** Ends what the story has started. */
  stop(): Promise<void>;
}
