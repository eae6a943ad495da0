// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { parseDeployment, readDeployment } from "./deployment.ts";
import { LEDGER_CONTRACTS } from "./names.ts";
import { policyOf } from "./policy.ts";
import { EMPTY_DEPLOYMENT as GOOD } from "./testing/deployment.ts";

const { contracts } = GOOD;

describe("given a whole address file", () => {
  it("gives it back", () => {
    expect(parseDeployment(structuredClone(GOOD))).toEqual(GOOD);
  });

  it("takes checksummed addresses and gives them in lower case", () => {
    const address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"; // EIP-55
    const file = {
      ...GOOD,
      contracts: { ...contracts, forwarder: { ...contracts.forwarder, address } },
    };
    expect(parseDeployment(file).contracts.forwarder.address).toBe(address.toLowerCase());
  });
});

describe("given anything else", () => {
  const wrong: [string, unknown, RegExp][] = [
    ["nothing", null, /the file is not an object/],
    ["a list", [], /the file is not an object/],
    ["a field too many", { ...GOOD, note: 1 }, /unknown field "note"/],
    ["no network", { ...GOOD, network: "" }, /network/],
    ["a chain id as text", { ...GOOD, chainId: "1" }, /chainId/],
    ["a fraction of a block", { ...GOOD, block: 1.5 }, /block/],
    ["a negative block", { ...GOOD, block: -1 }, /block/],
    ["a short deployment id", { ...GOOD, deploymentId: "0x00" }, /deploymentId/],
    ["no contracts", { ...GOOD, contracts: undefined }, /contracts is not an object/],
    [
      "a contract less",
      { ...GOOD, contracts: { ...contracts, forwarder: undefined } },
      /forwarder/,
    ],
    ["a contract more", { ...GOOD, contracts: { ...contracts, council: {} } }, /council/],
    [
      "an address that is none",
      { ...GOOD, contracts: { ...contracts, exchangeLog: { address: "0x12", codeHash: "0x" } } },
      /contracts\.exchangeLog\.address/,
    ],
  ];
  it.each(wrong)("refuses %s and says where", (_, file, message) => {
    expect(() => parseDeployment(file)).toThrow(message);
    expect(() => parseDeployment(file)).toThrow(expect.objectContaining({ code: "malformed" }));
  });
});

describe("given a path", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "suyuan-deployment-"));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("reads the file there", async () => {
    const path = join(folder, "good.json");
    await writeFile(path, JSON.stringify(GOOD));
    expect(await readDeployment(path)).toEqual(GOOD);
  });

  it("tells no file, a folder and half a file apart", async () => {
    const path = join(folder, "half.json");
    await writeFile(path, JSON.stringify(GOOD).slice(0, 40));
    await expect(readDeployment(path)).rejects.toMatchObject({ code: "malformed" });
    await expect(readDeployment(folder)).rejects.toMatchObject({ code: "not-found" });
    await expect(readDeployment(join(folder, "no"))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("given a deployment and its logs", () => {
  it("exports a policy that names exactly them and requires no seals", () => {
    const logs = [{ origin: "log.example", keys: ["log.example+00000000+AA=="] }];
    const policy = policyOf(GOOD, { name: "demo", logs });
    expect(policy).toMatchObject({ type: "suyuan/policy@1", name: "demo", logs, require: [] });
    expect(policy.chain).toEqual({ chainId: GOOD.chainId, consensus: { kind: "none" } });
    expect(Object.keys(policy.contracts)).toEqual([...LEDGER_CONTRACTS]);
    expect(policy.contracts.exchangeLog).toEqual(contracts.exchangeLog);
  });
});
