// SPDX-License-Identifier: Apache-2.0
// How a gateway is kept running: what unit and image name must be there, and neither may do more than it needs.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { OPERATION_ENV } from "../support/operation.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const unit = read("deploy/operation/suyuan-gateway.service").split("\n");
const image = read("deploy/operation/Containerfile").replaceAll("\\\n", " ").split("\n");
/** Members of the configuration that docs/operations.md names. */
const members = [...read("docs/operations.md").matchAll(/^\| `(\w+)`(?:, `(\w+)`)? +\|/gm)].flatMap(
  ([, one = "", other = ""]) => [one, other],
);
const variables = new Set(
  members.map(
    (member) => `SUYUAN_GATEWAY_${member.replace(/[A-Z]/g, (big) => `_${big}`).toUpperCase()}`,
  ),
);
const variablesIn = (lines: readonly string[]): string[] =>
  [...lines.join("\n").matchAll(/\bSUYUAN_\w+/g)].map(([name]) => name);
const programsIn = (lines: readonly string[]): string[] =>
  [...lines.join("\n").matchAll(/packages\/[\w./-]+\.[jt]s/g)].map(([path]) => path);

describe("the systemd unit", () => {
  it.each([
    ...["User=suyuan", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet="],
    ...["UMask=0077", "StateDirectoryMode=0700", "LimitCORE=0", "PrivateDevices=yes"],
    ...["RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "SystemCallFilter=@system-service"],
  ])("says %s", (line) => {
    expect(unit).toContain(line);
  });

  it("says nothing twice but what may be", () => {
    const repeated = /^(?:Environment|SystemCallFilter)=/;
    const names = unit
      .filter((line) => /^\w+=/.test(line) && !repeated.test(line))
      .map((line) => line.replace(/=.*/, ""));
    expect(new Set(names).size).toBe(names.length);
  });

  it("has no secret but by a credential", () => {
    expect(unit).toContain("LoadCredential=passphrase:/etc/suyuan/passphrase");
    expect(unit.join("\n")).not.toContain("SUYUAN_PASSPHRASE");
  });

  it("allows as many files as the doctor asks for", () => {
    const limit = unit.find((line) => line.startsWith("LimitNOFILE="))?.split("=")[1];
    expect(Number(limit)).toBeGreaterThanOrEqual(4_096);
  });
});

describe("the image", () => {
  const lines = (word: string) => image.filter((line) => line.startsWith(`${word} `));

  it("is made of what git holds", () => {
    const sources = lines("COPY")
      .filter((line) => !line.includes("--from"))
      .flatMap((line) => line.split(/ +/).slice(1, -1));
    expect(sources).toEqual(["package.json", "package-lock.json", ".npmrc", "packages"]);
    for (const source of sources) expect(existsSync(join(ROOT, source)), source).toBe(true);
    expect(lines("ADD")).toEqual([]);
  });

  it("installs what the gateway needs, from the lock file, and runs no script of others", () => {
    const [run = ""] = lines("RUN");
    expect(run).toBe("RUN npm ci --omit=dev --workspace packages/gateway --ignore-scripts");
    expect(existsSync(join(ROOT, "packages/gateway/package.json"))).toBe(true);
  });

  it("runs as nobody special, and takes the newest of nothing", () => {
    expect(lines("USER")).toEqual(["USER node"]);
    expect(image.findLastIndex((line) => line.startsWith("RUN "))).toBeLessThan(
      image.findIndex((line) => line.startsWith("USER ")),
    );
    expect(image.join("\n")).not.toMatch(/:latest/);
    expect(lines("FROM")).toEqual(["FROM ${NODE_IMAGE} AS install", "FROM ${NODE_IMAGE}"]);
  });
});

describe("unit and image", () => {
  it("start programs that are there, with the same configuration", () => {
    for (const lines of [unit, image]) {
      const programs = programsIn(lines);
      expect(programs).toContain("packages/gateway/src/main.ts");
      for (const program of programs) expect(existsSync(join(ROOT, program)), program).toBe(true);
      expect(lines.join("\n")).toContain("/etc/suyuan/gateway.json");
    }
  });

  it("give the process the same environment", () => {
    expect(Object.keys(OPERATION_ENV)).toEqual(["NODE_ENV", "NODE_OPTIONS", "MALLOC_ARENA_MAX"]);
    const env = image.find((line) => line.startsWith("ENV "))?.split(/ +/) ?? [];
    const settings = Object.entries(OPERATION_ENV).map(([name, value]) => `${name}=${value}`);
    expect(env.filter((part) => settings.includes(part))).toEqual(settings);
  });

  it("set only members that there are", () => {
    const set = [...variablesIn(unit), ...variablesIn(image)];
    expect(set).toContain("SUYUAN_GATEWAY_DIR");
    expect(set.filter((name) => !variables.has(name))).toEqual([]);
    expect(variables.has("SUYUAN_GATEWAY_SETTLED_DEPTH")).toBe(true);
  });
});
