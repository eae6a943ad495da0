// SPDX-License-Identifier: Apache-2.0
// What must be so beside the state, by the words of the arrow tables; and what the guards of an act ask of other things.
import type { Condition } from "@suyuan/chain";
import { FINDING_KIND } from "../indexing/acts/findings.ts";
import { GRANT } from "../indexing/acts/grants.ts";
import { asNumber } from "../indexing/plain.ts";
import type { Plain, Row } from "../indexing/types.ts";
import type { Deadlines } from "../services/deadlines.ts";
import { isDisproved } from "./lateness.ts";
import type { Ledger } from "./ledger.ts";
import { hasTold } from "./sides.ts";

/** Who asks about what. */
export interface Asked {
  readonly ledger: Ledger;
  readonly deadlines: Deadlines;
  /** The organisation that would act. */
  readonly organization: number;
  readonly row: Row;
}

type Test = (asked: Asked) => boolean | Promise<boolean>;

const yes: Test = () => true;
const no: Test = () => false;
const not =
  (test: Test): Test =>
  async (asked) =>
    !(await test(asked));

interface Extension {
  readonly consentedBy: number;
}
const extensionOf = ({ row }: Asked): Extension | null => row["extension"] as Extension | null;

const isAnswerLate: Test = async ({ deadlines, row }) => {
  const { due, since, days, provisional } = row;
  const clock = { due: asNumber(due), since: asNumber(since), days: asNumber(days) };
  const deadline = await deadlines.of({
    ...clock,
    days: provisional === true ? clock.days : 0,
    provisional: provisional === true,
  });
  return deadline?.late ?? false;
};

/** An order to put a finding right, or a clock. */
const isOver: Test = (asked) => {
  const { row, ledger } = asked;
  if (row["orderedBy"] === undefined) return isAnswerLate(asked);
  return asNumber(row["orderedBy"]) !== 0 && ledger.now >= asNumber(row["orderedBy"]);
};

const ordered: Test = ({ row }) => asNumber(row["orderedBy"] ?? row["rectifyBy"]) !== 0;
const told: Test = ({ ledger, row, organization }) => hasTold(ledger, row, organization);

/** A lateness that was recorded, of a run that was not late. */
const inTimeAfterAll: Test = async ({ ledger, deadlines, row }) =>
  row["kind"] === FINDING_KIND.lateness && isDisproved({ ledger, deadlines, row });

const CONDITIONS: Readonly<Record<Condition, Test>> = {
  "not-returned-before": ({ row }) => row["returned"] !== true,
  onward: ({ row }) => row["parent"] !== null && row["onward"] === null,
  "extension-asked": (asked) => extensionOf(asked)?.consentedBy === 0,
  "extension-not-asked": (asked) => extensionOf(asked) === null,
  "not-extended": (asked) => (extensionOf(asked)?.consentedBy ?? 0) === 0,
  "before-due": not(isAnswerLate),
  "after-due": isOver,
  ordered,
  "not-ordered": not(ordered),
  "proposed-by-provider": ({ row }) => row["proposer"] === row["provider"],
  unconditional: async ({ ledger, row }) =>
    (await ledger.row("asset", row["asset"]))?.["attribute"] === UNCONDITIONAL,
  "in-time-after-all": inTimeAfterAll,
  // These begin something: which asset, is for who acts to choose.
  "during-notice": no,
  "not-applicant": no,
  "not-holder": no,
  "upper-level-holds": no,
  "demand-named": no,
  "no-decider": no,
  "not-self-reported": ({ row }) => row["selfReported"] !== true,
  // Another agreement than the one proposed can always be named.
  "other-side-agreed": no,
  "other-side-told": async (asked) =>
    !(await told(asked)) && ((asked.row["told"] ?? []) as readonly Plain[]).length > 0,
  "not-reported": ({ row }) => row["rectification"] === null,
  "not-delivered": ({ row }) => asNumber(row["deliveredAt"]) === 0,
};

const UNCONDITIONAL = 1;

const running: Test = async ({ ledger, row }) => {
  const grant = row["grant"] === undefined ? row : await ledger.row("grant", row["grant"]);
  return grant?.["state"] === GRANT.running && ledger.now < (await ledger.endOf(grant));
};

/** A grant that runs, whose sources run, and of which none is suspended. */
export async function isInForce(ledger: Ledger, grant: Row): Promise<boolean> {
  for (const one of await ledger.chainOf(grant)) {
    const isSuspended = asNumber(one["suspendedSince"]) !== 0 && asNumber(one["resumedAt"]) === 0;
    const runs =
      one["state"] === GRANT.running &&
      ledger.now >= asNumber(one["from"]) &&
      ledger.now < asNumber(one["until"]);
    if (isSuspended || !runs) return false;
  }
  return true;
}

const grantable: Test = async ({ ledger, row, organization }) => {
  if (!(await ledger.isShareable(row["asset"]))) return false;
  if (ledger.now >= asNumber(row["wantedUntil"])) return false;
  if ((await ledger.standIn(row["organization"], row.id)) === organization) return false;
  if (row["parent"] === null) return true;
  const parent = await ledger.row("grant", row["parent"]);
  return row["onward"] !== null && parent !== undefined && isInForce(ledger, parent);
};

const shareable: Test = ({ ledger, row }) => ledger.isShareable(row["asset"]);
const KIND_OF_CHANGE = { term: 2, log: 3 };

/** What was proposed can be done still: the moment lies ahead, the log is open. */
const stillPossible: Test = async (asked) => {
  if (!(await running(asked))) return false;
  const { ledger, row } = asked;
  if (row["kind"] === KIND_OF_CHANGE.term) {
    const until = BigInt(row["value"] as string);
    const parent = (await ledger.row("grant", row["grant"]))?.["parent"];
    const above = parent === null ? undefined : await ledger.row("grant", parent);
    const latest = above ? BigInt(await ledger.endOf(above)) : until;
    return until > BigInt(ledger.now) && until <= latest;
  }
  if (row["kind"] !== KIND_OF_CHANGE.log) return true;
  return (await ledger.row("log", row["value"]))?.["closed"] === false;
};

/** How many grants of a claimant are looked through for one that its return flow can go through. */
const MAX_FITTING = 100;

/** There is a grant of the asset from its holder to the claimant. */
const hasFittingGrant: Test = async ({ ledger, row, organization }) => {
  const value = String(await ledger.follow(row["claimant"], row.id));
  const query = { list: "grants-by-recipient", value } as const;
  const { items } = await ledger.index.list(query, { limit: MAX_FITTING });
  for (const grant of items) {
    const fits = grant["asset"] === row["asset"] && (await isInForce(ledger, grant));
    if (fits && (await ledger.standIn(grant["provider"], grant.id)) === organization) return true;
  }
  return false;
};

const mayBeExtended: Test = async ({ ledger, row }) =>
  extensionOf({ row } as Asked)?.consentedBy !== undefined
    ? extensionOf({ row } as Asked)?.consentedBy === 0
    : (await ledger.rule("answer.extension.days")) > 0;

/** Guards of acts that no arrow tells, by the act. */
const GUARDS: Readonly<Record<string, Test>> = {
  grant: grantable,
  resubmit: shareable,
  consentStanding: shareable,
  askExtension: mayBeExtended,
  suspend: running,
  resume: running,
  end: running,
  reportRectified: running,
  proposeChange: running,
  acceptChange: stillPossible,
  confirmChange: stillPossible,
  connectReturn: hasFittingGrant,
  execute: not(told),
};

/** Whether all conditions of an arrow, and the guards of its act, hold. */
export async function holds(
  conditions: readonly Condition[],
  act: string,
  asked: Asked,
): Promise<boolean> {
  for (const condition of conditions) if (!(await CONDITIONS[condition](asked))) return false;
  return (GUARDS[act] ?? yes)(asked);
}
