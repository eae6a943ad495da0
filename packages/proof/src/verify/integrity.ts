// SPDX-License-Identifier: Apache-2.0
// Are these the bytes that were signed, logged and anchored?
import { equalBytes, fromHex, type Hex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import type { Digest } from "../digest.ts";
import { entryTimeFault } from "../entry.ts";
import { valueOf } from "../evidence/fact.ts";
import { commitmentsOf, type EntryCase, type EntryFacts, type Facts } from "../evidence/gather.ts";
import type { OpenEvidence } from "../evidence/open.ts";
import { verifySignatures } from "../statement/recover.ts";
import type { Statement } from "../statement/types.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { anchorTimeFault, checkAnchor, checkCheckpoint, checkState, refusal } from "./frame.ts";
import { checkDocuments, checkItems } from "./documents.ts";
import { checkScope } from "./grant.ts";
import { checkLinks } from "./links.ts";
import type { Check } from "./types.ts";

function checkStatement({ entry, evidence, log }: OpenEvidence): Check {
  const { statement } = entry;
  if (statement.chainId !== evidence.chainId) {
    const values = { statement: statement.chainId, file: evidence.chainId };
    return failed("statement", "chain-id-differs", values);
  }
  const file = evidence.contracts.exchangeLog;
  if (statement.exchangeLog !== file) {
    return failed("statement", "contract-differs", { statement: statement.exchangeLog, file });
  }
  if (statement.log !== log) {
    return failed("statement", "log-differs", { statement: statement.log, file: log });
  }
  return passed("statement", "statement-consistent");
}

/** Whether the accounts of the seats signed these bytes. */
export function checkSignature(
  { entry, verifyOne }: Pick<EntryCase, "entry" | "verifyOne">,
  facts: EntryFacts,
  crypto: CryptoProvider,
): Check {
  const { statement, signatures } = entry;
  const accounts: Hex[] = [];
  const reason = refusal(() => {
    const signed = verifySignatures(statement, signatures, crypto, verifyOne);
    accounts.push(...signed.map(({ account }) => account));
  });
  if (reason !== undefined) return failed("signature", "signature-invalid", { reason });
  for (const [place, { signer, seat }] of facts.signers.entries()) {
    if (!seat.known) return unproven("signature", seat);
    const account = accounts[place] ?? "";
    const registered = seat.value.account;
    if (account !== registered) {
      return failed("signature", "signer-differs", { seat: signer.seat, account, registered });
    }
  }
  const seats = facts.signers.map(({ signer }) => signer.seat).join(", ");
  return passed("signature", "signatures-valid", { seats });
}

function checkInclusion(open: OpenEvidence, crypto: CryptoProvider): Check {
  const { index, leaf, path, checkpoint } = open;
  const { size, root } = checkpoint;
  const reason = refusal(() => {
    verifyInclusion({ index, size, leaf, path, root }, crypto);
  });
  return reason === undefined
    ? passed("inclusion", "included", { index, size })
    : failed("inclusion", "not-included", { index, reason });
}

function checkTimes({ entry }: OpenEvidence, facts: Facts): Check {
  const { logged, statement } = entry;
  const values = { time: statement.time, logged };
  const fault = entryTimeFault(entry);
  if (fault !== undefined)
    return failed("times", "times-out-of-order", { ...values, reason: fault });
  if (!facts.anchor.known) return unproven("times", facts.anchor);
  const reason = anchorTimeFault(entry, facts.anchor.value);
  return reason === undefined
    ? passed("times", "times-in-order", values)
    : failed("times", "times-out-of-order", { ...values, reason });
}

function checkDisclosed(open: OpenEvidence, facts: Facts, crypto: CryptoProvider): Check[] {
  const { entry, evidence, scope } = open;
  const named = [
    ...commitmentsOf(entry.statement),
    ...(scope === undefined ? [] : [scope.commitment]),
  ];
  return [
    ...checkDocuments(evidence.documents, named, undefined, crypto),
    ...checkScope(open, facts, crypto),
    ...checkItems(scope, crypto),
  ];
}

/** The digest that a statement states of data, where it states one. */
export function digestOf(statement: Statement): Digest | undefined {
  return "digest" in statement ? statement.digest : undefined;
}

function checkData({ entry }: OpenEvidence, data: Digest | undefined): Check {
  if (data === undefined) return notChecked("data", "data-not-given");
  const stated = digestOf(entry.statement);
  if (stated === undefined) return failed("data", "data-without-digest");
  const same =
    data.bytes === stated.bytes &&
    equalBytes(fromHex(data.sha256), fromHex(stated.sha256)) &&
    equalBytes(fromHex(data.sm3), fromHex(stated.sm3));
  const values = { bytes: data.bytes, stated: stated.bytes };
  return same ? passed("data", "data-matches", values) : failed("data", "data-differs", values);
}

/** The checks of the group "integrity", in their order. */
export function checkIntegrity(
  open: OpenEvidence,
  facts: Facts,
  data: Digest | undefined,
  crypto: CryptoProvider,
): Check[] {
  return [
    passed("format", "well-formed"),
    checkStatement(open),
    checkSignature(open, facts, crypto),
    checkInclusion(open, crypto),
    checkCheckpoint(open, crypto),
    checkState(open, valueOf(facts.anchor), crypto),
    checkAnchor(open, facts, open.index),
    ...checkLinks(open, facts, crypto),
    checkTimes(open, facts),
    ...checkDisclosed(open, facts, crypto),
    checkData(open, data),
  ];
}
