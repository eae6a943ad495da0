// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type ContractName, CONTRACT_NAMES, INTERFACES } from "@suyuan/chain";
import { computeAddress, encodeBytes32String, keccak256 } from "ethers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Addresses } from "../../deploy/addresses.ts";
import { deploy } from "../../deploy/deploy.ts";
import type { Founding } from "../../deploy/founding.ts";
import { type EmbeddedChain, startEmbedded } from "../../deploy/networks/embedded.ts";
import law from "../../deploy/law/rules.json" with { type: "json" };
import { newFounding } from "../support/founding.ts";
import { TEST_LAW } from "../support/law.ts";

/** Contracts that a transaction creates: two more are made by the contracts that need them. */
const CREATED = CONTRACT_NAMES.length - 2;
/** Three for the law, one for the roots, one for the members, and the handover. */
const TRANSACTIONS = CREATED + 6;

let folder = "";
let chain: EmbeddedChain;
let deployerKey = "";
let { founding, roots } = newFounding(TEST_LAW);
const options = (rpcUrl = chain.rpcUrl) => ({
  rpcUrl,
  deployerKey,
  founding,
  networkName: "test",
  outFile: join(folder, "addresses.json"),
  journalDir: join(folder, "journal"),
});

/** A key of an address that begins so. */
function newKey(beginning = /^0x/u): string {
  const key = `0x${randomBytes(32).toString("hex")}`;
  return beginning.test(computeAddress(key).toLowerCase()) ? key : newKey(beginning);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-deploy-"));
  deployerKey = newKey();
  ({ founding, roots } = newFounding(TEST_LAW));
  chain = await startEmbedded({ port: 0 });
});
afterEach(async () => {
  await chain.stop();
  await rm(folder, { recursive: true, force: true });
});

const SEND = "eth_sendRawTransaction";
interface Way {
  readonly server: Server;
  readonly url: string;
}

async function rpc(method: string, ...params: unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(chain.rpcUrl, { method: "POST", headers, body });
  return ((await answer.json()) as { result: unknown }).result;
}
const nonce = async () =>
  Number(await rpc("eth_getTransactionCount", computeAddress(deployerKey), "latest"));

/** The answer of a view. */
async function read(addresses: Addresses, contract: ContractName, fn: string, ...args: unknown[]) {
  const data = INTERFACES[contract].encodeFunctionData(fn, args);
  const answer = await rpc(
    "eth_call",
    { to: addresses.contracts[contract].address, data },
    "latest",
  );
  return INTERFACES[contract].decodeFunctionResult(fn, answer as string).toArray() as unknown[];
}

/** Expects the founding on the chain, the law in the rule book, and the council as the only administrator. */
async function expectFounded(addresses: Addresses): Promise<void> {
  const get = async (...call: [ContractName, string, ...unknown[]]) => read(addresses, ...call);
  const { organizations, members } = founding;
  expect(await get("organizationRegistry", "organizationCount")).toEqual([
    BigInt(organizations.length),
  ]);
  for (const { number, head } of Object.values(roots)) {
    expect(await get("organizationRegistry", "organizationOf", head.address)).toEqual([
      BigInt(number),
    ]);
    expect(await get("councilSeats", "memberOf", head.address)).toEqual([BigInt(number)]);
  }
  expect(await get("councilSeats", "memberCount")).toEqual([BigInt(members.length)]);
  expect(await get("council", "guardian")).toEqual([BigInt(roots.audit.number)]);
  const now = Math.floor(Date.now() / 1_000) + 60;
  for (const { key, value } of law.rules) {
    const asked = [encodeBytes32String(key), now];
    expect(await get("ruleBook", "valueAt", ...asked)).toEqual([BigInt(value)]);
  }
  const deployer = computeAddress(deployerKey);
  expect(await get("accessManager", "hasRole", 0, deployer)).toEqual([false, 0n]);
  const { address } = addresses.contracts.timelock;
  expect(await get("accessManager", "hasRole", 0, address)).toEqual([true, 0n]);
}

/** A way to the node that lets a number of transactions through, and breaks at the next call of a method. */
async function breakingAfter(transactions: number, method: string): Promise<Way> {
  let left = transactions;
  const server = createServer((request, response) => {
    void (async () => {
      let body = "";
      for await (const part of request) body += String(part);
      if (left <= 0 && body.includes(method)) return response.destroy();
      if (body.includes(SEND)) left--;
      const headers = { "content-type": "application/json" };
      const answer = await fetch(chain.rpcUrl, { method: "POST", headers, body });
      return response.end(await answer.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}

describe("given a chain without the contracts", () => {
  it("deploys them, writes where they are, and changes nothing the second time", async () => {
    const addresses = await deploy(options());
    const written: unknown = JSON.parse(await readFile(options().outFile, "utf8"));
    expect(written).toEqual(addresses);
    expect(addresses).toMatchObject({ network: "test", block: 1 });
    expect(addresses.deploymentId).toMatch(/^0x[0-9a-f]{64}$/u);
    expect(Object.keys(addresses.contracts)).toEqual([...CONTRACT_NAMES]);
    for (const { address, codeHash } of Object.values(addresses.contracts)) {
      expect(codeHash).toBe(keccak256((await rpc("eth_getCode", address, "latest")) as string));
    }
    expect(await nonce()).toBe(TRANSACTIONS);
    await expectFounded(addresses);
    expect(await deploy(options())).toEqual(addresses);
    expect(await nonce()).toBe(TRANSACTIONS);
  });

  it("has what the founding decides otherwise, marked as its own", async () => {
    const own = { key: "delivery.days", value: 15 };
    const addresses = await deploy({ ...options(), founding: { ...founding, rules: [own] } });
    const asked = [encodeBytes32String(own.key), Math.floor(Date.now() / 1_000) + 60];
    const [rule] = await read(addresses, "ruleBook", "ruleAt", ...asked);
    const source = encodeBytes32String("founding decision");
    expect((rule as unknown[]).slice(0, 3)).toEqual([15n, 3n, source]);
  });

  it.each<[string, Partial<Founding>, string]>([
    ["no member", { members: [] }, "has no member of the council"],
    ["a member twice", { members: [0, 1, 0] }, "names a member of the council twice"],
    ["a member from elsewhere", { members: [0, 3] }, "no organisation at place 3"],
    ["a guardian from elsewhere", { guardian: -1 }, "no organisation at place -1"],
    ["a place that is none", { guardian: 0.5 }, "no organisation at place 0.5"],
  ])("refuses a founding with %s, before anything is sent", async (_, other, message) => {
    const refused = deploy({ ...options(), founding: { ...founding, ...other } });
    await expect(refused).rejects.toThrow(message);
    expect(await nonce()).toBe(0);
  });
});

describe("given a deployment that was interrupted", () => {
  const interruptAt = async (method: string) => {
    const { server, url } = await breakingAfter(3, method);
    await expect(deploy(options(url))).rejects.toThrow();
    server.close();
    expect(await nonce()).toBe(3);
    const text = await readFile(join(folder, "journal/beginning.json"), "utf8");
    return (JSON.parse(text) as { deploymentId: string }).deploymentId;
  };

  it("goes on between two transactions, and deploys nothing twice", async () => {
    const deploymentId = await interruptAt("eth_estimateGas");
    const addresses = await deploy(options());
    expect(addresses.deploymentId).toBe(deploymentId);
    expect(await nonce()).toBe(TRANSACTIONS);
  });

  it("goes on after every single transaction, sent or mined", async () => {
    // Ignition takes what is pending in the right order for an account that begins with a digit, whatever we do.
    deployerKey = newKey(/^0x[a-f]/u);
    let addresses: Addresses | undefined;
    let interruptions = 0;
    let why: unknown;
    while (addresses === undefined && interruptions < 3 * TRANSACTIONS) {
      const method = interruptions % 2 === 0 ? "eth_estimateGas" : "eth_getTransactionReceipt";
      const { server, url } = await breakingAfter(1, method);
      addresses = await deploy(options(url)).catch((error: unknown) => {
        why = error;
        return undefined;
      });
      server.closeAllConnections();
      server.close();
      if (addresses !== undefined) break;
      interruptions++;
    }
    if (addresses === undefined) throw new Error("stands still", { cause: why });
    expect(interruptions).toBeGreaterThan(TRANSACTIONS / 2);
    const again = await deploy(options());
    expect(addresses).toEqual(again);
    await expectFounded(again);
  });

  it("refuses to go on with another founding", async () => {
    await interruptAt("eth_estimateGas");
    const other = { ...founding, guardian: roots.neighbour.number - 1 };
    await expect(deploy({ ...options(), founding: other })).rejects.toThrow(
      "with another founding",
    );
    expect(await nonce()).toBe(3);
    await expectFounded(await deploy(options()));
  });

  it("begins again where a transaction may have been sent and was not written down", async () => {
    const deploymentId = await interruptAt(SEND);
    const addresses = await deploy(options());
    expect(addresses.deploymentId).not.toBe(deploymentId);
    expect(await nonce()).toBe(3 + TRANSACTIONS);
    expect(await deploy(options())).toEqual(addresses);
  });

  it("begins again where the chain has lost what the journal holds", async () => {
    const first = await deploy(options());
    await rm(options().outFile);
    await chain.stop();
    chain = await startEmbedded({ port: 0 });
    const second = await deploy(options());
    expect(second.deploymentId).not.toBe(first.deploymentId);
    expect(await nonce()).toBe(TRANSACTIONS);
  });
});

describe("given an address file that does not fit", () => {
  it("refuses another chain, and a chain that has lost the contracts", async () => {
    const addresses = await deploy(options());
    const { outFile } = options();
    await writeFile(outFile, JSON.stringify({ ...addresses, chainId: 1 }));
    await expect(deploy(options())).rejects.toThrow("the address file is for chain 1");
    const { exchangeLog } = addresses.contracts;
    const other = { ...exchangeLog, codeHash: addresses.deploymentId };
    const contracts = { ...addresses.contracts, exchangeLog: other };
    await writeFile(outFile, JSON.stringify({ ...addresses, contracts }));
    await expect(deploy(options())).rejects.toThrow("exchangeLog at");

    await writeFile(outFile, JSON.stringify(addresses));
    await chain.stop();
    chain = await startEmbedded({ port: 0 });
    await expect(deploy(options())).rejects.toThrow("the chain has no contract at");
  });

  it("refuses what is not JSON", async () => {
    await writeFile(options().outFile, "{");
    await expect(deploy(options())).rejects.toThrow("is not JSON");
  });
});

describe("given a journal that was begun on another chain", () => {
  it("refuses", async () => {
    await deploy(options());
    await rm(options().outFile);
    const path = join(folder, "journal/beginning.json");
    const begun = JSON.parse(await readFile(path, "utf8")) as object;
    await writeFile(path, JSON.stringify({ ...begun, chainId: 5 }));
    await expect(deploy(options())).rejects.toThrow("the deployment was begun on chain 5");
  });
});
