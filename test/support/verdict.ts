// SPDX-License-Identifier: Apache-2.0
import {
  type Check,
  type Evidence,
  type History,
  parseEvidence,
  parseHistory,
  type Policy,
  verify,
  type VerifyOptions,
} from "@suyuan/proof";

/** What a verdict comes to: its exit status, and name, state and code of each check that is not ok. */
export interface Judged {
  readonly exit: number;
  readonly wrong: readonly (readonly [name: string, state: string, code: string])[];
}

export const IN_ORDER: Judged = { exit: 0, wrong: [] };

// What a policy without witnesses on a chain without seals does not ask for, and data not given.
const NOT_ASKED_FOR = [
  "data-not-given",
  "related-not-given",
  "chain-has-no-seals",
  "no-witnesses-named",
];

/** Verifies a file as whoever receives it does: from its text. */
export function judge(
  file: Evidence | History,
  policy: Policy,
  options: VerifyOptions = {},
): Judged {
  const text = JSON.stringify(file);
  const read = file.type === "suyuan/history@1" ? parseHistory(text) : parseEvidence(text);
  const { checks, exit } = verify(read, policy, options);
  const isWrong = ({ state, code }: Check) => state !== "ok" && !NOT_ASKED_FOR.includes(code);
  const wrong = checks.filter(isWrong);
  return { exit, wrong: wrong.map(({ name, state, code }) => [name, state, code] as const) };
}
