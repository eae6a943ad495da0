// SPDX-License-Identifier: Apache-2.0
// Lists of sharing: demands, requests, grants and what comes of them.
import type { Deadline } from "@suyuan/sdk";

import { deadlineText } from "../output/deadline.ts";
import { list, same, vocabulary, when } from "./listing.ts";
import type { SharingListName } from "./names.ts";
import type { Action, Run } from "./run.ts";

const due = ({ out }: Run, deadline: Deadline | null): string =>
  deadline ? deadlineText(out, deadline) : "–";

const word = (words: readonly string[], number: number): string => words[number] ?? String(number);

export const SHARING_LISTS: Readonly<Record<SharingListName, Action>> = {
  "demand list": list(
    "demands",
    { ...same("organization", "asset"), state: "status" },
    (run, one) => [
      ...[one.id, one.organization, word(vocabulary(run).demandStatus, one.status)],
      ...[one.asset ?? "–", when(run, one.announcedAt)],
    ],
  ),
  "consent list": list("consents", same("asset", "provider"), (run, one) => [
    ...[one.asset, one.provider, word(vocabulary(run).consentState, one.state)],
    ...[when(run, one.from), when(run, one.until)],
    word(vocabulary(run).disposal, one.disposal),
  ]),
  "request list": list(
    "requests",
    { ...same("asset", "organization", "answerer", "demand"), state: "status" },
    (run, one) => [
      ...[one.id, one.organization, one.answerer],
      ...[word(vocabulary(run).requestStatus, one.status), due(run, one.deadline)],
    ],
  ),
  "grant list": list(
    "grants",
    same("asset", "provider", "recipient", "log", "state"),
    (run, one) => [
      ...[one.id, one.provider, one.recipient, word(vocabulary(run).grantState, one.state)],
      ...[when(run, one.until), due(run, one.deliveryDeadline ?? one.disposalDeadline)],
    ],
  ),
  "grant changes": list("changes", same("grant", "provider", "recipient"), (run, one) => [
    ...[one.grant, one.proposer, word(vocabulary(run).changeKind, one.kind)],
    ...[word(vocabulary(run).changeState, one.state), one.value, when(run, one.proposedAt)],
  ]),
  "delivery list": list(
    "deliveries",
    same("grant", "asset", "provider", "recipient"),
    (run, one) => [
      ...[one.grant, one.serial, when(run, one.firstAt)],
      ...[word(vocabulary(run).receiptResult, one.result), due(run, one.deadline)],
    ],
  ),
  "return list": list("returns", same("asset", "claimant", "holder", "state"), (run, one) => [
    ...[one.id, one.claimant, one.holder, word(vocabulary(run).returnState, one.state)],
    when(run, one.claimedAt),
  ]),
  "case corrections": list(
    "corrections",
    same("asset", "raiser", "respondent", "grant", "state"),
    (run, one) => [
      ...[one.id, one.raiser, one.respondent, word(vocabulary(run).caseState, one.state)],
      due(run, one.deadline),
    ],
  ),
  "case disputes": list(
    "disputes",
    { ...same("asset", "raiser", "respondent", "state"), about: "subject" },
    (run, one) => [
      ...[one.id, one.raiser, one.respondent, word(vocabulary(run).caseState, one.state)],
      due(run, one.deadline),
    ],
  ),
  "finding list": list(
    "findings",
    { ...same("against", "authority", "state"), about: "subject", breach: "code" },
    (run, one) => [
      ...[one.id, one.against, one.code, word(vocabulary(run).findingKind, one.kind)],
      ...[word(vocabulary(run).findingState, one.state), due(run, one.deadline)],
    ],
  ),
};
