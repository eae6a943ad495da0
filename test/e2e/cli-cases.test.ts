// SPDX-License-Identifier: Apache-2.0
// Corrections, disputes over sharing, and findings by the real command against a real gateway.
import { writeFile } from "node:fs/promises";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { CommandLine } from "../support/command-line.ts";

const DAY = 86_400;
const DOCUMENTS = ["record", "grounds", "agreement", "decision", "evidence", "application"];
const WANTED = ["--purpose", "101", "--method", "file"];

let line: CommandLine;
let grounds: readonly string[];
let asset: string;

beforeAll(async () => {
  line = await CommandLine.start(DOCUMENTS);
  await writeFile(line.json("items"), JSON.stringify(["street code"]));
  grounds = ["--grounds", line.json("grounds")];
  ({ asset } = line.exchange);
});
afterAll(async () => line.exchange.stop());

const WRONG_STATE = {
  error: "CaseRegistry__WrongState",
  zh: "案件的状态不允许该行为。",
  en: "An act is no arrow from a case's state.",
};

describe("given data with an error", () => {
  const corrections = () => ["case", "corrections", "--asset", asset];
  const version = `0x${"5e".repeat(32)}`;

  async function raise(): Promise<string> {
    const words = ["case", "correction", asset, "--grant", line.exchange.grant.id, ...grounds];
    return String((await line.run(...words, ...line.as("recipientHead")))["case"]);
  }

  it("is put right by the holder, by nobody else, and fed back", async () => {
    const correction = await raise();
    await line.shows(/处理中 .*还有 \d+ 个工作日/, ...corrections());
    const correct = ["case", "correct", correction, "--version", version];
    const refused = {
      error: "CaseRegistry__NotRespondent",
      zh: "这项校核由另一单位答复。",
      en: "A correction is another organisation's to answer.",
    };
    await line.refuses(refused, ...correct, ...line.as("recipientHead"));
    const close = ["case", "close", correction, ...line.as("recipientHead")];
    await line.refuses(WRONG_STATE, ...close);
    await line.run(...correct, ...line.as("providerHead"));
    expect(await line.chinese("case", "show", correction)).toMatch(/状态 +已更正/);
    await line.run(...close);
    await line.shows(/已办结/, ...corrections());
    expect(await line.english(...corrections())).toMatch(new RegExp(`${correction} .* closed`));
  });

  it("is found to be without grounds, which leads to a dispute that is settled", async () => {
    const correction = await raise();
    const reject = ["case", "reject-correction", correction, ...grounds];
    await line.run(...reject, ...line.as("providerHead"));
    expect(await line.english("case", "show", correction)).toMatch(/State +without grounds/);
    const words = ["case", "sharing-dispute", correction, ...grounds];
    const refused = {
      error: "CaseRegistry__NotParty",
      zh: "该单位不是任何一方。",
      en: "An organisation is on neither side.",
    };
    await line.refuses(refused, ...words, ...line.as("authorityHead"));
    const dispute = String((await line.run(...words, ...line.as("recipientHead")))["case"]);
    const settle = ["case", "settle", dispute, "--agreement", line.json("agreement")];
    await line.run(...settle, ...line.as("recipientHead"));
    expect(await line.chinese("case", "show", dispute)).toMatch(/状态 +协商中/);
    await line.refuses(
      {
        error: "CaseRegistry__ToldBefore",
        zh: "该方已经报告执行。",
        en: "A side has told already that a decision was executed.",
      },
      ...settle,
      ...line.as("recipientHead"),
    );
    await line.run(...settle, ...line.as("providerHead"));
    await line.shows(/协商一致/, "case", "disputes", "--about", correction);
  });

  it("is reported by its holder, who cannot deny it then", async () => {
    const words = ["case", "correction", asset, ...grounds, ...line.as("providerHead")];
    const own = String((await line.run(...words))["case"]);
    const refused = {
      error: "CaseRegistry__SelfReported",
      zh: "不能否定本单位自己报告的错误。",
      en: "A holder would reject an error that it has reported itself.",
    };
    const reject = ["case", "reject-correction", own, ...grounds];
    await line.refuses(refused, ...reject, ...line.as("providerHead"));
    await line.run("case", "correct", own, "--version", version, ...line.as("providerHead"));
  });
});

describe("given a dispute over a grant", () => {
  let dispute: string;
  const decision = () => ["--decision", line.json("decision")];

  it("is raised once, and decided by nobody while the sides consult", async () => {
    const words = ["case", "sharing-dispute", line.exchange.grant.id, ...grounds];
    dispute = String((await line.run(...words, ...line.as("recipientHead")))["case"]);
    const refused = {
      error: "CaseRegistry__DisputedAlready",
      zh: "该事项的争议尚未了结。",
      en: "A dispute over the subject has not ended.",
    };
    await line.refuses(refused, ...words, ...line.as("providerHead"));
    const decide = ["case", "decide", dispute, ...decision(), ...line.as("authorityHead")];
    await line.refuses(WRONG_STATE, ...decide);
  });

  it("is decided by the authority above both, by neither side", async () => {
    await line.run("case", "escalate", dispute, ...line.as("providerHead"));
    expect(await line.chinese("case", "show", dispute)).toMatch(/状态 +协调中/);
    const refused = {
      error: "CaseRegistry__NotEntitled",
      zh: "该单位无权裁决此案。",
      en: "An organisation",
    };
    const decide = ["case", "decide", dispute, ...decision()];
    await line.refuses(refused, ...decide, ...line.as("providerHead"));
    await line.run(...decide, ...line.as("authorityHead"));
    expect(await line.english("case", "show", dispute)).toMatch(/State +decided/);
  });

  it("is executed when both sides have said so", async () => {
    const execute = ["case", "execute", dispute];
    await line.run(...execute, ...line.as("providerHead"));
    expect(await line.chinese("case", "show", dispute)).toMatch(/状态 +已决定/);
    await line.run(...execute, ...line.as("recipientHead"));
    await line.shows(/已执行/, "case", "disputes", "--asset", asset);
    const withdraw = ["case", "withdraw", dispute, ...line.as("recipientHead")];
    await line.refuses(
      { error: "CaseRegistry__Closed", zh: "案件已结束。", en: "A case is no longer open." },
      ...withdraw,
    );
  });
});

describe("given a breach", () => {
  const evidence = () => ["--evidence", line.json("evidence")];
  const open = async (breach: string): Promise<string> => {
    const words = ["finding", "open", "--against", line.number("recipient"), "--breach", breach];
    const answer = await line.run(...words, ...grounds, ...line.as("authorityHead"));
    return String(answer["finding"]);
  };
  const act = (name: string, finding: string, ...words: readonly string[]) =>
    line.run("finding", name, finding, ...words, ...line.as("authorityHead"));
  const later = async (days: number) => String((await line.exchange.province.now()) + days * DAY);

  it("is found by the authority above, by no equal", async () => {
    const words = ["finding", "open", "--against", line.number("recipient"), "--breach", "4001"];
    const refused = {
      error: "FindingRegistry__NotAbove",
      zh: "该单位不是其上级主管单位。",
      en: "An organisation is no active authority above the one",
    };
    await line.refuses(refused, ...words, ...grounds, ...line.as("providerHead"));
  });

  it("is ordered to be put right, reported, not accepted, reported again, and accepted", async () => {
    const finding = await open("4001");
    await act("order", finding, "--until", await later(10));
    const report = ["finding", "report", finding, ...evidence(), ...line.as("recipientHead")];
    await line.run(...report);
    await act("reject", finding, ...grounds);
    expect(await line.chinese("finding", "show", finding)).toMatch(/状态 +责令整改/);
    const accept = ["finding", "accept", finding, ...line.as("authorityHead")];
    const refused = {
      error: "FindingRegistry__WrongState",
      zh: "违规认定的状态不允许该行为。",
      en: "An act is no arrow from a finding's state.",
    };
    await line.refuses(refused, ...accept);
    await line.run(...report);
    await line.run(...accept);
    await line.shows(/4001 .*已整改/, "finding", "list", "--against", line.number("recipient"));
    expect(await line.english("finding", "show", finding)).toMatch(/State +rectified/);
  });

  it("is dropped, or reported by whoever did it", async () => {
    const finding = await open("4002");
    await act("drop", finding, ...grounds);
    expect(await line.chinese("finding", "show", finding)).toMatch(/状态 +不予认定/);
    const own = ["finding", "self-report", ...grounds, "--breach"];
    const refused = {
      error: "FindingRegistry__WrongCapacity",
      zh: "违规代码不适用于该单位的身份。",
      en: "A code is not for such an organisation",
    };
    await line.refuses(refused, ...own, "4101", ...line.as("providerHead"));
    await line.run(...own, "3901", ...line.as("providerHead"));
    await line.shows(/3901 .*自查自纠/, "finding", "list", "--against", line.number("provider"));
  });

  it("is circulated when the date of its order has passed, not before", async () => {
    const finding = await open("4003");
    await act("order", finding, "--until", await later(2));
    const circulate = ["finding", "circulate", finding, ...line.as("authorityHead")];
    const refused = {
      error: "FindingRegistry__NotOverdue",
      zh: "限期未到，不能通报。",
      en: "A finding is circulated before the date of its order.",
    };
    await line.refuses(refused, ...circulate);
    await line.exchange.province.pass(2 * DAY);
    await line.run(...circulate);
    expect(await line.english("finding", "show", finding)).toMatch(/State +circulated/);
  });
});

describe("given a request that nobody answers", () => {
  let request: string;
  let finding: string;
  // Anyone may: a head that has no part in it.
  const late = () => ["finding", "late", "answer", request, ...line.key("neighbour")];

  it("is no lateness within the limit", async () => {
    const until = String((await line.exchange.province.now()) + 200 * DAY);
    const paper = ["--document", line.json("application"), "--items", line.json("items")];
    const words = ["request", "file", asset, ...WANTED, "--until", until, ...paper];
    request = String((await line.run(...words, ...line.as("recipientHead")))["request"]);
    const refused = {
      error: "FindingRegistry__NotLate",
      zh: "期限未过，或已按时办理。",
      en: "A limit has not passed, or the act was done within it.",
    };
    await line.refuses(refused, ...late());
  });

  it("is a finding once the limit has passed, and only one", async () => {
    await line.exchange.province.pass(40 * DAY);
    finding = String((await line.run(...late()))["finding"]);
    const shown = await line.chinese("finding", "show", finding);
    expect(shown).toMatch(/类型 +逾期/);
    expect(shown).toMatch(/3904/);
    await line.shows(/逾期 +待处理/, "finding", "list", "--about", request);
    const refused = {
      error: "FindingRegistry__RecordedAlready",
      zh: "该逾期已经登记。",
      en: "The lateness has been recorded.",
    };
    await line.refuses(refused, ...late());
  });

  it("stays one, for the answer was late; the answer is given all the same", async () => {
    const give = ["grant", "give", request, "--until"];
    const until = String((await line.exchange.province.now()) + 100 * DAY);
    await line.run(...give, until, ...line.as("providerHead"));
    const refused = {
      error: "FindingRegistry__StillLate",
      zh: "逾期仍然成立。",
      en: "It still holds that the act was not done within its limit.",
    };
    await line.refuses(refused, "finding", "annul", finding, ...line.key("neighbour"));
    expect(await line.english("finding", "show", finding)).toMatch(/State +open/);
  });
});
