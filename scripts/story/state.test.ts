// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { openState, resetState, StateError } from "./state.ts";

describe("state directory", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "suyuan-state-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  describe("given an empty directory", () => {
    it("makes a new state, and knows it when it comes again", () => {
      expect(openState(root).kept).toBe(false);
      expect(openState(root).kept).toBe(true);
    });
  });

  describe("given a story that was begun elsewhere", () => {
    it.each([
      ["a chain of its own", undefined, "/net"],
      ["a network", "/net", undefined],
      ["another network", "/net", "/other"],
    ])("refuses the state of %s, and goes on where it was begun", (_, begun, now) => {
      openState(root, begun);
      expect(() => openState(root, now)).toThrow(StateError);
      expect(() => openState(root, now)).toThrow(now ?? "a chain of its own");
      expect(openState(root, begun).kept).toBe(true);
    });
  });

  describe("given what is not a whole state of this version", () => {
    it.each([
      ["files without a marker", "other.txt", "x", "half-written"],
      ["a cut marker", "state.json", '{"type":"suy', "half-written"],
      ["an empty marker", "state.json", "", "half-written"],
      ["another version", "state.json", '{"type":"suyuan/demo-state@0"}', "another version"],
    ])("refuses %s, names --reset and touches nothing", (_, name, content, said) => {
      writeFileSync(join(root, name), content);
      expect(() => openState(root)).toThrow(StateError);
      expect(() => openState(root)).toThrow(said);
      expect(() => openState(root)).toThrow("--reset");
      expect(existsSync(join(root, "keys"))).toBe(false);
    });
  });

  describe("when it is reset", () => {
    it("deletes its own files", () => {
      openState(root);
      resetState(root);
      expect(existsSync(root)).toBe(false);
    });

    it("refuses to delete a folder with anything else in it", () => {
      openState(root);
      writeFileSync(join(root, "thesis.docx"), "years of work");
      expect(() => {
        resetState(root);
      }).toThrow("thesis.docx");
      expect(existsSync(join(root, "thesis.docx"))).toBe(true);
    });
  });
});
