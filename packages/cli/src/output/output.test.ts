// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { messagesOf } from "../messages/index.ts";
import { type Output, table } from "./output.ts";
import { paintFor } from "./paint.ts";
import { verdictLines } from "./verdict.ts";
import { padTo, widthOf } from "./width.ts";

const ESCAPE = "\u001b[";

describe("given texts of both kinds of width", () => {
  it.each([
    ["", 0],
    ["seat", 4],
    ["席位", 4],
    ["SM2 密钥", 8],
    ["（一）", 6],
    ["✓ ✗ –", 5],
    ["𠮷", 1],
  ])("counts the columns of %j", (text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it("puts values into one column", () => {
    expect(padTo("席位", 6)).toBe("席位  ");
    const lines = table(
      [
        ["席位", 7],
        ["SHA-256", "0x"],
      ],
      widthOf,
    );
    expect(lines).toEqual(["席位     7", "SHA-256  0x"]);
  });
});

describe("given a terminal", () => {
  it("has colours", () => {
    expect(paintFor(true, {}).bad("✗")).toContain(ESCAPE);
  });

  it.each([{ NO_COLOR: "1" }, { NO_COLOR: "0" }, { TERM: "dumb" }])("has none under %j", (env) => {
    expect(paintFor(true, env).bad("✗")).toBe("✗");
  });

  it("has them under an empty NO_COLOR, which counts as not set", () => {
    expect(paintFor(true, { NO_COLOR: "" }).good("✓")).toContain(ESCAPE);
  });
});

describe("given a file or a pipe", () => {
  it("has no colours", () => {
    expect(paintFor(false, {}).title("x")).toBe("x");
  });
});

describe("given a verdict with each state in each group", () => {
  const sentence = { zh: "某句话。", en: "A sentence." };
  const check = (group: "integrity" | "authorisation" | "trust", name: string, state: string) =>
    ({ group, name, state, code: "well-formed", sentence }) as never;
  const verdict = {
    type: "suyuan/verdict@1",
    checks: [
      check("trust", "seals", "not-checked"),
      check("integrity", "format", "ok"),
      check("authorisation", "grant", "failed"),
    ],
    groups: { integrity: "ok", authorisation: "failed", trust: "not-checked" },
    sentence,
    exit: 11,
  } as const;
  const out = (language: "zh" | "en"): Output => ({
    ...{ language, messages: messagesOf(language), json: false, interactive: false },
    paint: paintFor(false, {}),
    result: () => undefined,
    raw: () => undefined,
    stream: async () => Promise.resolve(),
    note: () => undefined,
    progress: () => undefined,
  });

  it("says each state by mark and by word, group by group", () => {
    const lines = verdictLines(out("zh"), "a.json", verdict);
    const place = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line));
    const order = [/^完整性$/, /✓ 通过/, /^授权$/, /✗ 不通过/, /^信任$/, /– 未检查/].map(place);
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((one, two) => one - two));
    expect(lines.at(-1)).toContain("退出状态 11");
  });

  it("never shows a check that was not done as passed", () => {
    for (const language of ["zh", "en"] as const) {
      const lines = verdictLines(out(language), "a.json", verdict);
      const { checks } = messagesOf(language);
      const line = lines.find((text) => text.includes(`  ${checks.seals} `)) ?? "";
      expect(line).toMatch(/– (?:未检查|not checked)/);
      expect(line).not.toContain("✓");
    }
  });
});
