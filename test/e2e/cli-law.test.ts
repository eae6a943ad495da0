// SPDX-License-Identifier: Apache-2.0
// Registration, rights, cases, reforms and the council by the real command against a real gateway.
import { readFile, writeFile } from "node:fs/promises";

import { suyuan } from "@suyuan/cli/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { CommandLine } from "../support/command-line.ts";
import { newSigner } from "../support/signers.ts";

const DAY = 86_400;
const DOCUMENTS = ["record", "gaps", "basis", "grounds", "decision", "scope"];

let line: CommandLine;
const made = { asset: "", other: "", right: "", case: "", proposal: "" };

beforeAll(async () => {
  line = await CommandLine.start(DOCUMENTS);
});
afterAll(async () => line.exchange.stop());

describe("given an asset to register", () => {
  it("is assessed, approved, submitted, and returned with all gaps", async () => {
    made.asset = await line.register(1_001);
    await line.submit(made.asset);
    const due = await line.shows(/已提交/, "asset", "due", "--registrar", line.number("authority"));
    expect(due).toMatch(/还有 \d 个工作日 \(2/);
    await line.run(
      "asset",
      "return",
      made.asset,
      "--gaps",
      line.json("gaps"),
      ...line.as("authorityHead"),
    );
    const shown = await line.chinese("asset", "show", made.asset);
    expect(shown).toMatch(/登记程序 +退回补正/);
    expect(shown).toMatch(/曾退回补正 +是/);
  });

  it("cannot be accepted before its gaps are filled, and says so in words", async () => {
    const words = ["asset", "accept", made.asset, ...line.as("authorityHead")];
    const refused = await line.try(...words, "--lang", "zh");
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("登记程序所处阶段或登记类型不允许该行为。");
    expect(refused.stderr).toContain("AssetRegistry__WrongStage");
    const english = await line.try(...words, "--lang", "en");
    expect(english.stderr).toContain("does not allow an act.");
  });

  it("is resubmitted, accepted, reviewed and coded", async () => {
    await line.run(
      "asset",
      "resubmit",
      made.asset,
      "--record",
      line.json("record"),
      ...line.as("providerHead"),
    );
    for (const act of ["accept", "review", "confirm"]) {
      await line.run("asset", act, made.asset, ...line.as("authorityHead"));
    }
    const shown = await line.chinese("asset", "show", made.asset);
    expect(shown).toMatch(/状态 +已赋码/);
    expect(shown).toMatch(/查询码 +0x[0-9a-f]{16}/);
    const acts = await line.shows(/AssetConfirmed/, "acts", "asset", made.asset);
    expect(acts.split("\n").filter(Boolean)).toHaveLength(9);
  });

  it("is rejected with reason and legal basis, and withdrawn when opened again", async () => {
    made.other = await line.register(1_002);
    await line.submit(made.other);
    const why = ["--reason", "3", "--legal-basis", line.json("basis")];
    await line.run("asset", "reject", made.other, ...why, ...line.as("authorityHead"));
    const again = ["--type", "first", "--record", line.json("record")];
    await line.run("asset", "open", made.other, ...again, ...line.as("providerHead"));
    await line.run("asset", "withdraw", made.other, ...line.as("providerHead"));
    const listed = await line.shows(/已撤回/, "asset", "list", "--holder", line.number("provider"));
    expect(listed).toContain(made.asset);
  });
});

describe("given a coded asset", () => {
  it("confers a right, which is accepted, shown and listed", async () => {
    const terms = [
      "--right",
      "operating",
      "--to",
      line.number("recipient"),
      "--basis",
      "authorisation",
    ];
    const papers = [
      "--scope",
      line.json("scope"),
      "--document",
      line.json("basis"),
      "--until",
      "+100d",
    ];
    const words = ["right", "confer", made.asset, ...terms, ...papers];
    made.right = String((await line.run(...words, ...line.as("providerHead")))["right"]);
    await line.run("right", "accept", made.right, ...line.as("recipientHead"));
    const shown = await line.chinese("right", "show", made.right);
    expect(shown).toMatch(/类型 +经营权/);
    expect(shown).toMatch(/当前有效 +是/);
    const listed = await line.shows(/经营权/, "right", "list", "--asset", made.asset);
    expect(listed).toContain("持有权");
  });

  it("is vetoed, which stops its transfer until the veto is lifted", async () => {
    const officer = newSigner();
    await line.keep("officer", officer);
    const post = ["--organization", line.number("provider"), "--office", "chiefDataOfficer"];
    const term = ["--account", officer.address, "--until", "+300d", ...line.key("provider")];
    const { seat } = await line.run("seat", "appoint", ...post, ...term);
    const veto = ["--act", "transfer", "--grounds", line.json("grounds"), "--until", "+30d"];
    const by = [...line.key("officer"), "--seat", String(seat)];
    await line.run("asset", "veto", made.asset, ...veto, ...by);
    expect(await line.chinese("asset", "show", made.asset)).toMatch(/否决 +转让 \(/);
    const words = ["right", "offer", made.asset, "--to", line.number("recipient")];
    const offer = [...words, "--document", line.json("basis"), ...line.as("providerHead")];
    const refused = await line.try(...offer, "--lang", "zh");
    expect(refused.stderr).toContain("首席数据官已否决该行为。");
    const lift = [
      "--act",
      "transfer",
      "--decision",
      line.json("decision"),
      ...line.as("authorityHead"),
    ];
    await line.run("asset", "lift-veto", made.asset, ...lift);
    await line.run(...offer);
  });

  it("is disputed, which freezes it until the dispute is dismissed", async () => {
    const words = ["case", "dispute", made.asset, "--grounds", line.json("grounds")];
    made.case = String((await line.run(...words, ...line.as("recipientHead")))["case"]);
    const accept = ["right", "accept-transfer", made.asset, ...line.as("recipientHead")];
    const refused = await line.try(...accept, "--lang", "zh");
    expect(refused.stderr).toContain("数据资产已冻结");
    const decide = ["--decision", line.json("decision"), ...line.as("authorityHead")];
    await line.run("case", "dismiss", made.case, ...decide);
    expect(await line.chinese("case", "show", made.case)).toMatch(/状态 +不成立/);
    expect(await line.shows(/不成立/, "case", "list", "--asset", made.asset)).toContain("权属争议");
  });

  it("is transferred, and its certificate proves to a stranger who holds it", async () => {
    await line.run("right", "accept-transfer", made.asset, ...line.as("recipientHead"));
    await line.run("certificate", made.asset, "--out", line.json("certificate"));
    await line.run("policy", "export", "--out", line.json("policy"));
    const certificate = JSON.parse(await readFile(line.json("certificate"), "utf8")) as object;
    expect(certificate).toMatchObject({
      ...{
        type: "suyuan/right@1",
        kind: "holding",
        organization: Number(line.number("recipient")),
      },
    });
    const words = [
      "verify",
      line.json("certificate"),
      "--policy",
      line.json("policy"),
      "--lang",
      "zh",
    ];
    const { status, stdout } = await suyuan(words);
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stdout).toContain("持有权");
    await line.run("certificate", made.right, "--out", line.json("operating"));
    const other = await suyuan(["verify", line.json("operating"), "--policy", line.json("policy")]);
    expect(other.status).toBe(0);
    const late = await line.try("certificate", made.asset, "--at", "1000", "--json");
    expect(JSON.parse(late.stderr)).toMatchObject({ error: { code: "right-not-held" } });
  });

  it("has a stage and a responsible seat", async () => {
    const stage = ["--stage", "product", "--document", line.json("basis")];
    await line.run("right", "stage", made.asset, ...stage, ...line.as("recipientHead"));
    expect(await line.chinese("asset", "show", made.asset)).toMatch(/价值形态 +产品/);
    const { recipientReceiver } = line.exchange.province.seats;
    const duty = ["--duty", line.json("scope"), "--legal-basis", line.json("basis")];
    const responsible = ["--responsible", String(recipientReceiver.number)];
    await line.run(
      "duty",
      "assign",
      made.asset,
      ...duty,
      ...responsible,
      ...line.as("recipientHead"),
    );
    await line.shows(
      new RegExp(made.asset),
      "duty",
      "list",
      "--organization",
      line.number("recipient"),
    );
  });
});

describe("given a reform", () => {
  it("proposes another head and stops him, and merges the provider into the recipient", async () => {
    const next = ["--account", newSigner().address, ...line.key("provider")];
    await line.run("org", "propose-head", line.number("provider"), ...next);
    await line.run("org", "stop-head", line.number("provider"), ...line.key("provider"));
    const by = [
      "--by",
      line.number("authority"),
      "--into",
      line.number("recipient"),
      ...line.key("authority"),
    ];
    await line.run("org", "merge", line.number("provider"), ...by);
    expect(await line.chinese("org", "show", line.number("provider"))).toMatch(/状态 +撤销/);
    const held = await line.shows(
      new RegExp(made.other),
      ...["asset", "list", "--holder", line.number("recipient")],
    );
    expect(held).toContain(made.asset);
    expect(await line.shows(/撤销/, "org", "list", "--parent", line.number("authority"))).toContain(
      "正常",
    );
  });
});

describe("given the council", () => {
  const bytes = (text: string): string => `0x${Buffer.from(text).toString("hex").padEnd(64, "0")}`;

  it("changes a rule: proposal, votes, delay, execution", async () => {
    const args = [bytes("registration.accept.days"), 5, 1, bytes("a decision"), 0];
    const call = { contract: "ruleBook", fn: "setRule", args };
    const description = "受理期限改为五个工作日";
    await writeFile(line.json("proposal"), JSON.stringify({ description, calls: [call] }));
    const proposed = await line.run(
      "council",
      "propose",
      line.json("proposal"),
      ...line.key("authority"),
    );
    made.proposal = String(proposed["proposal"]);
    await line.shows(/受理期限/, "council", "list");
    await line.exchange.province.pass(2 * DAY);
    for (const member of ["authority", "audit", "neighbour"]) {
      await line.run("council", "vote", made.proposal, "--vote", "for", ...line.key(member));
    }
    await line.exchange.province.pass(8 * DAY);
    await line.run("council", "queue", made.proposal, ...line.key("authority"));
    await line.exchange.province.pass(4 * DAY);
    await line.run("council", "execute", made.proposal, ...line.key("authority"));
    const shown = await line.shows(/状态 +已执行/, "council", "show", made.proposal);
    expect(shown).toMatch(/3 : 0/);
    const rule = await line.shows(/ 5 /, "rule", "show", "registration.accept.days");
    expect(rule).toContain("a decision");
    expect(await line.chinese("council", "members")).toMatch(/\n2 /);
  });

  it("refuses what is no proposal", async () => {
    const words = ["council", "propose", line.json("record"), ...line.key("authority"), "--json"];
    const { status, stderr } = await line.try(...words);
    expect(status).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "not-a-proposal" } });
  });
});

describe("given the work calendar", () => {
  it("counts ten working days across the holidays of October 2025", async () => {
    const { deadline, provisional } = await line.run("calendar", "add", "2025-09-25", "10");
    // Beijing midnight after 2025-10-15.
    expect({ deadline, provisional }).toEqual({ deadline: 1_760_544_000, provisional: false });
    const shown = await line.chinese("calendar", "add", "2025-09-25", "10");
    expect(shown).toContain("2025-10-15 23:59:59");
    expect(await line.chinese("calendar", "show", "2025")).toMatch(/^10 {3}· {2}· {2}·/m);
  });

  it("says when a year is not published", async () => {
    const { provisional } = await line.run("calendar", "add", "2031-01-06", "3");
    expect(provisional).toBe(true);
    const none = await line.try("calendar", "show", "2031", "--json");
    expect(JSON.parse(none.stderr)).toMatchObject({ error: { code: "unknown-year" } });
  });
});

describe("given lists", () => {
  it("shows rules and types with their marks, and where a page goes on", async () => {
    expect(await line.chinese("rule", "list", "--limit", "50")).toMatch(
      /registration\.accept\.days +5/,
    );
    expect(await line.chinese("type", "list")).toMatch(/首次登记/);
    expect(await line.chinese("rule", "list", "--limit", "2")).toMatch(
      /还有更多：--cursor [0-9a-f]+/,
    );
    expect(await line.chinese("case", "list", "--raiser", "99")).toBe("无\n");
  });
});
