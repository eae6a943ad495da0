// SPDX-License-Identifier: Apache-2.0
// What each kind of statement asks of the state of its asset and of its grant.
import type { StatementKind } from "../codes.ts";

/** How far a fact must hold: in force, or only once begun. */
export type GrantForce = "in-force" | "begun";

/**
 * The grant must be in force for handing over. What reports on it afterwards (receipts of what was
 * handed over in time, records of use and disposal, reconciliation: Order 809, Arts 27 and 29) may
 * follow its end.
 */
export const GRANT_FORCE: Readonly<Record<StatementKind, GrantForce>> = {
  "dataset-version": "begun",
  delivery: "in-force",
  receipt: "begun",
  use: "begun",
  disposal: "begun",
  mirror: "begun",
  reconciliation: "begun",
  withdrawal: "begun",
  administration: "begun",
};

/** What the asset must be: confirmed, at least registered, or only ever registered. */
export type AssetForce = "confirmed" | "registered" | "begun";

/** An administration is of the log: it has no asset. */
export const ASSET_FORCE: Readonly<Partial<Record<StatementKind, AssetForce>>> = {
  "dataset-version": "registered",
  delivery: "confirmed",
  receipt: "begun",
  use: "begun",
  disposal: "begun",
  mirror: "registered",
  reconciliation: "begun",
  withdrawal: "begun",
};
