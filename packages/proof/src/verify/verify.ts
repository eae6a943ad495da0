// SPDX-License-Identifier: Apache-2.0
// docs/spec/evidence.md, "Verification"; docs/spec/history.md.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import type { Digest } from "../digest.ts";
import { attempt } from "../evidence/fact.ts";
import { gatherFacts } from "../evidence/gather.ts";
import { openEvidence } from "../evidence/open.ts";
import type { Evidence } from "../evidence/types.ts";
import type { History } from "../history/types.ts";
import type { Policy } from "../policy.ts";
import { checkAuthorisation } from "./authorisation.ts";
import { verifyHistory } from "./history.ts";
import { checkIntegrity } from "./integrity.ts";
import { subjectOf } from "./subject.ts";
import { checkEntryTrust } from "./trust.ts";
import type { Verdict } from "./types.ts";
import { unreadable, verdictOf } from "./verdict.ts";

export interface VerifyOptions {
  /** The digest of the data, computed by the caller with the salt that came with it. */
  readonly data?: Digest;
  readonly crypto?: CryptoProvider;
}

function verifyEvidence(evidence: Evidence, policy: Policy, options: VerifyOptions): Verdict {
  const { data, crypto = defaultCrypto } = options;
  const opened = attempt(() => openEvidence(evidence, crypto));
  if (!opened.known) return unreadable(opened.code, policy);
  const open = opened.value;
  const facts = gatherFacts(open, crypto);
  const checks = [
    ...checkIntegrity(open, facts, data, crypto),
    ...checkAuthorisation(open, facts, crypto),
    ...checkEntryTrust(open, facts, policy, crypto),
  ];
  return verdictOf(checks, policy, { subject: subjectOf(open), span: facts.span });
}

/**
 * Verifies an evidence or a history file against a policy, offline. Bad evidence gets a verdict,
 * never an exception.
 */
export function verify(
  file: Evidence | History,
  policy: Policy,
  options: VerifyOptions = {},
): Verdict {
  return file.type === "suyuan/history@1"
    ? verifyHistory(file, policy, options.crypto ?? defaultCrypto)
    : verifyEvidence(file, policy, options);
}
