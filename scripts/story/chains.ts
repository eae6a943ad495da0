// SPDX-License-Identifier: Apache-2.0
// Where the story is played: on a development chain of its own, or on validators that somebody has started.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { startEmbedded } from "../../deploy/networks/embedded.ts";
import { EMBEDDED, PAST_DAYS, type StoryChain } from "./chain.ts";
import type { StoryOptions } from "./options.ts";
import type { StatePaths } from "./state.ts";
import { joinValidators } from "./validators.ts";

const BLOCK_TIME_S = 1;
const DAY_S = 86_400;

/** Starts the development chain on its kept state. A new one begins in the past; a block comes with each transaction. */
async function startOwn(paths: StatePaths, { chainPort }: StoryOptions): Promise<StoryChain> {
  const chain = await startEmbedded({
    port: chainPort,
    stateFile: join(paths.chain, "state.json"),
    genesisTime: Math.floor(Date.now() / 1_000) - PAST_DAYS * DAY_S,
  });
  const { rpcUrl, clock } = chain;
  return {
    ...{ name: EMBEDDED, rpcUrl, clock, depth: 0 },
    trusted: (policy) => policy,
    async reachPresent(client) {
      await clock.catchUp();
      await client.rpc("evm_setIntervalMining", [BLOCK_TIME_S]);
    },
    stop: () => chain.stop(),
  };
}

/** @throws StateError where the validators cannot be used for it */
export async function startChain(paths: StatePaths, options: StoryOptions): Promise<StoryChain> {
  if (options.network === undefined) return startOwn(paths, options);
  return joinValidators(options.network, existsSync(paths.deployment));
}
