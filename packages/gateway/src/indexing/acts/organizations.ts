// SPDX-License-Identifier: Apache-2.0
import type { Act, Args, Fields, Plain } from "../types.ts";
import { textOf, changes, type ContractActs, has, idText, makes, type Part, pick } from "./part.ts";

const ACTIVE = 1;
const SUSPENDED = 2;
const ABOLISHED = 3;
const APPOINTED = 1;
const ENDED = 2;
const COMPROMISED = 3;

const admitted = ["nameHash", "capacities", "level", "region", "parent", "head"];
const appointed = ["organization", "office", "account", "until", "sm2KeyHash", "dailyLimit"];

const organization = (fields: (args: Args, act: Act) => Fields): Part =>
  changes("organization", "organization", (args, _, act) => fields(args, act));

const authority = has("organization", "byAuthority");

const pending = (args: Args, replacement: boolean): Fields => ({
  pendingHead: { ...pick(args, "newHead", "from"), replacement },
});

/** An organisation that ended; the one that succeeds it stands in its place. */
const ended = (how: "merged" | "split" | "abolished", successor: string | undefined): Part =>
  organization((args, { time }) => ({
    ...{ status: ABOLISHED, ended: how, endedAt: time, pendingHead: null },
    successor: successor === undefined ? 0 : (args[successor] ?? 0),
  }));

/** Id of the assignment of a subject of an organisation that will be split. */
export const assignmentId = (of: Plain | undefined, subject: Plain | undefined): string =>
  `${idText(of) ?? ""}:${idText(subject) ?? ""}`;

const subjectsOf = (args: Args): readonly Plain[] => (args["subjects"] ?? []) as readonly Plain[];

/** The organisation that takes another one's place, or subjects of it: it may hold what that one held. */
const heir = (name: string): Part =>
  changes("organization", name, ({ organization: of }, row) => {
    const known = (row["predecessors"] ?? []) as readonly Plain[];
    return { predecessors: known.includes(of ?? 0) ? known : [...known, of ?? 0] };
  });

const assignments: Part = {
  kind: "assignment",
  ids: (args) => subjectsOf(args).map((subject) => assignmentId(args["organization"], subject)),
  change: (_, { args }, { id, at }) => ({ id, at, to: args["to"] ?? 0 }),
};

/** Organisations, their heads and what becomes of them. */
const TREE_ACTS: ContractActs = {
  OrganizationAdmitted: [
    makes("organization", "organization", (args) => ({
      ...pick(args, ...admitted),
      code: textOf(args["code"]),
      ...{ status: ACTIVE, successor: 0, pendingHead: null },
      predecessors: [],
    })),
    has("organization", "parent"),
  ],
  OrganizationSuspended: [organization(() => ({ status: SUSPENDED }))],
  OrganizationResumed: [organization(() => ({ status: ACTIVE }))],
  OrganizationRenamed: [organization((args) => pick(args, "nameHash"))],
  HeadProposed: [organization((args) => pending(args, false))],
  HeadReplacementOrdered: [organization((args) => pending(args, true)), authority],
  HeadStopped: [organization(() => ({ pendingHead: null }))],
  HeadChanged: [organization((args) => ({ ...pick(args, "head"), pendingHead: null }))],
  ParentChanged: [
    organization((args) => pick(args, "parent")),
    has("organization", "previous"),
    has("organization", "parent"),
  ],
  OrganizationMerged: [ended("merged", "into"), heir("into"), authority],
  OrganizationSplit: [ended("split", "keeper"), heir("keeper"), authority],
  OrganizationAbolished: [ended("abolished", undefined), authority],
  SubjectsAssigned: [has("organization", "organization"), heir("to"), assignments, authority],
};

/** A seat's end, and a report that its key is compromised, bring the end of its term forward. */
const leaves = (state: number, fields: (args: Args, time: number) => Fields): Part =>
  changes("seat", "seat", (args, { until }, { time }) => ({
    ...{ state, until: Math.min(Number(until), time) },
    ...fields(args, time),
  }));

/** Seats. */
const SEAT_ACTS: ContractActs = {
  SeatAppointed: [
    makes("seat", "seat", (args, { time }) => ({
      ...pick(args, ...appointed),
      ...{ from: time, state: APPOINTED },
    })),
    has("organization", "organization"),
  ],
  SeatEnded: [leaves(ENDED, (_, endedAt) => ({ endedAt })), has("organization", "organization")],
  SeatCompromised: [
    leaves(COMPROMISED, ({ since }) => ({ compromisedSince: since ?? 0 })),
    has("organization", "organization"),
  ],
  AllowanceSet: [has("seat", "seat")],
};

export const ORGANIZATION_ACTS: ContractActs = { ...TREE_ACTS, ...SEAT_ACTS };

/** Id of an organisation's duty for an asset. */
const dutyId = ({ organization: of, duty, asset }: Args): readonly string[] => [
  [of, duty, asset].map((part) => idText(part) ?? "").join(":"),
];

const duty = (fields: (args: Args, act: Act) => Fields): Part => ({
  kind: "duty",
  ids: dutyId,
  change: (known, act, { id, at }) => ({ ...(known ?? { id, at }), ...fields(act.args, act) }),
});

/** Who answers for what. */
export const DUTY_ACTS: ContractActs = {
  DutyAssigned: [
    duty((args, { time }) => ({
      ...pick(args, "organization", "duty", "asset", "legalBasis", "responsibleSeat"),
      ...{ since: time, until: 0 },
    })),
    has("organization", "organization"),
    has("asset", "asset"),
    has("seat", "responsibleSeat"),
  ],
  DutyWithdrawn: [
    duty((_, { time }) => ({ responsibleSeat: 0, until: time })),
    has("organization", "organization"),
    has("asset", "asset"),
  ],
};
