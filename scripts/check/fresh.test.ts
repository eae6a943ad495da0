// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Generator } from "../generated.ts";
import { staleFiles } from "./fresh.ts";

// Writes out/a.txt with "fresh" into the folder that is its last argument.
const WRITER = `
const { mkdirSync, writeFileSync } = require("node:fs");
const folder = process.argv.at(-1) + "/out";
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/a.txt", "fresh");
`;
const writing = (files: string[], script = WRITER): Generator => ({
  name: "writer",
  command: ["--eval", script, "--"],
  files,
});

describe("staleFiles", () => {
  let root = "";

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "suyuan-fresh-"));
    mkdirSync(join(root, "out"));
    writeFileSync(join(root, "out/a.txt"), "fresh");
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("says nothing when the files are what the generator writes", () => {
    expect(staleFiles([writing(["out/"])], root)).toEqual([]);
    expect(staleFiles([writing(["out/a.txt"])], root)).toEqual([]);
    expect(staleFiles([], root)).toEqual([]);
  });

  it("reports a file that differs", () => {
    writeFileSync(join(root, "out/a.txt"), "old");
    expect(staleFiles([writing(["out/"])], root).join()).toContain("out/a.txt: stale");
  });

  it("reports a file that no generator writes any more", () => {
    writeFileSync(join(root, "out/b.txt"), "left over");
    expect(staleFiles([writing(["out/"])], root).join()).toContain("out/b.txt: stale");
  });

  it("reports a file that is missing", () => {
    rmSync(join(root, "out/a.txt"));
    expect(staleFiles([writing(["out/a.txt"])], root).join()).toContain("out/a.txt: stale");
  });

  it("reports a generator that fails or writes nothing", () => {
    expect(staleFiles([writing(["out/a.txt"], "process.exit(3)")], root).join()).toContain(
      "failed",
    );
    expect(staleFiles([writing(["none/"])], root).join()).toContain("wrote nothing");
  });
});
