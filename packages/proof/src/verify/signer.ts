// SPDX-License-Identifier: Apache-2.0
// Who signed: seat, office, allowance, organisation.
import { maySign, OFFICES, type StatementKind } from "../codes.ts";
import type { EntryFacts, SignerFacts } from "../evidence/gather.ts";
import { kindOf } from "../statement/id.ts";
import type { Statement } from "../statement/types.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { allowanceForce, standingForce, termQuestion } from "./forces.ts";
import { judged } from "./judged.ts";
import type { Check } from "./types.ts";

function checkSeat(statement: Statement, facts: EntryFacts, by: SignerFacts): Check {
  const { seat: number, organization } = by.signer;
  if (!by.seat.known) return unproven("seat", by.seat);
  const registered = by.seat.value.organization;
  if (registered === 0) return failed("seat", "seat-unknown", { seat: number });
  if (registered !== organization) {
    return failed("seat", "seat-of-other-organization", { seat: number, organization, registered });
  }
  const question = {
    name: "seat",
    fact: "seat",
    number,
    ...termQuestion(by.term),
    code: "seat-valid",
    values: { seat: number },
  } as const;
  return judged(question, facts.span, statement.time);
}

// The kind whose offices count for a withdrawal: a serial is withdrawn by who may deliver.
function officeKind(statement: Statement): StatementKind {
  const isSerial = statement.type === "suyuan/withdrawal@1" && "serial" in statement.target;
  return isSerial ? "delivery" : kindOf(statement);
}

function checkOffice(statement: Statement, facts: EntryFacts, by: SignerFacts): Check {
  if (!by.seat.known) return unproven("office", by.seat);
  const { office } = by.seat.value;
  const values = { seat: by.signer.seat, office };
  if (!maySign(officeKind(statement), office))
    return failed("office", "office-not-allowed", values);
  const isOfId = statement.type === "suyuan/withdrawal@1" && "id" in statement.target;
  if (!isOfId || office === OFFICES.headOfDataOffice) {
    return passed("office", "office-allowed", values);
  }
  const withdrawn = facts.related?.[0];
  if (withdrawn === undefined) return notChecked("office", "office-depends-on-withdrawn", values);
  if (!withdrawn.known) return unproven("office", withdrawn);
  return withdrawn.value.office === office
    ? passed("office", "office-allowed", values)
    : failed("office", "office-not-allowed", values);
}

function checkAllowance(statement: Statement, facts: EntryFacts, by: SignerFacts): Check[] {
  const { seat } = by.signer;
  if (by.allowance === undefined) return [];
  const question = {
    name: "allowance",
    fact: "allowance",
    number: seat,
    trace: by.allowance,
    force: allowanceForce,
    code: "allowance-given",
    values: { seat },
  } as const;
  return [judged(question, facts.span, statement.time)];
}

function checkOrganization(statement: Statement, facts: EntryFacts, by: SignerFacts): Check {
  const { organization } = by.signer;
  const question = {
    name: "organization",
    fact: "organization",
    number: organization,
    trace: by.standing,
    force: standingForce,
    code: "organization-active",
    values: { organization },
  } as const;
  return judged(question, facts.span, statement.time);
}

/** The checks on one signer. */
export function checkSigner(statement: Statement, facts: EntryFacts, by: SignerFacts): Check[] {
  return [
    checkSeat(statement, facts, by),
    checkOffice(statement, facts, by),
    ...checkAllowance(statement, facts, by),
    checkOrganization(statement, facts, by),
  ];
}
