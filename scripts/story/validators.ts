// SPDX-License-Identifier: Apache-2.0
// The story on a network of validators (npm run network), which begins in the past as the story does.
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { Hex, Policy } from "@suyuan/proof";

import type { ChainClock } from "../../deploy/networks/clock.ts";
import { ipcOf } from "../network/chain.ts";
import { validatorsClock } from "../network/clock.ts";
import { carryOut } from "../network/control.ts";
import { NetworkError } from "../network/errors.ts";
import { runningOf } from "../network/peers.ts";
import { keepGoing } from "../network/standstill.ts";
import { type Network, readNetwork, type Validator } from "../network/state.ts";
import { PAST_DAYS, type StoryChain } from "./chain.ts";
import { StateError } from "./state.ts";

const TOOLS = resolve(import.meta.dirname, "../../.tools");
/** Between two looks whether the chain goes on. */
const WATCH_MS = 15_000;

const DAY_S = 86_400;
/** The clock has gone on since the network was made. */
const TOLERATED_DAYS = 5;
const NEW_ONE = `npm run network -- init --past ${String(PAST_DAYS)} --dir DIR, then up --dir DIR.`;

/** More than half: so many distinct signers on top of a block cannot all be on another branch. */
const majorityOf = ({ validators }: Network): number => Math.floor(validators.length / 2) + 1;

/** The validator that the story asks. @throws StateError where the story cannot be played */
function firstOf(directory: string, network: Network): Validator {
  if (network.past === undefined) {
    throw new StateError(
      `The network in ${directory} has no clock of its own, and the story begins ${String(PAST_DAYS)} days ` +
        `back. Make one for it: ${NEW_ONE}`,
    );
  }
  const running = runningOf(directory, network);
  const [first] = running;
  if (first !== undefined && running.length === network.validators.length) return first;
  throw new StateError(
    `Not all validators of ${directory} run. First: npm run network -- up --dir ${directory}`,
  );
}

/** The policy with the seals of these validators required. */
function trusting(policy: Policy, network: Network): Policy {
  const validators = network.validators.map(({ address }) => address as Hex).sort();
  const signers = majorityOf(network);
  const sets = [{ from: 0, validators }];
  const consensus = { kind: "clique", sets, following: signers, signers } as const;
  return { ...policy, chain: { ...policy.chain, consensus }, require: ["seals"] };
}

/** Sees to it that the chain goes on, until it is told to end. */
function keepWatch(directory: string): () => void {
  const ended = new AbortController();
  const watch = async () => {
    for (;;) {
      await sleep(WATCH_MS, undefined, { ref: false });
      if (ended.signal.aborted) return;
      try {
        await keepGoing(directory, readNetwork(directory).validators);
      } catch (error) {
        // While they are started anew they do not answer; whoever waits for a block says so in time.
        if (!(error instanceof NetworkError)) throw error;
      }
    }
  };
  void watch();
  return () => {
    ended.abort();
  };
}

/** @throws StateError where the chain's time is too near to the present for what comes to pass */
async function requirePast(directory: string, clock: ChainClock): Promise<void> {
  const days = (Date.now() / 1_000 - (await clock.now())) / DAY_S;
  if (days >= PAST_DAYS - TOLERATED_DAYS) return;
  throw new StateError(
    `The clock of the network in ${directory} is ${days.toFixed(1)} days back, and the story begins ` +
      `${String(PAST_DAYS)} days back. Make a new one for it: ${NEW_ONE}`,
  );
}

/**
 * Joins a network that runs, and leaves it running.
 * @param begun whether the story was begun on it already
 * @throws StateError when it does not run, or is not in the past where the story is to begin
 * @throws NetworkError when there is none
 */
export async function joinValidators(directory: string, begun: boolean): Promise<StoryChain> {
  const network = readNetwork(directory);
  const first = firstOf(directory, network);
  const clock = validatorsClock(directory, ipcOf(directory, first), network.past === "goes");
  if (!begun) await requirePast(directory, clock);
  const endWatch = keepWatch(directory);
  return {
    name: "validators",
    rpcUrl: `http://127.0.0.1:${String(first.rpcPort)}`,
    clock,
    depth: majorityOf(network),
    trusted: (policy) => trusting(policy, network),
    async reachPresent() {
      await carryOut({ directory, tools: TOOLS }, { name: "present" });
    },
    stop: () => {
      endWatch();
      return Promise.resolve();
    },
  };
}
