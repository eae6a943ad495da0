// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import type { RelayRequest } from "@suyuan/api";
import { CONTRACT_NAMES, FORWARD_TYPES, parseDeployment, signerOf } from "@suyuan/chain";
import { verifyTypedData } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { act, fromEvent, signAct } from "./act.ts";
import { GatewayClient } from "./gateway.ts";

const bytes = (byte: string, count: number): `0x${string}` => `0x${byte.repeat(count)}`;
const contract = (byte: string) => ({ address: bytes(byte, 20), codeHash: bytes(byte, 32) });
const FORWARDER = contract("a2");
const DEPLOYMENT = {
  network: "test",
  chainId: 20_809,
  deploymentId: bytes("de", 32),
  block: 1,
  contracts: {
    ...Object.fromEntries(CONTRACT_NAMES.map((name) => [name, contract("a1")])),
    forwarder: FORWARDER,
  },
};
const CHAIN = {
  deployment: DEPLOYMENT,
  settled: { number: 1, hash: bytes("11", 32), time: 1 },
  index: { block: 1, hash: bytes("11", 32), behind: 0, acts: 0 },
  recording: { next: 0, waiting: 0, recorded: 0, refused: 0 },
  log: { origin: "log.example", id: bytes("22", 32), key: "k", size: 0 },
  policy: {
    ...{ configured: false, kind: "none", hash: bytes("77", 32), fingerprint: "00000" },
    watch: { state: "unsealed", reasons: [] },
  },
};
const DOMAIN = {
  name: "F",
  version: "1",
  chainId: DEPLOYMENT.chainId,
  verifyingContract: FORWARDER.address,
};

/** A gateway that would have us sign for something else. */
let server: Server;
let domain: object = DOMAIN;
let relayed = 0;
let client: GatewayClient;

beforeAll(async () => {
  server = createServer(({ url, method }, response) => {
    if (method === "POST") relayed++;
    const account = { nonce: "0", forwarder: FORWARDER.address, chainId: 20_809, domain };
    response.end(JSON.stringify(url === "/v1/chain" ? CHAIN : account));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = new GatewayClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(() => server.close());

describe("given a gateway that names another forwarder or chain to sign for", () => {
  const signed: Uint8Array[] = [];
  const honest = signerOf(new Uint8Array(32).fill(7));
  const signer = {
    address: honest.address,
    sign: (digest: Uint8Array) => {
      signed.push(digest);
      return honest.sign(digest);
    },
  };
  const what = { contract: "assetRegistry", fn: "confirm", args: [1, bytes("33", 32)] } as const;

  it.each([
    { verifyingContract: bytes("66", 20) },
    { chainId: 1 },
    { name: 5 },
    { version: undefined },
  ])("signs nothing: %j", async (change) => {
    domain = { ...DOMAIN, ...change };
    await expect(act(client, what, signer)).rejects.toMatchObject({ code: "bad-answer" });
    expect(signed).toEqual([]);
    expect(relayed).toBe(0);
  });

  it("signs for the deployment's own", async () => {
    domain = DOMAIN;
    await expect(act(client, what, signer)).rejects.toMatchObject({ code: "bad-answer" });
    expect(signed).toHaveLength(1);
    expect(relayed).toBe(1);
  });
});

describe("given an act that is signed where no gateway is in reach", () => {
  const signer = signerOf(new Uint8Array(32).fill(7));
  const what = { contract: "assetRegistry", fn: "confirm", args: [1, bytes("33", 32)] } as const;
  const of = { deployment: parseDeployment(DEPLOYMENT), domain: DOMAIN, nonce: 4, deadline: 900 };
  const signedBy = (signed: RelayRequest, nonce: number, verifyingContract = FORWARDER.address) =>
    verifyTypedData(
      { ...DOMAIN, verifyingContract },
      FORWARD_TYPES,
      { ...signed.request, nonce },
      signed.signature,
    ).toLowerCase();

  it("is the account's own, for this forwarder and this place among its acts", async () => {
    const signed = await signAct(what, signer, of);
    expect(signed.request).toMatchObject({
      from: signer.address,
      to: bytes("a1", 20),
      deadline: 900,
    });
    expect(signed.request).not.toHaveProperty("nonce");
    expect(signedBy(signed, 4)).toBe(signer.address);
    expect(signedBy(signed, 5)).not.toBe(signer.address);
    expect(signedBy(signed, 4, bytes("66", 20))).not.toBe(signer.address);
  });

  it("signs nothing where the arguments do not fit the function", async () => {
    const wrong = { ...what, args: [1] };
    await expect(signAct(wrong, signer, of)).rejects.toMatchObject({ code: "malformed" });
  });
});

describe("given what an act raised", () => {
  const events = [{ contract: "assetRegistry", name: "AssetRegistered", args: { asset: "0x12" } }];
  const done = { transaction: bytes("44", 32), block: 1, time: 1, events };

  it("finds a value by event and name, and misses others", () => {
    expect(fromEvent(done, "AssetRegistered", "asset")).toBe("0x12");
    expect(() => fromEvent(done, "AssetRegistered", "seat")).toThrow(/no event/);
    expect(() => fromEvent(done, "SeatAppointed", "seat")).toThrow(/no event/);
  });
});
