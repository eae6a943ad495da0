// SPDX-License-Identifier: Apache-2.0
// Rows of the index as the API shows them.
import { plainText, textOf } from "../indexing/acts/part.ts";
import { blockOf } from "../indexing/position.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Kind, Plain, Row } from "../indexing/types.ts";
import { type Deadlines, versionAt, versionsOf } from "./deadlines.ts";
import { follow } from "./succession.ts";

type Fields = Readonly<Record<string, Plain>>;
/** A row as it is shown; the schemas of the API say of each list what that is. */
export type Shown = Fields;

const HOLDING = 1;

export interface PresentParts {
  readonly index: IndexStore;
  readonly deadlines: Deadlines;
  readonly now: () => number;
}

export class Present {
  readonly #parts: PresentParts;

  constructor(parts: PresentParts) {
    this.#parts = parts;
  }

  async row(kind: Kind, { at, ...row }: Row): Promise<Shown> {
    const shown = { ...row, block: blockOf(at) };
    const more = await this.#more(kind, { at, ...row });
    return { ...shown, ...more };
  }

  async #more(kind: Kind, row: Row): Promise<Fields> {
    if (kind === "asset") return this.#asset(row);
    if (kind === "right") return this.#right(row);
    const now = this.#parts.now();
    if (kind === "rule") {
      return { key: textOf(row.id), current: versionAt(row, now) ?? null };
    }
    if (kind === "type") return { current: versionAt(row, now) ?? null };
    if (kind === "year") return { versions: versionsOf(row) };
    return {};
  }

  async #asset(row: Row): Promise<Fields> {
    const { index, deadlines } = this.#parts;
    const recorded = Number(row["holder"]);
    const { due, provisional, ...procedure } = row["procedure"] as Fields;
    const deadline = await deadlines.ofProcedure({ ...procedure, due, provisional } as Fields);
    return {
      recordedHolder: recorded,
      holder: await follow(index, recorded, String(row.id)),
      procedure: { ...procedure, deadline: deadline && { ...deadline } },
    };
  }

  /** A holding right goes the way of its asset, any other its own. */
  async #right(row: Row): Promise<Fields> {
    const { index } = this.#parts;
    const recorded = Number(row["holder"]);
    const subject = row["kind"] === HOLDING ? row["asset"] : row.id;
    return { recordedHolder: recorded, holder: await follow(index, recorded, plainText(subject)) };
  }
}
