// SPDX-License-Identifier: Apache-2.0
// docs/spec/right.md, "Verification".
import type { CryptoProvider } from "../crypto.ts";
import { attempt, mapFact, valueOf } from "../evidence/fact.ts";
import { openChain } from "../evidence/frame.ts";
import type { Policy } from "../policy.ts";
import { gatherRight, type OpenRight } from "../right/gather.ts";
import type { RightCertificate } from "../right/types.ts";
import { RIGHT_CONTRACTS } from "../storage/reader.ts";
import { checkMoment } from "./certificate.ts";
import { passed } from "./check.ts";
import { checkState } from "./frame.ts";
import {
  checkAsset,
  checkFreeze,
  checkHolder,
  checkOffer,
  checkOrganization,
  checkRegistration,
  checkRight,
  checkTerm,
} from "./right/held.ts";
import { checkCertificate, checkName, checkPapers } from "./right/integrity.ts";
import { checkSealing } from "./seals.ts";
import { checkBlockTime, checkChain, checkContracts } from "./trust.ts";
import type { RightSubject, Verdict } from "./types.ts";
import { unreadable, verdictOf } from "./verdict.ts";

const NOT_REACHED = ["certificate", "state", "asset", "right", "holder", "chain"] as const;

function subjectOf({ frame }: OpenRight, code: string | undefined): RightSubject {
  const { kind: right, right: id, asset, organization, time, name } = frame;
  return {
    ...{ kind: "right", of: right, id, asset, organization, time },
    ...(code === undefined || code === "" ? {} : { code }),
    ...(name === undefined ? {} : { name }),
  };
}

/** Verifies a certificate of a right against a policy. */
export function verifyRight(
  certificate: RightCertificate,
  policy: Policy,
  crypto: CryptoProvider,
): Verdict {
  const opened = attempt(() => openChain(certificate, crypto));
  if (!opened.known) return unreadable(opened.code, policy, NOT_REACHED);
  const open = opened.value;
  const facts = gatherRight(open, crypto);
  const asked = { claim: open.frame, block: Number(open.header.time) };
  const checks = [
    passed("format", "well-formed"),
    ...checkCertificate(open, facts, crypto),
    checkState(open, undefined, crypto),
    checkMoment(asked.claim.time, asked.block),
    ...checkName(open, facts, crypto),
    ...checkPapers(open, facts, crypto),
    checkAsset(asked, facts),
    checkRegistration(facts),
    checkRight(asked, facts),
    ...checkTerm(asked, facts),
    checkHolder(asked, facts),
    checkOrganization(asked, facts),
    checkFreeze(facts),
    checkOffer(asked, facts),
    checkChain(open, policy),
    checkContracts(open, RIGHT_CONTRACTS, facts, policy),
    checkSealing(open, policy, "block-unsealed", crypto),
    checkBlockTime(open),
  ];
  const code = valueOf(mapFact(facts.organization.code, (text) => text));
  return verdictOf(checks, policy, { subject: subjectOf(open, code) });
}
