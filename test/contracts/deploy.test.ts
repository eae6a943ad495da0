// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { computeAddress, keccak256 } from "ethers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { deploy } from "../../deploy/deploy.ts";
import { type EmbeddedChain, startEmbedded } from "../../deploy/networks/embedded.ts";

const CONTRACTS = 6;

let folder = "";
let chain: EmbeddedChain;
let deployerKey = "";
const options = (rpcUrl = chain.rpcUrl) => ({
  rpcUrl,
  deployerKey,
  networkName: "test",
  outFile: join(folder, "addresses.json"),
  journalDir: join(folder, "journal"),
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-deploy-"));
  deployerKey = `0x${randomBytes(32).toString("hex")}`;
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
    expect(Object.keys(addresses.contracts)).toHaveLength(CONTRACTS);
    for (const { address, codeHash } of Object.values(addresses.contracts)) {
      expect(codeHash).toBe(keccak256((await rpc("eth_getCode", address, "latest")) as string));
    }
    expect(await nonce()).toBe(CONTRACTS);
    expect(await deploy(options())).toEqual(addresses);
    expect(await nonce()).toBe(CONTRACTS);
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
    expect(await nonce()).toBe(CONTRACTS);
  });

  it("begins again where a transaction may have been sent and was not written down", async () => {
    const deploymentId = await interruptAt(SEND);
    const addresses = await deploy(options());
    expect(addresses.deploymentId).not.toBe(deploymentId);
    expect(await nonce()).toBe(3 + CONTRACTS);
    expect(await deploy(options())).toEqual(addresses);
  });

  it("begins again where the chain has lost what the journal holds", async () => {
    const first = await deploy(options());
    await rm(options().outFile);
    await chain.stop();
    chain = await startEmbedded({ port: 0 });
    const second = await deploy(options());
    expect(second.deploymentId).not.toBe(first.deploymentId);
    expect(await nonce()).toBe(CONTRACTS);
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
