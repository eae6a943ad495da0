// SPDX-License-Identifier: Apache-2.0
// The files of which bytes are changed: the vectors of all formats.
import {
  followPolicy,
  type JsonObject,
  parsePolicy,
  parsePolicyUpdate,
  policyFingerprint,
  utf8,
} from "@suyuan/proof";

import { vectors } from "../../vectors/files.ts";
import {
  BROKEN,
  type Ending,
  fileJudge,
  type Followed,
  type Format,
  type Judge,
  type Judged,
  type Judges,
  policyJudge,
  readingJudge,
  updateJudge,
} from "./judges.ts";
import { brokenJudge, contentOf, refusedPolicyJudge, refusedUpdateJudge } from "./refused.ts";

const FORMATS: readonly Format[] = ["evidence", "history", "right", "grant"];
const SIDES = ["valid", "invalid"] as const;

/** A file that stands, and a judge of what became of it. */
export interface Subject {
  readonly name: string;
  /** What its changed files are counted under. */
  readonly kind: string;
  readonly isValid: boolean;
  readonly bytes: Uint8Array;
  readonly judge: Judge;
}

type Making = Omit<Subject, "bytes" | "judge"> & {
  readonly json: JsonObject;
  readonly judge: (by: Judges) => Judge;
};

/** What the files of a format say that are not broken: what a broken one may say once it is mended. */
function wholeFiles(format: Format): ReadonlySet<string> {
  const all = SIDES.flatMap((side) => vectors<Judged>(side, format));
  const whole = all.filter(({ vector }) => vector.exit !== BROKEN);
  return new Set(whole.map(({ vector }) => contentOf(vector.file)));
}

function* madeOfFormat(format: Format): Generator<Making> {
  const whole = wholeFiles(format);
  for (const side of SIDES) {
    for (const { rule, vector } of vectors<Judged>(side, format)) {
      const [name, isValid] = [`${side}/${format}/${rule}`, side === "valid"];
      const { file: json, policy } = vector;
      const isBroken = vector.exit === BROKEN;
      const judge = (by: Judges) =>
        isBroken ? brokenJudge(format, vector, whole, by) : fileJudge(format, vector, by);
      yield { name, kind: isBroken ? `broken ${format}` : format, isValid, json, judge };
      yield {
        ...{ name: `the policy of ${name}`, kind: "policy of a file", isValid, json: policy },
        judge: (by) => policyJudge(format, vector, by),
      };
    }
  }
}

function* madeOfPolicies(): Generator<Making> {
  for (const side of SIDES) {
    for (const { rule, vector } of vectors<{ policy: JsonObject }>(side, "policy")) {
      const isValid = side === "valid";
      const of = { name: `${side}/policy/${rule}`, kind: isValid ? "policy" : "refused policy" };
      const make = isValid ? readingJudge : refusedPolicyJudge;
      yield { ...of, isValid, json: vector.policy, judge: () => make(vector.policy) };
    }
  }
}

/** Where the updates lead that can be followed. */
function endsOfUpdates({ crypto }: Judges): ReadonlySet<string> {
  const ends = vectors<Followed>("valid", "update").map(({ vector }) => {
    const updates = vector.updates.map((one) => parsePolicyUpdate(JSON.stringify(one)));
    return policyFingerprint(
      followPolicy(parsePolicy(JSON.stringify(vector.policy)), updates, crypto),
    );
  });
  return new Set(ends);
}

function* madeOfUpdates(): Generator<Making> {
  for (const side of SIDES) {
    for (const { rule, vector } of vectors<Followed>(side, "update")) {
      const isValid = side === "valid";
      const kind = isValid ? "policy update" : "refused policy update";
      for (const [place, json] of vector.updates.entries()) {
        const of = { name: `${side}/update/${rule} ${String(place)}`, kind, isValid, json };
        const judge = (by: Judges) =>
          isValid
            ? updateJudge(vector, place, by)
            : refusedUpdateJudge(vector, place, endsOfUpdates(by), by);
        yield { ...of, judge };
      }
    }
  }
}

function* makings(): Generator<Making> {
  for (const format of FORMATS) yield* madeOfFormat(format);
  yield* madeOfPolicies();
  yield* madeOfUpdates();
}

/** All subjects, in an order that stays. */
export function subjects(by: Judges): readonly Subject[] {
  return [...makings()].map(({ json, judge, ...of }) => {
    let made: Judge | undefined;
    // Made at the first use: a thread judges some of them only.
    const lazily = (changed: Uint8Array): Ending => (made ??= judge(by))(changed);
    return { ...of, bytes: utf8(JSON.stringify(json)), judge: lazily };
  });
}
