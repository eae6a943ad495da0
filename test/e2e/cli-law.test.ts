// SPDX-License-Identifier: Apache-2.0
// Registration, rights, cases, reforms and the council by the real command against a real gateway.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { SeatName } from "../support/cast.ts";
import { answerOf, keepKey, PASSPHRASE } from "../support/command.ts";
import { type Exchange, startExchange, until } from "../support/exchange.ts";
import { newSigner } from "../support/signers.ts";

const DAY = 86_400;
const DOCUMENTS = [
  "record",
  "secrecy",
  "personal",
  "gaps",
  "basis",
  "grounds",
  "decision",
  "scope",
];

let exchange: Exchange;
let env: Record<string, string>;
const made = { asset: "", other: "", right: "", case: "", proposal: "" };
const at = (name: string): string => join(exchange.province.folder, name);
const json = (name: string): string => at(`${name}.json`);

const keyOf = (name: string, secret: Uint8Array) => keepKey(at(`${name}.key`), secret);

beforeAll(async () => {
  exchange = await startExchange();
  const { province, gateway } = exchange;
  env = { SUYUAN_PASSPHRASE: PASSPHRASE, SUYUAN_GATEWAY: gateway.url };
  for (const [name, { account }] of Object.entries(province.seats)) {
    await keyOf(name, account.secret);
  }
  for (const [name, { head }] of Object.entries(province.roots)) await keyOf(name, head.secret);
  const { provider } = province.organizations;
  await keyOf("provider", (provider.head as ReturnType<typeof newSigner>).secret);
  for (const name of DOCUMENTS) await writeFile(json(name), JSON.stringify({ about: name }));
});
afterAll(async () => exchange.stop());

/** Runs a command that must succeed; its answer. */
const run = (...words: readonly string[]) => answerOf(words, env);

/** What a person sees in Chinese. */
async function chinese(...words: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await suyuan([...words, "--lang", "zh"], env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout;
}

/** Runs a command until a person sees this: the index follows the chain a moment later. */
const shows = async (what: RegExp, ...words: readonly string[]): Promise<string> =>
  until(`${words.join(" ")} shows ${String(what)}`, async () => {
    const shown = await chinese(...words);
    return what.test(shown) && shown;
  });

const key = (name: string): string[] => ["--key", at(`${name}.key`)];
const as = (name: SeatName): string[] => [
  ...key(name),
  ...["--seat", String(exchange.province.seats[name].number)],
];
const number = (party: "authority" | "provider" | "recipient") =>
  String(exchange.province.organizations[party].number);

async function register(localNumber: number): Promise<string> {
  const codes = ["--catalogue-code", `307014/00${localNumber}`, "--region", "990000"];
  const marks = ["--attribute", "conditional", "--grade", "general", "--holds-no-secrets"];
  const own = ["--local-number", String(localNumber), "--record", json("record")];
  const words = ["asset", "register", ...codes, ...marks, ...own];
  return String((await run(...words, ...as("providerRegistrant")))["asset"]);
}

/** Takes a draft to the registrar. */
async function submit(asset: string): Promise<void> {
  const papers = ["--secrecy", json("secrecy"), "--personal-information", json("personal")];
  await run("asset", "assess", asset, ...papers, ...as("providerHead"));
  await run("asset", "approve", asset, ...key("provider"));
  const to = ["--registrar", number("authority")];
  await run("asset", "submit", asset, ...to, ...as("providerHead"));
}

describe("given an asset to register", () => {
  it("is assessed, approved, submitted, and returned with all gaps", async () => {
    made.asset = await register(1_001);
    await submit(made.asset);
    const due = await shows(/已提交/, "asset", "due", "--registrar", number("authority"));
    expect(due).toMatch(/还有 \d 个工作日 \(2/);
    await run("asset", "return", made.asset, "--gaps", json("gaps"), ...as("authorityHead"));
    const shown = await chinese("asset", "show", made.asset);
    expect(shown).toMatch(/登记程序 +退回补正/);
    expect(shown).toMatch(/曾退回补正 +是/);
  });

  it("cannot be accepted before its gaps are filled, and says so in words", async () => {
    const words = ["asset", "accept", made.asset, ...as("authorityHead")];
    const refused = await suyuan([...words, "--lang", "zh"], env);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("登记程序所处阶段或登记类型不允许该行为。");
    expect(refused.stderr).toContain("AssetRegistry__WrongStage");
    const english = await suyuan([...words, "--lang", "en"], env);
    expect(english.stderr).toContain("does not allow an act.");
  });

  it("is resubmitted, accepted, reviewed and coded", async () => {
    await run("asset", "resubmit", made.asset, "--record", json("record"), ...as("providerHead"));
    for (const act of ["accept", "review", "confirm"]) {
      await run("asset", act, made.asset, ...as("authorityHead"));
    }
    const shown = await chinese("asset", "show", made.asset);
    expect(shown).toMatch(/状态 +已赋码/);
    expect(shown).toMatch(/查询码 +0x[0-9a-f]{16}/);
    const acts = await shows(/AssetConfirmed/, "acts", "asset", made.asset);
    expect(acts.split("\n").filter(Boolean)).toHaveLength(9);
  });

  it("is rejected with reason and legal basis, and withdrawn when opened again", async () => {
    made.other = await register(1_002);
    await submit(made.other);
    const why = ["--reason", "3", "--legal-basis", json("basis")];
    await run("asset", "reject", made.other, ...why, ...as("authorityHead"));
    const again = ["--type", "first", "--record", json("record")];
    await run("asset", "open", made.other, ...again, ...as("providerHead"));
    await run("asset", "withdraw", made.other, ...as("providerHead"));
    const listed = await shows(/已撤回/, "asset", "list", "--holder", number("provider"));
    expect(listed).toContain(made.asset);
  });
});

describe("given a coded asset", () => {
  it("confers a right, which is accepted, shown and listed", async () => {
    const terms = ["--right", "operating", "--to", number("recipient"), "--basis", "authorisation"];
    const papers = ["--scope", json("scope"), "--document", json("basis"), "--until", "+100d"];
    const words = ["right", "confer", made.asset, ...terms, ...papers];
    made.right = String((await run(...words, ...as("providerHead")))["right"]);
    await run("right", "accept", made.right, ...as("recipientHead"));
    const shown = await chinese("right", "show", made.right);
    expect(shown).toMatch(/类型 +经营权/);
    expect(shown).toMatch(/当前有效 +是/);
    const listed = await shows(/经营权/, "right", "list", "--asset", made.asset);
    expect(listed).toContain("持有权");
  });

  it("is vetoed, which stops its transfer until the veto is lifted", async () => {
    const officer = newSigner();
    await keyOf("officer", officer.secret);
    const post = ["--organization", number("provider"), "--office", "chiefDataOfficer"];
    const term = ["--account", officer.address, "--until", "+300d", ...key("provider")];
    const { seat } = await run("seat", "appoint", ...post, ...term);
    const veto = ["--act", "transfer", "--grounds", json("grounds"), "--until", "+30d"];
    const by = [...key("officer"), "--seat", String(seat)];
    await run("asset", "veto", made.asset, ...veto, ...by);
    expect(await chinese("asset", "show", made.asset)).toMatch(/否决 +转让 \(/);
    const words = ["right", "offer", made.asset, "--to", number("recipient")];
    const offer = [...words, "--document", json("basis"), ...as("providerHead")];
    const refused = await suyuan([...offer, "--lang", "zh"], env);
    expect(refused.stderr).toContain("首席数据官已否决该行为。");
    const lift = ["--act", "transfer", "--decision", json("decision"), ...as("authorityHead")];
    await run("asset", "lift-veto", made.asset, ...lift);
    await run(...offer);
  });

  it("is disputed, which freezes it until the dispute is dismissed", async () => {
    const words = ["case", "dispute", made.asset, "--grounds", json("grounds")];
    made.case = String((await run(...words, ...as("recipientHead")))["case"]);
    const accept = ["right", "accept-transfer", made.asset, ...as("recipientHead")];
    const refused = await suyuan([...accept, "--lang", "zh"], env);
    expect(refused.stderr).toContain("数据资产已冻结");
    const decide = ["--decision", json("decision"), ...as("authorityHead")];
    await run("case", "dismiss", made.case, ...decide);
    expect(await chinese("case", "show", made.case)).toMatch(/状态 +不成立/);
    expect(await shows(/不成立/, "case", "list", "--asset", made.asset)).toContain("权属争议");
  });

  it("is transferred, and its certificate proves to a stranger who holds it", async () => {
    await run("right", "accept-transfer", made.asset, ...as("recipientHead"));
    await run("certificate", made.asset, "--out", json("certificate"));
    await run("policy", "export", "--out", json("policy"));
    const certificate = JSON.parse(await readFile(json("certificate"), "utf8")) as object;
    expect(certificate).toMatchObject({
      ...{ type: "suyuan/right@1", kind: "holding", organization: Number(number("recipient")) },
    });
    const words = ["verify", json("certificate"), "--policy", json("policy"), "--lang", "zh"];
    const { status, stdout } = await suyuan(words);
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(stdout).toContain("持有权");
    await run("certificate", made.right, "--out", json("operating"));
    const other = await suyuan(["verify", json("operating"), "--policy", json("policy")]);
    expect(other.status).toBe(0);
    const late = await suyuan(["certificate", made.asset, "--at", "1000", "--json"], env);
    expect(JSON.parse(late.stderr)).toMatchObject({ error: { code: "right-not-held" } });
  });

  it("has a stage and a responsible seat", async () => {
    const stage = ["--stage", "product", "--document", json("basis")];
    await run("right", "stage", made.asset, ...stage, ...as("recipientHead"));
    expect(await chinese("asset", "show", made.asset)).toMatch(/价值形态 +产品/);
    const { recipientReceiver } = exchange.province.seats;
    const duty = ["--duty", json("scope"), "--legal-basis", json("basis")];
    const responsible = ["--responsible", String(recipientReceiver.number)];
    await run("duty", "assign", made.asset, ...duty, ...responsible, ...as("recipientHead"));
    await shows(new RegExp(made.asset), "duty", "list", "--organization", number("recipient"));
  });
});

describe("given a reform", () => {
  it("proposes another head and stops him, and merges the provider into the recipient", async () => {
    const next = ["--account", newSigner().address, ...key("provider")];
    await run("org", "propose-head", number("provider"), ...next);
    await run("org", "stop-head", number("provider"), ...key("provider"));
    const by = ["--by", number("authority"), "--into", number("recipient"), ...key("authority")];
    await run("org", "merge", number("provider"), ...by);
    expect(await chinese("org", "show", number("provider"))).toMatch(/状态 +撤销/);
    const held = await shows(
      new RegExp(made.other),
      ...["asset", "list", "--holder", number("recipient")],
    );
    expect(held).toContain(made.asset);
    expect(await shows(/撤销/, "org", "list", "--parent", number("authority"))).toContain("正常");
  });
});

describe("given the council", () => {
  const bytes = (text: string): string => `0x${Buffer.from(text).toString("hex").padEnd(64, "0")}`;

  it("changes a rule: proposal, votes, delay, execution", async () => {
    const args = [bytes("registration.accept.days"), 5, 1, bytes("a decision"), 0];
    const call = { contract: "ruleBook", fn: "setRule", args };
    const description = "受理期限改为五个工作日";
    await writeFile(json("proposal"), JSON.stringify({ description, calls: [call] }));
    const proposed = await run("council", "propose", json("proposal"), ...key("authority"));
    made.proposal = String(proposed["proposal"]);
    await shows(/受理期限/, "council", "list");
    await exchange.province.pass(2 * DAY);
    for (const member of ["authority", "audit", "neighbour"]) {
      await run("council", "vote", made.proposal, "--vote", "for", ...key(member));
    }
    await exchange.province.pass(8 * DAY);
    await run("council", "queue", made.proposal, ...key("authority"));
    await exchange.province.pass(4 * DAY);
    await run("council", "execute", made.proposal, ...key("authority"));
    const shown = await shows(/状态 +已执行/, "council", "show", made.proposal);
    expect(shown).toMatch(/3 : 0/);
    const rule = await shows(/ 5 /, "rule", "show", "registration.accept.days");
    expect(rule).toContain("a decision");
    expect(await chinese("council", "members")).toMatch(/\n2 /);
  });

  it("refuses what is no proposal", async () => {
    const words = ["council", "propose", json("record"), ...key("authority"), "--json"];
    const { status, stderr } = await suyuan(words, env);
    expect(status).toBe(2);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "not-a-proposal" } });
  });
});

describe("given the work calendar", () => {
  it("counts ten working days across the holidays of October 2025", async () => {
    const { deadline, provisional } = await run("calendar", "add", "2025-09-25", "10");
    // Beijing midnight after 2025-10-15.
    expect({ deadline, provisional }).toEqual({ deadline: 1_760_544_000, provisional: false });
    const shown = await chinese("calendar", "add", "2025-09-25", "10");
    expect(shown).toContain("2025-10-15 23:59:59");
    expect(await chinese("calendar", "show", "2025")).toMatch(/^10 {3}· {2}· {2}·/m);
  });

  it("says when a year is not published", async () => {
    const { provisional } = await run("calendar", "add", "2031-01-06", "3");
    expect(provisional).toBe(true);
    const none = await suyuan(["calendar", "show", "2031", "--json"], env);
    expect(JSON.parse(none.stderr)).toMatchObject({ error: { code: "unknown-year" } });
  });
});

describe("given lists", () => {
  it("shows rules and types with their marks, and where a page goes on", async () => {
    expect(await chinese("rule", "list", "--limit", "50")).toMatch(/registration\.accept\.days +5/);
    expect(await chinese("type", "list")).toMatch(/首次登记/);
    expect(await chinese("rule", "list", "--limit", "2")).toMatch(/还有更多：--cursor [0-9a-f]+/);
    expect(await chinese("case", "list", "--raiser", "99")).toBe("无\n");
  });
});
