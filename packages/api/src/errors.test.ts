// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ERRORS, isErrorCode, START_ERRORS } from "./errors.ts";

const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");
const listed = [...page.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, code]) => code);
const codes = [...Object.keys(ERRORS), ...Object.keys(START_ERRORS)];

describe("the closed list of error codes", () => {
  describe("given docs/errors.md", () => {
    it("has each code of the list once, and no other", () => {
      expect(listed.toSorted()).toEqual(codes.toSorted());
    });

    it("gives each code its why and its remedy", () => {
      for (const { why, remedy } of [...Object.values(ERRORS), ...Object.values(START_ERRORS)]) {
        expect(page).toContain(why);
        expect(page).toContain(remedy);
      }
    });
  });

  describe("given any code", () => {
    it("is kebab-case and says why and what to do in one sentence each", () => {
      for (const [code, { title, why, remedy }] of Object.entries({ ...ERRORS, ...START_ERRORS })) {
        expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
        expect(title).not.toMatch(/\.$/);
        expect(why).toMatch(/^\S.*\.$/);
        expect(remedy).toMatch(/^\S.*\.$/);
      }
    });

    it("has a status of an error", () => {
      for (const { status } of Object.values(ERRORS)) {
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(600);
      }
    });
  });

  describe("given a string", () => {
    it("tells codes from other strings, inherited names too", () => {
      expect(isErrorCode("chain-away")).toBe(true);
      expect(isErrorCode("toString")).toBe(false);
      expect(isErrorCode("bind-refused")).toBe(false);
    });
  });
});
