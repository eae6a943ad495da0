// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Missing } from "./system.ts";
import { pythonWith } from "./venv.ts";

describe("pythonWith", () => {
  let venv = "";
  const packages = ["one==1.0.0", "two==2.0.0"];

  beforeEach(() => {
    venv = join(mkdtempSync(join(tmpdir(), "suyuan-venv-")), "venv");
    vi.stubEnv("PATH", "/nowhere");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(join(venv, ".."), { recursive: true });
  });

  it("names Python 3 where there is none", () => {
    expect(() => pythonWith(venv, packages, "slither")).toThrow(Missing);
    expect(() => pythonWith(venv, packages, "slither")).toThrow("needs slither: install Python 3");
  });

  it("takes an environment that is whole, and no other", () => {
    mkdirSync(venv);
    writeFileSync(join(venv, "suyuan-ready"), "one==1.0.0\ntwo==2.0.0\n");
    expect(pythonWith(venv, packages, "slither")).toBe(join(venv, "bin/python"));
    expect(() => pythonWith(venv, ["one==1.0.1"], "slither")).toThrow(Missing);
  });
});
