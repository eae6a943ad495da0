// SPDX-License-Identifier: Apache-2.0
// What evidence reads of a grant, and of those from which it was shared on.
import type { Hex } from "../bytes.ts";
import {
  decodeGrantState,
  grantPhasesOver,
  type GrantPhase,
  type GrantRecord,
  type GrantRecords,
} from "../storage/grants.ts";
import type { Dated, Trace, TracePlace } from "../storage/trace.ts";
import { attempt, type Fact, mapFact, need } from "./fact.ts";
import type { GrantForce } from "./rules.ts";

/** What a fact was over the span: what held at its beginning, and every change within it. */
export interface Over<T> {
  readonly elements: readonly Dated<T>[];
}

/** A grant from which the statement's was shared on. */
export interface SourceFacts {
  readonly id: Hex;
  readonly phases: Fact<Over<GrantPhase>>;
}

export interface GrantFacts {
  readonly record: Fact<GrantRecord>;
  readonly phases: Fact<Over<GrantPhase>>;
  /** The logs that the grant named over the span. */
  readonly logs: Fact<readonly Hex[]>;
  /** The nearest first; none for a grant of its holder, nor where only that the grant began counts. */
  readonly sources: Fact<readonly SourceFacts[]>;
  /** What the grant covered over the span; read where that counts, or where its scope is laid open. */
  readonly scopes?: Fact<Over<Hex>>;
}

/** How a grant is read: over which span, and what of it counts. */
export interface GrantReading {
  readonly records: GrantRecords;
  readonly trace: (place: TracePlace) => Fact<Trace>;
  /** The span's beginning, in seconds. */
  readonly from: Fact<number>;
  readonly force: GrantForce;
  readonly withScope: boolean;
}

function phasesOf(grant: Hex, { records, trace, from }: GrantReading): Fact<Over<GrantPhase>> {
  const states = trace(records.stateOf(grant));
  return attempt(() => ({ elements: grantPhasesOver(need(states).elements, need(from)) }));
}

/** Reads a grant over a span. */
export function gatherGrant(grant: Hex, reading: GrantReading): GrantFacts {
  const { records, trace, force, withScope } = reading;
  const record = attempt(() => records.record(grant));
  const states = mapFact(trace(records.stateOf(grant)), ({ elements }) =>
    elements.map(({ since, value }) => ({ since, value: decodeGrantState(value) })),
  );
  const facts = {
    record,
    phases: phasesOf(grant, reading),
    logs: attempt(() => {
      const numbers = new Set(need(states).map(({ value }) => value.log));
      return [...numbers].map((number) => records.log(number));
    }),
    sources: attempt(() =>
      force === "in-force"
        ? records.sources(grant, need(record)).map((id) => ({ id, phases: phasesOf(id, reading) }))
        : [],
    ),
  };
  if (!withScope && force !== "in-force") return facts;
  const scopes = attempt(() => ({
    elements: need(states).map(({ since, value }) => ({
      since,
      value: records.scope(grant, value.scope),
    })),
  }));
  return { ...facts, scopes };
}
