// SPDX-License-Identifier: Apache-2.0
// What a file with one byte changed may come to, by what kind of file it is.
import {
  type CryptoProvider,
  followPolicy,
  type Json,
  type JsonObject,
  parseEvidence,
  parseGrant,
  parseHistory,
  parsePolicy,
  parsePolicyUpdate,
  parseRight,
  parseStrict,
  type Policy,
  policyFingerprint,
  ProofError,
  type Verdict,
  type verify as verifyFile,
} from "@suyuan/proof";

export const READ = {
  evidence: parseEvidence,
  history: parseHistory,
  right: parseRight,
  grant: parseGrant,
} as const;
/** The kinds of file that have a verdict. */
export type Format = keyof typeof READ;

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

// What a certificate says is proven from the chain alone, so that of another moment it is another certificate,
// and true if storage says so. What shows that a log holds nothing on a subject shows the same of its neighbours
// in the map. Nothing else may change and stand.
const FREE: Readonly<Record<Format, (file: JsonObject) => readonly string[]>> = {
  evidence: () => [],
  history: ({ entries }) => (isEmptyList(entries) ? ["subject"] : []),
  right: () => ["time"],
  grant: () => ["time"],
};
/** Whether a file is only of another moment, or another subject, of which it may be as true. */
export const isFree = (format: Format, file: JsonObject, apart: readonly string[]): boolean =>
  apart.every((name) => FREE[format](file).includes(name));

/** The exit status of what is broken. */
export const BROKEN = 10;
const BETTER = [10, 11, 12, 0];

/** How a changed file ended; `wrong` where it must not end so. */
export interface Ending {
  readonly ended: string;
  readonly wrong?: string;
}

/** Judges a changed file. @throws what a verifier should never throw */
export type Judge = (changed: Uint8Array) => Ending;

/** What judges: the public functions of the library, or what a test puts in their place. */
export interface Judges {
  readonly crypto: CryptoProvider;
  readonly verify: typeof verifyFile;
}

/** A vector of a file with its verdict. */
export interface Judged {
  readonly file: JsonObject;
  readonly policy: JsonObject;
  readonly exit: number;
}

// What a call gives; undefined when it refuses by a code. Any other error is thrown on.
export function unlessRefused<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

const memberOf = (value: Json, name: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)[name]
    : undefined;

/** The members of a file that another one has otherwise. */
export function membersApart(one: JsonObject, other: Json): readonly string[] {
  const same = (name: string) =>
    JSON.stringify(one[name]) === JSON.stringify(memberOf(other, name));
  return Object.keys(one).filter((name) => !same(name));
}

export const REFUSED: Ending = { ended: "refused" };
export const wrongWhere = (isWrong: boolean, ended: string, wrong: string): Ending =>
  isWrong ? { ended, wrong } : { ended };

/** Judges a changed file by the verdict of the honest one. */
export function fileJudge(format: Format, { file, policy, exit }: Judged, by: Judges): Judge {
  const { crypto, verify } = by;
  const under = parsePolicy(JSON.stringify(policy));
  const before = JSON.stringify(verify(READ[format](JSON.stringify(file)), under, { crypto }));
  return (changed) => {
    const verdict = unlessRefused(() => verify(READ[format](changed), under, { crypto }));
    if (verdict === undefined) return REFUSED;
    const ended = `exit ${String(verdict.exit)}`;
    const apart = membersApart(file, parseStrict(changed));
    if (apart.length === 0) {
      return wrongWhere(JSON.stringify(verdict) !== before, ended, "same file, other verdict");
    }
    const isBetter = BETTER.indexOf(verdict.exit) > BETTER.indexOf(exit) || verdict.exit === 0;
    const isWrong = isBetter && !isFree(format, file, apart);
    return wrongWhere(isWrong, ended, `${apart.join()} changed and stands`);
  };
}

const own = ({ groups: { integrity, authorisation } }: Verdict): string =>
  JSON.stringify({ integrity, authorisation });

/** What a policy says is trust: it changes nothing of what the file itself proves. */
export function policyJudge(format: Format, { file, policy }: Judged, by: Judges): Judge {
  const { crypto, verify } = by;
  const read = READ[format](JSON.stringify(file));
  const before = verify(read, parsePolicy(JSON.stringify(policy)), { crypto });
  return (changed) => {
    const verdict = unlessRefused(() => verify(read, parsePolicy(changed), { crypto }));
    if (verdict === undefined) return REFUSED;
    const ended = `exit ${String(verdict.exit)}`;
    if (own(verdict) !== own(before))
      return { ended, wrong: "a policy changed what the file proves" };
    const isSame = membersApart(policy, parseStrict(changed)).length === 0;
    return wrongWhere(isSame && verdict.exit !== before.exit, ended, "same policy, other verdict");
  };
}

/** A policy that nothing is judged by yet: whatever is changed makes it another one or none. */
export function readingJudge(policy: JsonObject): Judge {
  const honest = JSON.stringify(parsePolicy(JSON.stringify(policy)));
  return (changed) => {
    const read = unlessRefused(() => parsePolicy(changed));
    if (read === undefined) return REFUSED;
    const isSame = membersApart(policy, parseStrict(changed)).length === 0;
    const isWrong = (JSON.stringify(read) === honest) !== isSame;
    return wrongWhere(
      isWrong,
      "taken",
      "another policy is read as this one, or this one as another",
    );
  };
}

/** A vector of a policy and its updates. */
export interface Followed {
  readonly policy: JsonObject;
  readonly updates: readonly JsonObject[];
}

/** Whoever signs nothing cannot bring about another policy than that which was signed. */
export function updateJudge({ policy, updates }: Followed, place: number, by: Judges): Judge {
  const trusted = parsePolicy(JSON.stringify(policy));
  const honest = updates.map((one) => parsePolicyUpdate(JSON.stringify(one)));
  const print = (found: Policy): string => policyFingerprint(found);
  const end = print(followPolicy(trusted, honest, by.crypto));
  return (changed) => {
    const found = unlessRefused(() =>
      followPolicy(trusted, honest.with(place, parsePolicyUpdate(changed)), by.crypto),
    );
    if (found === undefined) return REFUSED;
    return wrongWhere(print(found) !== end, "followed", "an update that nobody signed is followed");
  };
}
