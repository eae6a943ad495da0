// SPDX-License-Identifier: Apache-2.0
// Every vector that has a verdict, as the text of a file and the policy that it is judged under.
import {
  canonicalText,
  type CryptoProvider,
  type Digest,
  nobleCrypto,
  parsePolicy,
  parseProof,
  type Policy,
  type Verdict,
  verify,
} from "@suyuan/proof";

import { vectors } from "./files.ts";

interface Judged {
  readonly file: unknown;
  readonly policy: unknown;
  readonly data?: Digest;
}

/** A file as text, and what it is judged under. */
export interface Case {
  readonly name: string;
  readonly text: string;
  readonly policy: Policy;
  readonly data?: Digest;
}

const FORMATS = ["evidence", "history", "right", "grant"] as const;
const SIDES = ["valid", "invalid"] as const;

/** All of them, those first that verify. */
export const CASES: readonly Case[] = SIDES.flatMap((side) =>
  FORMATS.flatMap((format) =>
    vectors<Judged>(side, format).map(({ rule, vector: { file, policy, data } }) => ({
      name: `${side}-${format}-${rule}`,
      text: canonicalText(file),
      policy: parsePolicy(canonicalText(policy)),
      ...(data === undefined ? {} : { data }),
    })),
  ),
);

/** The verdict. @throws ProofError as `parseProof` */
export function judge(
  { text, policy, data }: Omit<Case, "name">,
  crypto: CryptoProvider = nobleCrypto,
): Verdict {
  return verify(parseProof(text), policy, { crypto, ...(data === undefined ? {} : { data }) });
}
