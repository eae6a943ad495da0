// SPDX-License-Identifier: Apache-2.0
// Who stands in the place of an organisation that ended: as `OrganizationRegistry.follow`, from the index.
import { assignmentId } from "../indexing/acts/organizations.ts";
import type { IndexReads } from "../indexing/index-store.ts";

/** Steps of a chain of successions (law: at most eight), and one more to see its end. */
const MAX_STEPS = 9;
/** Organisations whose holdings are looked through for one that took their place. */
export const MAX_PREDECESSORS = 64;

const ABOLISHED = 3;

/**
 * The living organisation that holds a subject in another one's place.
 * @param subject an asset for its holding right, any other right or grant by its own id
 * @param time as of this moment, seconds since the epoch; now when left out
 * @returns 0 when nobody does
 */
export async function follow(
  index: IndexReads,
  organization: number,
  subject: string,
  time = Infinity,
): Promise<number> {
  let at = organization;
  for (let step = 0; step < MAX_STEPS && at !== 0; step++) {
    const [row, assigned] = await index.rows([
      { kind: "organization", id: String(at) },
      { kind: "assignment", id: assignmentId(at, subject) },
    ]);
    if (row?.["status"] !== ABOLISHED || Number(row["endedAt"]) > time) return at;
    at = Number(assigned?.["to"] ?? 0) || Number(row["successor"] ?? 0);
  }
  return 0;
}

/** An organisation and those whose place it, or part of it, took; in the order of their numbers. */
export async function withPredecessors(
  index: IndexReads,
  organization: number,
): Promise<readonly number[]> {
  const found = new Set([organization]);
  for (const at of found) {
    const row = await index.row({ kind: "organization", id: String(at) });
    for (const before of (row?.["predecessors"] ?? []) as readonly number[]) {
      if (found.size < MAX_PREDECESSORS) found.add(before);
    }
  }
  return [...found].toSorted((one, other) => one - other);
}
