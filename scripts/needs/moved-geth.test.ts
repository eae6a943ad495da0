// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { needGeth } from "./geth.ts";
import { needMovedGeth } from "./moved-geth.ts";
import { Missing } from "./system.ts";

const CLIQUE = [
  "if header.Time > uint64(time.Now().Unix()) {",
  "if header.Time < uint64(time.Now().Unix()) {",
  "header.Time = uint64(time.Now().Unix())",
  "delay := time.Unix(int64(header.Time), 0).Sub(time.Now()) // end",
  "delay += time.Duration(rand.Int63n(int64(wiggle)))",
].join("\n");
const VERSION = 'VersionMeta  = "stable" // Version metadata\nif VersionMeta != "stable" {';
const MOVED = "1.13.15-moved-clock";

let folder = "";
let env: NodeJS.ProcessEnv = {};

function file(name: string, text: string, mode = 0o644): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { mode });
  return path;
}

/** A Go that fetches the source, and builds a program of a version out of it. */
function goThatBuilds(version: string): void {
  const source = join(folder, "module");
  const script = `#!/bin/sh
if [ "$1" = mod ]; then echo '{"Dir":"${source}"}'; exit 0; fi
echo built >> "${folder}/calls"
cp -r "$3" "${folder}/seen"
while [ "$1" != -o ]; do shift; done
printf '#!/bin/sh\\necho "Version: ${version}"\\n' > "$2"
chmod 755 "$2"
`;
  file("bin/go", script, 0o755);
}

const seen = (name: string): string => readFileSync(join(folder, "seen", name), "utf8");
const need = (): string => needMovedGeth(join(folder, "tools"), env);
const kept = (): string[] => readdirSync(join(folder, "cache/suyuan"));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-moved-"));
  file("module/consensus/clique/clique.go", CLIQUE, 0o444);
  file("module/params/version.go", VERSION, 0o444);
  goThatBuilds(MOVED);
  const path = `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`;
  vi.stubEnv("PATH", path);
  env = { PATH: path, XDG_CACHE_HOME: join(folder, "cache") };
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("a geth with a moved clock", () => {
  it("is built once, and kept apart from the ordinary one", () => {
    const program = need();
    expect(need()).toBe(program);
    expect(readFileSync(join(folder, "calls"), "utf8")).toBe("built\n");
    expect(kept()).toHaveLength(1);
    expect(kept()[0]).toMatch(/^geth-1\.13\.15-moved-clock-[0-9a-f]{12}$/u);
    expect(readdirSync(dirname(program))).toEqual(["geth"]);
  });

  it("takes each time of a block from the moved clock, and says what it is", () => {
    need();
    const clique = seen("consensus/clique/clique.go");
    expect(clique).not.toContain("time.Now()");
    expect(clique.match(/movedNow\(\)/gu)).toHaveLength(3);
    expect(clique).toContain("delay := untilMoved(time.Unix(int64(header.Time), 0)) //");
    expect(clique).toContain("delay += outOfTurnDelay(wiggle)");
    expect(seen("consensus/clique/suyuan-clock.go")).toContain("func movedNow()");
    expect(seen("params/version.go")).toContain('VersionMeta  = "moved-clock"');
  });

  it("leaves the module's own source as it is", () => {
    need();
    const source = readFileSync(join(folder, "module/consensus/clique/clique.go"), "utf8");
    expect(source).toBe(CLIQUE);
  });

  it("is never taken for the ordinary one", () => {
    const named = { ...env, SUYUAN_GETH: need() };
    expect(() => needGeth(join(folder, "tools"), named)).toThrow("is not geth 1.13.15-stable");
  });

  it.each([
    ["a source with one more clock", "consensus/clique/clique.go", `${CLIQUE}\ntime.Now()`],
    ["a source without the delay", "consensus/clique/clique.go", CLIQUE.replace("Int63n", "Intn")],
    ["another version file", "params/version.go", VERSION.replace("stable", "unstable")],
  ])("is not built of %s", (_, name, text) => {
    rmSync(join(folder, "module", name));
    file(`module/${name}`, text, 0o444);
    expect(need).toThrow(Missing);
    expect(need).toThrow(`${name} is not what it was`);
    expect(kept()).toEqual([]);
  });

  it("is not kept where Go builds an ordinary one", () => {
    goThatBuilds("1.13.15-stable");
    expect(need).toThrow(`is not geth ${MOVED}`);
    expect(kept()).toEqual([]);
  });
});
