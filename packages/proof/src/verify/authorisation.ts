// SPDX-License-Identifier: Apache-2.0
// Was it allowed? Judged under the contracts that the file names; whether those are the right ones
// is a question of trust.
import { logKeyHash } from "../checkpoint.ts";
import type { CryptoProvider } from "../crypto.ts";
import type { Fact } from "../evidence/fact.ts";
import type { EntryCase, EntryFacts, LogFacts, Span } from "../evidence/gather.ts";
import { ASSET_FORCE } from "../evidence/rules.ts";
import { kindOf } from "../statement/id.ts";
import { failed, passed, unproven } from "./check.ts";
import { assetForce, termQuestion } from "./forces.ts";
import { checkGrant, checkCoverage } from "./grant.ts";
import { judged } from "./judged.ts";
import { checkParty } from "./party.ts";
import { checkSigner } from "./signer.ts";
import type { Check } from "./types.ts";

function checkAsset({ entry }: EntryCase, facts: EntryFacts): Check[] {
  const { statement } = entry;
  const needed = ASSET_FORCE[kindOf(statement)];
  if (needed === undefined || facts.asset === undefined) return [];
  const question = {
    name: "asset",
    fact: "asset",
    trace: facts.asset,
    force: assetForce(needed),
    code: "asset-in-order",
  } as const;
  return [judged(question, facts.span, statement.time)];
}

function checkSerial({ entry }: EntryCase): Check[] {
  const { statement } = entry;
  if (statement.type !== "suyuan/delivery@1") return [];
  const { serial } = statement;
  return [
    serial >= 1
      ? passed("serial", "serial-counted", { serial })
      : failed("serial", "serial-invalid", { serial }),
  ];
}

/** The log's key and its operator's seat, by the chain. */
export function checkLogRecord(
  open: Pick<EntryCase, "logKey">,
  facts: LogFacts,
  upper: Fact<number>,
  crypto: CryptoProvider,
): Check {
  if (!upper.known) return unproven("log", upper);
  if (!facts.keys.known) return unproven("log", facts.keys);
  if (!facts.keys.value.includes(logKeyHash(open.logKey.key, crypto))) {
    return failed("log", "log-key-differs");
  }
  if (!facts.operator.known) return unproven("log", facts.operator);
  const { seat, term } = facts.operator.value;
  const at = upper.value;
  const moment: Span = { from: at, lower: at, upper: at };
  const question = {
    name: "log",
    fact: "operator",
    number: seat,
    ...termQuestion({ known: true, value: term }),
    code: "log-in-order",
  } as const;
  return judged(question, { known: true, value: moment }, at);
}

function checkLog(open: EntryCase, facts: EntryFacts, crypto: CryptoProvider): Check {
  const logs = facts.grant?.logs;
  if (logs?.known === false) return unproven("log", logs);
  if (logs?.value.some((log) => log !== open.log) === true) {
    return failed("log", "log-not-of-grant", { log: open.log });
  }
  const { span } = facts;
  const upper: Fact<number> = span.known ? { known: true, value: span.value.upper } : span;
  return checkLogRecord(open, facts.log, upper, crypto);
}

/** The checks of the group "authorisation", in their order. */
export function checkAuthorisation(
  open: EntryCase,
  facts: EntryFacts,
  crypto: CryptoProvider,
): Check[] {
  const { statement } = open.entry;
  return [
    ...facts.signers.flatMap((by) => checkSigner(statement, facts, by)),
    ...checkParty(open, facts),
    ...checkAsset(open, facts),
    ...checkGrant(open, facts),
    ...checkCoverage(open, facts),
    ...checkSerial(open),
    checkLog(open, facts, crypto),
  ];
}
