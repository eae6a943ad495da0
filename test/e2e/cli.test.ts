// SPDX-License-Identifier: Apache-2.0
// The whole way by the real command against a real gateway: each command is a child process.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import type { Hex, Verdict } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { confirmAsset } from "../support/acts.ts";
import type { SeatName } from "../support/cast.ts";
import { answerOf, keepKey, PASSPHRASE } from "../support/command.ts";
import { anchored, type Exchange, startExchange } from "../support/exchange.ts";
import { newSigner, unifiedCode } from "../support/signers.ts";

const DATA = "330102001000,西湖街道\n330102002000,清波街道\n";

let exchange: Exchange;
let env: Record<string, string>;
const at = (name: string): string => join(exchange.province.folder, name);

const keyOf = (name: string, secret: Uint8Array) => keepKey(at(`${name}.key`), secret);

beforeAll(async () => {
  exchange = await startExchange();
  const { province, gateway } = exchange;
  env = { SUYUAN_PASSPHRASE: PASSPHRASE, SUYUAN_GATEWAY: gateway.url };
  await keyOf("authority", province.roots.authority.head.secret);
  for (const [name, { account }] of Object.entries(province.seats)) {
    await keyOf(name, account.secret);
  }
  const files = { "data.csv": DATA, "schema.json": '{"columns":["code","name"]}' };
  const documents = {
    "record.json": '{"title":"街道"}',
    "application.json": '{"scenario":"查询"}',
    "items.json": '["street code","street name"]',
  };
  for (const [name, content] of Object.entries({ ...files, ...documents })) {
    await writeFile(at(name), content);
  }
});
afterAll(async () => exchange.stop());

/** Runs a command that must succeed; its answer. */
const run = (...words: readonly string[]) => answerOf(words, env);

const as = (name: SeatName): string[] => [
  ...["--key", at(`${name}.key`), "--seat", String(exchange.province.seats[name].number)],
];

describe("given an authority and an organisation to admit", () => {
  it("admits it, appoints a seat, and shows both", async () => {
    const head = newSigner();
    await keyOf("head", head.secret);
    const code = unifiedCode(900).text;
    const facts = ["--level", "city", "--region", "990100", "--head", head.address];
    const what = ["--code", code, "--name", "示例市档案局", "--capacities", "department"];
    const by = ["--parent", "1", "--key", at("authority.key")];
    const admitted = await run("org", "admit", ...what, ...facts, ...by);
    const number = String(admitted["organization"]);
    const shown = await suyuan(["org", "show", number, "--lang", "zh"], env);
    expect(shown.stdout).toMatch(new RegExp(`统一社会信用代码 +${code}`));
    expect(shown.stdout).toMatch(/状态 +正常/);
    const seat = ["--organization", number, "--office", "registrant", "--until", "+30d"];
    const account = ["--account", newSigner().address, "--key", at("head.key")];
    const appointed = await run("seat", "appoint", ...seat, ...account);
    const view = await suyuan(["seat", "show", String(appointed["seat"]), "--lang", "en"], env);
    expect(view.stdout).toMatch(/Office +registrant/);
    await run("seat", "end", String(appointed["seat"]), "--key", at("head.key"));
  });

  it("tells the contract's refusal, and ends with 1", async () => {
    const facts = ["--level", "city", "--region", "990100", "--head", newSigner().address];
    const what = ["--code", unifiedCode(1).text, "--name", "x", "--capacities", "department"];
    const by = ["--parent", "1", "--key", at("authority.key"), "--lang", "zh"];
    const words = ["org", "admit", ...what, ...facts, ...by];
    const refused = await suyuan(words, env);
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain("网关拒绝（act-refused）");
    expect(refused.stderr).toContain("OrganizationRegistry__CodeTaken");
  });
});

describe("given an asset on its way from registration to an accepted delivery", () => {
  const made = { asset: "", request: "", grant: "", version: "", delivery: "", receipt: "" };
  const step = async (name: keyof typeof made, from: string, ...words: readonly string[]) => {
    made[name] = String((await run(...words))[from]);
    expect(made[name]).toMatch(/^0x[0-9a-f]{64}$/);
  };

  it("is registered and confirmed", async () => {
    const codes = ["--catalogue-code", "307014/000777", "--region", "990000"];
    const marks = ["--attribute", "conditional", "--grade", "general", "--holds-no-secrets"];
    const own = ["--local-number", "777", "--record", at("record.json")];
    const by = as("providerRegistrant");
    await step("asset", "asset", "asset", "register", ...codes, ...marks, ...own, ...by);
    await confirmAsset(exchange.province, made.asset as Hex);
    const shown = await suyuan(["asset", "show", made.asset, "--lang", "zh"], env);
    expect(shown.stdout).toMatch(/状态 +已赋码/);
    expect(shown.stdout).toMatch(/共享属性 +有条件共享/);
  });

  it("is requested and granted, with terms that stand on the chain as salted commitments", async () => {
    const what = ["--purpose", "101", "--method", "file", "--until", "+300d"];
    const paper = ["--document", at("application.json"), "--items", at("items.json")];
    const by = as("recipientHead");
    await step("request", "request", "request", "file", made.asset, ...what, ...paper, ...by);
    for (const name of ["application", "items"]) {
      const salt = await readFile(at(`${name}.json.salt`), "utf8");
      expect(salt).toMatch(/^[0-9a-f]{64}\n$/);
    }
    await run("grant", "give", made.request, "--until", "+200d", ...paper, ...as("providerHead"));
    made.grant = made.request;
    const shown = await run("grant", "show", made.grant);
    expect(shown["state"]).toMatchObject({ asset: made.asset, log: exchange.log.id, state: 1 });
  });

  it("is recorded as a version and delivered", async () => {
    const data = ["--file", at("data.csv")];
    const by = as("providerRegistrant");
    const structure = ["--schema", at("schema.json")];
    await step("version", "id", "version", made.asset, ...data, ...structure, ...by);
    const what = ["--version", made.version, "--serial", "1"];
    await step("delivery", "id", "deliver", made.grant, ...what, ...data, ...by);
  });

  it("cannot be delivered again under the same serial number", async () => {
    const what = [
      "--version",
      made.version,
      "--serial",
      "1",
      "--file",
      at("schema.json"),
      "--public",
    ];
    const words = ["deliver", made.grant, ...what, ...as("providerRegistrant"), "--json"];
    const refused = await suyuan(words, env);
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stderr)).toMatchObject({ error: { code: "serial-used" } });
  });

  it("is received: by its own digest, a mismatch or accepted", async () => {
    await writeFile(at("changed.csv"), DATA.replace("西", "东"));
    const salt = ["--salt", at("data.csv.salt")];
    const changed = ["receive", made.delivery, "--file", at("changed.csv"), ...salt];
    const mismatch = await suyuan([...changed, ...as("recipientReceiver"), "--json"], env);
    expect(mismatch.status).toBe(10);
    const { id, result } = JSON.parse(mismatch.stdout) as { id: string; result: string };
    expect(result).toBe("mismatch");
    const again = ["receive", made.delivery, "--file", at("data.csv"), "--supersedes", id];
    await step("receipt", "id", ...again, ...as("recipientReceiver"));
  });

  it("shows each step of the ladder", async () => {
    await anchored(exchange.gateway, made.receipt as Hex);
    const { stdout } = await suyuan(["status", made.receipt, "--lang", "zh"], env);
    expect(stdout).toMatch(/✓ 已入日志 {2}\d{4}-/);
    expect(stdout).toMatch(/✓ 上链/);
    expect(stdout).toMatch(/– 见证/);
  });

  describe("when its evidence is verified", () => {
    const verify = (...words: readonly string[]) =>
      suyuan(["verify", at("delivery.json"), "--policy", at("policy.json"), ...words]);

    beforeAll(async () => {
      await run("evidence", "get", made.delivery, "--out", at("delivery.json"));
      await run("policy", "export", "--out", at("policy.json"));
    });

    it("ends with 0 with its data, without a gateway", async () => {
      const data = ["--file", at("data.csv")];
      const { status, stdout } = await verify(...data, "--lang", "zh");
      expect(stdout).toContain("完整性\n");
      expect(stdout).toContain("授权\n");
      expect(stdout).toContain("信任\n");
      expect(stdout).toMatch(/✓ 通过 +数据 /);
      expect(stdout).toMatch(/– 未检查 +区块签章 /);
      expect(stdout).not.toContain("\u001b[");
      expect(status).toBe(0);
    });

    it("says the same in English", async () => {
      const { status, stdout } = await verify("--lang", "en");
      expect(stdout).toMatch(/^Integrity$/m);
      expect(stdout).toMatch(/✓ passed +signature /);
      expect(stdout).toMatch(/– not checked +data /);
      expect(stdout).toContain("exit status 0");
      expect(status).toBe(0);
    });

    it("ends with 10 with one byte changed, or under another salt", async () => {
      const salt = ["--salt", at("data.csv.salt")];
      const changed = await verify("--file", at("changed.csv"), ...salt, "--lang", "zh");
      expect(changed.status).toBe(10);
      expect(changed.stdout).toMatch(/✗ 不通过 +数据 /);
      const other = await verify("--file", at("data.csv"), "--salt", "00".repeat(32));
      expect(other.status).toBe(10);
    });

    it("ends with 2 without the salt", async () => {
      const { status, stderr } = await verify("--file", at("changed.csv"));
      expect({ status, stderr }).toMatchObject({ status: 2, stderr: /--salt/ });
    });

    it("ends with 10 with one bit of the proof changed", async () => {
      const evidence = JSON.parse(await readFile(at("delivery.json"), "utf8")) as { index: number };
      await writeFile(at("moved.json"), JSON.stringify({ ...evidence, index: evidence.index + 1 }));
      const words = ["verify", at("moved.json"), "--policy", at("policy.json"), "--json"];
      const { status, stdout } = await suyuan(words);
      expect(status).toBe(10);
      expect((JSON.parse(stdout) as Verdict).groups.integrity).toBe("failed");
    });

    it.each([
      ["another contract", { address: `0x${"12".repeat(20)}` }],
      ["another code", { codeHash: `0x${"34".repeat(32)}` }],
    ])("ends with 12 under a policy that names %s", async (_, change) => {
      const policy = JSON.parse(await readFile(at("policy.json"), "utf8")) as {
        contracts: { exchangeLog: object };
      };
      const exchangeLog = { ...policy.contracts.exchangeLog, ...change };
      const contracts = { ...policy.contracts, exchangeLog };
      await writeFile(at("other-policy.json"), JSON.stringify({ ...policy, contracts }));
      const words = ["verify", at("delivery.json"), "--policy", at("other-policy.json")];
      expect((await suyuan(words)).status).toBe(12);
    });

    it("ends with 12 under a policy that requires seals", async () => {
      const policy = JSON.parse(await readFile(at("policy.json"), "utf8")) as object;
      await writeFile(at("seals.json"), JSON.stringify({ ...policy, require: ["seals"] }));
      const words = ["verify", at("delivery.json"), "--policy", at("seals.json"), "--lang", "zh"];
      const { status, stdout } = await suyuan(words);
      expect(status).toBe(12);
      expect(stdout).toMatch(/– 未检查 +区块签章/);
    });

    it("lists what the log holds on the grant, the newest first unless asked otherwise", async () => {
      const words = ["history", "list", "grant", made.grant, "--lang", "en"];
      const newest = await suyuan(words, env);
      const oldest = await suyuan([...words, "--order", "oldest"], env);
      const lines = newest.stdout.trimEnd().split("\n");
      expect(lines.length).toBeGreaterThan(1);
      expect(oldest.stdout.trimEnd().split("\n")).toEqual(lines.toReversed());
      expect(lines.at(-1)).toMatch(/^1 .* 0x[0-9a-f]{64}$/);
    });

    it("verifies the grant's whole history", async () => {
      await run("history", "get", "grant", made.grant, "--out", at("history.json"));
      const words = ["verify", at("history.json"), "--policy", at("policy.json"), "--lang", "zh"];
      const { status, stdout } = await suyuan(words);
      expect(status).toBe(0);
      expect(stdout).toContain("全部 3 条");
      expect(stdout).toMatch(/– 未检查 +无遗漏/);
      const withData = await suyuan([...words, "--file", at("data.csv")]);
      expect(withData.status).toBe(2);
    });

    it("overwrites nothing", async () => {
      const words = ["evidence", "get", made.delivery, "--out", at("policy.json"), "--json"];
      const { status, stderr } = await suyuan(words, env);
      expect(status).toBe(2);
      expect(JSON.parse(stderr)).toMatchObject({ error: { code: "file-exists" } });
    });
  });
});

describe("given things that do not exist", () => {
  const NOWHERE = `0x${"77".repeat(32)}`;
  it.each([
    ["statement", ["status", NOWHERE], "unknown-statement"],
    ["evidence", ["evidence", "get", NOWHERE], "unknown-statement"],
    ["asset", ["asset", "show", NOWHERE], "unknown-asset"],
    ["grant", ["grant", "show", NOWHERE], "unknown-grant"],
    ["seat", ["seat", "show", "4000"], "unknown-seat"],
    ["organisation", ["org", "show", "4000"], "unknown-organization"],
  ])("says so for a %s, and ends with 1", async (_, words, code) => {
    const { status, stderr } = await suyuan([...words, "--json"], env);
    expect(status).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code } });
  });
});
