// SPDX-License-Identifier: Apache-2.0
import { CHECK_NAMES, ERRORS, INTERFACES, STATEMENT_KINDS } from "@suyuan/sdk";
import { describe, expect, it } from "vitest";

import { OPTIONS } from "../commands/options.ts";
import { COMMANDS } from "../commands/specs.ts";
import { LANGUAGES } from "../language.ts";
import { messagesOf } from "./index.ts";
import { LABELS } from "./words.ts";

const CHINESE = /\p{Script=Han}/u;

describe.each(LANGUAGES)("given the messages in %s", (language) => {
  const messages = messagesOf(language);

  it("has words for every check, kind, label, command and option, and for nothing else", () => {
    const keys = (record: object) => Object.keys(record).toSorted();
    expect(keys(messages.checks)).toEqual(Object.values(CHECK_NAMES).flat().toSorted());
    expect(keys(messages.kinds)).toEqual([...STATEMENT_KINDS].toSorted());
    expect(keys(messages.labels)).toEqual([...LABELS].toSorted());
    expect(keys(messages.commands)).toEqual(keys(COMMANDS));
    expect(keys(messages.options)).toEqual(keys(OPTIONS));
  });

  it("names each group of commands", () => {
    const groups = Object.keys(COMMANDS).filter((name) => name.includes(" "));
    for (const name of groups) {
      expect(messages.groupsOfCommands[name.split(" ")[0] ?? ""]).toBeTruthy();
    }
  });

  it("puts every failure into a sentence with its values", () => {
    for (const [code, say] of Object.entries(messages.failures)) {
      const sentence = say({ path: "P", value: "V", what: "W", words: "L", url: "U" });
      expect(sentence, code).not.toBe("");
      expect(CHINESE.test(sentence), code).toBe(language === "zh");
    }
  });
});

describe("given the errors of the contracts", () => {
  const contracts = Object.values(INTERFACES).flatMap((contract) => {
    const names: string[] = [];
    contract.forEachError(({ name }) => names.push(name));
    return names;
  });

  it.each(LANGUAGES)(
    "has words in %s for each of ours, and for none that is not there",
    (language) => {
      const { reverts } = messagesOf(language);
      const ours = new Set(contracts.filter((name) => name.includes("__")));
      expect(
        Object.keys(reverts)
          .filter((name) => name.includes("__"))
          .toSorted(),
      ).toEqual([...ours].toSorted());
      for (const [name, sentence] of Object.entries(reverts)) {
        expect(contracts).toContain(name);
        expect(CHINESE.test(sentence), name).toBe(language === "zh");
        expect(sentence, name).toMatch(/[.。]$/u);
      }
    },
  );
});

describe("given a gateway's codes", () => {
  it("has Chinese for each, and for nothing else", () => {
    const { refusals } = messagesOf("zh");
    expect(Object.keys(refusals).toSorted()).toEqual(Object.keys(ERRORS).toSorted());
    for (const sentence of Object.values(refusals)) expect(sentence).toMatch(CHINESE);
  });
});
