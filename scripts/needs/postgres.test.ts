// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { needPostgres } from "./postgres.ts";
import { Missing } from "./system.ts";

describe("needPostgres", () => {
  let folder = "";
  const program = (version: string): string => {
    const bin = join(folder, version, "bin");
    mkdirSync(bin, { recursive: true });
    const path = join(bin, "initdb");
    writeFileSync(path, "#!/bin/sh\n");
    chmodSync(path, 0o755);
    return path;
  };
  const need = () => needPostgres(join(folder, "*/bin/initdb"));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "suyuan-postgres-"));
    vi.stubEnv("PATH", "/nowhere");
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it("takes the newest of several versions, by number", () => {
    program("9");
    const newest = program("15");
    expect(need()).toBe(newest);
  });

  it("passes over one that cannot be started", () => {
    const older = program("15");
    chmodSync(program("16"), 0o644);
    expect(need()).toBe(older);
  });

  it("takes the one on the PATH where there is no such folder", () => {
    const own = program("own");
    vi.stubEnv("PATH", join(folder, "own/bin"));
    expect(needPostgres(join(folder, "none/*/bin/initdb"))).toBe(own);
  });

  it("names what is missing where it cannot be brought", () => {
    expect(need).toThrow(Missing);
    expect(need).toThrow("needs postgres: install the package postgresql");
  });
});
