// SPDX-License-Identifier: Apache-2.0
// Commands that carry out one function of a contract each: the function, and where its arguments come from.
import { type AbiValue, type ContractName, type Hex, logId } from "@suyuan/sdk";

import { documentCommitment, documentHash, sha256OfText } from "../input/documents.ts";
import { account, argument, choice, id, needed, text, time, whole } from "../input/values.ts";
import { logKeyHash } from "./log-key.ts";
import type { ActName } from "./names.ts";
import { carryOut, type Made } from "./online.ts";
import type { OptionName } from "./options.ts";
import type { Action, Run } from "./run.ts";
import { BASES, RIGHT_KINDS, STAGES, TYPES, VETO_ACTS, VOTES } from "./terms.ts";

type Value = (run: Run) => AbiValue | Promise<AbiValue>;

interface Carried {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly Value[];
  readonly made?: Made;
}

const LARGEST_REASON = 0xffff;
const MOST_SUBJECTS = 100;
const NONE: Hex = `0x${"00".repeat(32)}`;

const of =
  (contract: ContractName) =>
  (fn: string, ...args: readonly Value[]): Carried => ({ contract, fn, args });
const assets = of("assetRegistry");
const rights = of("rightRegistry");
const cases = of("caseRegistry");
const organizations = of("organizationRegistry");
const duties = of("dutyRegister");
const logs = of("exchangeLog");

const flag = (name: OptionName): string =>
  `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;

const number =
  (name: OptionName): Value =>
  (run) =>
    whole(needed(run, name), flag(name));
const moment =
  (name: OptionName): Value =>
  (run) =>
    time(text(run, name) ?? "0");
const word =
  (name: OptionName, words: Readonly<Record<string, number>>): Value =>
  (run) =>
    choice(needed(run, name), words, flag(name));
/** The salted commitment to a document. */
const commitment =
  (name: OptionName): Value =>
  async (run) =>
    documentCommitment(needed(run, name));
/** The same where none may be needed; whether one is, the contract says. */
const maybeCommitment =
  (name: OptionName): Value =>
  async (run) => {
    const path = text(run, name);
    return path === undefined ? NONE : documentCommitment(path);
  };
const hash =
  (name: OptionName): Value =>
  async (run) =>
    documentHash(needed(run, name));

const seat = number("seat");
const reason: Value = (run) => whole(needed(run, "reason"), "--reason", LARGEST_REASON);
const idOf =
  (what: string): Value =>
  (run) =>
    id(argument(run), what);
const asset = idOf("<asset>");
const right = idOf("<right>");
const aCase = idOf("<case>");
const organization: Value = (run) => whole(argument(run), "<organization>");
const newHead: Value = (run) => account(needed(run, "account"));
const maybeId =
  (name: OptionName): Value =>
  (run) => {
    const given = text(run, name);
    return given === undefined ? NONE : id(given, flag(name));
  };
const parentRight = maybeId("parentRight");
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

const ACTS: Readonly<Record<ActName, Carried>> = {
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
      ...[seat, asset, parentRight, word("right", RIGHT_KINDS), number("to")],
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

/** The action of a command of this table. */
export const actOf =
  (name: ActName): Action =>
  async (run) => {
    const { contract, fn, args, made } = ACTS[name];
    const values: AbiValue[] = [];
    // One after the other: two of them may want the salt beside one document.
    for (const value of args) values.push(await value(run));
    return carryOut(run, { contract, fn, args: values }, made);
  };
