// SPDX-License-Identifier: Apache-2.0
// The specifications and the code name the same checks and codes.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CHECK_CODES } from "./codes.ts";
import { CHECK_NAMES, GROUPS } from "./types.ts";

const spec = ["evidence", "history", "right", "grant", "seals"]
  .map((name) => new URL(`../../../../docs/spec/${name}.md`, import.meta.url))
  .map((url) => readFileSync(fileURLToPath(url), "utf8"))
  .join("\n");
const told = new Set(Array.from(spec.matchAll(/`([a-z-]+)`/g), ([, word]) => word));

describe("the specifications", () => {
  it.each(CHECK_CODES)("name the code %s", (code) => {
    expect(told).toContain(code);
  });

  it.each(GROUPS.flatMap((group) => CHECK_NAMES[group]))("name the check %s", (name) => {
    expect(told).toContain(name);
  });

  it("name no code that the code does not have", () => {
    const afterState = /(?:ok|failed|not-checked)\s+`([a-z-]+)`(?:,\s+`([a-z-]+)`)*/g;
    for (const [, code] of spec.matchAll(afterState)) {
      expect(CHECK_CODES).toContain(code);
    }
  });
});
