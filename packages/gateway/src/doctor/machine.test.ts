// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clockFinding } from "./chain.ts";
import {
  diskFinding,
  filesFindings,
  folderFinding,
  pastFindings,
  portFindings,
} from "./machine.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-doctor-"));
});
afterEach(async () => rm(folder, { recursive: true }));

describe("the folder", () => {
  it("is ready when it is this account's only", async () => {
    await chmod(folder, 0o700);
    expect((await folderFinding({ dir: folder })).code).toBe("folder-ready");
  });

  it.each([0o750, 0o705, 0o755])("is open with mode %o", async (mode) => {
    await chmod(folder, mode);
    expect((await folderFinding({ dir: folder })).code).toBe("folder-open");
  });

  it("may be made by the first start, however deep it lies", async () => {
    const dir = join(folder, "a/b/c");
    expect((await folderFinding({ dir })).code).toBe("folder-new");
    expect((await diskFinding({ dir })).code).toMatch(/^disk-/);
  });

  it("cannot be a file", async () => {
    const dir = join(folder, "file");
    await writeFile(dir, "");
    expect((await folderFinding({ dir })).code).toBe("folder-unwritable");
  });
});

describe("open files", () => {
  const limits = async (soft: string) => {
    const path = join(folder, "limits");
    const head = "Limit                     Soft Limit           Hard Limit           Units";
    await writeFile(path, `${head}\nMax open files            ${soft}   1048576   files\n`);
    return (await filesFindings(path)).map(({ code }) => code);
  };
  it.each(["4096", "1048576", "unlimited"])("are enough with %s", async (soft) => {
    expect(await limits(soft)).toEqual(["files-enough"]);
  });
  it.each(["4095", "1024"])("are few with %s", async (soft) => {
    expect(await limits(soft)).toEqual(["files-few"]);
  });
  it("are not judged where the system does not tell", async () => {
    expect(await filesFindings(join(folder, "nowhere"))).toEqual([]);
  });
});

describe("the clock", () => {
  it.each([
    [31, "clock-behind"],
    [30, "clock-agrees"],
    [0, "clock-agrees"],
    [-45, "clock-agrees"],
    [-46, "chain-standing"],
  ])("with a newest block %i s ahead is %s", (ahead, code) => {
    expect(clockFinding(ahead).code).toBe(code);
  });

  it("was set back when the store is younger than now", async () => {
    const log = join(folder, "commits.log");
    const now = 1_800_000_000;
    expect(await pastFindings({ dir: folder }, now)).toEqual([]);
    await mkdir(folder, { recursive: true });
    await writeFile(log, "");
    await utimes(log, now, now + 6);
    expect((await pastFindings({ dir: folder }, now)).map(({ code }) => code)).toEqual([
      "clock-before-store",
    ]);
    await utimes(log, now, now + 4);
    expect(await pastFindings({ dir: folder }, now)).toEqual([]);
  });
});

describe("a port", () => {
  it("is free, or taken by whoever listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const code = async () =>
      (await portFindings({ host: "127.0.0.1", port })).map((one) => one.code);
    expect(await code()).toEqual(["port-taken"]);
    server.close();
    await once(server, "close");
    expect(await code()).toEqual(["port-free"]);
  });
  it("of another machine is refused", async () => {
    const [finding] = await portFindings({ host: "192.0.2.1", port: 8_080 });
    expect(finding?.code).toBe("port-refused");
  });
  it("is any where it is 0", async () => {
    expect(await portFindings({ host: "127.0.0.1", port: 0 })).toEqual([]);
  });
});
