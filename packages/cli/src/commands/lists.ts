// SPDX-License-Identifier: Apache-2.0
// Lists of a gateway's index, a line for each thing.
import type { ActRow } from "@suyuan/sdk";

import { argument, choice } from "../input/values.ts";
import { deadlineText } from "../output/deadline.ts";
import { type Cell, list, queryOf, same, show, SUBJECTS, vocabulary, when } from "./listing.ts";
import { SHARING_LISTS } from "./lists-sharing.ts";
import type { LawListName, ListName } from "./names.ts";
import { gatewayOf } from "./online.ts";
import type { Action, Run } from "./run.ts";

const acts: Action = async (run) => {
  const subject = choice(argument(run), SUBJECTS, "<thing>");
  const page = await gatewayOf(run).acts(subject, argument(run, 1), queryOf(run, {}));
  return show(
    run,
    page,
    page.items.map((act) => actLine(run, act)),
  );
};

const LAW_LISTS: Readonly<Record<LawListName, Action>> = {
  "org list": list("organizations", same("parent", "level", "region", "code"), (run, one) => [
    ...[one.id, one.code, vocabulary(run).organizationStatus[one.status] ?? one.status],
    ...[vocabulary(run).level[one.level] ?? one.level, one.region],
  ]),
  "seat list": list("seats", same("organization", "account"), (run, one) => [
    ...[one.id, one.organization, vocabulary(run).office[one.office] ?? one.office],
    ...[vocabulary(run).seatState[one.state] ?? one.state, one.account, when(run, one.until)],
  ]),
  "duty list": list("duties", same("organization", "asset"), (run, one) => [
    ...[one.organization, one.duty, one.asset, one.responsibleSeat, when(run, one.since)],
  ]),
  "asset list": list(
    "assets",
    { ...same("holder", "region", "catalogueCode", "registrar", "state"), before: "endsBefore" },
    (run, one) => [
      ...[one.id, vocabulary(run).assetState[one.state] ?? one.state, one.holder, one.version],
      ...[when(run, one.until), vocabulary(run).stage[one.procedure.stage] ?? ""],
    ],
  ),
  "asset due": list(
    "procedures",
    { ...same("registrar", "holder"), before: "dueBefore" },
    (run, one) => [
      ...[one.id, vocabulary(run).stage[one.procedure.stage] ?? "", one.procedure.registrar],
      ...[one.procedure.deadline ? deadlineText(run.out, one.procedure.deadline) : "–"],
    ],
  ),
  "right list": list(
    "rights",
    { ...same("asset", "holder", "grantor"), before: "endsBefore" },
    (run, one) => [
      ...[one.id, vocabulary(run).rightKind[one.kind] ?? one.kind, one.holder],
      ...[vocabulary(run).rightState[one.state] ?? one.state, when(run, one.until)],
    ],
  ),
  "case list": list("cases", same("asset", "raiser", "registrar", "state"), (run, one) => [
    ...[one.id, vocabulary(run).caseKind[one.kind] ?? one.kind, one.raiser],
    ...[vocabulary(run).caseState[one.state] ?? one.state, when(run, one.time)],
  ]),
  "log list": list("logs", {}, (run, one) => [
    ...[one.id, one.centre, one.operatorSeat, one.size],
    ...[vocabulary(run).logState[one.closed ? 1 : 0] ?? "", one.successor ?? "–"],
  ]),
  "rule list": list("rules", {}, (run, { key, current }) => [
    ...[key, current?.value ?? "–", vocabulary(run).mark[current?.mark ?? 0] ?? ""],
    ...[current?.source ?? "", when(run, current?.from ?? 0)],
  ]),
  "type list": list("types", {}, (run, { id, current }) => [
    ...[id, current?.name ?? "–", vocabulary(run).effect[current?.effect ?? 0] ?? ""],
    ...[current?.acceptDays ?? 0, current?.reviewDays ?? 0, current?.noticeDays ?? 0],
    ...[vocabulary(run).mark[current?.mark ?? 0] ?? "", current?.source ?? ""],
  ]),
  "council list": list("proposals", {}, (run, one) => [
    ...[one.id, vocabulary(run).proposalKind[one.kind] ?? one.kind],
    ...[`${one.votes.for} : ${one.votes.against}`, when(run, one.voteEnd), one.description],
  ]),
  "council members": list("members", {}, (run, one) => [
    ...[one.id, one.member ? run.out.messages.yes : run.out.messages.no, one.head ?? "–"],
    ...[when(run, one.since)],
  ]),
  acts,
};

const ACTIONS: Readonly<Record<ListName, Action>> = { ...LAW_LISTS, ...SHARING_LISTS };

/** The action of a command that shows a list. */
export const listOf = (name: ListName): Action => ACTIONS[name];

function actLine(run: Run, { time: at, contract, name, args }: ActRow): Cell[] {
  return [when(run, at), contract, name, JSON.stringify(args)];
}
