// SPDX-License-Identifier: Apache-2.0
// suyuan-gateway doctor over a gateway's real files and chain: all well once, and each thing wrong.
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/admin.ts";
import { openLog, type TestLog } from "../support/acts.ts";
import { type GatewayHome, prepareGateway } from "../support/gateway.ts";
import { type Province, startProvince } from "../support/province.ts";

const PASSPHRASE = "a passphrase for tests";

let province: Province;
let log: TestLog;
let home: GatewayHome;
let folder: string;

beforeAll(async () => {
  province = await startProvince();
  log = await openLog(province, "log.example/doctor");
  await province.client.rpc("evm_setIntervalMining", [1]);
  home = await prepareGateway(province, log, { passphraseFile: "pass" });
  folder = dirname(home.config);
  await writeFile(join(folder, "pass"), `${PASSPHRASE}\n`, { mode: 0o600 });
});
afterAll(async () => {
  await province.stop();
});

/** What is found with another configuration, by code. */
async function found(change: object = {}) {
  const config = join(folder, "tried.json");
  const usual = JSON.parse(await readFile(home.config, "utf8")) as object;
  await writeFile(config, JSON.stringify({ ...usual, ...change }));
  const { status, lines, said } = await run("doctor", "--config", config, "--json", "--lang", "en");
  return { status, said, codes: lines.map(({ code }) => String(code)), lines };
}

describe("given a gateway with all that it needs", () => {
  it("says so, and changes nothing", async () => {
    const { status, codes, said, lines } = await found();
    expect({ status, said }).toEqual({ status: 0, said: "" });
    expect(codes.filter((code) => !/^(?:disk|files)-/.test(code))).toEqual([
      ...["folder-new", "key-ready", "key-ready", "key-ready", "policy-none", "node-answers"],
      ...["contracts-right", "clock-agrees", "seat-holds", "log-kept", "access-open"],
    ]);
    await expect(readFile(join(folder, "store"))).rejects.toThrow("ENOENT");
    const told = JSON.stringify(lines);
    expect(told).not.toContain(PASSPHRASE);
    expect(told).not.toContain(Buffer.from(log.key.secret).toString("hex"));
  });

  it("speaks both languages", async () => {
    const { status, said, lines } = await run("doctor", "--config", home.config, "--lang", "zh");
    expect({ status, said, lines }).toEqual({ status: 0, said: "", lines: [] });
  });
});

describe("given things wrong", () => {
  it.each([
    [{ rpcUrl: "http://127.0.0.1:9", passphraseFile: "nowhere" }, "node-away passphrase-missing"],
    [
      { origin: "log.example/other", relayerKey: "nowhere.key", tls: { cert: "a", key: "b" } },
      "key-unusable log-unknown tls-unusable",
    ],
    [{ operatorSeat: 1, policy: "deployment.json" }, "log-other policy-wrong seat-other"],
    [{ operatorSeat: 4_000_000, dir: "log.key" }, "folder-unwritable log-other seat-vacant"],
    [{ operatorKey: "relayer.key", logKey: "operator.key" }, "key-unusable seat-other"],
    [{ deployment: "nowhere.json" }, "deployment-unusable"],
  ])("with %j says %s, and ends with 3", async (change, codes) => {
    const { status, lines } = await found(change);
    const bad = lines.filter(({ state }) => state === "bad").map(({ code }) => String(code));
    expect(bad.toSorted().join(" ")).toBe(codes);
    expect(status).toBe(3);
  });

  it("knows another chain, and other code at an address", async () => {
    const { deployment } = province;
    const { ruleBook } = deployment.contracts;
    const other = { ...ruleBook, codeHash: `0x${"11".repeat(32)}` };
    const contracts = { ...deployment.contracts, ruleBook: other };
    for (const change of [{ chainId: deployment.chainId + 1 }, { contracts }]) {
      await writeFile(join(folder, "other.json"), JSON.stringify({ ...deployment, ...change }));
      const { status, codes } = await found({ deployment: "other.json" });
      expect(codes).toContain("contracts-other");
      expect(status).toBe(3);
    }
  });

  it("knows secrets that others may read", async () => {
    const file = join(folder, "operator.key");
    await chmod(file, 0o640);
    const { status, lines } = await found();
    await chmod(file, 0o600);
    const open = lines.find(({ code }) => code === "secret-open");
    expect(open).toMatchObject({ state: "bad", values: { member: "operatorKey", mode: "0640" } });
    expect(status).toBe(3);
  });

  it("knows a folder that others may read", async () => {
    await mkdir(join(folder, "open"), { mode: 0o755 });
    await chmod(join(folder, "open"), 0o755);
    const { status, codes } = await found({ dir: "open" });
    await rm(join(folder, "open"), { recursive: true });
    expect({ status, first: codes[0] }).toEqual({ status: 0, first: "folder-open" });
  });
});
