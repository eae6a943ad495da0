// SPDX-License-Identifier: Apache-2.0
// Whether a follower gets from its leader what it needs.
import { keyOfLeader, tokenForLeader } from "../config/leader.ts";
import type { FollowerConfig } from "../config/schema.ts";
import { HttpLeader } from "../following/leader.ts";
import { notesOf } from "../following/notes.ts";
import { LeaderAway } from "../following/trouble.ts";
import { nativeCrypto } from "../services/crypto.ts";
import { type Finding, found, whyOf } from "./words.ts";

/** Asks for the newest checkpoint, and for one entry. */
export async function leaderFindings(config: FollowerConfig): Promise<readonly Finding[]> {
  const { url } = config.follow;
  const findings: Finding[] = [];
  try {
    const read = notesOf(config.origin, keyOfLeader(config), await nativeCrypto());
    const leader = new HttpLeader(url, await tokenForLeader(config));
    const note = await leader.checkpoint();
    const size = note ? read(note).size : 0;
    findings.push(found("leader-answers", { url, size }));
    if (size > 0) await leader.tile({ level: "entries", index: 0, width: 1 });
    return findings;
  } catch (error) {
    const answers = findings.length > 0;
    if (!(error instanceof LeaderAway)) return [found("leader-wrong", { url, why: whyOf(error) })];
    const code = answers ? "leader-entries" : "leader-away";
    return [...findings, found(code, { url, why: whyOf(error) })];
  }
}
