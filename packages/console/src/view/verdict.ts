// SPDX-License-Identifier: Apache-2.0
import { type Check, isRequired } from "@suyuan/proof";
import type { ToldVerdict } from "@suyuan/words";

import { statementSentence, subjectClaim } from "../claims/sentence.ts";
import { dataStand, type GivenPolicy, type GivenProof, type Judged, type State } from "../model.ts";
import { outcomeOf, outcomeOfCheck } from "../outcome.ts";
import { pathPictures, pathSentence } from "../picture/draw.ts";
import { mark } from "../picture/marks.ts";
import { stationsOf } from "../picture/stations.ts";
import type { Words } from "../words/index.ts";
import { checksView } from "./checks.ts";
import { detailsView } from "./details.ts";
import { type Child, h } from "./dom.ts";
import { saveButton } from "./save.ts";

interface Given {
  readonly proof: GivenProof;
  readonly policy: GivenPolicy;
}

function claim({ proof }: Given, { subject }: ToldVerdict, words: Words): string {
  const own = subject && subjectClaim(subject, words);
  if (own !== undefined) return own;
  const entry = proof.entry;
  return entry === undefined || subject === undefined
    ? words.page.claims.unreadable
    : statementSentence(entry.statement, words);
}

function saveVerdict({ page }: Words, name: string, verdict: ToldVerdict): HTMLElement {
  const file = `${name.replace(/\.json$/u, "")}.verdict.json`;
  return saveButton("save", page.save, file, `${JSON.stringify(verdict, undefined, 2)}\n`);
}

/** Why it is not accepted: what failed, else what had to be checked and was not. */
function reasonsView(verdict: ToldVerdict, { policy }: Given, words: Words): Child {
  const failed = verdict.checks.filter(({ state }) => state === "failed");
  const open = verdict.checks.filter(
    (check) => check.state === "not-checked" && isRequired(check, policy.policy),
  );
  const reasons = failed.length > 0 ? failed : open;
  if (verdict.exit === 0 || reasons.length === 0) return undefined;
  const items = reasons.map((check) =>
    h(
      "li",
      { class: outcomeOfCheck(check) },
      h("strong", {}, words.verdict.checks[check.name]),
      ` ${check.sentence[words.language]}`,
    ),
  );
  return h("div", { class: "reasons" }, h("p", {}, words.page.because), h("ul", {}, ...items));
}

function bannerView(given: Given, { verdict, at }: Judged, words: Words): HTMLElement {
  const { page, language } = words;
  const outcome = outcomeOf(verdict);
  const print = (): void => {
    window.print();
  };
  return h(
    "div",
    { class: `banner ${outcome}` },
    mark(outcome),
    h(
      "div",
      {},
      h("h2", { id: "verdict-title", tabindex: -1 }, page.outcomes[outcome]),
      h("p", { class: "whole" }, verdict.sentence[language]),
      reasonsView(verdict, given, words),
      h("p", { class: "on" }, words.verdict.verdictOn(given.proof.name)),
      h("p", { class: "on" }, `${page.underPolicy} ${given.policy.fingerprint}`),
      h("p", { class: "on" }, `${page.judgedAt} ${words.verdict.timeOf(at)}`),
    ),
    h(
      "p",
      { class: "buttons" },
      h("button", { id: "print", type: "button", click: print }, page.print),
      saveVerdict(words, given.proof.name, verdict),
    ),
  );
}

function judgedView(given: Given, judged: Judged, words: Words): readonly Node[] {
  const { page } = words;
  const { verdict } = judged;
  const required = (check: Check): boolean => isRequired(check, given.policy.policy);
  const stations = stationsOf(verdict.checks, required);
  const says = h(
    "section",
    { class: "says", "aria-labelledby": "says-title" },
    h("h2", { id: "says-title" }, page.says),
    h("p", { class: "claim" }, claim(given, verdict, words)),
    h("p", { class: "note" }, page.claimed),
  );
  const picture = h(
    "section",
    { class: "picture", "aria-labelledby": "picture-title" },
    h("h2", { id: "picture-title" }, page.picture),
    h("p", {}, pathSentence(stations, words)),
    ...pathPictures(stations, words),
  );
  return [
    bannerView(given, judged, words),
    says,
    picture,
    h("h2", {}, page.checks),
    checksView(verdict, words),
    detailsView(verdict, given, words),
  ];
}

/** What came out; where there is no verdict, what is missing for one. */
export function verdictView(state: State, words: Words): readonly Node[] {
  const { proof, policy, judged } = state;
  if (proof !== undefined && policy !== undefined && judged !== undefined) {
    return judgedView({ proof, policy }, judged, words);
  }
  const { page } = words;
  if (proof === undefined) return [h("p", { class: "waiting" }, page.nothingYet)];
  const awaited = dataStand(state) === "salt-needed" ? page.waitsForSalt : page.waitsForDigest;
  const missing = policy === undefined ? page.withoutPolicy : awaited;
  return [h("p", { class: "waiting" }, missing)];
}
