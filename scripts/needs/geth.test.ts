// SPDX-License-Identifier: Apache-2.0
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { GETH_VARIABLE, needGeth } from "./geth.ts";
import { Missing } from "./system.ts";

const RIGHT = "#!/bin/sh\necho Geth\necho 'Version: 1.13.15-stable'\n";
const WRONG = "#!/bin/sh\necho Geth\necho 'Version: 1.14.0-stable'\n";
// What `go install` does: it leaves a program in GOBIN.
const go = (made: string, end: number) =>
  `#!/bin/sh\necho "$CGO_ENABLED" "$@" >> "$(dirname "$0")/calls"\nprintf '%s' "${made}" > "$GOBIN/geth"\n` +
  `chmod 755 "$GOBIN/geth"\nexit ${String(end)}\n`;

let folder = "";
let cache = "";
let kept = "";

function program(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode: 0o755 });
  return path;
}

const need = (env: NodeJS.ProcessEnv = {}) =>
  needGeth(join(folder, "tools"), { XDG_CACHE_HOME: cache, ...env });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-geth-"));
  cache = join(folder, "cache");
  kept = join(cache, "suyuan/geth-1.13.15/geth");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("given a program that SUYUAN_GETH names", () => {
  it("takes it when it is the right version", () => {
    const named = program(join(folder, "own/geth"), RIGHT);
    expect(need({ [GETH_VARIABLE]: named })).toBe(named);
    expect(existsSync(cache)).toBe(false);
  });
  it("refuses another version, what is no program, and what is not there", () => {
    for (const named of [program(join(folder, "own/geth"), WRONG), folder, "/nowhere/geth"]) {
      expect(() => need({ [GETH_VARIABLE]: named })).toThrow(Missing);
      expect(() => need({ [GETH_VARIABLE]: named })).toThrow(
        `needs geth: SUYUAN_GETH names ${named}, which is not geth 1.13.15-stable`,
      );
    }
  });
});

describe("given a program that was built before", () => {
  it("takes it, and neither builds nor asks for Go", () => {
    vi.stubEnv("PATH", "/nowhere");
    program(kept, WRONG);
    expect(need({ [GETH_VARIABLE]: "" })).toBe(kept);
  });
});

describe("given nothing", () => {
  const goCommand = () => join(folder, "bin/go");
  const onlyGo = () => {
    vi.stubEnv("PATH", `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`);
  };

  it("builds the pinned module once and keeps it", () => {
    program(goCommand(), go("#!/bin/sh\necho 'Version: 1.13.15-stable'\n", 0));
    onlyGo();
    expect(need()).toBe(kept);
    expect(need()).toBe(kept);
    expect(readdirSync(join(cache, "suyuan"))).toEqual(["geth-1.13.15"]);
    // Once, and without C.
    expect(readFileSync(join(folder, "bin/calls"), "utf8")).toMatch(
      /^0 install \S.* \S+\/cmd\/geth@v1\.13\.15\n$/u,
    );
  });
  it("keeps below HOME where no cache folder is named", () => {
    program(goCommand(), go("#!/bin/sh\necho 'Version: 1.13.15-stable'\n", 0));
    onlyGo();
    const home = join(folder, "home");
    expect(need({ XDG_CACHE_HOME: "", HOME: home })).toBe(
      join(home, ".cache/suyuan/geth-1.13.15/geth"),
    );
  });
  it.each([
    ["a build that broke off", RIGHT, 1],
    ["a program of another version", WRONG, 0],
  ])("keeps nothing of %s", (_, made, end) => {
    program(goCommand(), go(made, end));
    onlyGo();
    expect(() => need()).toThrow(Missing);
    expect(readdirSync(join(cache, "suyuan"))).toEqual([]);
  });
  it("passes over half of one, and builds in its place", () => {
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, "half", { mode: 0o644 });
    program(goCommand(), go("#!/bin/sh\necho 'Version: 1.13.15-stable'\n", 0));
    onlyGo();
    expect(need()).toBe(kept);
    expect(need()).toBe(kept);
  });
});
