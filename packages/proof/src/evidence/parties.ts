// SPDX-License-Identifier: Apache-2.0
// Who stood over the span for the parties that a kind of statement asks for.
import type { Hex } from "../bytes.ts";
import { type Party, SIGNATORIES } from "../codes.ts";
import { kindOf, signersOf, subjectsOf } from "../statement/id.ts";
import type { Statement } from "../statement/types.ts";
import { holdersOver } from "../storage/assets.ts";
import type { ChainFacts } from "../storage/facts.ts";
import type { GrantRecord } from "../storage/grants.ts";
import { type ReadOver, type StandIn, standInsOver } from "../storage/succession.ts";
import type { TraceElement } from "../storage/trace.ts";
import { attempt, type Fact, need } from "./fact.ts";

/** What an organisation is to an asset, to a grant, or by its seat to the log. */
export type Role = "holder" | "custodian" | "provider" | "recipient" | "operator";

/** Who stood for each party that counts for a statement; those that do not are left out. */
export interface PartyFacts {
  readonly roles: Readonly<Partial<Record<Role, Fact<readonly StandIn[]>>>>;
  /** For each signer of what is withdrawn. */
  readonly withdrawn?: readonly Fact<readonly StandIn[]>[];
}

/** What parties are read from. */
export interface PartySource {
  readonly chain: ChainFacts;
  readonly over: ReadOver;
  /** Since when it has to be known who stood, in seconds. */
  readonly from: Fact<number>;
  readonly grant?: Fact<GrantRecord>;
}

const ROLES_OF_PARTY: Readonly<Record<Party, readonly Role[]>> = {
  holder: ["holder"],
  provider: ["provider"],
  recipient: ["recipient"],
  custodian: ["custodian"],
  both: ["provider", "recipient"],
  withdrawer: [],
  operator: ["operator"],
};

/** The role in which the signer of a statement signs; none where there are two, or where it depends. */
export function rolesOf(statement: Statement): readonly Role[] {
  if ("custodian" in statement) return ["custodian"];
  const isSerial = statement.type === "suyuan/withdrawal@1" && "serial" in statement.target;
  return isSerial ? ["provider"] : ROLES_OF_PARTY[SIGNATORIES[kindOf(statement)].party];
}

const always = (organization: number): readonly TraceElement[] => [
  { since: 0, value: BigInt(organization) },
];

function named(
  role: Exclude<Role, "operator">,
  asset: Hex,
  from: number,
  source: PartySource,
): readonly TraceElement[] {
  const { chain, over, grant } = source;
  if (role === "holder") return holdersOver(chain, over, asset, from);
  if (role === "custodian") return over(chain.custodianOf(asset));
  return grant === undefined ? [] : always(need(grant)[role]);
}

// The operator is a seat: another one of its organisation does not speak for the log, nor does a successor.
function operatorsOf(statement: Statement, { chain, over }: PartySource): readonly StandIn[] {
  const { log, seat, organization } = statement;
  return over(chain.operatorOf(log)).map(({ since, value }) => {
    const own = value === BigInt(seat) ? organization : 0;
    return { since, organization: own, recorded: own };
  });
}

function standInsOf(role: Role, statement: Statement, source: PartySource) {
  const { asset, grant } = subjectsOf(statement);
  const ofGrant = role === "provider" || role === "recipient";
  const subject = ofGrant ? (grant ?? asset) : asset;
  return attempt(() => {
    if (role === "operator") return operatorsOf(statement, source);
    const from = need(source.from);
    const organizations = named(role, asset, from, source);
    return standInsOver(source.chain, source.over, organizations, subject, from);
  });
}

/** Reads who stood for the parties of a statement, and of the one that it withdraws. */
export function gatherParties(
  statement: Statement,
  related: Statement | undefined,
  source: PartySource,
): PartyFacts {
  const recipient = statement.type === "suyuan/delivery@1" ? (["recipient"] as const) : [];
  const roles = [...rolesOf(statement), ...recipient].map(
    (role) => [role, standInsOf(role, statement, source)] as const,
  );
  const facts: PartyFacts = { roles: Object.fromEntries(roles) };
  const isWithdrawn = statement.type === "suyuan/withdrawal@1" && "id" in statement.target;
  if (!isWithdrawn || related === undefined) return facts;
  const { asset, grant } = subjectsOf(related);
  const withdrawn = signersOf(related).map(({ organization }) =>
    attempt(() => {
      const { chain, over, from } = source;
      return standInsOver(chain, over, always(organization), grant ?? asset, need(from));
    }),
  );
  return { ...facts, withdrawn };
}
