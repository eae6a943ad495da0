// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { RelayRequest } from "./chain.ts";
import { Address, Bytes32 } from "./common.ts";
import { LineResult, SignedStatement } from "./statements.ts";

const ID = `0x${"ab".repeat(32)}`;
const ACCOUNT = `0x${"cd".repeat(20)}`;
const RELAY = {
  request: {
    from: ACCOUNT,
    to: ACCOUNT,
    value: 0,
    gas: 200_000,
    deadline: 1_800_000_000,
    data: "0x1234",
  },
  signature: `0x${"ef".repeat(65)}`,
};

describe("identifiers", () => {
  it.each([ID.toUpperCase(), ID.slice(2), ID.slice(0, -1), `${ID}0`, ""])(
    "refuses %j as 32 bytes",
    (text) => {
      expect(Bytes32.safeParse(text).success).toBe(false);
      expect(Bytes32.safeParse(ID).success).toBe(true);
    },
  );

  it("refuses a mixed-case account", () => {
    expect(Address.safeParse(ACCOUNT).success).toBe(true);
    expect(Address.safeParse(ACCOUNT.replace("c", "C")).success).toBe(false);
  });
});

describe("SignedStatement", () => {
  const good = { statement: { type: "suyuan/use@1" }, signatures: [{ alg: "eip712" }] };

  it("takes a statement with one or two signatures", () => {
    expect(SignedStatement.safeParse(good).success).toBe(true);
  });

  it.each([
    { ...good, signatures: [] },
    { ...good, signatures: [{}, {}, {}] },
    { ...good, note: "x" },
    { statement: good.statement },
  ])("refuses %j", (bad) => {
    expect(SignedStatement.safeParse(bad).success).toBe(false);
  });
});

describe("LineResult", () => {
  it("is a place or a problem, never both", () => {
    expect(LineResult.safeParse({ line: 1, ok: true, id: ID, index: 0, logged: 1 }).success).toBe(
      true,
    );
    expect(LineResult.safeParse({ line: 1, ok: false, id: ID, index: 0, logged: 1 }).success).toBe(
      false,
    );
  });
});

describe("RelayRequest", () => {
  it("takes an act without value", () => {
    expect(RelayRequest.safeParse(RELAY).success).toBe(true);
  });

  it.each([{ value: 1 }, { gas: 20_999 }, { data: "0x123" }, { nonce: 1 }])(
    "refuses %j",
    (change) => {
      expect(
        RelayRequest.safeParse({ ...RELAY, request: { ...RELAY.request, ...change } }).success,
      ).toBe(false);
    },
  );
});
