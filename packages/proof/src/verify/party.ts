// SPDX-License-Identifier: Apache-2.0
// Whether the signing organisations are the parties that the kind of statement asks for, or stand in
// the place of one that was merged or split.
import type { Fact } from "../evidence/fact.ts";
import type { EntryCase, EntryFacts } from "../evidence/gather.ts";
import { type Role, rolesOf } from "../evidence/parties.ts";
import { signersOf, subjectsOf } from "../statement/id.ts";
import type { Reconciliation, Statement, Withdrawal } from "../statement/types.ts";
import type { StandIn } from "../storage/succession.ts";
import { failed, notChecked, unproven } from "./check.ts";
import type { Force } from "./interval.ts";
import { judged } from "./judged.ts";
import type { Check } from "./types.ts";

type StandIns = Fact<readonly StandIn[]>;

const isOneOf = (standIns: readonly StandIn[], organization: number): boolean =>
  organization !== 0 && standIns.some((one) => one.organization === organization);

// Whether an organisation stood for a party over the whole span.
function standsFor(
  standIns: StandIns,
  organization: number,
  role: Role | "signer",
  { span, time }: { readonly span: EntryFacts["span"]; readonly time: number },
): Check {
  if (!span.known) return unproven("party", span);
  if (!standIns.known) return unproven("party", standIns);
  if (!isOneOf(standIns.value, organization))
    return failed("party", "not-a-party", { organization });
  // Who comes in only later did not stand yet.
  const first = standIns.value.findIndex((one) => one.organization === organization);
  const own = standIns.value.slice(first);
  const elements = own.map((one) => ({ since: one.since, value: BigInt(one.organization) }));
  const force = (value: bigint): Force =>
    value === BigInt(organization) ? { valid: true } : { valid: false, reason: "other" };
  const recorded = own[0]?.recorded ?? organization;
  const question = {
    name: "party",
    fact: role,
    trace: { known: true, value: { elements } },
    force,
    code: recorded === organization ? "party-fits" : "party-succeeds",
    values: recorded === organization ? { organization } : { organization, recorded },
  } as const;
  return judged(question, span, time);
}

function byRole(facts: EntryFacts, role: Role, organization: number, statement: Statement): Check {
  const standIns = facts.parties.roles[role];
  if (standIns === undefined) return failed("party", "not-a-party", { organization });
  return standsFor(standIns, organization, role, { span: facts.span, time: statement.time });
}

// Each side is one party of the grant, in either order.
function checkBothSides(facts: EntryFacts, statement: Reconciliation): Check {
  const { organization, counterparty } = statement;
  const { provider } = facts.parties.roles;
  if (provider?.known === false) return unproven("party", provider);
  const isProvider = provider !== undefined && isOneOf(provider.value, organization);
  const [own, other] = isProvider
    ? (["provider", "recipient"] as const)
    : (["recipient", "provider"] as const);
  const first = byRole(facts, own, organization, statement);
  if (first.state !== "ok") return first;
  const second = byRole(facts, other, counterparty.organization, statement);
  return second.state === "ok" ? first : second;
}

// The withdrawn statement itself says whose it was, and in which chains its withdrawal has to stand; an
// unused serial is the provider's.
function checkWithdrawer(open: EntryCase, facts: EntryFacts, withdrawal: Withdrawal): Check {
  const { organization, time } = withdrawal;
  if ("serial" in withdrawal.target) return byRole(facts, "provider", organization, withdrawal);
  const withdrawn = open.related?.entry.statement;
  if (withdrawn === undefined) {
    return notChecked("party", "party-depends-on-withdrawn", { organization });
  }
  const [own, other] = [subjectsOf(withdrawal), subjectsOf(withdrawn)];
  if (own.asset !== other.asset || own.grant !== other.grant) {
    return failed("party", "withdrawn-elsewhere", { organization });
  }
  const lines = signersOf(withdrawn).map((_, place) => {
    const standIns = facts.parties.withdrawn?.[place] ?? ({ known: true, value: [] } as const);
    return standsFor(standIns, organization, "signer", { span: facts.span, time });
  });
  return best(lines) ?? failed("party", "not-a-party", { organization });
}

// Of several lines, any of which would do: the one that holds, else one that could not be judged.
function best(lines: readonly Check[]): Check | undefined {
  return (
    lines.find(({ state }) => state === "ok") ??
    lines.find(({ state }) => state === "not-checked") ??
    lines.find(({ code }) => code !== "not-a-party") ??
    lines[0]
  );
}

// A delivery names who was its recipient at some moment of the span, by the grant or by succession.
function checkRecipient(statement: Statement, facts: EntryFacts): Check[] {
  const recipients = facts.parties.roles.recipient;
  if (statement.type !== "suyuan/delivery@1" || recipients === undefined) return [];
  if (!recipients.known) return [unproven("party", recipients)];
  const stated = statement.recipient;
  if (isOneOf(recipients.value, stated)) return [];
  const recipient = recipients.value[0]?.organization ?? 0;
  return [failed("party", "recipient-differs", { stated, recipient })];
}

/** Whether the signers are the parties that the kind asks for, or stand in their place. */
export function checkParty(open: EntryCase, facts: EntryFacts): Check[] {
  const { statement } = open.entry;
  if (statement.type === "suyuan/withdrawal@1") return [checkWithdrawer(open, facts, statement)];
  if (statement.type === "suyuan/reconciliation@1") return [checkBothSides(facts, statement)];
  const [role = "holder"] = rolesOf(statement);
  return [
    byRole(facts, role, statement.organization, statement),
    ...checkRecipient(statement, facts),
  ];
}
