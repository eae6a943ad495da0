// SPDX-License-Identifier: Apache-2.0
import { Interface } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { decodeRevert, revertText } from "./revert.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

// Written out from the interfaces, not taken from the generated ABI.
const DECLARED = new Interface([
  "error AssetRegistry__NotHolder(bytes32 asset, uint32 organization, uint32 holder)",
  "error ExchangeLog__SmallerSize(bytes32 log, uint64 size, uint64 lastSize)",
  "error ERC2771ForwarderExpiredRequest(uint48 deadline)",
]);
const ASSET = `0x${"5a".repeat(32)}`;

describe("given revert data of a declared error", () => {
  it("gives its name and values, small integers as numbers", () => {
    const data = DECLARED.encodeErrorResult("AssetRegistry__NotHolder", [ASSET, 4, 9]);
    const revert = decodeRevert(data);
    const values = { asset: ASSET, organization: 4, holder: 9 };
    expect(revert).toEqual({ name: "AssetRegistry__NotHolder", values, data });
    expect(revertText(revert)).toBe(
      `AssetRegistry__NotHolder (asset: ${ASSET}, organization: 4, holder: 9)`,
    );
  });

  it("gives wide integers as bigints", () => {
    const data = DECLARED.encodeErrorResult("ExchangeLog__SmallerSize", [ASSET, 1, 2n ** 63n]);
    expect(decodeRevert(data).values).toEqual({ log: ASSET, size: 1n, lastSize: 2n ** 63n });
  });

  it("knows the forwarder's errors too", () => {
    const data = DECLARED.encodeErrorResult("ERC2771ForwarderExpiredRequest", [5]);
    expect(decodeRevert(data)).toMatchObject({ values: { deadline: 5 } });
  });
});

describe("given what the language itself raises", () => {
  const language = new Interface(["error Error(string reason)", "error Panic(uint256 reason)"]);

  it("gives the reason", () => {
    const data = language.encodeErrorResult("Error", ["没有权限"]);
    expect(decodeRevert(data)).toMatchObject({ name: "Error", values: { reason: "没有权限" } });
  });

  it("gives the panic's number", () => {
    const data = language.encodeErrorResult("Panic", [0x11]);
    expect(decodeRevert(data)).toMatchObject({ name: "Panic", values: { reason: 17n } });
  });
});

describe("given anything else", () => {
  it.each([undefined, null, 7, "", "0x", "0x1234", "0xzz345678", "0xdeadbeef", {}])(
    "calls %j unknown",
    (data) => {
      expect(decodeRevert(data)).toMatchObject({ name: "unknown", values: {} });
    },
  );

  it("never throws", () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const law = fc.property(bytes, (data) => {
      const revert = decodeRevert(`0x${Buffer.from(data).toString("hex")}`);
      expect(typeof revertText(revert)).toBe("string");
    });
    fc.assert(law, { numRuns });
  });

  it("calls a known selector with cut values unknown", () => {
    const data = DECLARED.encodeErrorResult("AssetRegistry__NotHolder", [ASSET, 4, 9]);
    expect(decodeRevert(data.slice(0, -64)).name).toBe("unknown");
  });
});
