// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { suyuan } from "./testing/command.ts";

const ID = `0x${"ab".repeat(32)}`;
const PASSPHRASE = { SUYUAN_PASSPHRASE: "correct horse" };

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-cli-"));
});
afterAll(async () => rm(folder, { recursive: true }));

interface Failure {
  readonly error: { readonly code: string; readonly sentence: string };
}

async function failure(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = await suyuan(["--json", ...words], env);
  expect(stdout).toBe("");
  return { status, ...(JSON.parse(stderr) as Failure).error };
}

describe("given wrong usage", () => {
  it.each([
    ["an unknown command", ["fly"], "usage-unknown-command"],
    ["an unknown word of a group", ["key", "fly"], "usage-unknown-command"],
    ["an unknown option", ["digest", "x", "--fast"], "usage-unknown-option"],
    ["no argument", ["digest"], "usage-missing-argument"],
    ["an argument too many", ["digest", "a", "b"], "usage-excess"],
    ["an option too few", ["verify", "a"], "usage-missing-option"],
    ["an option without its value", ["key", "new", "--out"], "usage-missing-value"],
    ["an unknown language", ["digest", "x", "--lang", "fr"], "unknown-word"],
  ])("%s ends with 2", async (_, words, code) => {
    const found = await failure(words);
    expect(found).toMatchObject({ status: 2, code });
    expect(found.sentence).toMatch(/\.$|"$|>\.$/);
  });

  it("shows help and ends with 2 when there is no command", async () => {
    const { status, stderr } = await suyuan([]);
    expect(status).toBe(2);
    expect(stderr).toContain("verify");
  });
});

describe("given values that do not fit", () => {
  const admission = [
    "--name",
    "x",
    "--level",
    "city",
    "--region",
    "370100",
    "--head",
    `0x${"1".repeat(40)}`,
  ];
  const admit = (code: string, capacities = "department") => [
    ...["org", "admit", "--parent", "1", "--code", code, "--capacities", capacities],
    ...admission,
  ];
  it.each([
    ["an id of another length", ["status", "0x12"], "not-an-id"],
    ["a seat that is no number", ["seat", "show", "-"], "not-a-number"],
    ["a seat beyond 32 bits", ["seat", "show", "4294967296"], "not-a-number"],
    ["a wrong check character", admit("11370000MB2846109T"), "not-a-code"],
    ["an unknown capacity", admit("11370000MB2846109Y", "king"), "unknown-word"],
    ["an unknown kind of key", ["key", "new", "--out", "k", "--kind", "sm2"], "unknown-word"],
    ["an unknown subject", ["history", "get", "seat", ID], "unknown-word"],
    ["an unknown word from Object", ["history", "get", "constructor", ID], "unknown-word"],
    ["no declaration", [...register(), "--record", "r"], "secrets-not-declared"],
  ])("%s ends with 2", async (_, words, code) => {
    expect(await failure(words)).toMatchObject({ status: 2, code });
  });

  function register(): string[] {
    const codes = [
      "--catalogue-code",
      "307001/000001",
      "--region",
      "370000",
      "--local-number",
      "1",
    ];
    return [
      "asset",
      "register",
      "--seat",
      "1",
      "--attribute",
      "conditional",
      "--grade",
      "general",
      ...codes,
    ];
  }
});

describe("given no gateway", () => {
  it("ends with 1 and names the address", async () => {
    const url = "http://127.0.0.1:9";
    const found = await failure(["status", ID, "--gateway", url]);
    expect(found).toMatchObject({ status: 1, code: "gateway-unreachable" });
    expect(found.sentence).toContain(url);
    const byVariable = await suyuan(["status", ID], { SUYUAN_GATEWAY: url });
    expect(byVariable).toMatchObject({ status: 1, stdout: "" });
  });
});

describe("given a wish for a language", () => {
  it("answers in it", async () => {
    expect((await suyuan(["fly", "--lang", "zh"])).stderr).toContain("没有命令“fly”");
    expect((await suyuan(["fly", "--lang=en"])).stderr).toContain('no command "fly"');
  });

  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "没有命令"],
    [{ LANG: "de_DE.UTF-8" }, "There is no command"],
    [{ LC_ALL: "C", LANG: "zh_CN.UTF-8" }, "There is no command"],
    [{ LC_MESSAGES: "zh_CN", LANG: "en_US" }, "没有命令"],
  ])("takes it from the locale %j", async (env, words) => {
    expect((await suyuan(["fly"], env)).stderr).toContain(words);
  });

  it("gives help in it", async () => {
    const { status, stdout } = await suyuan(["verify", "--help", "--lang", "zh"]);
    expect(status).toBe(0);
    expect(stdout).toContain("用法： suyuan verify [选项] <file>");
    expect(stdout).toContain("信任策略");
  });
});

describe("given a key to make", () => {
  it("makes it, readable by its owner only, and shows its public part", async () => {
    const path = at("a.key");
    const made = await suyuan(["key", "new", "--out", path, "--light", "--json"], PASSPHRASE);
    expect(made).toMatchObject({ status: 0, stderr: "" });
    const { public: address } = JSON.parse(made.stdout) as { public: string };
    expect(address).toMatch(/^0x[0-9a-f]{40}$/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const shown = await suyuan(["key", "show", path, "--lang", "zh"]);
    expect(shown.stdout).toMatch(new RegExp(`账户 +${address}`));
  });

  it("makes a log's key", async () => {
    const words = ["key", "new", "--out", at("log.key"), "--kind", "log", "--light", "--json"];
    const made = await suyuan(words, PASSPHRASE);
    expect((JSON.parse(made.stdout) as { public: string }).public).toMatch(/^0x[0-9a-f]{64}$/);
    const sign = ["asset", "confirm", ID, "--seat", "1", "--key", at("log.key")];
    expect(await failure(sign, PASSPHRASE)).toMatchObject({ status: 2, code: "key-of-log" });
  });

  it("overwrites nothing", async () => {
    await writeFile(at("mine"), "mine");
    const found = await failure(["key", "new", "--out", at("mine"), "--light"], PASSPHRASE);
    expect(found).toMatchObject({ status: 2, code: "key-exists" });
    expect(await readFile(at("mine"), "utf8")).toBe("mine");
  });

  it("asks for a passphrase, and does not wait for one where nobody types", async () => {
    const found = await failure(["key", "new", "--out", at("none")]);
    expect(found).toMatchObject({ status: 2, code: "no-passphrase" });
  });
});

describe("given a key to sign with", () => {
  const confirm = ["asset", "confirm", ID, "--seat", "1", "--gateway", "http://127.0.0.1:9"];

  beforeAll(async () => {
    await suyuan(["key", "new", "--out", at("sign.key"), "--light"], PASSPHRASE);
    await writeFile(at("cut.key"), (await readFile(at("sign.key"), "utf8")).slice(0, 80));
  });

  it.each([
    ["none", [], PASSPHRASE, "no-key"],
    ["a wrong passphrase", ["sign.key"], { SUYUAN_PASSPHRASE: "wrong" }, "key-wrong-passphrase"],
    ["half a file", ["cut.key"], PASSPHRASE, "key-malformed"],
    ["no file", ["no.key"], PASSPHRASE, "key-unreadable"],
    ["a folder", ["."], PASSPHRASE, "key-unreadable"],
  ])("%s ends with 2", async (_, names, env, code) => {
    const key = names.flatMap((name) => ["--key", at(name)]);
    expect(await failure([...confirm, ...key], env)).toMatchObject({ status: 2, code });
  });

  it("takes it from SUYUAN_KEY, and then misses the gateway", async () => {
    const env = { ...PASSPHRASE, SUYUAN_KEY: at("sign.key") };
    expect(await failure(confirm, env)).toMatchObject({ status: 1, code: "gateway-unreachable" });
  });
});

describe("given a file to digest", () => {
  // GB/T 32905-2016, example 1, and FIPS 180-4: the hashes of "abc".
  const ABC = {
    bytes: 3,
    sha256: "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    sm3: "0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
  };

  it("gives the standards' hashes of public data", async () => {
    await writeFile(at("abc"), "abc");
    const { status, stdout } = await suyuan(["digest", at("abc"), "--public", "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ ...ABC, salted: false });
    const lines = await suyuan(["digest", at("abc"), "--public", "--lang", "zh"]);
    expect(lines.stdout).toMatch(/字节数 +3\nSHA-256 +0xba78/);
  });

  it("takes an empty file: nothing has a digest too", async () => {
    await writeFile(at("empty"), "");
    const { stdout } = await suyuan(["digest", at("empty"), "--public", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ bytes: 0 });
  });

  it("makes a salt beside it once, and uses it again", async () => {
    await writeFile(at("secret"), "abc");
    const first = await suyuan(["digest", at("secret"), "--json"]);
    const again = await suyuan(["digest", at("secret"), "--json"]);
    expect(again.stdout).toBe(first.stdout);
    const digest = JSON.parse(first.stdout) as { sha256: string; saltFile: string };
    expect(digest.sha256).not.toBe(ABC.sha256);
    expect((await stat(digest.saltFile)).mode & 0o777).toBe(0o600);
    const salt = (await readFile(digest.saltFile, "utf8")).trim();
    const given = await suyuan(["digest", at("secret"), "--salt", `0x${salt}`, "--json"]);
    expect(JSON.parse(given.stdout)).toMatchObject({ sha256: digest.sha256, salted: true });
  });

  it.each([
    ["a folder", ["."], "file-is-folder"],
    ["no file", ["nowhere"], "file-unreadable"],
    ["a salt that is none", ["abc", "--salt", "12"], "file-unreadable"],
  ])("%s ends with 2", async (_, [name = "", ...more], code) => {
    const found = await failure(["digest", at(name), "--public", ...more]);
    expect(found).toMatchObject({ status: 2, code });
  });

  it("refuses a salt file with something else in it", async () => {
    await writeFile(at("bad.salt"), "12");
    const found = await failure(["digest", at("abc"), "--salt", at("bad.salt")]);
    expect(found).toMatchObject({ status: 2, code: "not-a-salt" });
  });
});

describe("given files to verify that cannot be read", () => {
  const verify = (name: string, policy: string) => ["verify", at(name), "--policy", at(policy)];
  beforeAll(async () => {
    await writeFile(at("empty.json"), "");
    await writeFile(at("half.json"), '{"type":"suyuan/evidence@1"');
    await writeFile(at("twice.json"), '{"a":1,"a":2}');
    await writeFile(at("other.json"), '{"type":"suyuan/evidence@2"}');
    await writeFile(at("binary.json"), Buffer.from([0xff, 0xfe, 0x00]));
  });

  it.each([
    ["no file", "none.json", "file-unreadable"],
    ["a folder", ".", "file-is-folder"],
    ["an empty file", "empty.json", "file-empty"],
    ["half a file", "half.json", "not-readable"],
    ["a key twice", "twice.json", "not-readable"],
    ["another version", "other.json", "not-readable"],
    ["no text", "binary.json", "not-readable"],
  ])("%s ends with 2", async (_, name, code) => {
    expect(await failure(verify(name, "other.json"))).toMatchObject({ status: 2, code });
  });
});
