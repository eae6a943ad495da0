// SPDX-License-Identifier: Apache-2.0
// Given the real command, run as people run it.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { readPolicy } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { temporary } from "./testing/plans.ts";

const ROOT = join(import.meta.dirname, "../../..");
const COMMAND = join(ROOT, "packages/network/bin/suyuan-network.js");
const BY_NPM = join(ROOT, "scripts/network/main.ts");
const at = temporary();

function run(program: string, ...words: string[]) {
  const env = { ...process.env, INIT_CWD: at("") };
  const ran = spawnSync(process.execPath, [program, ...words], { encoding: "utf8", env });
  return { status: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}
const told = (...words: string[]): Record<string, unknown> => {
  const { status, stdout, stderr } = run(COMMAND, ...words, "--json");
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Record<string, unknown>;
};

describe("suyuan-network", () => {
  it("makes a network, checks it, adds a node, and writes the policy of its validators", () => {
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
  }, 30_000);

  it("says in words what it did, and warns of too few validators", () => {
    const { status, stdout } = run(
      COMMAND,
      "besu",
      "init",
      "--validators",
      "3",
      "--dir",
      at("few"),
    );
    expect(status).toBe(0);
    expect(stdout).toContain("not for production");
    expect(stdout).toMatch(/block 0 +0x[0-9a-f]{64}/u);
    expect(run(COMMAND, "besu", "check", "--dir", at("few")).stdout).toContain("validator-3");
  }, 30_000);

  it("ends with 2 for wrong usage and 1 for what cannot be done, with a code for programs", () => {
    const usage = run(COMMAND, "besu", "begin");
    expect(usage).toMatchObject({ status: 2, stdout: "" });
    expect(usage.stderr).toContain('No command "begin".');
    const failed = run(COMMAND, "besu", "check", "--dir", at("none"), "--json");
    expect(failed).toMatchObject({ status: 1, stdout: "" });
    expect(JSON.parse(failed.stderr)).toMatchObject({ error: { code: "file-unreadable" } });
  }, 30_000);

  it("is what npm run network -- besu runs, in the folder where the user stands", () => {
    const { status } = run(BY_NPM, "besu", "init", "--validators", "1", "--dir", "by-npm");
    expect(status).toBe(0);
    expect(run(BY_NPM, "besu", "check", "--dir", "by-npm").status).toBe(0);
    expect(readFileSync(at("by-npm/network.json"), "utf8")).toContain("suyuan/besu@1");
    expect(run(BY_NPM, "besu", "begin").status).toBe(2);
  }, 30_000);
});
