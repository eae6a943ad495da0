// SPDX-License-Identifier: Apache-2.0
// Whether the grant covers what was done: in force or begun, for this asset, and shared on only from
// grants that are in force as well.
import type { Hex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import type { EntryCase, EntryFacts } from "../evidence/gather.ts";
import type { Over, SourceFacts } from "../evidence/grant.ts";
import { GRANT_FORCE } from "../evidence/rules.ts";
import { scopeOf } from "../scope.ts";
import { kindOf, subjectsOf } from "../statement/id.ts";
import type { GrantRecord } from "../storage/grants.ts";
import { failed, passed, unproven } from "./check.ts";
import { grantForce } from "./forces.ts";
import type { Force } from "./interval.ts";
import { judged } from "./judged.ts";
import type { Check } from "./types.ts";

// A batch names the purpose for which it was signed.
function batchFault({ signatures }: EntryCase["entry"], purpose: number): Check | undefined {
  for (const signature of signatures) {
    if (signature.alg === "eip712-batch" && signature.purpose !== purpose) {
      return failed("grant", "batch-purpose-differs", { batch: signature.purpose, purpose });
    }
  }
  return undefined;
}

function ownFault({ entry }: EntryCase, { provider, asset: granted, purpose }: GrantRecord) {
  const { asset } = entry.statement;
  const { grant = "" } = subjectsOf(entry.statement);
  if (provider === 0) return failed("grant", "grant-unknown", { grant });
  if (granted !== asset) return failed("grant", "grant-of-other-asset", { asset, granted });
  return batchFault(entry, purpose);
}

// A grant above was in force when this one was given, so that its own term had begun long ago.
function checkSource({ id, phases }: SourceFacts, facts: EntryFacts, time: number): Check {
  const question = {
    name: "source",
    fact: "source",
    trace: phases,
    force: grantForce("in-force", 0),
    code: "source-in-order",
    values: { grant: id },
  } as const;
  return judged(question, facts.span, time);
}

/** One line on the grant, and one on each grant from which it was shared on. */
export function checkGrant(open: EntryCase, facts: EntryFacts): Check[] {
  if (facts.grant === undefined) return [];
  const { record, phases, sources } = facts.grant;
  if (!record.known) return [unproven("grant", record)];
  const fault = ownFault(open, record.value);
  if (fault !== undefined) return [fault];
  const { statement } = open.entry;
  const force = GRANT_FORCE[kindOf(statement)];
  const question = {
    name: "grant",
    fact: "grant",
    trace: phases,
    force: grantForce(force, record.value.from),
    code: "grant-in-order",
  } as const;
  const own = judged(question, facts.span, statement.time);
  if (!sources.known) return [own, unproven("source", sources)];
  return [own, ...sources.value.map((one) => checkSource(one, facts, statement.time))];
}

const scopeAt = (scopes: Over<Hex>, time: number): Hex | undefined =>
  scopes.elements.findLast(({ since }) => since <= time)?.value;

/** One line where the scope is laid open: it is what the grant covered when the statement was made. */
export function checkScope(
  { scope }: Pick<EntryCase, "scope">,
  facts: EntryFacts,
  crypto: CryptoProvider,
): Check[] {
  if (scope === undefined) return [];
  const { span, grant } = facts;
  if (!span.known) return [unproven("scope", span)];
  if (grant?.scopes?.known === false) return [unproven("scope", grant.scopes)];
  const expected = scopeOf(scope, crypto);
  const found =
    grant?.scopes === undefined ? undefined : scopeAt(grant.scopes.value, span.value.from);
  return [
    found === expected
      ? passed("scope", "scope-of-grant", { scope: expected })
      : failed("scope", "scope-differs", { scope: expected }),
  ];
}

/** One line where it counts what the grant covered: that did not change since the statement's time. */
export function checkCoverage(open: EntryCase, facts: EntryFacts): Check[] {
  const { span, grant } = facts;
  if (grant?.scopes === undefined) return [];
  if (!span.known) return [unproven("coverage", span)];
  if (!grant.scopes.known) return [unproven("coverage", grant.scopes)];
  const scope = scopeAt(grant.scopes.value, span.value.from);
  // That it had not been given yet is told under "grant".
  if (scope === undefined) return [];
  const question = {
    name: "coverage",
    fact: "scope",
    trace: grant.scopes,
    force: (value: Hex): Force =>
      value === scope ? { valid: true } : { valid: false, reason: "other" },
    code: "scope-throughout",
    values: { scope },
  } as const;
  return [judged(question, span, open.entry.statement.time)];
}
