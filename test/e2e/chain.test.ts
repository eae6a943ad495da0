// SPDX-License-Identifier: Apache-2.0
import { ChainClient, CONTRACT_NAMES, type Receipt, type Signer } from "@suyuan/chain";
import { CAPACITIES, logId, OFFICES } from "@suyuan/proof";
import { keccak256 } from "ethers";
import { createPublicClient, http } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startLedger, type TestLedger } from "../support/ledger.ts";
import { newSigner, unifiedCode } from "../support/signers.ts";

const NAME = `0x${"22".repeat(32)}` as const;
const NONE = `0x${"00".repeat(32)}` as const;
const UNKNOWN = `0x${"99".repeat(32)}` as const;
const DAY = 86_400;
/** Number of the first organisation that is not a root; it is also the serial of its code. */
const FIRST = 4;
const LOG = logId("log.example/chain-test");
const EVERYTHING = Object.values(CAPACITIES).reduce<number>((all, bit) => all | (1 << bit), 0);

let ledger: TestLedger;
let head: Signer;
let admitted: Receipt;

/** A department below the authority, which is number 1. */
const admit = (serial: number, account: string) => [
  1,
  unifiedCode(serial).bytes,
  NAME,
  EVERYTHING,
  2,
  370000,
  account,
];

beforeAll(async () => {
  ledger = await startLedger();
  head = newSigner();
  const authority = ledger.writer(ledger.roots.authority.head);
  admitted = await authority.send("organizationRegistry", "admit", admit(FIRST, head.address));
});
afterAll(async () => ledger.stop());

describe("given a deployment", () => {
  it("has the code that its address file names", async () => {
    await ledger.client.checkDeployment();
    const hashes = await ledger.client.codeHashes();
    for (const name of CONTRACT_NAMES) {
      expect(hashes[name]).toBe(ledger.deployment.contracts[name].codeHash);
    }
  });

  it("is refused on another chain, and with other code, each by name", async () => {
    const rpcUrl = ledger.chain.rpcUrl;
    const { contracts } = ledger.deployment;
    const elsewhere = new ChainClient({ rpcUrl, deployment: { ...ledger.deployment, chainId: 1 } });
    await expect(elsewhere.checkDeployment()).rejects.toMatchObject({ code: "wrong-chain" });
    const exchangeLog = { ...contracts.exchangeLog, codeHash: NAME };
    const deployment = { ...ledger.deployment, contracts: { ...contracts, exchangeLog } };
    const other = new ChainClient({ rpcUrl, deployment });
    await expect(other.checkDeployment()).rejects.toMatchObject({ code: "wrong-code" });
  });

  it("calls an address without a contract wrong code", async () => {
    const { contracts } = ledger.deployment;
    const exchangeLog = { ...contracts.exchangeLog, address: `0x${"12".repeat(20)}` as const };
    const deployment = { ...ledger.deployment, contracts: { ...contracts, exchangeLog } };
    const client = new ChainClient({ rpcUrl: ledger.chain.rpcUrl, deployment });
    await expect(client.log(LOG)).rejects.toMatchObject({ code: "wrong-code" });
  });
});

describe("given a transaction", () => {
  it("tells its block, that block's time, and the events by name", async () => {
    const block = await ledger.client.block(admitted.block);
    expect(admitted.time).toBe(block.time);
    expect(admitted.events).toHaveLength(1);
    expect(admitted.events[0]).toMatchObject({
      contract: "organizationRegistry",
      name: "OrganizationAdmitted",
      block: admitted.block,
      args: { organization: FIRST, parent: 1, level: 2, region: 370000, head: head.address },
    });
  });

  it("finds the same events again in the blocks", async () => {
    const events = await ledger.client.events(admitted.block, admitted.block);
    expect(events).toEqual(admitted.events);
    expect(await ledger.client.events(0, admitted.block - 1)).not.toContainEqual(
      admitted.events[0],
    );
  });

  it("keeps many at once in order", async () => {
    const writer = ledger.writer(ledger.roots.authority.head);
    const sent = [11, 12, 13, 14].map((serial) =>
      writer.send("organizationRegistry", "admit", admit(serial, newSigner().address)),
    );
    const receipts = await Promise.all(sent);
    const numbers = receipts.map((receipt) => receipt.events[0]?.args["organization"]);
    expect(numbers).toEqual([5, 6, 7, 8]);
  });
});

describe("given an act that the contract refuses", () => {
  const refused = async (sending: Promise<unknown>) =>
    expect(sending).rejects.toMatchObject({ name: "ChainError", code: "reverted" });

  it("says which error, with its values", async () => {
    const writer = ledger.writer(ledger.roots.authority.head);
    const again = writer.send("organizationRegistry", "admit", admit(FIRST, newSigner().address));
    const revert = {
      name: "OrganizationRegistry__CodeTaken",
      values: { code: unifiedCode(FIRST).bytes, organization: FIRST },
    };
    await expect(again).rejects.toMatchObject({ code: "reverted", revert });
  });

  it("goes on with the next one", async () => {
    const writer = ledger.writer(head);
    const args = [FIRST, OFFICES.registrant, newSigner().address, admitted.time + DAY, NONE];
    const bad = writer.send("organizationRegistry", "appointSeat", [FIRST, 99, ...args.slice(2)]);
    const good = writer.send("organizationRegistry", "appointSeat", args);
    await refused(bad);
    await expect(good).resolves.toMatchObject({ events: [{ name: "SeatAppointed" }] });
  });

  it("is refused by whom it does not behove", async () => {
    const stranger = ledger.writer(newSigner());
    await refused(stranger.send("organizationRegistry", "admit", admit(2, head.address)));
  });
});

describe("given a node that mines nothing", () => {
  it("ends with the hash of the transaction, which may still be mined", async () => {
    await ledger.client.rpc("evm_setAutomine", [false]);
    try {
      const { Writer } = await import("@suyuan/chain");
      const writer = new Writer(ledger.client, ledger.roots.authority.head, {
        receiptTimeoutMs: 200,
      });
      const args = admit(20, newSigner().address);
      const failure = await writer
        .send("organizationRegistry", "admit", args)
        .catch((cause: unknown) => cause);
      expect(failure).toMatchObject({ code: "timeout" });
      expect((failure as { transaction?: string }).transaction).toMatch(/^0x[0-9a-f]{64}$/);
    } finally {
      await ledger.client.rpc("evm_mine");
      await ledger.client.rpc("evm_setAutomine", [true]);
    }
  });
});

describe("given facts on the chain", () => {
  it("reads an organisation with its code as text", async () => {
    expect(await ledger.client.organization(FIRST)).toEqual({
      code: unifiedCode(FIRST).text,
      nameHash: NAME,
      head: head.address,
      status: 1,
      capacities: EVERYTHING,
      level: 2,
      region: 370000,
      parent: 1,
      successor: 0,
      pendingHead: null,
    });
  });

  it("reads the past at a block", async () => {
    const before = ledger.client.organization(FIRST, admitted.block - 1);
    await expect(before).rejects.toMatchObject({ code: "not-found" });
  });

  it.each([
    ["organisation", async () => ledger.client.organization(4_000)],
    ["seat", async () => ledger.client.seat(4_000)],
    ["asset", async () => ledger.client.asset(UNKNOWN)],
    ["request", async () => ledger.client.request(UNKNOWN)],
    ["grant", async () => ledger.client.grant(UNKNOWN)],
    ["log", async () => ledger.client.log(UNKNOWN)],
    ["block", async () => ledger.client.block(1_000_000)],
  ])("says not-found for an unknown %s", async (_, reading) => {
    await expect(reading()).rejects.toMatchObject({ name: "ChainError", code: "not-found" });
  });

  it("reads a log and its checkpoints", async () => {
    const operator = newSigner();
    const office = newSigner();
    const writer = ledger.writer(head);
    const until = admitted.time + DAY;
    const appointed = await writer.send("organizationRegistry", "appointSeat", [
      ...[FIRST, OFFICES.logOperator, operator.address, until, NONE],
    ]);
    const operatorSeat = Number(appointed.events[0]?.args["seat"]);
    const again = await writer.send("organizationRegistry", "appointSeat", [
      ...[FIRST, OFFICES.headOfDataOffice, office.address, until, NONE],
    ]);
    const seat = Number(again.events[0]?.args["seat"]);
    await ledger.writer(office).send("exchangeLog", "open", [seat, LOG, operatorSeat, NAME]);
    expect(await ledger.client.log(LOG)).toMatchObject({ centre: FIRST, operatorSeat, size: 0 });
    const notAfter = until;
    const first = { log: LOG, size: 1, root: NAME, proof: [], notAfter };
    const receipt = await ledger.writer(operator).advance(first);
    expect(await ledger.client.log(LOG)).toMatchObject({ size: 1, root: NAME, keyHash: NAME });
    expect(await ledger.client.checkpoint(LOG, 1)).toEqual({
      root: NAME,
      previousSize: 0,
      blockNumber: receipt.block,
      blockTime: receipt.time,
    });
    expect(await ledger.client.checkpoint(LOG, 2)).toBeUndefined();
    const same = ledger.writer(operator).advance(first);
    await expect(same).rejects.toMatchObject({ revert: { name: "ExchangeLog__SameSize" } });
  });
});

describe("given storage slots of several contracts", () => {
  const slot = (index: number) => `0x${index.toString(16).padStart(64, "0")}` as const;
  const reads = [0, 1, 2].flatMap((index) => [
    { contract: "organizationRegistry" as const, slot: slot(index) },
    { contract: "assetRegistry" as const, slot: slot(index) },
  ]);

  it("reads them in order, as another client does", async () => {
    const number = await ledger.client.blockNumber();
    const words = await ledger.client.storageAt(reads, number);
    const viem = createPublicClient({ transport: http(ledger.chain.rpcUrl) });
    for (const [place, read] of reads.entries()) {
      const { address } = ledger.deployment.contracts[read.contract];
      const word = await viem.getStorageAt({
        address,
        slot: read.slot,
        blockNumber: BigInt(number),
      });
      expect(`0x${Buffer.from(words[place] ?? []).toString("hex")}`).toBe(word);
    }
  });

  it("proves them by nodes under the header's state root, each node once", async () => {
    const number = await ledger.client.blockNumber();
    const { nodes } = await ledger.client.proof([...reads, ...reads], number);
    const hashes = nodes.map((node) => keccak256(node));
    expect(new Set(hashes).size).toBe(nodes.length);
    const block = (await ledger.client.rpc("eth_getBlockByNumber", ["latest", false])) as {
      stateRoot: string;
    };
    expect(hashes).toContain(block.stateRoot);
    expect(nodes.every((node) => node.length > 1)).toBe(true);
  });

  it("has the header of that block, by its hash", async () => {
    const number = await ledger.client.blockNumber();
    const header = await ledger.client.header(number);
    expect(keccak256(header.raw)).toBe((await ledger.client.block(number)).hash);
  });
});
