// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { CHROMIUM_VARIABLE, needChromium } from "./chromium.ts";
import { Missing } from "./system.ts";

let folder = "";
const program = (name: string, mode = 0o755): string => {
  const path = join(folder, name);
  writeFileSync(path, "#!/bin/sh\n", { mode });
  return path;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-chromium-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("given a browser that SUYUAN_CHROMIUM names", () => {
  it("takes it before the system's", () => {
    program("chromium");
    const named = program("another");
    expect(needChromium({ [CHROMIUM_VARIABLE]: named, PATH: folder })).toBe(named);
  });
  it("refuses what is no program", () => {
    program("chromium");
    const named = program("another", 0o644);
    for (const wrong of [named, folder + "/nowhere"]) {
      expect(() => needChromium({ [CHROMIUM_VARIABLE]: wrong, PATH: folder })).toThrow(Missing);
    }
  });
});

describe("given a PATH", () => {
  it.each(["chromium", "chromium-browser", "google-chrome"])("takes %s", (name) => {
    const path = program(name);
    expect(needChromium({ PATH: folder, [CHROMIUM_VARIABLE]: "" })).toBe(path);
  });
  it("names what is missing where there is none, and no way to have one", () => {
    expect(() => needChromium({ PATH: folder })).toThrow("needs chromium: install it");
  });
});
