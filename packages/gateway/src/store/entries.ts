// SPDX-License-Identifier: Apache-2.0
// From an entry of the log to the records that lead to it.
import { type Entry, type Hex, type Statement, subjectsOf } from "@suyuan/proof";
import { claimOf } from "./claims.ts";
import type { Subject } from "./keys.ts";
import type { EntryRecord } from "./types.ts";

/** What a statement's chains run along: its asset, and its grant where it has one. */
export function chainSubjects(statement: Statement): Subject[] {
  const { asset, grant } = subjectsOf(statement);
  const subjects: Subject[] = [{ kind: "asset", id: asset }];
  return grant === undefined ? subjects : [...subjects, { kind: "grant", id: grant }];
}

/**
 * The records of an entry.
 * @param bytes the entry's canonical bytes
 * @param id the statement's id
 */
export function entryRecord(index: number, entry: Entry, bytes: Uint8Array, id: Hex): EntryRecord {
  const { statement, logged, chain } = entry;
  const claim = claimOf(statement);
  const subjects = chainSubjects(statement);
  const links = chain.flatMap(({ n }, at) => {
    const subject = subjects[at];
    return subject ? [{ subject, n }] : [];
  });
  return { index, logged, bytes, leaf: entry, id, links, ...(claim && { claim }) };
}
