// SPDX-License-Identifier: Apache-2.0
// Who stands in an organisation's place: mergers and splits (docs/spec/storage.md, "Succession").
import type { Hex } from "../bytes.ts";
import { ProofError } from "../errors.ts";
import type { ChainFacts } from "./facts.ts";
import type { TraceElement, TracePlace } from "./trace.ts";
import { decodeStanding } from "./values.ts";

/** No chain of successions is longer. */
export const MAX_SUCCESSIONS = 8;
const ABOLISHED = 3;

/** From a moment on, who stands for an organisation. */
export interface StandIn {
  readonly since: number;
  /** Who stands; 0 for nobody. */
  readonly organization: number;
  /** The organisation that the contract names. */
  readonly recorded: number;
}

/** Reads a trace over the span in question. */
export type ReadOver = (place: TracePlace) => readonly TraceElement[];

/** An organisation, and those who followed it for one subject, each from a moment on. */
function successionOf(
  chain: ChainFacts,
  over: ReadOver,
  recorded: number,
  subject: Hex,
): StandIn[] {
  const found: StandIn[] = [{ since: 0, organization: recorded, recorded }];
  let present = recorded;
  let since = 0;
  while (present !== 0) {
    const abolished = over(chain.standingOf(present))
      .map((element) => ({ since: element.since, ...decodeStanding(element.value) }))
      .find(({ status }) => status === ABOLISHED);
    if (abolished === undefined) return found;
    present = chain.assignment(present, subject) || abolished.successor;
    // That nobody followed is no step.
    if (present !== 0 && found.length > MAX_SUCCESSIONS) {
      throw new ProofError("chain-too-long", `more than ${MAX_SUCCESSIONS} followed`);
    }
    // What was assigned to an organisation can be split off when that one has ended already.
    since = Math.max(since, abolished.since);
    found.push({ since, organization: present, recorded });
  }
  return found;
}

/**
 * Who stood over a span for those whom a trace names: what held at the span's beginning (none: nothing
 * yet), and every change within it.
 * @param named the organisations by the contract, as `traceOver` gives them
 * @param from the span's beginning, in seconds
 * @throws ProofError `state-missing`, `trace-too-long`; `chain-too-long` above MAX_SUCCESSIONS
 */
export function standInsOver(
  chain: ChainFacts,
  over: ReadOver,
  named: readonly TraceElement[],
  subject: Hex,
  from: number,
): readonly StandIn[] {
  const all = named.flatMap(({ since, value }, place) => {
    const next = named[place + 1]?.since ?? Infinity;
    return successionOf(chain, over, Number(value), subject)
      .map((one) => ({ ...one, since: Math.max(one.since, since) }))
      .filter((one) => one.since < next);
  });
  return all.filter((_, place) => {
    const next = all[place + 1];
    const isReplaced = next !== undefined && next.since === all[place]?.since;
    return !isReplaced && (next === undefined || next.since > from);
  });
}
