// SPDX-License-Identifier: Apache-2.0
// Commands that carry out one function of a contract each: the function, and where its arguments come from.
import { type AbiValue, logId } from "@suyuan/sdk";

import { sha256OfText } from "../input/documents.ts";
import { account, argument, id, needed, whole } from "../input/values.ts";
import { SHARING_ACTS } from "./acts-sharing.ts";
import {
  asset,
  type Carried,
  coded,
  commitment,
  hash,
  idOf,
  maybeCommitment,
  maybeId,
  moment,
  number,
  of,
  seat,
  type Value,
  word,
} from "./carried.ts";
import { logKeyHash } from "./log-key.ts";
import type { ActName, LawActName } from "./names.ts";
import { carryOut, type Made } from "./online.ts";
import type { Action, Run } from "./run.ts";
import { BASES, RIGHT_KINDS, STAGES, TYPES, VETO_ACTS, VOTES } from "./terms.ts";

const MOST_SUBJECTS = 100;

const assets = of("assetRegistry");
const rights = of("rightRegistry");
const cases = of("caseRegistry");
const organizations = of("organizationRegistry");
const duties = of("dutyRegister");
const logs = of("exchangeLog");

const reason = coded("reason");
const right = idOf("<right>");
const aCase = idOf("<case>");
const organization: Value = (run) => whole(argument(run), "<organization>");
const newHead: Value = (run) => account(needed(run, "account"));
const subjects: Value = (run) => {
  const given = needed(run, "subjects").split(",");
  whole(String(given.length), "--subjects", MOST_SUBJECTS);
  return given.map((one) => id(one.trim(), "--subjects"));
};
const log = idOf("<log>");
const logKey: Value = async (run) => logKeyHash(needed(run, "logKey"));
const proposal: Value = (run) => {
  const given = argument(run);
  return /^[1-9][0-9]{0,77}$/.test(given) ? BigInt(given) : whole(given, "<proposal>");
};

const CONFERRED: Made = { event: "RightOffered", value: "right", label: "right" };
const RAISED: Made = { event: "CaseRaised", value: "id", label: "case" };

const LAW_ACTS: Readonly<Record<LawActName, Carried>> = {
  "asset open": assets("open", seat, asset, word("type", TYPES), hash("record")),
  "asset assess": assets(
    "assess",
    ...[seat, asset, commitment("secrecy"), commitment("personalInformation")],
  ),
  "asset approve": assets("approve", asset),
  "asset submit": assets("submit", seat, asset, number("registrar")),
  "asset accept": assets("accept", seat, asset),
  "asset return": assets("returnForGaps", seat, asset, commitment("gaps")),
  "asset resubmit": assets("resubmit", seat, asset, hash("record")),
  "asset reject": assets("reject", seat, asset, reason, commitment("legalBasis")),
  "asset review": assets("review", seat, asset),
  "asset refuse": assets("refuse", seat, asset, reason, commitment("legalBasis")),
  "asset publish": assets("publish", seat, asset),
  "asset confirm": assets("confirm", seat, asset),
  "asset withdraw": assets("withdraw", seat, asset),
  "asset veto": assets(
    "veto",
    ...[seat, asset, word("act", VETO_ACTS), commitment("grounds"), moment("until")],
  ),
  "asset lift-veto": assets(
    "liftVeto",
    ...[seat, asset, word("act", VETO_ACTS), commitment("decision")],
  ),
  "asset custodian": assets("setCustodian", seat, asset, number("organization")),
  "right confer": {
    ...rights(
      "confer",
      ...[seat, asset, maybeId("parentRight"), word("right", RIGHT_KINDS), number("to")],
      ...[word("basis", BASES), moment("from"), moment("until")],
      ...[commitment("scope"), commitment("document")],
    ),
    made: CONFERRED,
  },
  "right accept": rights("acceptRight", seat, right),
  "right waive": rights("waive", seat, right),
  "right end": rights("endRight", seat, right, reason, maybeCommitment("legalBasis")),
  "right offer": rights("offerTransfer", seat, asset, number("to"), commitment("document")),
  "right accept-transfer": rights("acceptTransfer", seat, asset),
  "right withdraw-transfer": rights("withdrawTransfer", seat, asset),
  "right stage": rights("recordStage", seat, asset, word("stage", STAGES), commitment("document")),
  "case object": {
    ...cases("raiseObjection", seat, asset, commitment("grounds")),
    made: RAISED,
  },
  "case dispute": {
    ...cases("openOwnershipDispute", seat, asset, commitment("grounds")),
    made: RAISED,
  },
  "case withdraw": cases("withdrawCase", seat, aCase),
  "case dismiss": cases("dismiss", seat, aCase, commitment("decision")),
  "case uphold": cases("uphold", seat, aCase, commitment("decision")),
  "org rename": organizations("rename", organization, (run) => sha256OfText(needed(run, "name"))),
  "org propose-head": organizations("proposeHead", organization, newHead),
  "org replace-head": organizations("replaceHead", organization, newHead),
  "org stop-head": organizations("stopHead", organization),
  "org take-head": organizations("takeHead", organization),
  "org change-parent": organizations("changeParent", organization, number("parent")),
  "org merge": organizations("merge", number("by"), organization, number("into")),
  "org assign": organizations("assign", number("by"), organization, subjects, number("to")),
  "org split": organizations("split", number("by"), organization, number("keeper")),
  "org abolish": organizations("abolish", number("by"), organization),
  "seat compromised": organizations(
    "reportCompromised",
    ...[(run: Run) => whole(argument(run), "<seat>"), moment("since")],
  ),
  "duty assign": duties(
    "assignDuty",
    ...[seat, hash("duty"), commitment("legalBasis"), asset, number("responsible")],
  ),
  "duty withdraw": duties("withdrawDuty", seat, hash("duty"), asset),
  "log open": {
    ...logs("open", seat, (run) => logId(argument(run)), number("operator"), logKey),
    made: { event: "LogOpened", value: "log", label: "log" },
  },
  "log operator": logs("rotateOperator", seat, log, number("operator")),
  "log key": logs("rotateKey", seat, log, logKey),
  "log close": logs("close", seat, log, maybeId("successor")),
  "council vote": of("council")("castVote", proposal, word("vote", VOTES)),
  "council veto": of("council")("veto", proposal, commitment("grounds")),
  "council follow": of("councilSeats")("follow", organization),
};

const ACTS: Readonly<Record<ActName, Carried>> = { ...LAW_ACTS, ...SHARING_ACTS };

/** The action of a command of these tables. */
export const actOf =
  (name: ActName): Action =>
  async (run) => {
    const { contract, fn, args, made } = ACTS[name];
    const values: AbiValue[] = [];
    // One after the other: two of them may want the salt beside one document.
    for (const value of args) values.push(await value(run));
    return carryOut(run, { contract, fn, args: values }, made);
  };
