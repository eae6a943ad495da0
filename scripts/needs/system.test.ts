// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { onPath, succeeds } from "./system.ts";

describe("onPath", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "suyuan-path-"));
    writeFileSync(join(folder, "tool"), "#!/bin/sh\n");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("finds a program that can be started", () => {
    chmodSync(join(folder, "tool"), 0o755);
    expect(onPath("tool", `/nowhere::${folder}`)).toBe(join(folder, "tool"));
  });

  it("passes over a file that cannot, and a name that is not there", () => {
    chmodSync(join(folder, "tool"), 0o644);
    expect(onPath("tool", folder)).toBeUndefined();
    expect(onPath("tool", "")).toBeUndefined();
  });
});

describe("succeeds", () => {
  it("tells a good end from a bad one and from no program", () => {
    expect(succeeds(process.execPath, ["--eval", ""], 20)).toBe(true);
    expect(succeeds(process.execPath, ["--eval", "process.exit(1)"], 20)).toBe(false);
    expect(succeeds("/nowhere/program", [], 20)).toBe(false);
  });
});
