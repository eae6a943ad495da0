// SPDX-License-Identifier: Apache-2.0
// What statements rest on is the same for many of them: read once, it is used again for each statement that asks
// the same. What one asks is not listed here: it is watched while the facts are read, so that a reader that comes
// to look at more of a statement cannot make an answer stand for a question that it does not fit.
import type { EntryFacts, Span, Statement } from "@suyuan/proof";
import { MAX_REMEMBERED_FACTS } from "../constraints.ts";
import type { Limits } from "./limits.ts";
import type { CachedReader } from "./slots.ts";

/** Facts over a span, at one generation of the registries. */
export interface Gathered {
  readonly facts: EntryFacts;
  readonly limits: Limits;
  readonly reader: CachedReader;
}

type Look = readonly [name: string, kind: "value" | "presence", found: string];

interface Remembered extends Gathered {
  readonly looks: readonly Look[];
}

/** A value as a text that no other value has. */
function textOf(value: unknown): string {
  if (typeof value === "string") return `"${value}`;
  return value === undefined ? "" : JSON.stringify(value);
}

const look = (statement: Statement, name: string, kind: Look[1]): string =>
  kind === "presence" ? String(name in statement) : textOf(Reflect.get(statement, name));

/** A statement that notes what of it was looked at. */
export class Watched {
  readonly statement: Statement;
  readonly #looks = new Map<string, Look>();

  constructor(statement: Statement) {
    const note = (target: Statement, name: string | symbol, kind: Look[1]): void => {
      if (typeof name === "symbol") throw new Error("facts are read by names of members only");
      this.#looks.set(`${kind}${name}`, [name, kind, look(target, name, kind)]);
    };
    this.statement = new Proxy(statement, {
      get: (target, name) => {
        note(target, name, "value");
        return Reflect.get(target, name) as unknown;
      },
      has: (target, name) => {
        note(target, name, "presence");
        return name in target;
      },
      ownKeys: () => {
        throw new Error("facts are read by names of members only");
      },
    });
  }

  get looks(): readonly Look[] {
    return [...this.#looks.values()];
  }
}

/** Remembers the latest facts of one generation of the registries. */
export class FactsMemo {
  readonly #limit: number;
  #generation = -1;
  #count = 0;
  readonly #remembered = new Map<string, Remembered[]>();

  constructor(limit = MAX_REMEMBERED_FACTS) {
    this.#limit = limit;
  }

  /** What another statement was found to rest on that asked the same, if the registries are as they were. */
  find(generation: number, statement: Statement, span: Span): Gathered | undefined {
    if (generation !== this.#generation) return undefined;
    const asked = this.#remembered.get(keyOf(statement, span));
    return asked?.find(({ looks }) =>
      looks.every(([name, kind, found]) => look(statement, name, kind) === found),
    );
  }

  /** Keeps what was found; everything of an earlier generation is forgotten. */
  keep(watched: Watched, span: Span, gathered: Gathered): void {
    const { looks } = watched;
    const { generation } = gathered.reader;
    if (generation < this.#generation) return;
    if (generation > this.#generation || this.#count >= this.#limit) this.#remembered.clear();
    if (this.#remembered.size === 0) this.#count = 0;
    this.#generation = generation;
    const key = keyOf(watched.statement, span);
    const asked = this.#remembered.get(key) ?? [];
    this.#remembered.set(key, asked);
    asked.push({ ...gathered, looks });
    this.#count++;
  }
}

/** Only sorts: whether an answer fits is told by what was looked at. The span decides it too. */
function keyOf(statement: Statement, { from, lower, upper }: Span): string {
  const { type, seat, asset } = statement;
  return `${from} ${lower} ${upper} ${seat} ${type} ${asset}`;
}
