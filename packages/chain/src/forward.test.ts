// SPDX-License-Identifier: Apache-2.0
import { Interface, verifyTypedData } from "ethers";
import { recoverTypedDataAddress } from "viem";
import { describe, expect, it } from "vitest";

import { forwardRequest, forwardTypedData, signForward } from "./forward.ts";
import { signerOf } from "./signer.ts";
import { EMPTY_DEPLOYMENT } from "./testing/deployment.ts";

const signer = signerOf(Uint8Array.from({ length: 32 }, (_, place) => 200 - place));
const hash = `0x${"77".repeat(32)}` as const;
const act = {
  from: signer.address,
  contract: "assetRegistry",
  fn: "confirm",
  args: [3, hash],
  gas: 300_000,
  nonce: 7,
  deadline: 1_900_000_000,
} as const;
const domain = {
  name: "SuyuanForwarder",
  version: "1",
  chainId: EMPTY_DEPLOYMENT.chainId,
  verifyingContract: EMPTY_DEPLOYMENT.contracts.forwarder.address,
};

describe("given an act", () => {
  it("calls the function at its contract, without value", () => {
    const request = forwardRequest(EMPTY_DEPLOYMENT, act);
    const abi = new Interface(["function confirm(uint32 bySeat, bytes32 asset)"]);
    expect(request.to).toBe(EMPTY_DEPLOYMENT.contracts.assetRegistry.address);
    expect(request.value).toBe(0);
    expect([...abi.decodeFunctionData("confirm", request.data)]).toEqual([3n, hash]);
  });

  it("is signed so that ethers and viem find the account", async () => {
    const request = forwardRequest(EMPTY_DEPLOYMENT, act);
    const signature = await signForward(request, domain, signer);
    const { types, primaryType } = forwardTypedData(request, domain);
    const byEthers = verifyTypedData(domain, types, request, signature);
    expect(byEthers.toLowerCase()).toBe(signer.address);
    const message = { ...request, value: 0n, gas: BigInt(request.gas), nonce: 7n };
    const byViem = await recoverTypedDataAddress({
      domain,
      types,
      primaryType,
      message,
      signature,
    });
    expect(byViem.toLowerCase()).toBe(signer.address);
  });

  it.each([
    ["gas", 300_001],
    ["nonce", 8],
    ["deadline", 1_900_000_001],
  ])("has another signer when %s changes afterwards", async (field, value) => {
    const request = forwardRequest(EMPTY_DEPLOYMENT, act);
    const signature = await signForward(request, domain, signer);
    const { types } = forwardTypedData(request, domain);
    const found = verifyTypedData(domain, types, { ...request, [field]: value }, signature);
    expect(found.toLowerCase()).not.toBe(signer.address);
  });

  it.each([
    ["a function that there is not", { fn: "steal" }],
    ["too few arguments", { args: [3] }],
    ["an argument of another type", { args: [3, "0x12"] }],
    ["a seat beyond 32 bits", { args: [2 ** 32, hash] }],
  ])("refuses %s", (_, change) => {
    expect(() => forwardRequest(EMPTY_DEPLOYMENT, { ...act, ...change })).toThrow(
      expect.objectContaining({ code: "malformed" }),
    );
  });
});
