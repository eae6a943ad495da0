// SPDX-License-Identifier: Apache-2.0
// What a deployment leaves beside its address file, and what it refuses to begin with.
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type ContractName, INTERFACES } from "@suyuan/chain";
import { type Hex, parsePolicy } from "@suyuan/proof";
import { computeAddress, dataLength, JsonRpcProvider } from "ethers";
import type { EthereumProvider } from "hardhat/types/providers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import type { Addresses } from "../../deploy/addresses.ts";
import { deploy } from "../../deploy/deploy.ts";
import type { Founding } from "../../deploy/founding.ts";
import { type EmbeddedChain, startEmbedded } from "../../deploy/networks/embedded.ts";
import { type DeploymentReport, inspect } from "../../deploy/report.ts";
import type { Trust } from "../../deploy/trust.ts";
import { newFounding } from "../support/founding.ts";
import { inTurn } from "../support/in-turn.ts";
import { TEST_LAW } from "../support/law.ts";

const LOG_KEY = "key1.example+d30c4999+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";
const trust: Trust = {
  name: "a deployment of tests",
  consensus: {
    kind: "qbft",
    sets: [{ from: 0, validators: [`0x${"12".repeat(20)}`, `0x${"34".repeat(20)}`] }],
  },
  logs: [{ origin: "log.example/one", keys: [LOG_KEY] }],
};

let folder = "";
let chain: EmbeddedChain;
let node: JsonRpcProvider;
let deployerKey = "";
const { founding, roots } = newFounding(TEST_LAW);
const options = () => ({
  ...{ rpcUrl: chain.rpcUrl, deployerKey, founding, networkName: "test" },
  ...{ outFile: join(folder, "addresses.json"), journalDir: join(folder, "journal") },
});
const deployed = async (more: { readonly trust?: Trust } = {}) =>
  inTurn("deploy", async () => deploy({ ...options(), ...more }));
const nonce = async () => node.getTransactionCount(computeAddress(deployerKey));

beforeAll(async () => {
  chain = await startEmbedded({ port: 0 });
  node = new JsonRpcProvider(chain.rpcUrl);
});
afterAll(async () => {
  node.destroy();
  await chain.stop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-deploy-"));
  deployerKey = `0x${randomBytes(32).toString("hex")}`;
  return async () => rm(folder, { recursive: true, force: true });
});

describe("given a founding", () => {
  it("writes a report of what it looked at, and the policy that the founding trusts", async () => {
    const addresses = await deployed({ trust });
    const text = async (what: string) => readFile(join(folder, `addresses.${what}.json`), "utf8");
    const report = JSON.parse(await text("report")) as DeploymentReport;
    expect(report).toMatchObject({
      ...{
        type: "suyuan/deployment-report@1",
        chainId: addresses.chainId,
        firstBlock: addresses.block,
      },
      deployer: { address: computeAddress(deployerKey).toLowerCase(), transactions: await nonce() },
      administrator: addresses.contracts.timelock.address,
      founding: { organizations: founding.organizations.length, guardian: roots.audit.number },
    });
    for (const [name, { address, codeHash }] of Object.entries(addresses.contracts)) {
      const code = await node.getCode(address);
      const expected = { address, codeHash, bytes: dataLength(code) };
      expect(report.contracts[name]).toMatchObject(expected);
    }
    const policy = parsePolicy(await text("policy"));
    const { chain: trusted, contracts, logs, require } = policy;
    expect(trusted).toEqual({ chainId: addresses.chainId, consensus: trust.consensus });
    expect([logs, require]).toEqual([trust.logs, ["seals"]]);
    for (const [name, one] of Object.entries(contracts)) {
      expect(one).toEqual(addresses.contracts[name as ContractName]);
    }
  });

  it("writes no policy where nobody says what is trusted", async () => {
    await deployed();
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(["addresses.json", "addresses.report.json"]),
    );
    expect(await readdir(folder)).not.toContain("addresses.policy.json");
  });

  it("refuses a key that pays and heads an organisation, and a policy that cannot be", async () => {
    const [first, ...rest] = founding.organizations;
    const head = computeAddress(deployerKey) as Hex;
    const own = { ...founding, organizations: [{ ...first, head }, ...rest] } as Founding;
    await expect(deploy({ ...options(), founding: own })).rejects.toThrow("shall hold nothing");
    const sets = [{ from: 0, validators: [] }];
    const nobody = deploy({ ...options(), trust: { ...trust, consensus: { kind: "qbft", sets } } });
    await expect(nobody).rejects.toThrow("no policy can say this");
    expect(await nonce()).toBe(0);
  });
});

describe("given a deployment that is not in order", () => {
  const request = async ({ method, params }: { method: string; params?: unknown[] }) =>
    node.send(method, params ?? []) as Promise<unknown>;
  const inspected = async (addresses: Addresses) =>
    inspect({ request } as unknown as EthereumProvider, addresses, {
      ...{ founding, deployer: computeAddress(deployerKey) },
    });

  it("is refused a report with another contract's code, or one byte of its own changed", async () => {
    const addresses = await deployed();
    const { caseRegistry, dutyRegister } = addresses.contracts;
    const [own, other] = [await node.getCode(caseRegistry.address), dutyRegister.address];
    const changed = own.replace(
      /^(0x.{8})(.)/u,
      (_, kept, digit) => `${kept}${digit === "0" ? 1 : 0}`,
    );
    for (const code of [changed, await node.getCode(other)]) {
      await node.send("anvil_setCode", [caseRegistry.address, code]);
      await expect(inspected(addresses)).rejects.toThrow("has other code than CaseRegistry");
    }
    await node.send("anvil_setCode", [caseRegistry.address, own]);
    expect((await inspected(addresses)).contracts["caseRegistry"]?.source).toBe("CaseRegistry");
  });

  it("is refused one while the deployer holds a role, or another is the administrator", async () => {
    const addresses = await deployed();
    const { timelock, accessManager } = addresses.contracts;
    const act = async (fn: string, who: string) => {
      const args = fn === "grantRole" ? [0n, who, 0] : [0n, who];
      const data = INTERFACES.accessManager.encodeFunctionData(fn, args);
      const act = { from: timelock.address, to: accessManager.address, data, gasPrice: "0x0" };
      await node.waitForTransaction(String(await node.send("eth_sendTransaction", [act])));
    };
    await node.send("anvil_impersonateAccount", [timelock.address]);
    await act("grantRole", computeAddress(deployerKey));
    await expect(inspected(addresses)).rejects.toThrow("still holds role 0 of accessManager");
    await act("revokeRole", computeAddress(deployerKey));
    await act("renounceRole", timelock.address);
    await expect(inspected(addresses)).rejects.toThrow("timelock is not the administrator");
  });
});
