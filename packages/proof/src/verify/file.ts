// SPDX-License-Identifier: Apache-2.0
// Whoever is handed a file knows what it is by what it names itself, and by nothing else.
import { parseStrict } from "../canonical.ts";
import { memberOf } from "../canonical/fields.ts";
import { ProofError } from "../errors.ts";
import { readEvidence } from "../evidence/read.ts";
import { type Evidence, MAX_EVIDENCE_BYTES } from "../evidence/types.ts";
import { readGrant } from "../grant/read.ts";
import { type GrantCertificate, MAX_GRANT_BYTES } from "../grant/types.ts";
import { readHistory } from "../history/read.ts";
import { type History, MAX_HISTORY_BYTES, MAX_HISTORY_VALUES } from "../history/types.ts";
import { readRight } from "../right/read.ts";
import { MAX_RIGHT_BYTES, type RightCertificate } from "../right/types.ts";

/** What can be verified. */
export type Proof = Evidence | History | RightCertificate | GrantCertificate;

/** The most bytes of any file that can be verified. */
export const MAX_PROOF_BYTES: number = Math.max(
  MAX_EVIDENCE_BYTES,
  MAX_GRANT_BYTES,
  MAX_HISTORY_BYTES,
  MAX_RIGHT_BYTES,
);

type Kind = readonly [limit: number, read: (json: unknown) => Proof];

const KINDS: Readonly<Record<Proof["type"], Kind>> = {
  "suyuan/evidence@1": [MAX_EVIDENCE_BYTES, readEvidence],
  "suyuan/history@1": [MAX_HISTORY_BYTES, readHistory],
  "suyuan/right@1": [MAX_RIGHT_BYTES, readRight],
  "suyuan/grant@1": [MAX_GRANT_BYTES, readGrant],
};

const isKnown = (type: unknown): type is Proof["type"] =>
  typeof type === "string" && Object.hasOwn(KINDS, type);

/**
 * Reads evidence, a history, or a certificate of a right or a grant; what names none of these is refused as
 * evidence is.
 * @throws ProofError `too-large` above the limit of its kind (`limit` says which), and as `parseStrict` and the
 *   reader of its kind do
 */
export function parseProof(file: string | Uint8Array): Proof {
  // A file that only a history may be as long as is read as one.
  const values = file.length > MAX_EVIDENCE_BYTES ? MAX_HISTORY_VALUES : Infinity;
  const json = parseStrict(file, { bytes: MAX_PROOF_BYTES, values });
  const type = memberOf(json, "type");
  const [limit, read] = KINDS[isKnown(type) ? type : "suyuan/evidence@1"];
  if (file.length <= limit) return read(json);
  throw new ProofError("too-large", `the file is longer than ${limit} bytes`, { limit });
}
