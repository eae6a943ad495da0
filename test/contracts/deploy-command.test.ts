// SPDX-License-Identifier: Apache-2.0
// npm run deploy as people run it, against a real node.
import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { INTERFACES } from "@suyuan/chain";
import { fromHex, parsePolicy } from "@suyuan/proof";
import { computeAddress, JsonRpcProvider, type Result } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Addresses } from "../../deploy/addresses.ts";
import { run } from "../../deploy/command/run.ts";
import { type EmbeddedChain, startEmbedded } from "../../deploy/networks/embedded.ts";
import type { DeploymentReport } from "../../deploy/report.ts";
import { keepKey, PASSPHRASE } from "../support/command.ts";
import { inTurn } from "../support/in-turn.ts";
import { newSigner, unifiedCode } from "../support/signers.ts";

const LOG_KEY = "key1.example+d30c4999+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
const code = (serial: number) => unifiedCode(serial).text;
const organization = (serial: number, name: string) => ({
  ...{ code: code(serial), name, capacities: ["department", "authority", "registrar"] },
  ...{ level: "province", region: 990_000, head: newSigner().address },
});
const founding = {
  type: "suyuan/founding@1",
  organizations: [organization(1, "某省数据局"), organization(2, "某省审计厅")],
  members: [code(1), code(2)],
  guardian: code(2),
  rules: [{ key: "veto.longest.days", value: 45 }],
};
const [first, second] = founding.organizations;
const trust = {
  ...{ type: "suyuan/trust@1", name: "本省账本" },
  consensus: { kind: "qbft", sets: [{ from: 0, validators: [`0x${"12".repeat(20)}`] }] },
  logs: [{ origin: "log.example/one", keys: [LOG_KEY] }],
};

let chain: EmbeddedChain;
let node: JsonRpcProvider;
let chainId = 0;
let folder = "";
let secret = "";
const at = (name: string) => join(folder, name);
const keep = async (name: string, content: unknown) =>
  writeFile(at(name), typeof content === "string" ? content : JSON.stringify(content));
const nonce = async () => node.getTransactionCount(computeAddress(secret));

/** What is always said; words that come after replace it. */
const usual = () => [
  ...["--founding", "founding.json", "--rpc", chain.rpcUrl, "--key", "payer.key"],
  ...["--out", "province.json", "--lang", "en"],
];

async function command(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const lines = { out: [] as string[], error: [] as string[] };
  const status = await inTurn("deploy", async () =>
    run([...usual(), ...words], {
      out: (line) => lines.out.push(line),
      error: (line) => lines.error.push(line),
      ...{ env: { SUYUAN_PASSPHRASE: PASSPHRASE, ...env }, base: folder },
    }),
  );
  const stdout = lines.out.join("\n");
  const stderr = lines.error.join("\n");
  for (const hidden of [secret.slice(2), PASSPHRASE]) expect(stdout + stderr).not.toContain(hidden);
  return { status, stdout, stderr };
}

/** Refused, with nothing sent and nothing written. */
async function refused(expected: string, words: readonly string[], env?: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = await command(words, env);
  expect(stderr.split("\n")[0]).toMatch(new RegExp(`^${expected}: `, "u"));
  expect({ status, stdout }).toEqual({ status: expected === "usage" ? 2 : 1, stdout: "" });
  expect(await nonce()).toBe(0);
  expect((await readdir(folder)).filter((name) => name.startsWith("province"))).toEqual([]);
  return stderr;
}

beforeAll(async () => {
  chain = await startEmbedded({ port: 0 });
  node = new JsonRpcProvider(chain.rpcUrl);
  chainId = Number((await node.getNetwork()).chainId);
});
afterAll(async () => {
  node.destroy();
  await chain.stop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-deploy-"));
  secret = `0x${randomBytes(32).toString("hex")}`;
  await keepKey(at("payer.key"), fromHex(secret));
  await keep("founding.json", founding);
  await keep("trust.json", trust);
  return async () => rm(folder, { recursive: true, force: true });
});

describe("given files that are in order", () => {
  it("checks, founds the ledger, says how far it is, and changes nothing when repeated", async () => {
    const checked = await command(["--trust", "trust.json", "--check"]);
    expect(checked).toMatchObject({ status: 0, stderr: "" });
    expect(await nonce()).toBe(0);

    const { status, stdout, stderr } = await command(["--trust", "trust.json"]);
    expect(status).toBe(0);
    const sent = await nonce();
    expect(stderr).toMatch(new RegExp(`^Begun: ${sent} transactions\\.\n`, "u"));
    expect(stderr.split("\n")).toHaveLength(1 + sent);
    expect(stdout).toContain(at("province.policy.json"));

    const text = async (name: string) => readFile(at(name), "utf8");
    const addresses = JSON.parse(await text("province.json")) as Addresses;
    expect(addresses).toMatchObject({ network: "province", chainId });
    const report = JSON.parse(await text("province.report.json")) as DeploymentReport;
    expect(report.founding).toEqual({ organizations: 2, members: [1, 2], guardian: 2 });
    expect(parsePolicy(await text("province.policy.json")).name).toBe(trust.name);
    await expectFounded(addresses);

    const again = await command(["--trust", "trust.json", "--lang", "zh"]);
    expect(again).toMatchObject({ status: 0, stdout: "" });
    expect(again.stderr).toContain("没有发送任何交易");
    expect(await nonce()).toBe(sent);
  });

  it("goes on from its journal after an interruption, and says so", async () => {
    await command(["--json"]);
    await rm(at("province.json"));
    const { status, stderr, stdout } = await command(["--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stderr)).toEqual({ kind: "resumed", transactions: await nonce() });
    expect(JSON.parse(stdout)).toMatchObject({ chainId });
    await rm(at("province.json"));
    await keep("founding.json", { ...founding, guardian: code(1) });
    const other = await command([]);
    expect(other.status).toBe(1);
    expect(other.stderr).toContain("deployment-refused: ");
  });

  it("takes the passphrase from a file, and explains itself", async () => {
    await keep("passphrase", `${PASSPHRASE}\n`);
    const words = ["--passphrase-file", "passphrase", "--check", "--lang=zh"];
    const { status, stdout } = await command(words, { SUYUAN_PASSPHRASE: "" });
    expect(status).toBe(0);
    expect(stdout).toContain(`链 ${String(chainId)}`);
    const program = join(import.meta.dirname, "../../deploy/main.ts");
    const ran = spawnSync(process.execPath, [program, "--help", "--lang", "zh"], {
      encoding: "utf8",
    });
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(ran.stdout).toContain("用法：npm run deploy");
  });
});

async function expectFounded({ contracts }: Addresses): Promise<void> {
  const read = async (fn: string, ...args: unknown[]) => {
    const to = contracts.organizationRegistry.address;
    const data = INTERFACES.organizationRegistry.encodeFunctionData(fn, args);
    const answer = await node.call({ to, data });
    return INTERFACES.organizationRegistry.decodeFunctionResult(fn, answer)[0] as unknown;
  };
  expect(await read("organizationOf", second?.head)).toBe(2n);
  expect(await read("organizationByCode", unifiedCode(1).bytes)).toBe(1n);
  const name = createHash("sha256").update("某省数据局").digest("hex");
  expect(((await read("organization", 1)) as Result).toObject()).toMatchObject({
    nameHash: `0x${name}`,
  });
}

describe("given something that is not in order", () => {
  it("refuses wrong usage", async () => {
    for (const words of [
      ["--sudden"],
      ["--out", "province.txt"],
      ["--rpc", "ftp://127.0.0.1"],
      ["--rpc", "http://name:word@127.0.0.1"],
      ["--chain-id", "0"],
      ["--lang", "fr"],
      ["--key", ""],
    ]) {
      const said = await refused("usage", words);
      expect(said).toContain("npm run deploy");
      expect(said).not.toContain("name:word");
    }
  });

  it("refuses a file, a key or a passphrase that cannot be read", async () => {
    await refused("file-unreadable", ["--founding", "none.json"]);
    await refused("file-unreadable", ["--trust", "none.json"]);
    await refused("key-unreadable", ["--key", "none.key"]);
    await refused("key-unreadable", [], { SUYUAN_PASSPHRASE: "another" });
    await refused("no-passphrase", [], { SUYUAN_PASSPHRASE: "" });
  });

  it("refuses a founding that no ledger can begin with, and says where it is wrong", async () => {
    const one = (change: object) => ({ organizations: [{ ...first, ...change }, second] });
    const head = computeAddress(secret);
    const cases: readonly (readonly [object, string])[] = [
      [{ type: "suyuan/founding@2" }, "type"],
      [{ more: 1 }, "more"],
      [{ members: [] }, "members"],
      [{ members: [code(1), code(1)] }, "members.1"],
      [{ guardian: code(3) }, "guardian"],
      [{ organizations: [first, { ...second, code: code(1) }] }, "organizations.1"],
      [{ organizations: [first, { ...second, head: first?.head }] }, "organizations.1.head"],
      [one({ code: code(1).slice(0, -1) + (code(1).endsWith("1") ? "2" : "1") }), "0.code"],
      [one({ name: "某省\u202e数据局" }), "organizations.0.name"],
      [one({ capacities: ["department", "king"] }), "organizations.0.capacities.1"],
      [one({ level: "moon" }), "organizations.0.level"],
      [one({ region: 1_000_000 }), "organizations.0.region"],
      [one({ head: `0x${"0".repeat(40)}` }), "organizations.0.head"],
      [one({ nameHash: "0x" }), "organizations.0.nameHash"],
      [one({ head }), "pays"],
      [{ rules: [{ key: "veto.longest.days", value: -1 }] }, "rules.0.value"],
      [{ rules: [{ key: "超", value: 1 }] }, "rules.0.key"],
      [{ types: [{ id: 1 }] }, "types.0.name"],
    ];
    for (const [change, where] of cases) {
      await keep("founding.json", { ...founding, ...change });
      expect(await refused("founding-invalid", [])).toContain(where);
    }
    await keep("founding.json", `{"type":"suyuan/founding@1","type":"suyuan/founding@1"}`);
    await refused("founding-invalid", []);
  });

  it("refuses trust that no policy can say", async () => {
    const { logs: _, ...without } = trust;
    const cases = [
      { ...trust, type: "suyuan/policy@1" },
      { ...trust, contracts: {} },
      { ...trust, supersedes: `0x${"1".repeat(64)}` },
      { ...trust, require: ["luck"] },
      without,
    ];
    for (const wrong of cases) {
      await keep("trust.json", wrong);
      await refused("trust-invalid", ["--trust", "trust.json"]);
    }
  });

  it("refuses a node that is away, of another chain, or asks for what the payer has not", async () => {
    await refused("node-unreachable", ["--rpc", "http://127.0.0.1:1"]);
    await refused("wrong-chain", ["--chain-id", String(chainId + 1)]);
    const words = ["--check", "--chain-id", String(chainId)];
    expect(await command(words)).toMatchObject({ status: 0 });
    await node.send("anvil_setNextBlockBaseFeePerGas", ["0x3b9aca00"]);
    await node.send("anvil_mine", ["0x1"]);
    await refused("no-funds", ["--check"]);
    await node.send("anvil_setBalance", [computeAddress(secret), "0xde0b6b3a7640000"]);
    expect(await command(["--check"])).toMatchObject({ status: 0 });
  });
});
