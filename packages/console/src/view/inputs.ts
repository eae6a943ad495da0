// SPDX-License-Identifier: Apache-2.0
import type { App } from "../app.ts";
import type { FileFault } from "../files/read.ts";
import type { Slot } from "../files/sort.ts";
import { dataStand, type GivenPolicy, isSalted, type State } from "../model.ts";
import type { Words } from "../words/index.ts";
import { type Child, h } from "./dom.ts";
import { saveButton } from "./save.ts";
import { sizeOf } from "./size.ts";

const SALT_DIGITS = 66;

/** A button that chooses a file for a slot. */
function chooser(slot: Slot, label: string, app: App): HTMLElement {
  const input = h("input", {
    id: `choose-${slot}`,
    class: "hidden-input",
    type: "file",
    // A policy and its updates are one choice.
    multiple: slot === "policy",
    "aria-describedby": `status-${slot}`,
    // Browsers open the chooser by the space bar only; what looks like a button answers to both keys.
    keydown: (event) => {
      if ((event as KeyboardEvent).key === "Enter") (event.target as HTMLInputElement).click();
    },
    change: ({ target }) => {
      const files = [...((target as HTMLInputElement).files ?? [])];
      if (files.length > 0) void app.take(files, slot);
    },
  });
  return h("span", { class: "chooser" }, input, h("label", { for: `choose-${slot}` }, label));
}

function remover(slot: Slot, { page }: Words, app: App): HTMLElement {
  const click = (): void => {
    app.remove(slot);
    document.getElementById(`choose-${slot}`)?.focus();
  };
  return h("button", { id: `remove-${slot}`, type: "button", click }, page.remove);
}

/** Why what was given cannot be used. */
function faultView(fault: FileFault | undefined, words: Words): Child {
  if (fault === undefined) return undefined;
  const code = h("code", {}, fault.code);
  return h(
    "p",
    { class: "fault", role: "alert" },
    words.files[fault.code](fault.values),
    " ",
    code,
  );
}

function slotView(
  slot: "proof" | "data" | "policy",
  state: State,
  words: Words,
  app: App,
  ...more: readonly Child[]
): HTMLElement {
  const { page } = words;
  const name = nameIn(slot, state);
  const given = name !== undefined;
  return h(
    "div",
    { class: `slot ${given ? "given" : ""}`, role: "group", "aria-labelledby": `name-${slot}` },
    h("h3", { id: `name-${slot}` }, page.slots[slot].name),
    h("p", { id: `status-${slot}`, class: "status" }, name ?? page.slots[slot].hint),
    faultView(state.faults[slot], words),
    ...more,
    h(
      "p",
      { class: "buttons" },
      chooser(slot, given ? page.another : page.choose, app),
      given && remover(slot, words, app),
    ),
  );
}

function nameIn(slot: "proof" | "data" | "policy", state: State): string | undefined {
  if (slot === "data") return state.data?.file.name;
  return state[slot]?.name;
}

/** The salt, where the file at hand asks for one. */
function saltView(state: State, words: Words, app: App): Child {
  const { page } = words;
  const isAsked = state.data !== undefined && isSalted(state);
  if (!isAsked && state.faults.salt === undefined) return undefined;
  const field = h("input", {
    id: "salt",
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: SALT_DIGITS,
    placeholder: page.saltHint,
    change: ({ target }) => {
      app.enterSalt((target as HTMLInputElement).value);
    },
  });
  return h(
    "div",
    { class: "salt" },
    state.salt === undefined
      ? h("p", { class: "needed" }, page.saltNeeded)
      : h("p", { class: "have" }, page.saltGiven),
    h("label", { for: "salt" }, page.salt),
    field,
    faultView(state.faults.salt, words),
    chooser("salt", page.saltChoose, app),
  );
}

function hashingView(state: State, { page }: Words, app: App): Child {
  const total = state.data?.file.size ?? 0;
  const bar = h("progress", { id: "progress", max: Math.max(total, 1), value: 0 });
  bar.setAttribute("aria-label", page.hashing);
  const click = (): void => {
    app.remove("data");
  };
  return h(
    "div",
    { class: "hashing" },
    h("p", { id: "progress-words" }, page.hashing),
    bar,
    h("button", { id: "stop", type: "button", click }, page.stop),
  );
}

/** How the data file stands. */
function dataView(state: State, words: Words, app: App): Child {
  const { page } = words;
  switch (dataStand(state)) {
    case "none":
      return state.proof === undefined ? undefined : h("p", { class: "needed" }, page.notRequested);
    case "waits":
      return h("p", {}, page.waitsForProof);
    case "not-asked":
      return h("p", { class: "needed" }, page.noData, " ", h("code", {}, "no-data"));
    case "to-hash":
      return hashingView(state, words, app);
    case "hashed":
      return h("p", { class: "have" }, page.hashed(sizeOf(state.data?.file.size ?? 0)));
    case "salt-needed":
      return undefined;
  }
}

/** Where a policy comes from: from a person, who compares it, or from the one before by its own signers. */
function originView({ followed }: GivenPolicy, { page }: Words): HTMLElement {
  if (followed === undefined) return h("p", { class: "needed" }, page.compare);
  const { count, from } = followed;
  const said = count === 0 ? page.newest : page.followed(count, from);
  return h("p", { id: "followed", class: "have", role: "status" }, said);
}

function policyView(state: State, { page, ...words }: Words, app: App): readonly Child[] {
  const { policy } = state;
  if (policy === undefined) return [];
  const act = policy.kept ? app.forget.bind(app) : app.keep.bind(app);
  const isRenewed = policy.followed !== undefined && policy.followed.count > 0;
  return [
    state.faults.policy !== undefined && h("p", { class: "have" }, page.holdsOn),
    h("p", {}, page.fingerprint, h("strong", { class: "fingerprint" }, policy.fingerprint)),
    originView(policy, { page, ...words }),
    policy.kept && h("p", { class: "have" }, page.isKept),
    state.keepsNothing && h("p", { class: "needed" }, page.cannotKeep),
    h(
      "p",
      { class: "buttons" },
      h(
        "button",
        { id: "keep", type: "button", click: act },
        policy.kept ? page.forget : page.keep,
      ),
      isRenewed && saveButton("save-policy", page.savePolicy, "policy.json", policy.text),
    ),
  ];
}

export function inputsView(state: State, words: Words, app: App): readonly Node[] {
  const { page } = words;
  return [
    h("h2", { id: "files-title" }, page.files),
    h("p", { class: "drop" }, page.drop),
    h(
      "div",
      { class: "slots" },
      slotView("proof", state, words, app),
      slotView("policy", state, words, app, ...policyView(state, words, app)),
      slotView("data", state, words, app, dataView(state, words, app), saltView(state, words, app)),
    ),
  ];
}
