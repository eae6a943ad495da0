// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readPolicy } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { main } from "./main.ts";
import { temporary } from "./testing/plans.ts";

const ROOT = join(import.meta.dirname, "../../..");
const COMMAND = join(ROOT, "packages/network/bin/suyuan-network.js");
const BY_NPM = join(ROOT, "scripts/network/main.ts");
const A_MINUTE = 60_000;
const at = temporary();

function runIn(env: Readonly<Record<string, string>>, ...words: string[]) {
  const lines = { out: [] as string[], error: [] as string[] };
  const status = main(
    words,
    {
      out: (line) => lines.out.push(line),
      error: (line) => lines.error.push(line),
    },
    env,
  );
  return { status, stdout: lines.out.join("\n"), stderr: lines.error.join("\n") };
}
const run = (...words: string[]) => runIn({}, ...words);
const told = (...words: string[]): Record<string, unknown> => {
  const { status, stdout, stderr } = run(...words, "--json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe("the command", () => {
  it("makes a network, checks it, adds a node, and writes the policies of its validators", () => {
    const dir = ["--dir", at("net")];
    const hosts = "10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5";
    const made = told("besu", "init", "--hosts", hosts, "--chain-id", "9", ...dir);
    expect(told("besu", "check", ...dir)).toMatchObject({ genesisBlock: made["genesisBlock"] });

    told("besu", "key", "--out", at("k"));
    told("besu", "add", "--public", at("k.pub"), "--host", "10.0.0.6", ...dir);
    expect(told("besu", "check", ...dir)).toMatchObject({ genesisBlock: made["genesisBlock"] });
    expect(told("besu", "files", ...dir)).toEqual({ written: [] });

    const vector = join(ROOT, "test/vectors/valid/policy/chain-without-seals.json");
    const { policy } = JSON.parse(readFileSync(vector, "utf8")) as { policy: { chain: object } };
    const draft = { ...policy, chain: { ...policy.chain, chainId: 9 } };
    writeFileSync(at("draft.json"), JSON.stringify(draft));
    told("besu", "policy", at("draft.json"), "--out", at("first.json"), ...dir);
    const { address } = told("besu", "key", "--out", at("l")) as { address: string };
    const range = ["--from", "77", "--addresses", address, "--out", at("next.json")];
    told("besu", "range", at("first.json"), ...range);
    const { chain } = readPolicy(JSON.parse(readFileSync(at("next.json"), "utf8")));
    const first = { from: 0, to: 76, validators: made["validators"] };
    const sets = [first, { from: 77, validators: [address] }];
    expect(chain).toEqual({ chainId: 9, consensus: { kind: "qbft", sets } });
  });

  it("names validators by the genesis file, warns of too few, and says what to sign", () => {
    const dir = ["--dir", at("net-of-two")];
    const made = told("besu", "init", "--validators", "2", ...dir) as { validators: string[] };
    const [first = "", second = ""] = made.validators;
    const { status, stdout } = run(
      "besu",
      "transition",
      "--block",
      "7",
      "--addresses",
      first,
      ...dir,
    );
    expect(status).toBe(0);
    expect(stdout).toContain("not for production");
    expect(stdout).toContain(
      `suyuan-network besu range POLICY --from 7 --addresses ${first} --out FILE`,
    );
    const checked = run("besu", "check", ...dir).stdout;
    expect(checked.slice(checked.indexOf("From block 7 on:"))).toContain(first);
    expect(checked.slice(checked.indexOf("From block 7 on:"))).not.toContain(second);
    const again = run(
      "besu",
      "transition",
      "--block",
      "7",
      "--addresses",
      second,
      ...dir,
      "--json",
    );
    expect(again.status).toBe(1);
    expect(JSON.parse(again.stderr)).toMatchObject({ error: { code: "transition-not-next" } });
  });

  it("says in words what it did, and warns of too few validators", () => {
    const init = (count: string) => run("besu", "init", "--validators", count, "--dir", at(count));
    expect(init("3").stdout).toContain("not for production");
    const { status, stdout } = init("4");
    expect(status).toBe(0);
    expect(stdout).not.toContain("not for production");
    expect(stdout).toMatch(/block 0 +0x[0-9a-f]{64}/u);
    expect(run("besu", "check", "--dir", at("3")).stdout).toContain("validator-3");
  });

  it("speaks Chinese where the locale or --lang asks for it, with the same codes", () => {
    const chinese = { LANG: "zh_CN.UTF-8" };
    expect(runIn(chinese, "besu", "begin").stderr).toMatch(/^没有命令“begin”。\n用法：/u);
    expect(runIn(chinese, "besu", "begin", "--lang=en").stderr).toMatch(
      /^No command "begin".\nUsage/u,
    );
    const dir = ["--dir", at("chinese"), "--lang", "zh"];
    const made = run("besu", "init", "--validators", "1", ...dir);
    expect(made.stdout).toContain("不可用于生产");
    expect(run("besu", "check", ...dir).stdout).toContain("全部文件都由 network.json 生成。");
    const again = run("besu", "init", ...dir, "--json");
    expect(JSON.parse(again.stderr)).toMatchObject({ error: { code: "folder-not-empty" } });
    expect(again.stderr).toContain("已经存在");
    const unknown = run("besu", "check", "--lang", "fr");
    expect([unknown.status, unknown.stderr.split("\n")[0]]).toEqual([
      ...[2, '--lang is one of zh, en, not "fr".'],
    ]);
  });

  it.each([["--help"], ["besu", "-h"], ["besu", "init", "--help"]])(
    "says how it is used: %s %s %s",
    (...words) => {
      const help = run(...words);
      expect([help.status, help.stderr]).toEqual([0, ""]);
      expect(help.stdout).toMatch(/^Usage: suyuan-network besu <command>/u);
      expect(run(...words, "--lang", "zh").stdout).toMatch(/^用法：/u);
      expect(run(...words.slice(0, -1), "--halp").status).toBe(2);
    },
  );

  it("ends with 2 for wrong usage and 1 for what cannot be done, with a code for programs", () => {
    const usage = run("besu", "begin");
    expect(usage).toMatchObject({ status: 2, stdout: "" });
    expect(usage.stderr).toContain('No command "begin".');
    const failed = run("besu", "check", "--dir", at("none"), "--json");
    expect(failed).toMatchObject({ status: 1, stdout: "" });
    expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: "file-unreadable" } });
  });
});

describe("as people run it", () => {
  const spawn = (program: string, ...words: string[]) => {
    const env = { ...process.env, LC_ALL: "C", INIT_CWD: at("") };
    return spawnSync(process.execPath, [program, ...words], { encoding: "utf8", env });
  };

  it(
    "suyuan-network is a program with an exit status",
    () => {
      const { status, stdout, stderr } = spawn(COMMAND, "besu", "check", "--dir", at("none"));
      expect([status, stdout]).toEqual([1, ""]);
      expect(stderr).toContain("network.json cannot be read");
    },
    A_MINUTE,
  );
  it(
    "npm run network -- besu does the same, in the folder where the user stands",
    () => {
      const ran = spawn(BY_NPM, "besu", "init", "--validators", "1", "--dir", "by-npm");
      expect([ran.status, ran.stderr]).toEqual([0, ""]);
      expect(readFileSync(at("by-npm/network.json"), "utf8")).toContain("suyuan/besu@1");
      expect(spawn(BY_NPM, "besu", "begin").status).toBe(2);
    },
    A_MINUTE,
  );
});
