// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { messagesOf } from "../messages/index.ts";
import { deadlineText } from "./deadline.ts";
import type { Output } from "./output.ts";
import { paintFor } from "./paint.ts";
import { rows } from "./rows.ts";

// Midnight in Beijing after 15 October 2025.
const AT = 1_760_544_000;

const output = (language: "zh" | "en"): Output =>
  ({ language, messages: messagesOf(language), paint: paintFor(false, {}) }) as unknown as Output;

const deadline = (late: boolean, workingDays: number, provisional = false) => ({
  ...{ at: AT, late, workingDays, provisional },
});

describe("given a deadline", () => {
  it.each([
    [false, 3, "due in 3 working days (2025-10-15 15:59:59 UTC)", "还有 3 个工作日"],
    [false, 1, "due in 1 working day (2025-10-15 15:59:59 UTC)", "还有 1 个工作日"],
    [false, 0, "due today (2025-10-15 15:59:59 UTC)", "今日到期"],
    [true, 1, "late by 1 working day (2025-10-15 15:59:59 UTC)", "逾期 1 个工作日"],
  ])("late %s by %i reads %s", (late, days, english, chinese) => {
    expect(deadlineText(output("en"), deadline(late, days))).toBe(english);
    expect(deadlineText(output("zh"), deadline(late, days))).toBe(
      `${chinese} (2025-10-15 23:59:59 +08:00)`,
    );
  });

  it("says that it is provisional", () => {
    expect(deadlineText(output("zh"), deadline(false, 3, true))).toContain("（暂定");
    expect(deadlineText(output("en"), deadline(false, 3, true))).toContain("(provisional");
  });
});

describe("given lines of cells", () => {
  it("puts them in columns by their width, the last one as it is", () => {
    const lines = rows([
      ["单位", 1, "x"],
      ["a", 100, "longer"],
    ]);
    expect(lines).toEqual(["单位  1    x", "a     100  longer"]);
    expect(rows([])).toEqual([]);
  });
});
