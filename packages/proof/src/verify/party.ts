// SPDX-License-Identifier: Apache-2.0
// Whether the signing organisations are the parties that the kind of statement asks for.
import { SIGNATORIES } from "../codes.ts";
import type { EntryCase, EntryFacts, Fact, Span } from "../evidence/gather.ts";
import { kindOf, signersOf, subjectsOf } from "../statement/id.ts";
import type { Reconciliation, Statement, Withdrawal } from "../statement/types.ts";
import type { GrantRecord } from "../storage/facts.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { isOrganization } from "./forces.ts";
import { judged } from "./judged.ts";
import type { Check } from "./types.ts";

function byTrace(
  statement: Statement,
  facts: EntryFacts,
  span: Fact<Span>,
  fact: "holder" | "custodian",
): Check {
  const { organization } = statement;
  const question = {
    name: "party",
    fact,
    trace: facts.asset.party ?? ({ known: false, code: "state-missing" } as const),
    force: isOrganization(organization),
    code: "party-fits",
    values: { organization },
  } as const;
  return judged(question, span, statement.time);
}

function byGrant(
  facts: EntryFacts,
  fits: (grant: GrantRecord) => boolean,
  organization: number,
): Check {
  const record = facts.grant?.record;
  if (record === undefined) return failed("party", "not-a-party", { organization });
  if (!record.known) return unproven("party", record);
  return fits(record.value)
    ? passed("party", "party-fits", { organization })
    : failed("party", "not-a-party", { organization });
}

function bothSides({
  organization,
  counterparty,
}: Reconciliation): (grant: GrantRecord) => boolean {
  const other = counterparty.organization;
  return ({ provider, recipient }) =>
    (organization === provider && other === recipient) ||
    (organization === recipient && other === provider);
}

// The withdrawn statement itself says whose it was, and in which chains its withdrawal has to stand; an
// unused serial is the provider's.
function checkWithdrawer(open: EntryCase, facts: EntryFacts, withdrawal: Withdrawal): Check {
  const { organization } = withdrawal;
  if ("serial" in withdrawal.target) {
    return byGrant(facts, ({ provider }) => provider === organization, organization);
  }
  const withdrawn = open.related?.entry.statement;
  if (withdrawn === undefined) {
    return notChecked("party", "party-depends-on-withdrawn", { organization });
  }
  const [own, other] = [subjectsOf(withdrawal), subjectsOf(withdrawn)];
  if (own.asset !== other.asset || own.grant !== other.grant) {
    return failed("party", "withdrawn-elsewhere", { organization });
  }
  return signersOf(withdrawn).some((signer) => signer.organization === organization)
    ? passed("party", "party-fits", { organization })
    : failed("party", "not-a-party", { organization });
}

function checkRecipient(statement: Statement, facts: EntryFacts): Check[] {
  const record = facts.grant?.record;
  if (statement.type !== "suyuan/delivery@1" || record?.known !== true) return [];
  const { recipient } = record.value;
  const stated = statement.recipient;
  if (recipient === stated) return [];
  return [failed("party", "recipient-differs", { stated, recipient })];
}

/** Whether the signers are the parties that the kind asks for. */
export function checkParty(open: EntryCase, facts: EntryFacts): Check[] {
  const { statement } = open.entry;
  const { organization } = statement;
  const { party } = SIGNATORIES[kindOf(statement)];
  if (statement.type === "suyuan/withdrawal@1") return [checkWithdrawer(open, facts, statement)];
  if (statement.type === "suyuan/reconciliation@1") {
    return [byGrant(facts, bothSides(statement), organization)];
  }
  const isCustodian = "custodian" in statement && statement.custodian;
  if (isCustodian || party === "custodian") {
    return [
      byTrace(statement, facts, facts.span, "custodian"),
      ...checkRecipient(statement, facts),
    ];
  }
  if (party === "holder") return [byTrace(statement, facts, facts.span, "holder")];
  const side = party === "recipient" ? "recipient" : "provider";
  const fits = (grant: GrantRecord): boolean => grant[side] === organization;
  return [byGrant(facts, fits, organization), ...checkRecipient(statement, facts)];
}
