// SPDX-License-Identifier: Apache-2.0
import type { ChainInfo, Indexed, Ready } from "@suyuan/api";
import type { Deployment } from "@suyuan/chain";
import {
  type Hex,
  type Policy,
  policyFingerprint,
  policyHash,
  type PolicyUpdate,
} from "@suyuan/proof";
import type { OwnPolicy } from "../config/policy.ts";
import { MAX_CLOCK_LAG, MAX_SETTLED_AGE } from "../constraints.ts";
import type { Mirror } from "../following/mirror.ts";
import type { Sequencer } from "../store/sequencer.ts";
import type { LogStore } from "../store/types.ts";
import type { Recorder } from "./recorder.ts";
import type { Settled } from "./settled.ts";
import type { Watch } from "./watch.ts";
import type { Windows } from "./windows.ts";

type Reason = Ready["reasons"][number];

const when = (is: boolean, code: Reason["code"], detail: string, since?: number): Reason[] =>
  is ? [{ code, detail, ...(since !== undefined && { since }) }] : [];

export interface AboutParts {
  readonly deployment: Deployment;
  readonly origin: string;
  readonly log: Hex;
  /** Verifier key of the log. */
  readonly logKey: string;
  readonly settled: Settled;
  readonly store: LogStore;
  readonly sequencer: Pick<Sequencer, "failed">;
  readonly windows: Pick<Windows, "trouble">;
  /** Of a follower. */
  readonly mirror: Pick<Mirror, "lags" | "behind"> | undefined;
  readonly leader: string | undefined;
  readonly now: () => number;
  readonly indexed: () => Indexed;
  readonly recorder: Pick<Recorder, "state">;
  readonly own: OwnPolicy;
  readonly watch: Watch;
}

/** What the gateway says of itself. */
export class About {
  readonly #parts: AboutParts;

  constructor(parts: AboutParts) {
    this.#parts = parts;
  }

  chain(): ChainInfo {
    const { deployment, settled, origin, log, logKey, store, leader, mirror } = this.#parts;
    const { contracts, ...rest } = deployment;
    const listed = Object.fromEntries(
      Object.entries(contracts).map(([name, one]) => [name, { ...one }]),
    );
    return {
      deployment: { ...rest, contracts: listed },
      settled: settled.block,
      log: { origin, id: log, key: logKey, size: store.tip().size },
      index: this.#parts.indexed(),
      recording: this.#parts.recorder.state,
      policy: this.#policyInfo(),
      ...(leader !== undefined && { follows: { url: leader, behind: mirror?.behind ?? 0 } }),
    };
  }

  policy(): Policy {
    return this.#parts.own.policy;
  }

  /** For whoever trusts an earlier policy. */
  policyUpdates(): { readonly policy: Hex; readonly updates: readonly PolicyUpdate[] } {
    const { policy, updates } = this.#parts.own;
    return { policy: policyHash(policy), updates };
  }

  #policyInfo(): ChainInfo["policy"] {
    const { policy, configured } = this.#parts.own;
    const { kind } = policy.chain.consensus;
    const watch = this.#parts.watch.state;
    return {
      ...{ configured, kind, watch },
      ...{ hash: policyHash(policy), fingerprint: policyFingerprint(policy) },
    };
  }

  #awayReason(): Reason[] {
    const { awaySince, isUnfounded, depth } = this.#parts.settled;
    if (awaySince === undefined) return [];
    if (!isUnfounded) return when(true, "chain-away", "the chain does not answer", awaySince);
    const what = `the chain's contracts have less than ${depth} blocks on top`;
    return when(true, "contracts-unsettled", what, awaySince);
  }

  /** A follower whose leader is away goes on serving what it has, and is ready for that. */
  ready(): Ready {
    const { settled, sequencer, windows, store, now } = this.#parts;
    const age = settled.known ? now() - settled.block.time : Infinity;
    const behind = store.tip().logged - now();
    const { trouble } = windows;
    const reasons: Reason[] = [
      ...this.#awayReason(),
      ...when(age > MAX_SETTLED_AGE, "chain-standing", `the settled block is ${age} s old`),
      ...when(behind > MAX_CLOCK_LAG, "clock-behind", `the clock is ${behind} s behind the log`),
      ...when(sequencer.failed, "store-failed", "the store did not take a write"),
      ...when(trouble !== undefined, "anchoring-stopped", trouble ?? ""),
    ];
    const lags = this.#parts.mirror?.lags ?? [];
    const isServing = lags.every(({ code }) => code === "leader-away") && store.tip().size > 0;
    return {
      ready: reasons.length === 0 && (lags.length === 0 || isServing),
      reasons: [...reasons, ...lags],
    };
  }
}
