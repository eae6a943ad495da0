// SPDX-License-Identifier: Apache-2.0
// The certificate of a grant, from a live chain to a stranger's machine: fetched by the command, verified offline.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import type { GrantCertificate, Policy, Verdict } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { CommandLine } from "../support/command-line.ts";
import { anchored, until } from "../support/exchange.ts";
import { submit } from "../support/http.ts";
import { receipt } from "../support/statements.ts";

const DAY = 86_400;
const DOCUMENTS = ["record", "evidence", "application"];
/** What the exchange hands over (test/support/exchange.ts). */
const DATA = Buffer.from("330102001,西湖区\n");

let line: CommandLine;
let stranger: string;
let grant: string;
const made = { delivered: 0, suspended: 0, resumed: 0 };
const at = (name: string): string => join(stranger, name);
const as = (name: "providerHead" | "recipientHead") => line.as(name);

async function fetched(name: string, ...words: readonly string[]): Promise<GrantCertificate> {
  await line.run("grant", "certificate", grant, "--out", at(name), ...words);
  return JSON.parse(await readFile(at(name), "utf8")) as GrantCertificate;
}

/** The verdict on a machine that knows neither gateway nor chain nor key. */
async function verdict(name: string, policy = "policy.json"): Promise<Verdict> {
  const { status, stdout } = await suyuan(["verify", at(name), "--policy", at(policy), "--json"]);
  const found = JSON.parse(stdout) as Verdict;
  expect(status).toBe(found.exit);
  return found;
}

const codes = ({ checks }: Verdict, state = "ok"): string[] =>
  checks.filter((check) => check.state === state).map(({ code }) => code);

const history = (found: Verdict): string[] =>
  found.checks.filter(({ name }) => name === "history").map(({ code }) => code);

beforeAll(async () => {
  line = await CommandLine.start(DOCUMENTS);
  stranger = await mkdtemp(join(tmpdir(), "suyuan-stranger-"));
  grant = line.exchange.grant.id;
  await line.run("policy", "export", "--out", at("policy.json"));
});
afterAll(async () => {
  await rm(stranger, { recursive: true });
  await line.exchange.stop();
});

describe("given a grant under which nothing was handed over", () => {
  it("proves to a stranger that it is in force, and that nothing was", async () => {
    const certificate = await fetched("new.json");
    const { asset, province } = line.exchange;
    expect(certificate).toMatchObject({
      ...{ type: "suyuan/grant@1", grant, asset, purpose: line.exchange.grant.purpose },
      provider: province.organizations.provider.number,
      recipient: province.organizations.recipient.number,
    });
    const found = await verdict("new.json");
    expect(found.exit).toBe(0);
    expect(codes(found)).toEqual(expect.arrayContaining(["grant-in-force", "delivery-none"]));
    expect(history(found)).toEqual(["history-given"]);
    expect(codes(found, "failed")).toEqual([]);
  });

  it("was none the moment before it was given", async () => {
    await fetched("early.json", "--at", String(line.exchange.grant.from - 1));
    const found = await verdict("early.json");
    expect(found.exit).toBe(11);
    expect(codes(found, "failed")).toContain("grant-not-given");
  });

  it("is not certified for a moment to come; nor is what is no grant", async () => {
    const words = ["grant", "certificate", grant, "--json", "--at"];
    const late = await line.try(...words, "+30d");
    expect(late.status).toBe(1);
    expect(JSON.parse(late.stderr)).toMatchObject({ error: { code: "invalid-parameter" } });
    const nowhere = `0x${"77".repeat(32)}`;
    const none = await line.try("grant", "certificate", nowhere, "--json");
    expect(JSON.parse(none.stderr)).toMatchObject({ error: { code: "unknown-grant" } });
  });
});

describe("given a grant that runs, and an authority above its provider", () => {
  const can = (seat: number, ...words: string[]) => ["can", String(seat), ...words];

  it("is offered to end and suspend it, in both languages; others are not", async () => {
    const { authorityHead, centreHead } = line.exchange.province.seats;
    const seen = await line.shows(/暂停 .*\n终止 /, ...can(authorityHead.number, "grant", grant));
    expect(seen).toContain("Order 809, 27");
    expect(await line.english(...can(authorityHead.number, "grant", grant))).toContain("suspend");
    expect(await line.chinese(...can(centreHead.number, "grant", grant))).toBe("无\n");
    const none = await line.try(...can(authorityHead.number, "grant", `0x${"77".repeat(32)}`));
    expect(none.status).toBe(1);
    const kind = await line.try(...can(authorityHead.number, "nothing", grant), "--json");
    expect(kind.status).toBe(2);
    expect(JSON.parse(kind.stderr)).toMatchObject({ error: { code: "unknown-word" } });
  });
});

describe("given a grant that was delivered, suspended, rectified and resumed", () => {
  beforeAll(async () => {
    const { exchange } = line;
    const delivered = await exchange.nextDelivery();
    await submit(exchange.gateway, delivered);
    await anchored(exchange.gateway, delivered.id);
    await submit(exchange.gateway, await receipt(exchange.province, delivered, DATA));
    await until("the receipt is recorded", async () => {
      const view = await line.try("delivery", "show", grant, "--lang", "zh");
      return view.stdout.includes("相符");
    });
    made.delivered = await exchange.province.now();
    const by = String(made.delivered + 20 * DAY);
    const suspend = ["grant", "suspend", grant, "--reason", "2", "--rectify-by", by];
    await line.run(...suspend, ...as("providerHead"));
    made.suspended = await exchange.province.now();
    await exchange.province.pass(10);
  });

  it("is suspended, and the stranger reads why it does not run", async () => {
    await fetched("suspended.json");
    const found = await verdict("suspended.json");
    expect(found.exit).toBe(11);
    expect(codes(found, "failed")).toEqual(["grant-suspended"]);
    const words = ["verify", at("suspended.json"), "--policy", at("policy.json"), "--lang"];
    const { status, stdout } = await suyuan([...words, "zh"]);
    expect(status).toBe(11);
    expect(stdout).toMatch(/✗ 不通过 +授权 .*中止/);
    expect((await suyuan([...words, "en"])).stdout).toMatch(/✗ FAILED +grant .*suspended/);
  });

  it("was in force the moment before, and its history says what came then", async () => {
    await fetched("before.json", "--at", String(made.delivered));
    const found = await verdict("before.json");
    expect(found.exit).toBe(0);
    expect(codes(found)).toEqual(
      expect.arrayContaining(["grant-in-force", "delivery-recorded", "receipt-accepted"]),
    );
    expect(history(found)).toEqual(["history-given", "history-suspended"]);
    expect(codes(found)).toContain("rectification-ordered");
  });

  it("runs again when it is resumed, and its history keeps the suspension", async () => {
    const evidence = ["--evidence", line.json("evidence"), ...as("recipientHead")];
    await line.run("grant", "report-rectified", grant, ...evidence);
    await line.run("grant", "resume", grant, ...as("providerHead"));
    made.resumed = await line.exchange.province.now();
    await line.exchange.province.pass(10);
    await until("the settled block has it", async () => {
      const { time } = await fetched(`resumed-${Date.now()}.json`);
      return time > made.resumed;
    });
    await fetched("resumed.json");
    const found = await verdict("resumed.json");
    expect(found.exit).toBe(0);
    expect(history(found)).toEqual(["history-given", "history-suspended", "history-resumed"]);
    expect(codes(found)).toContain("rectification-reported");
  });
});

describe("given the certificate on the stranger's machine", () => {
  const bent = async (name: string, bend: (whole: GrantCertificate) => unknown) => {
    const whole = JSON.parse(await readFile(at("resumed.json"), "utf8")) as GrantCertificate;
    await writeFile(at(name), JSON.stringify(bend(whole)));
    return verdict(name);
  };
  const policy = async (name: string, bend: (whole: Policy) => unknown) => {
    const whole = JSON.parse(await readFile(at("policy.json"), "utf8")) as Policy;
    await writeFile(at(name), JSON.stringify(bend(whole)));
    return verdict("resumed.json", name);
  };

  it("verifies with the gateway gone", async () => {
    await line.exchange.gateway.stop();
    expect((await verdict("resumed.json")).exit).toBe(0);
  });

  it.each([
    ["another purpose", { purpose: 102 }, "grant-differs"],
    ["another recipient", { recipient: 2 }, "side-differs"],
  ])("is refused with %s", async (what, change, code) => {
    const found = await bent(`${what}.json`, (whole) => ({ ...whole, ...change }));
    expect(codes(found, "failed")).toContain(code);
    expect([10, 11]).toContain(found.exit);
  });

  it("is refused with one byte changed in any of its proof nodes, and with one left out", async () => {
    const { nodes } = JSON.parse(await readFile(at("resumed.json"), "utf8")) as GrantCertificate;
    for (const place of [0, Math.floor(nodes.length / 2), nodes.length - 1]) {
      const found = await bent(`node-${place}.json`, (whole) => {
        const bytes = Buffer.from(whole.nodes[place] ?? "", "base64");
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        const changed = whole.nodes.with(place, bytes.toString("base64"));
        return { ...whole, nodes: changed };
      });
      expect(found.exit).not.toBe(0);
      expect(found.groups.integrity).not.toBe("ok");
    }
    const less = await bent("less.json", (whole) => ({ ...whole, nodes: whole.nodes.slice(1) }));
    expect(less.exit).not.toBe(0);
  });

  it("is broken with one digit of its header changed", async () => {
    const found = await bent("header.json", (whole) => {
      const { header } = whole.block;
      const last = header.endsWith("0") ? "1" : "0";
      return { ...whole, block: { ...whole.block, header: header.slice(0, -1) + last } };
    });
    expect(found.exit).toBe(10);
  });

  it.each([
    [
      "another chain",
      (whole: Policy) => ({
        ...whole,
        chain: { ...whole.chain, chainId: whole.chain.chainId + 1 },
      }),
    ],
    [
      "another sharing registry",
      (whole: Policy) => {
        const address = `0x${"12".repeat(20)}`;
        const sharingRegistry = { ...whole.contracts.sharingRegistry, address };
        return { ...whole, contracts: { ...whole.contracts, sharingRegistry } };
      },
    ],
    ["seals", (whole: Policy) => ({ ...whole, require: ["seals"] })],
  ])("is whole and not trusted under a policy that asks for %s", async (what, bend) => {
    const found = await policy(`policy of ${what}.json`, bend);
    expect(found.exit).toBe(12);
    expect(found.groups.integrity).toBe("ok");
  });
});
