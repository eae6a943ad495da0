// SPDX-License-Identifier: Apache-2.0
// docs/spec/evidence.md, "Verification"; docs/spec/history.md; docs/spec/right.md;
// docs/spec/grant.md.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import type { Digest } from "../digest.ts";
import { attempt } from "../evidence/fact.ts";
import { gatherFacts } from "../evidence/gather.ts";
import { openEvidence } from "../evidence/open.ts";
import type { Evidence } from "../evidence/types.ts";
import type { Policy } from "../policy.ts";
import { checkAuthorisation } from "./authorisation.ts";
import type { Proof } from "./file.ts";
import { verifyHistory } from "./history.ts";
import { verifyGrant } from "./granted.ts";
import { checkIntegrity } from "./integrity.ts";
import { verifyRight } from "./right.ts";
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
 * Verifies an evidence file, a history or a certificate of a right or of a grant against a policy,
 * offline. A bad file gets a verdict, never an exception.
 */
export function verify(file: Proof, policy: Policy, options: VerifyOptions = {}): Verdict {
  const { crypto = defaultCrypto } = options;
  if (file.type === "suyuan/history@1") return verifyHistory(file, policy, crypto);
  if (file.type === "suyuan/right@1") return verifyRight(file, policy, crypto);
  if (file.type === "suyuan/grant@1") return verifyGrant(file, policy, crypto);
  return verifyEvidence(file, policy, options);
}
