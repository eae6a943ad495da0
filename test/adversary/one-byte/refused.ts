// SPDX-License-Identifier: Apache-2.0
// What a file that is broken, or refused, may come to with one byte changed. The one byte can be the one that was
// false: then the change has mended the file, and what it says is known to stand.
import {
  canonicalText,
  followPolicy,
  type Json,
  type JsonObject,
  parsePolicy,
  parsePolicyUpdate,
  parseStrict,
  policyFingerprint,
} from "@suyuan/proof";

import {
  BROKEN,
  type Followed,
  type Format,
  isFree,
  type Judge,
  type Judged,
  type Judges,
  membersApart,
  READ,
  REFUSED,
  unlessRefused,
  wrongWhere,
} from "./judges.ts";

/** What a file says, however it is spelt. */
export const contentOf = (file: Json): string => canonicalText(file);

/**
 * Judges a changed file of which the one before is broken: it may only be better where it says what a whole file says,
 * or is of another moment or subject.
 * @param known `contentOf` files of the format that are not broken
 */
export function brokenJudge(
  format: Format,
  { file, policy }: Judged,
  known: ReadonlySet<string>,
  { crypto, verify }: Judges,
): Judge {
  const under = parsePolicy(JSON.stringify(policy));
  return (changed) => {
    const verdict = unlessRefused(() => verify(READ[format](changed), under, { crypto }));
    if (verdict === undefined) return REFUSED;
    if (verdict.exit === BROKEN) return { ended: `exit ${String(BROKEN)}` };
    const said = parseStrict(changed);
    const apart = membersApart(file, said);
    const isOther = apart.length > 0 && isFree(format, file, apart);
    const isMended = isOther || known.has(contentOf(said));
    const wrong = `${apart.join()} changed, and broken no more`;
    return wrongWhere(!isMended, `mended: exit ${String(verdict.exit)}`, wrong);
  };
}

/** Judges a changed policy of which the one before is refused: taken, it says something else, and is read as that. */
export function refusedPolicyJudge(policy: JsonObject): Judge {
  const before = contentOf(policy);
  return (changed) => {
    const read = unlessRefused(() => parsePolicy(changed));
    if (read === undefined) return REFUSED;
    const said = contentOf(parseStrict(changed));
    const isOther = said !== before && canonicalText(read) === said;
    return wrongWhere(!isOther, "mended: taken", "what is refused is taken, or read as another");
  };
}

/**
 * Judges updates with one of them changed, which could not be followed before.
 * @param known fingerprints of the policies to which updates lead that can be followed
 */
export function refusedUpdateJudge(
  { policy, updates }: Followed,
  place: number,
  known: ReadonlySet<string>,
  { crypto }: Judges,
): Judge {
  const texts = updates.map((one) => JSON.stringify(one));
  return (changed) => {
    const found = unlessRefused(() => {
      const all = texts.map((text, at) => parsePolicyUpdate(at === place ? changed : text));
      return followPolicy(parsePolicy(JSON.stringify(policy)), all, crypto);
    });
    if (found === undefined) return REFUSED;
    const isKnown = known.has(policyFingerprint(found));
    return wrongWhere(!isKnown, "mended: followed", "an update that nobody signed is followed");
  };
}
