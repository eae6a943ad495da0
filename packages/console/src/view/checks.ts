// SPDX-License-Identifier: Apache-2.0
import { type Check, type Group, GROUPS } from "@suyuan/proof";
import type { ToldCheck, ToldVerdict } from "@suyuan/words";

import { outcomeOfCheck } from "../outcome.ts";
import { mark } from "../picture/marks.ts";
import type { Words } from "../words/index.ts";
import { type Child, h } from "./dom.ts";

/** One check: its mark, its state in words, its name, and the sentence. */
function checkView(check: ToldCheck, { language, verdict }: Words): HTMLElement {
  const outcome = outcomeOfCheck(check);
  return h(
    "li",
    { class: `check ${outcome}` },
    mark(outcome),
    h(
      "span",
      { class: "said" },
      h(
        "span",
        { class: "head" },
        h("strong", {}, verdict.checks[check.name]),
        h("span", { class: "state" }, verdict.states[check.state]),
      ),
      h("span", { class: "sentence" }, check.sentence[language]),
      h("code", { class: "code" }, check.code),
    ),
  );
}

// A group stands as its worst required check does; one that nothing was said of was not checked.
function groupView(group: Group, { checks, groups }: ToldVerdict, words: Words): Child {
  const own = checks.filter((check) => check.group === group);
  const outcome = outcomeOfCheck({ group, state: groups[group] });
  const count = (state: Check["state"]): number =>
    own.filter((check) => check.state === state).length;
  const counts = { ok: count("ok"), failed: count("failed"), open: count("not-checked") };
  return h(
    "section",
    { class: `group ${outcome}`, "aria-labelledby": `group-${group}` },
    h("h3", { id: `group-${group}` }, mark(outcome), words.verdict.groups[group]),
    h("p", { class: "question" }, words.page.questions[group]),
    h("p", { class: "tally" }, words.page.tally(counts)),
    h("ul", {}, ...own.map((check) => checkView(check, words))),
  );
}

/** The three groups, one beside the other and never merged. */
export const checksView = (verdict: ToldVerdict, words: Words): HTMLElement =>
  h("div", { class: "groups" }, ...GROUPS.map((group) => groupView(group, verdict, words)));
