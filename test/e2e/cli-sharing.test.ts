// SPDX-License-Identifier: Apache-2.0
// Demands, standing consents and return flows by the real command against a real gateway.
import { writeFile } from "node:fs/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { TestSeat } from "../support/cast.ts";
import { CommandLine } from "../support/command-line.ts";
import { departmentOf } from "../support/sharing-life.ts";

const DOCUMENTS = ["record", "application", "scope", "schema"];
const COUNTY = { region: 990_101, level: "county" } as const;

let line: CommandLine;
let county: TestSeat;
let open: string;
let owed: string;
let paper: readonly string[];
const WANTED = ["--purpose", "101", "--method", "file", "--until", "+300d"];

beforeAll(async () => {
  line = await CommandLine.start(DOCUMENTS);
  county = await departmentOf(line.exchange.province, COUNTY);
  await line.keep("county", county.account);
  await writeFile(line.json("items"), JSON.stringify(["street code", "street name"]));
  await writeFile(line.at("data.csv"), "990101001000,A\n");
  paper = ["--document", line.json("application"), "--items", line.json("items")];
  open = await line.coded(2_001, "unconditional");
  owed = await line.coded(2_002);
});
afterAll(async () => line.exchange.stop());

const state = async (...words: readonly string[]) => (await line.run(...words))["state"];

describe("given a demand", () => {
  let demand: string;
  let request: string;
  const list = () => ["demand", "list", "--organization", line.number("recipient")];

  it("is announced, and seen by all in both languages", async () => {
    const announce = ["demand", "announce", "--document", line.json("application")];
    demand = String((await line.run(...announce, ...line.as("recipientHead")))["demand"]);
    await line.shows(/已发布/, ...list());
    expect(await line.english(...list())).toMatch(new RegExp(`${demand} .* announced`));
  });

  it("is matched by the asset's holder, by nobody who has neither asset nor area", async () => {
    const match = ["demand", "match", demand, "--asset", line.exchange.asset];
    const refused = {
      error: "SharingRegistry__NotEntitled",
      zh: "该单位无权这样做。",
      en: "An organisation may not take this step.",
    };
    await line.refuses(refused, ...match, ...line.as("recipientHead"));
    await line.run(...match, ...line.as("providerHead"));
    expect(await line.shows(/已匹配/, ...list())).toContain(line.exchange.asset);
  });

  it("is filed as a request for that asset, not for another one", async () => {
    const named = [...WANTED, "--demand", demand, ...paper, ...line.as("recipientHead")];
    const refused = {
      error: "SharingRegistry__BadDemand",
      zh: "该需求不是申请单位的，或未与该数据资产匹配。",
      en: "A demand is not the requester's, or was not matched with the asset.",
    };
    await line.refuses(refused, "request", "file", owed, ...named);
    const filed = await line.run("request", "file", line.exchange.asset, ...named);
    request = String(filed["request"]);
    await line.shows(/已申请/, ...list());
    expect(await line.shows(/待答复/, "request", "list", "--demand", demand)).toContain(request);
    expect(await line.english("request", "list", "--demand", demand)).toContain("answer due");
  });

  it("cannot be withdrawn when it is filed; another one can", async () => {
    const refused = {
      error: "SharingRegistry__BadDemand",
      zh: "该需求不是申请单位的，或未与该数据资产匹配。",
      en: "A demand is not the requester's, or was not matched with the asset.",
    };
    await line.refuses(refused, "demand", "withdraw", demand, ...line.as("recipientHead"));
    const announce = ["demand", "announce", "--document", line.json("scope")];
    const other = await line.run(...announce, ...line.as("recipientHead"));
    await line.run("demand", "withdraw", String(other["demand"]), ...line.as("recipientHead"));
    await line.shows(/已撤回/, ...list());
  });
});

describe("given a standing consent", () => {
  const give = (asset: string) => [
    ...["consent", "give", asset, "--until", "+200d", ...paper, ...line.as("providerHead")],
  ];
  const under = () => [
    ...["request", "under-consent", open, "--purpose", "101", "--method", "file"],
    ...["--until", "+100d", ...paper, ...line.as("recipientHead")],
  ];
  const NONE = {
    error: "SharingRegistry__NoConsent",
    zh: "没有适用于该申请的常设同意。",
    en: "No standing consent covers a request",
  };

  it("is given for what is shared unconditionally, for nothing else", async () => {
    const refused = {
      error: "SharingRegistry__NotUnconditional",
      zh: "只能对无条件共享的数据资产给予常设同意。",
      en: "A standing consent is given for an asset that is not shared unconditionally.",
    };
    await line.refuses(refused, ...give(owed));
    await line.refuses(NONE, ...under());
    await line.run(...give(open));
    expect(await line.shows(new RegExp(open), "consent", "list", "--asset", open)).toMatch(
      /有效 .*依法/,
    );
    expect(await line.english("consent", "list", "--asset", open)).toContain("as the law says");
  });

  it("grants in one step, until it is withdrawn", async () => {
    const granted = String((await line.run(...under()))["request"]);
    expect(await state("grant", "show", granted)).toMatchObject({ asset: open, state: 1 });
    expect(await line.chinese("grant", "show", granted)).toMatch(/状态 +执行中/);
    await line.run("consent", "withdraw", open, ...line.as("providerHead"));
    await line.refuses(NONE, ...under());
    await line.shows(/已撤回/, "consent", "list", "--asset", open);
    expect(await line.english("consent", "list", "--asset", open)).toContain("withdrawn");
  });
});

describe("given a county's claim to what the province holds of its area", () => {
  const made = { flow: "", grant: "" };
  const claim = (): string[] => ["return", "claim", owed, "--scope", line.json("scope")];

  it("is made by a lower level, by no peer of the holder", async () => {
    const refused = {
      error: "ReturnRegistry__NotUpperLevel",
      zh: "持有单位不是主张单位本地区的上级。",
      en: "An asset's holder is no upper level of a claimant's own area.",
    };
    await line.refuses(refused, ...claim(), ...line.as("recipientHead"));
    made.flow = String((await line.run(...claim(), ...line.as("county", county)))["returnFlow"]);
    await line.shows(/待回流/, "return", "list", "--asset", owed);
    expect(await line.english("return", "show", made.flow)).toMatch(/State +owed/);
  });

  it("is connected through a grant to the claimant, not through another's", async () => {
    const ask = ["request", "file", owed, ...WANTED, ...paper];
    made.grant = String((await line.run(...ask, ...line.as("county", county)))["request"]);
    const give = ["grant", "give", made.grant, "--until", "+200d", ...paper];
    await line.run(...give, ...line.as("providerHead"));
    const connect = ["return", "connect", made.flow, ...line.as("providerHead"), "--grant"];
    const refused = {
      error: "ReturnRegistry__UnfitGrant",
      zh: "授权未在执行，或不是持有单位就该数据资产给主张单位的。",
      en: "A grant is not in force, or is not one of this asset",
    };
    await line.refuses(refused, ...connect, line.exchange.grant.id);
    await line.run(...connect, made.grant);
    await line.shows(/已接通/, "return", "list", "--claimant", String(county.organization));
  });

  it("is done when the delivery is proven to the chain, which the gateway sees to", async () => {
    const file = ["--file", line.at("data.csv"), ...line.as("providerRegistrant")];
    const schema = ["--schema", line.json("schema")];
    const { id } = await line.run("version", owed, ...schema, ...file);
    const named = ["--version", String(id), "--serial", "1"];
    await line.run("deliver", made.grant, ...named, ...file);
    await line.shows(/已回流/, "return", "list", "--asset", owed);
    expect(await line.chinese("delivery", "list", "--grant", made.grant)).toContain(made.grant);
    expect(await line.english("delivery", "show", made.grant)).toMatch(/Delivered +20.*\nDue +20/);
  });

  it("cannot be withdrawn then", async () => {
    const refused = {
      error: "ReturnRegistry__WrongReturnState",
      zh: "数据回流的状态不允许该行为。",
      en: "The state of a return flow does not allow an act.",
    };
    await line.refuses(refused, "return", "withdraw", made.flow, ...line.as("county", county));
  });
});
