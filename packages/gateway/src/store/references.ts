// SPDX-License-Identifier: Apache-2.0
// Statements of this log that another names: what has to be known of them, and whether they may be named
// (statement.md, rules 3, 4 and 7).
import type { Hex, Receipt, Statement, StatementRef } from "@suyuan/proof";
import { Refusal } from "../refusal.ts";

/** What is known of a statement that others may name. */
export interface Reference {
  readonly type: Statement["type"];
  readonly asset: Hex;
  /** Of a receipt. */
  readonly receives?: { readonly grant: Hex; readonly delivery: StatementRef };
}

/** What is to be known of a statement. */
export function referenceOf(statement: Statement): Reference {
  const { type, asset } = statement;
  if (type !== "suyuan/receipt@1") return { type, asset };
  const { grant, delivery } = statement;
  return { type, asset, receives: { grant, delivery } };
}

/** Id of the statement that must lie in the same log for this one to be taken. */
export function neededBy(statement: Statement): Hex | undefined {
  switch (statement.type) {
    case "suyuan/delivery@1":
    case "suyuan/mirror@1":
      return statement.version;
    case "suyuan/receipt@1":
      return statement.supersedes;
    default:
      return undefined;
  }
}

/** Judges what a statement names; `named` is left out when the log has no statement of that id. */
export function referenceRefusal(
  statement: Statement,
  named: Reference | undefined,
): Refusal | undefined {
  switch (statement.type) {
    case "suyuan/delivery@1":
    case "suyuan/mirror@1":
      return versionRefusal(statement, named);
    case "suyuan/receipt@1":
      return statement.supersedes === undefined ? undefined : receiptRefusal(statement, named);
    default:
      return undefined;
  }
}

function versionRefusal(
  { version, asset }: { readonly version: Hex; readonly asset: Hex },
  named: Reference | undefined,
): Refusal | undefined {
  if (named?.type === "suyuan/dataset-version@1" && named.asset === asset) return undefined;
  const what = named ? "is no version of this asset" : "is not in this log";
  return new Refusal("version-unknown", `statement ${version} ${what}`, {
    path: "statement.version",
  });
}

function receiptRefusal(
  { supersedes, grant, delivery }: Receipt,
  named: Reference | undefined,
): Refusal | undefined {
  const before = named?.receives;
  const same =
    before?.grant === grant &&
    before.delivery.log === delivery.log &&
    before.delivery.id === delivery.id;
  if (same) return undefined;
  const what = named ? "is no receipt of this delivery" : "is not in this log";
  return new Refusal("supersedes-unknown", `statement ${supersedes} ${what}`, {
    path: "statement.supersedes",
  });
}

/** Remembers references, the latest of them: what lies in a log never changes. */
export class ReferenceMemo {
  readonly #limit: number;
  readonly #known = new Map<Hex, Reference>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param read looks up those that are not remembered, in the same order */
  async of(
    ids: readonly Hex[],
    read: (ids: readonly Hex[]) => Promise<(Reference | undefined)[]>,
  ): Promise<(Reference | undefined)[]> {
    const found = new Map(ids.map((id) => [id, this.#known.get(id)]));
    const missing = [...found].flatMap(([id, known]) => (known ? [] : [id]));
    for (const [at, reference] of (await read(missing)).entries()) {
      const id = missing[at];
      if (id && reference) this.#keep(id, reference, found);
    }
    return ids.map((id) => found.get(id));
  }

  #keep(id: Hex, reference: Reference, found: Map<Hex, Reference | undefined>): void {
    found.set(id, reference);
    const [oldest] = this.#known.keys();
    if (oldest && this.#known.size >= this.#limit) this.#known.delete(oldest);
    this.#known.set(id, reference);
  }
}
