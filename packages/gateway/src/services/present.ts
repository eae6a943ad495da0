// SPDX-License-Identifier: Apache-2.0
// Rows of the index as the API shows them.
import { CASE_KIND } from "../indexing/acts/corrections.ts";
import { idText, plainText, textOf } from "../indexing/acts/part.ts";
import { blockOf } from "../indexing/position.ts";
import type { IndexStore } from "../indexing/index-store.ts";
import type { Fields, Kind, Row } from "../indexing/types.ts";
import { type Deadlines, versionAt, versionsOf } from "./deadlines.ts";
import { PresentSharing } from "./present-sharing.ts";
import { follow } from "./succession.ts";

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
  readonly #sharing: PresentSharing;

  constructor(parts: PresentParts) {
    this.#parts = parts;
    this.#sharing = new PresentSharing(parts);
  }

  async row(kind: Kind, row: Row): Promise<Shown> {
    const whole = (await this.#whole(kind, row)) ?? { ...row, ...(await this.#more(kind, row)) };
    const { at: _, ...shown } = whole;
    return { ...shown, block: blockOf(row.at) };
  }

  /** What is shown in another form than it is kept. */
  async #whole(kind: Kind, row: Row): Promise<Fields | undefined> {
    const sharing = this.#sharing;
    switch (kind) {
      case "request":
        return sharing.request(row);
      case "grant":
        return sharing.grant(row);
      case "delivery":
        return sharing.delivery(row);
      case "return":
        return sharing.returnFlow(row);
      case "finding":
        return sharing.finding(row);
      case "case":
        return this.#case(row);
      case "demand":
      case "change": {
        const { region: _, ...rest } = row;
        return rest;
      }
      case "consent":
        return {
          ...row,
          scope: idText(row["scope"]) === undefined ? null : (row["scope"] ?? null),
        };
      default:
        return undefined;
    }
  }

  async #case(row: Row): Promise<Fields | undefined> {
    if (row["kind"] === CASE_KIND.correction) return this.#sharing.correction(row);
    return row["kind"] === CASE_KIND.dispute ? this.#sharing.dispute(row) : undefined;
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
