// SPDX-License-Identifier: Apache-2.0
// A centre's logs, a proposal that is withdrawn, and lists of grants, by the real command.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Signer } from "@suyuan/chain";
import { suyuan } from "@suyuan/cli/testing";
import { logId } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { answerOf, keepKey, PASSPHRASE } from "../support/command.ts";
import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { newSigner, type TestSigner } from "../support/signers.ts";

const ORIGIN = "log.example/second";

let exchange: Exchange;
let env: Record<string, string>;
const at = (name: string): string => join(exchange.province.folder, name);
const key = (name: string): string[] => ["--key", at(`${name}.key`)];

/** Of every signer here the secret is at hand. */
const keyOf = (name: string, signer: Signer) =>
  keepKey(at(`${name}.key`), (signer as TestSigner).secret);

beforeAll(async () => {
  exchange = await startExchange();
  const { province, gateway } = exchange;
  env = { SUYUAN_PASSPHRASE: PASSPHRASE, SUYUAN_GATEWAY: gateway.url };
  await keyOf("authority", province.roots.authority.head);
  await keyOf("neighbour", province.roots.neighbour.head);
  await keyOf("centre", province.organizations.centre.head);
  await keyOf("centreHead", province.seats.centreHead.account);
  await keyOf("otherCentreHead", province.seats.otherCentreHead.account);
  for (const name of ["first", "second"]) {
    await run("key", "new", "--kind", "log", "--light", "--out", at(`${name}.log.key`));
  }
});
afterAll(async () => exchange.stop());

/** Runs a command that must succeed; its answer. */
const run = (...words: readonly string[]) => answerOf(words, env);

/** Runs a command that must not; its status and code. */
async function refused(...words: readonly string[]): Promise<unknown> {
  const { status, stderr } = await suyuan([...words, "--json"], env);
  const { error } = JSON.parse(stderr) as { error: { code: string; detail?: string } };
  return { ...error, status };
}

/** Runs a command in Chinese until a person sees this. */
const shows = async (what: RegExp, ...words: readonly string[]): Promise<string> =>
  until(`${words.join(" ")} shows ${String(what)}`, async () => {
    const { stdout } = await suyuan([...words, "--lang", "zh"], env);
    return what.test(stdout) && stdout;
  });

describe("given an exchange centre", () => {
  const log = logId(ORIGIN);
  const seat = (name: "centreHead" | "otherCentreHead"): string[] => [
    ...["--seat", String(exchange.province.seats[name].number), ...key(name)],
  ];
  const logKey = (name: string): string[] => ["--log-key", at(`${name}.log.key`)];

  it("opens a log by its origin, once", async () => {
    const operator = ["--operator", String(exchange.province.seats.centreOperator.number)];
    const words = ["log", "open", ORIGIN, ...operator, ...seat("centreHead")];
    const wrong = await refused(...words, "--log-key", at("centre.key"));
    expect(wrong).toMatchObject({ status: 2, code: "key-of-account" });
    const opened = await run(...words, ...logKey("first"));
    expect(opened["log"]).toBe(log);
    await shows(new RegExp(`${log}.*开放`), "log", "list");
    const again = await suyuan([...words, ...logKey("first"), "--lang", "en"], env);
    expect(again.stderr).toContain("ExchangeLog__");
  });

  it("gives it another operator and another key, and closes it in favour of another log", async () => {
    const { centre } = exchange.province.organizations;
    const who = ["--office", "logOperator", "--account", newSigner().address, "--until", "+30d"];
    const of = ["--organization", String(centre.number), ...key("centre")];
    const operator = String((await run("seat", "appoint", ...who, ...of))["seat"]);
    await run("log", "operator", log, "--operator", operator, ...seat("centreHead"));
    await run("log", "key", log, ...logKey("second"), ...seat("centreHead"));
    await shows(new RegExp(`${log} +\\d+ +${operator} +0 +开放`), "log", "list");
    const close = ["log", "close", log, "--successor", exchange.log.id];
    const foreign = await suyuan([...close, ...seat("otherCentreHead"), "--lang", "en"], env);
    expect(foreign.stderr).toContain("ExchangeLog__");
    await run(...close, ...seat("centreHead"));
    await shows(new RegExp(`${log}.*已关闭 +${exchange.log.id}`), "log", "list");
  });
});

describe("given a proposal before its vote", () => {
  it("is cancelled by who proposed it, and by nobody else", async () => {
    const source = `0x${Buffer.from("registration.accept.days").toString("hex").padEnd(64, "0")}`;
    const call = { contract: "ruleBook", fn: "setRule", args: [source, 5, 1, source, 0] };
    const proposal = { description: "一项撤销的提案", calls: [call] };
    await writeFile(at("proposal.json"), JSON.stringify(proposal));
    const made = await run("council", "propose", at("proposal.json"), ...key("authority"));
    const number = String(made["proposal"]);
    // Nobody knows yet how many votes it will need.
    expect(await shows(/待投票/, "council", "show", number)).not.toContain("所需");
    const words = ["council", "cancel", number];
    const foreign = await suyuan([...words, ...key("neighbour"), "--lang", "en"], env);
    expect(foreign.stderr).toContain("GovernorUnableToCancel");
    await run(...words, ...key("authority"));
    await shows(/已取消/, "council", "show", number);
  });
});

describe("given grants", () => {
  it("lists those of a party or an asset, and wants one of them named", async () => {
    const { grant, asset, province } = exchange;
    const { provider, recipient, centre } = province.organizations;
    const id = new RegExp(grant.id);
    for (const [name, value] of [
      ["--provider", provider.number],
      ["--recipient", recipient.number],
      ["--asset", asset],
    ] as const) {
      expect(await shows(id, "grant", "list", name, String(value))).toContain("执行中");
    }
    const none = await suyuan(
      ["grant", "list", "--provider", String(centre.number), "--lang", "zh"],
      env,
    );
    expect(none.stdout).toBe("无\n");
    expect(await refused("grant", "list")).toMatchObject({ status: 1 });
  });
});
