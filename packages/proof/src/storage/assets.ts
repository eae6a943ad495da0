// SPDX-License-Identifier: Apache-2.0
// What holds of an asset before its traces begin: they are not written until something changes
// (docs/spec/storage.md, "What a reader must keep in mind").
import type { Hex } from "../bytes.ts";
import type { ChainFacts } from "./facts.ts";
import { assetValue } from "./layout/values.ts";
import type { ReadOver } from "./succession.ts";
import type { TraceElement } from "./trace.ts";

const REGISTERED = 1n << BigInt(assetValue.state.offset);

const begins = (elements: readonly TraceElement[], from: number): boolean =>
  (elements[0]?.since ?? Infinity) <= from;

/**
 * The states of an asset over a span: a draft, from its registration to its first coding or freeze.
 * @param from the moment from which the answer has to be complete, in seconds
 */
export function assetStatesOver(
  chain: ChainFacts,
  over: ReadOver,
  asset: Hex,
  from: number,
): readonly TraceElement[] {
  const states = over(chain.assetStateOf(asset));
  if (begins(states, from)) return states;
  const { organization, registeredAt: since } = chain.registration(asset);
  return organization === 0 ? states : [{ since, value: REGISTERED }, ...states];
}

/**
 * Who holds an asset by the contract over a span: until its first transfer whoever registered it.
 * @param from the moment from which the answer has to be complete, in seconds
 */
export function holdersOver(
  chain: ChainFacts,
  over: ReadOver,
  asset: Hex,
  from: number,
): readonly TraceElement[] {
  const transfers = over(chain.holderOf(asset));
  if (begins(transfers, from)) return transfers;
  const { organization } = chain.registration(asset);
  return [{ since: 0, value: BigInt(organization) }, ...transfers];
}
