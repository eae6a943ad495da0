// SPDX-License-Identifier: Apache-2.0
// Organisations, seats, duties, the law and the council, from events.
import {
  ABOLISHED,
  ACTIVE,
  type Handlers,
  known,
  type Seat,
  type State,
  SUSPENDED,
  type Table,
  ZeroHash,
} from "./state.ts";
import { num, text, type Values } from "./events.ts";

const HEAD_OF_DATA_OFFICE = 2n;
const CHIEF = 3n;
const SEAT = { active: 1n, ended: 2n, compromised: 3n } as const;

const of = (state: State, { organization }: Values) => known(state.organizations, organization);
const seatOf = (state: State, { seat }: Values): Seat => known(state.seats, seat);

function endsOf(state: State, { seat }: Values): [bigint, bigint] {
  const ends = state.seatEnds.get(String(seat)) ?? [0n, 0n];
  state.seatEnds.set(String(seat), ends);
  return ends;
}

/** One organisation succeeds another: chains grow. */
function succeeds(state: State, from: bigint, to: bigint): void {
  const depth = (state.successions.get(String(from)) ?? 0n) + 1n;
  const present = state.successions.get(String(to)) ?? 0n;
  if (depth > present) state.successions.set(String(to), depth);
}

function ends(state: State, values: Values, successor: bigint): void {
  if (successor !== 0n) succeeds(state, num(values, "organization"), successor);
  const { standing } = of(state, values);
  [standing.status, standing.successor] = [ABOLISHED, successor];
}

/** A term is over once its seat has ended or is reported. */
function leaves(seat: Seat, state: bigint, time: bigint): void {
  seat.state = state;
  if (time < seat.until) seat.until = time;
}

const noHead = (state: State, { organization }: Values): void => {
  state.pendingHeads.delete(String(organization));
};

export const ORGANIZATIONS: Handlers = {
  OrganizationAdmitted: (state, v) => {
    const [capacities, level] = [num(v, "capacities"), num(v, "level")];
    const [region, parent, head] = [num(v, "region"), num(v, "parent"), text(v, "head")];
    const standing = { status: ACTIVE, capacities, level, region, parent, successor: 0n };
    const one = { code: text(v, "code"), nameHash: text(v, "nameHash"), head, standing };
    state.organizations.set(String(v["organization"]), one);
    state.accounts.set(head, num(v, "organization"));
  },
  OrganizationSuspended: (state, v) => {
    of(state, v).standing.status = SUSPENDED;
  },
  OrganizationResumed: (state, v) => {
    of(state, v).standing.status = ACTIVE;
  },
  OrganizationRenamed: (state, v) => {
    of(state, v).nameHash = text(v, "nameHash");
  },
  ParentChanged: (state, v) => {
    of(state, v).standing.parent = num(v, "parent");
  },
  OrganizationMerged: (state, v) => {
    ends(state, v, num(v, "into"));
  },
  OrganizationSplit: (state, v) => {
    ends(state, v, num(v, "keeper"));
  },
  OrganizationAbolished: (state, v) => {
    ends(state, v, 0n);
  },
  SubjectsAssigned: (state, v) => {
    const to = num(v, "to");
    if (to !== 0n) succeeds(state, num(v, "organization"), to);
    for (const subject of v["subjects"] as Iterable<string>) {
      state.assignments.set(`${String(v["organization"])} ${subject}`, to);
    }
  },
  HeadProposed: (state, v) => {
    state.pendingHeads.set(String(v["organization"]), [v["newHead"], v["from"], 0n, false]);
  },
  HeadReplacementOrdered: (state, v) => {
    const pending = [v["newHead"], v["from"], v["byAuthority"], true];
    state.pendingHeads.set(String(v["organization"]), pending);
  },
  HeadStopped: noHead,
  HeadChanged: (state, v) => {
    noHead(state, v);
    of(state, v).head = text(v, "head");
    state.accounts.set(String(v["head"]), num(v, "organization"));
  },
};

export const SEATS: Handlers = {
  SeatAppointed: (state, v, from) => {
    const [seat, organization, office] = ["seat", "organization", "office"].map((name) =>
      num(v, name),
    ) as [bigint, bigint, bigint];
    const [account, sm2KeyHash] = [text(v, "account"), text(v, "sm2KeyHash")];
    const [until, dailyLimit] = [num(v, "until"), num(v, "dailyLimit")];
    const one = { account, organization, office, state: SEAT.active, from, until };
    state.seats.set(String(seat), { ...one, sm2KeyHash, dailyLimit });
    state.accounts.set(account, organization);
    if (office === HEAD_OF_DATA_OFFICE || office === CHIEF) {
      state.soleSeats.set(`${String(organization)} ${String(office)}`, seat);
    }
  },
  SeatEnded: (state, v, time) => {
    leaves(seatOf(state, v), SEAT.ended, time);
    endsOf(state, v)[0] = time;
  },
  SeatCompromised: (state, v, time) => {
    leaves(seatOf(state, v), SEAT.compromised, time);
    endsOf(state, v)[1] = num(v, "since");
  },
  AllowanceSet: (state, v) => {
    state.allowances.set(`${String(v["seat"])} ${String(v["subject"])}`, v["allowed"] === true);
  },
  DutyAssigned: (state, v) => {
    const duty = [num(v, "responsibleSeat"), text(v, "legalBasis")] as const;
    state.duties.set(dutyOf(v), duty);
  },
  DutyWithdrawn: (state, v) => {
    state.duties.set(dutyOf(v), [0n, ZeroHash]);
  },
};

const dutyOf = (v: Values): string =>
  [v["organization"], v["duty"], v["asset"]].map(String).join(" ");

/** A version takes the place of one from the same moment. */
function version<T extends { readonly from: bigint }>(table: Table<T[]>, key: string, one: T) {
  const versions = table.get(key) ?? [];
  if (versions.at(-1)?.from === one.from) versions.pop();
  table.set(key, [...versions, one]);
}

function withdraw(table: Table<unknown[]>, key: string): void {
  table.set(key, (table.get(key) ?? []).slice(0, -1));
}

const cited = (v: Values) => ({
  mark: num(v, "mark"),
  source: text(v, "source"),
  from: num(v, "from"),
});

export const LAW: Handlers = {
  RuleSet: (state, v) => {
    version(state.rules, String(v["key"]), { value: num(v, "value"), ...cited(v) });
  },
  RuleWithdrawn: (state, v) => {
    withdraw(state.rules, String(v["key"]));
  },
  TypeSet: (state, v) => {
    version(state.types, String(v["id"]), { type: v["type_"], ...cited(v) });
  },
  TypeWithdrawn: (state, v) => {
    withdraw(state.types, String(v["id"]));
  },
  YearPublished: (state, v, time) => {
    const { low, high, source, version: number } = v;
    state.years.set(String(v["year"]), [low, high, source, number, time]);
  },
  MemberAdmitted: (state, v) => {
    state.members.add(String(v["organization"]));
  },
  MemberFollowed: (state, v) => {
    state.votes.set(String(v["organization"]), text(v, "head"));
  },
  MemberRemoved: (state, v) => {
    state.members.delete(String(v["organization"]));
  },
  GuardianNamed: (state, v) => {
    state.guardian = num(v, "guardian");
  },
};
