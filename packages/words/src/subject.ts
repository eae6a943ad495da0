// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "@suyuan/proof";

import type { VerdictWords } from "./types.ts";

/** What the file says it is, as a claim in one sentence. */
export function subjectSentence(
  words: VerdictWords,
  subject: NonNullable<Verdict["subject"]>,
): string {
  if (subject.kind === "right") {
    const { of, id, asset, organization, time } = subject;
    const about = { kind: words.rights[of], id, asset, organization };
    return words.rightIs({ ...about, time: words.timeOf(time) });
  }
  if (subject.kind === "grant") {
    const { id, asset, provider, recipient, purpose, time } = subject;
    const about = { id, asset, provider, recipient, purpose };
    return words.grantIs({ ...about, time: words.timeOf(time) });
  }
  const { origin } = subject.log;
  if (subject.kind === "history") {
    const { of, id, entries } = subject;
    return words.historyIs({ of, id, entries, origin });
  }
  const { organization, seat, index } = subject;
  return words.entryIs({ kind: words.kinds[subject.kind], organization, seat, index, origin });
}
