// SPDX-License-Identifier: Apache-2.0
// Which limits were not kept, as the contracts find it (FindingRegistry.lateness): whether the act came late or has not
// come. Anyone may have it recorded, once for each run of a limit.
import { CASE_STATES, CLOCKS, FINDING_STATES } from "@suyuan/chain";
import { STAGE } from "../indexing/acts/assets.ts";
import { CASE_KIND } from "../indexing/acts/corrections.ts";
import { STATUS } from "../indexing/acts/sharing.ts";
import { idText } from "../indexing/acts/part.ts";
import { asNumber } from "../indexing/plain.ts";
import { runOf } from "../indexing/runs.ts";
import type { ClockName } from "../indexing/turns.ts";
import type { Kind, Plain, Row } from "../indexing/types.ts";
import type { Deadlines } from "../services/deadlines.ts";
import type { Ledger } from "./ledger.ts";
import { sideOf } from "./sides.ts";

/** Whose thing it is about. */
export interface LateQuestion {
  readonly ledger: Ledger;
  readonly deadlines: Deadlines;
  readonly row: Row;
}

/** A run of a limit that has a deadline. */
interface Run {
  /** Who owes the act; 0 where nobody does any more. */
  readonly who: number;
  /** When it began. */
  readonly since: number;
  /** First late moment. */
  readonly due: number;
  readonly late: boolean;
}

type Find = (question: LateQuestion) => Promise<Run | undefined>;

/** A limit as acts have left it. Present calendars move only the end of one that was provisional. */
interface Limit {
  readonly due: Plain | undefined;
  readonly since: Plain | undefined;
  readonly days: Plain | undefined;
  readonly provisional: boolean;
}

async function endOf(deadlines: Deadlines, limit: Limit): Promise<number> {
  const { provisional } = limit;
  const [due, since] = [asNumber(limit.due), asNumber(limit.since)];
  const days = provisional || due === 0 ? asNumber(limit.days) : 0;
  return (await deadlines.of({ due, since, days, provisional }))?.at ?? 0;
}

/** The end of a limit that an act has stopped, or that runs. */
function stoppableEnd(deadlines: Deadlines, row: Row, since: Plain | undefined): Promise<number> {
  const { due, stoppedDue, days } = row;
  const limit = { due: asNumber(due) || asNumber(stoppedDue), since, days };
  if (limit.due === 0) return Promise.resolve(0);
  return endOf(deadlines, { ...limit, provisional: row["provisional"] === true });
}

const answer: Find = async ({ ledger, deadlines, row }) => {
  const grant = await ledger.row("grant", row.id);
  const side = grant ? sideOf(ledger, "provider", grant) : sideOf(ledger, "answerer", row);
  const [who, since] = [await side, asNumber(row["runSince"])];
  const due = await stoppableEnd(deadlines, row, since);
  const { status, withdrawnFrom, answeredAt } = row;
  const last = status === STATUS.withdrawn ? withdrawnFrom : status;
  if (last === STATUS.answerDue) {
    const end = status === STATUS.withdrawn ? asNumber(answeredAt) : ledger.now;
    return { who, since, due, late: end >= due };
  }
  const late = row[last === STATUS.incomplete ? "returnedLate" : "late"] === true;
  return { who, since, due, late };
};

const delivery: Find = async ({ ledger, deadlines, row }) => {
  const { deliveryDue, grantedAt, deliveryDays, deliveryProvisional, deliveredAt } = row;
  const provisional = deliveryProvisional === true;
  const limit = { due: deliveryDue, since: grantedAt, days: deliveryDays, provisional };
  const due = await endOf(deadlines, limit);
  const who = await sideOf(ledger, "provider", row);
  const late = (asNumber(deliveredAt) || ledger.now) >= due;
  return { who, since: asNumber(grantedAt), due, late };
};

const disposal: Find = async ({ ledger, deadlines, row }) => {
  const end = await ledger.endOf(row);
  if (ledger.now < end) return undefined;
  const days = await ledger.rule("disposal.days", end);
  const due = await endOf(deadlines, { due: 0, since: end, days, provisional: false });
  const isDone = asNumber(row["disposedAt"]) !== 0;
  const late = isDone ? row["disposedLate"] === true : ledger.now >= due;
  return { who: await sideOf(ledger, "recipient", row), since: end, due, late };
};

/** That a suspended grant's recipient puts right what it was suspended for. */
const rectification: Find = async ({ ledger, row }) => {
  const [due, since] = [asNumber(row["rectifyBy"]), asNumber(row["suspendedSince"])];
  const resumedAt = asNumber(row["resumedAt"]);
  const report = row["rectification"] as { readonly late?: boolean } | null;
  const isBound = (resumedAt === 0 || resumedAt >= due) && (await ledger.endOf(row)) >= due;
  const late = report === null ? ledger.now >= due && isBound : report.late === true;
  return { who: await sideOf(ledger, "recipient", row), since, due, late };
};

const receipt: Find = async ({ ledger, deadlines, row }) => {
  const { anchoredAt, days, receivedAt } = row;
  const limit = { due: 0, since: anchoredAt, days, provisional: false };
  const due = await endOf(deadlines, limit);
  const late = (asNumber(receivedAt) || ledger.now) >= due;
  return { who: await sideOf(ledger, "recipient", row), since: asNumber(anchoredAt), due, late };
};

const OPEN_CASE = CASE_STATES.indexOf("Open");
const WITHDRAWN_CASE = CASE_STATES.indexOf("Withdrawn");

const correction: Find = async ({ ledger, deadlines, row }) => {
  const { kind, state, since } = row;
  if (kind !== CASE_KIND.correction) return undefined;
  const asset = await ledger.row("asset", row["asset"]);
  const who = await ledger.standIn(asset?.["holder"], row["asset"]);
  const due = await stoppableEnd(deadlines, row, since);
  const isStopped = state === WITHDRAWN_CASE;
  const isAnswered = !isStopped && state !== OPEN_CASE;
  const end = isStopped ? asNumber(row["closedAt"]) : ledger.now;
  const late = isAnswered ? row["late"] === true : end >= due;
  return { who, since: asNumber(since), due, late };
};

const registration: Find = async ({ ledger, deadlines, row }) => {
  const procedure = (row["procedure"] ?? {}) as Readonly<Record<string, Plain>>;
  // The end of a public notice is nobody's limit.
  if (procedure["stage"] === STAGE.publicNotice) return undefined;
  const deadline = await deadlines.ofProcedure(procedure);
  if (!deadline) return undefined;
  const who = await ledger.follow(procedure["registrar"], row.id);
  return { who, since: asNumber(procedure["since"]), due: deadline.at, late: deadline.late };
};

const NOT_OWED: ReadonlySet<Plain> = new Set([
  FINDING_STATES.indexOf("Annulled"),
  FINDING_STATES.indexOf("Dropped"),
]);

/** That a finding is put right by the date of its order. */
const order: Find = async ({ ledger, row }) => {
  const { state, orderedBy, orderedAt, reportedAt } = row;
  if (NOT_OWED.has(state ?? 0)) return undefined;
  const [due, end] = [asNumber(orderedBy), asNumber(reportedAt) || ledger.now];
  const who = await sideOf(ledger, "against", row);
  return { who, since: asNumber(orderedAt), due, late: end >= due };
};

const LIMITS: Readonly<Partial<Record<Kind, Readonly<Partial<Record<ClockName, Find>>>>>> = {
  request: { answer },
  grant: { delivery, disposal, rectification },
  delivery: { receipt },
  case: { correction },
  asset: { registration },
  finding: { rectification: order },
};

/** The clocks of a kind of things whose passing is a finding. */
export const clocksOf = (kind: Kind): readonly ClockName[] =>
  Object.keys(LIMITS[kind] ?? {}) as ClockName[];

const runOn = async (
  kind: Kind,
  clock: ClockName,
  question: LateQuestion,
): Promise<Run | undefined> => {
  const run = await LIMITS[kind]?.[clock]?.(question);
  return run?.due === 0 ? undefined : run;
};

/** The last lateness that was recorded of a clock on a subject. */
async function recorded({ index }: Ledger, clock: ClockName, id: Plain): Promise<Row | undefined> {
  const query = { list: "latenesses", value: runOf(clock, idText(id) ?? "") } as const;
  return (await index.list(query, { limit: 1 })).items[0];
}

/** What the clocks are of; a rectification also of a finding. */
const KIND_OF: Readonly<Partial<Record<ClockName, Kind>>> = {
  ...{ answer: "request", delivery: "grant", disposal: "grant", rectification: "grant" },
  ...{ receipt: "delivery", correction: "case", registration: "asset" },
};
/** What a log may prove to have been done in time after all. */
const PROVABLE: ReadonlySet<ClockName> = new Set(["delivery", "receipt"]);

/** Whether the run that was recorded as late was none: proven in time, or its end moved by a later calendar. */
export async function isDisproved({
  ledger,
  deadlines,
  row: found,
}: LateQuestion): Promise<boolean> {
  const clock = CLOCKS.find((one) => one.clock === found["clock"])?.name;
  const kind = clock && KIND_OF[clock];
  if (!clock || !kind) return false;
  const of = await ledger.row(kind, found["subject"]);
  const row = of ?? (await ledger.row("finding", found["subject"]));
  const run = row && (await runOn(of ? kind : "finding", clock, { ledger, deadlines, row }));
  if (!run || run.since > asNumber(found["runSince"])) return false;
  return (!run.late && PROVABLE.has(clock)) || asNumber(found["time"]) < run.due;
}

const ANNULLED = FINDING_STATES.indexOf("Annulled");

/** The clocks that ran out on a thing, late act or none, of which that is not recorded yet. */
export async function latenessesOf(
  kind: Kind,
  question: LateQuestion,
): Promise<readonly ClockName[]> {
  const found: ClockName[] = [];
  for (const clock of clocksOf(kind)) {
    const run = await runOn(kind, clock, question);
    if (run?.late !== true || run.who === 0) continue;
    const last = await recorded(question.ledger, clock, question.row.id);
    const isNew = !last || last["state"] === ANNULLED || run.since > asNumber(last["runSince"]);
    if (isNew) found.push(clock);
  }
  return found;
}
