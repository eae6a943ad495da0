// SPDX-License-Identifier: Apache-2.0
// Dated facts: append-only lists of (time, value), one slot an element. The newest stands in the
// trace's own slot, earlier ones behind its keccak-256 (docs/spec/storage.md, "Traces"). A value
// holds from its time, inclusive, to the time of the next.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import type { ContractName, StorageReader } from "./reader.ts";
import { bits, bitsNumber, elementSlot, type Slot } from "./slots.ts";

/** More changes of one fact within one statement's interval than this are refused. */
export const MAX_CHANGES = 64;

export interface Dated<T> {
  /** The moment from which the value holds, in seconds. */
  readonly since: number;
  readonly value: T;
}

export type TraceElement = Dated<bigint>;

/** One fact over a span of time. */
export interface Trace {
  /** What held at the span's beginning (none: nothing yet), and every change within the span. */
  readonly elements: readonly TraceElement[];
  /** The newest element of all, however late. */
  readonly last?: TraceElement;
}

/** Where a trace stands. */
export interface TracePlace {
  readonly contract: ContractName;
  readonly slot: Slot;
}

const elementOf = (word: bigint): TraceElement => ({
  since: bitsNumber(word, 0, 48),
  value: bits(word, 80, 176),
});

// Rule 1: each element begins after the one before it.
function requireOrder(elements: readonly TraceElement[]): void {
  for (const [index, { since }] of elements.entries()) {
    if (index === 0 || since > (elements[index - 1]?.since ?? 0)) continue;
    throw new ProofError("trace-disordered", `a fact's changes do not follow each other: ${since}`);
  }
}

/**
 * A fact from its beginning to the block that shows it.
 * @param most the longest trace that is read
 * @throws ProofError `state-missing` when the proof lacks a node; `trace-too-long` above `most`;
 *   `trace-disordered` unless times ascend
 */
export function wholeTrace(
  reader: StorageReader,
  place: TracePlace,
  most: number,
  crypto: CryptoProvider = defaultCrypto,
): readonly TraceElement[] {
  const newest = reader.read(place.contract, place.slot);
  if (newest === 0n) return [];
  const earlier = bitsNumber(newest, 48, 32);
  if (earlier >= most) throw new ProofError("trace-too-long", `a fact changed ${earlier} times`);
  const elements = Array.from({ length: earlier }, (_, index) =>
    elementOf(reader.read(place.contract, elementSlot(place.slot, index, crypto))),
  );
  const all = [...elements, elementOf(newest)];
  requireOrder(all);
  return all;
}

type ReadElement = (index: bigint) => TraceElement;

// The index of the last element that began at or before `time`; −1 when there is none.
function lastBefore(element: ReadElement, length: bigint, time: number): bigint {
  let low = 0n;
  let high = length;
  while (low < high) {
    const middle = (low + high) / 2n;
    if (element(middle).since <= time) low = middle + 1n;
    else high = middle;
  }
  return low - 1n;
}

/**
 * What a fact was from `from` to `until`, both inclusive, in seconds.
 * @throws ProofError `state-missing` when the proof lacks a node; `trace-too-long` above MAX_CHANGES;
 *   `trace-disordered` unless the times of what is read ascend
 */
export function traceOver(
  reader: StorageReader,
  place: TracePlace,
  from: number,
  until: number,
  crypto: CryptoProvider = defaultCrypto,
): Trace {
  const newest = reader.read(place.contract, place.slot);
  if (newest === 0n) return { elements: [] };
  const last = elementOf(newest);
  if (last.since <= from) return { elements: [last], last };
  const earlier = bits(newest, 48, 32);
  const element: ReadElement = (index) =>
    index === earlier
      ? last
      : elementOf(reader.read(place.contract, elementSlot(place.slot, index, crypto)));
  const length = earlier + 1n;
  const first = lastBefore(element, length, from);
  const elements = first < 0n ? [] : [element(first)];
  for (let index = first + 1n; index < length; index++) {
    const next = element(index);
    requireOrder([...elements.slice(-1), next]);
    if (next.since > until) break;
    if (elements.push(next) > MAX_CHANGES) {
      throw new ProofError("trace-too-long", `a fact changed more than ${MAX_CHANGES} times`);
    }
  }
  return { elements, last };
}
