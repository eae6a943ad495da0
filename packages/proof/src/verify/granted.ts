// SPDX-License-Identifier: Apache-2.0
// docs/spec/grant.md, "Verification".
import type { CryptoProvider } from "../crypto.ts";
import { attempt, valueOf } from "../evidence/fact.ts";
import { openChain } from "../evidence/frame.ts";
import { gatherGrantFile, type GrantCertificateFacts, type OpenGrant } from "../grant/gather.ts";
import type { GrantCertificate } from "../grant/types.ts";
import type { Policy } from "../policy.ts";
import { GRANT_CONTRACTS } from "../storage/reader.ts";
import { passed } from "./check.ts";
import { checkMoment, checkStanding } from "./certificate.ts";
import { checkState } from "./frame.ts";
import {
  checkAnswer,
  checkCourse,
  checkDisposal,
  checkExchange,
  checkRectification,
} from "./granted/course.ts";
import {
  checkGrantedAsset,
  checkInForce,
  checkReach,
  checkSide,
  checkSources,
  checkUse,
  methodOf,
} from "./granted/held.ts";
import { checkNames, checkOrigin, checkPapers, checkRecord } from "./granted/integrity.ts";
import { checkSealing } from "./seals.ts";
import { checkBlockTime, checkChain, checkContracts } from "./trust.ts";
import type { Check, GrantSubject, Verdict } from "./types.ts";
import { unreadable, verdictOf } from "./verdict.ts";

const NOT_REACHED = ["certificate", "state", "asset", "grant", "provider", "chain"] as const;

function subjectOf({ frame }: OpenGrant, facts: GrantCertificateFacts): GrantSubject {
  const { grant: id, asset, provider, recipient, purpose, time } = frame;
  const { providerName, recipientName } = frame;
  const record = valueOf(facts.record);
  const phase = valueOf(facts.phase);
  return {
    ...{ kind: "grant", id, asset, provider, recipient, purpose, time },
    ...(providerName === undefined ? {} : { providerName }),
    ...(recipientName === undefined ? {} : { recipientName }),
    ...(record === undefined ? {} : { method: methodOf(record.method), from: record.from }),
    ...(phase === undefined ? {} : { until: phase.until }),
  };
}

function checkAll(open: OpenGrant, facts: GrantCertificateFacts, crypto: CryptoProvider): Check[] {
  const { frame } = open;
  const block = Number(open.header.time);
  return [
    passed("format", "well-formed"),
    ...checkRecord(open, facts),
    checkState(open, undefined, crypto),
    checkMoment(frame.time, block),
    ...checkNames(open, facts, crypto),
    ...checkPapers(open, facts, crypto),
    ...checkOrigin(open, facts, crypto),
    checkGrantedAsset(frame, facts),
    checkInForce(frame, facts),
    ...checkSources(frame, facts),
    ...checkReach(facts),
    checkSide(frame, "provider", facts.provider),
    checkSide(frame, "recipient", facts.recipient),
    checkStanding(frame.time, frame.provider, facts.provider.organization, "side-suspended"),
    checkStanding(frame.time, frame.recipient, facts.recipient.organization, "side-suspended"),
    ...checkUse(facts),
    ...checkAnswer(facts),
    ...checkCourse(facts, block),
    ...checkExchange(facts),
    ...checkRectification(facts),
    ...checkDisposal(facts, block),
  ];
}

/** Verifies a certificate of a grant against a policy. */
export function verifyGrant(
  certificate: GrantCertificate,
  policy: Policy,
  crypto: CryptoProvider,
): Verdict {
  const opened = attempt(() => openChain(certificate, crypto));
  if (!opened.known) return unreadable(opened.code, policy, NOT_REACHED);
  const open = opened.value;
  const facts = gatherGrantFile(open, crypto);
  const checks = [
    ...checkAll(open, facts, crypto),
    checkChain(open, policy),
    checkContracts(open, GRANT_CONTRACTS, facts, policy),
    checkSealing(open, policy, "block-unsealed", crypto),
    checkBlockTime(open),
  ];
  return verdictOf(checks, policy, { subject: subjectOf(open, facts) });
}
