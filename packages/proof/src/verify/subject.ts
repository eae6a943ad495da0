// SPDX-License-Identifier: Apache-2.0
import type { OpenEvidence } from "../evidence/open.ts";
import { kindOf, subjectsOf } from "../statement/id.ts";
import type { EntrySubject } from "./types.ts";

/** What an evidence file says in words. */
export function subjectOf(open: OpenEvidence): EntrySubject {
  const { statement, logged } = open.entry;
  return {
    kind: kindOf(statement),
    id: open.id,
    organization: statement.organization,
    seat: statement.seat,
    ...subjectsOf(statement),
    ...(statement.type === "suyuan/delivery@1" ? { serial: statement.serial } : {}),
    ...("digest" in statement ? { digest: statement.digest } : {}),
    ...("salted" in statement ? { salted: statement.salted } : {}),
    time: statement.time,
    logged,
    log: { origin: open.frame.log.origin, id: open.log },
    index: open.index,
  };
}
