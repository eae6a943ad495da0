// SPDX-License-Identifier: Apache-2.0
// The files of which bytes are changed: the vectors of all formats.
import { type JsonObject, utf8 } from "@suyuan/proof";

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

// What was refused for its one false member is right again when that is put right: such are left out.
function* madeOfFormat(format: Format): Generator<Making> {
  for (const side of SIDES) {
    for (const { rule, vector } of vectors<Judged>(side, format)) {
      if (vector.exit === BROKEN) continue;
      const [name, isValid] = [`${side}/${format}/${rule}`, side === "valid"];
      const { file: json, policy } = vector;
      yield { name, kind: format, isValid, json, judge: (by) => fileJudge(format, vector, by) };
      if (!isValid) continue;
      const [of, kind] = [`the policy of ${name}`, "policy of a file"];
      yield {
        name: of,
        kind,
        isValid,
        json: policy,
        judge: (by) => policyJudge(format, vector, by),
      };
    }
  }
}

function* makings(): Generator<Making> {
  for (const format of FORMATS) yield* madeOfFormat(format);
  for (const { rule, vector } of vectors<{ policy: JsonObject }>("valid", "policy")) {
    const of = { name: `valid/policy/${rule}`, kind: "policy", isValid: true };
    yield { ...of, json: vector.policy, judge: () => readingJudge(vector.policy) };
  }
  for (const { rule, vector } of vectors<Followed>("valid", "update")) {
    for (const [place, json] of vector.updates.entries()) {
      const of = { name: `valid/update/${rule} ${String(place)}`, kind: "policy update" };
      yield { ...of, isValid: true, json, judge: (by) => updateJudge(vector, place, by) };
    }
  }
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
