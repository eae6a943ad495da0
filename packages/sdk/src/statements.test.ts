// SPDX-License-Identifier: Apache-2.0
import { signerOf } from "@suyuan/chain";
import { NONCE_BYTES, signingDigest, verifySignatures } from "@suyuan/proof";
import { recoverAddress } from "ethers";
import { describe, expect, it } from "vitest";

import { countersign, makeStatement, sign, signMany } from "./statements.ts";

const hash = (byte: string) => `0x${byte.repeat(32)}` as const;
const PLACE = { chainId: 20_809, exchangeLog: `0x${"a6".repeat(20)}`, log: hash("22") } as const;
const DIGEST = { bytes: 3, sha256: hash("01"), sm3: hash("02") };
const provider = signerOf(new Uint8Array(32).fill(1));
const recipient = signerOf(new Uint8Array(32).fill(2));

const delivery = (serial: number) =>
  makeStatement(PLACE, {
    type: "suyuan/delivery@1",
    ...{ organization: 2, seat: 3, asset: hash("0a"), grant: hash("0b"), version: hash("0c") },
    ...{ serial, recipient: 4, digest: { ...DIGEST }, salted: false, channel: "file" },
  });

const hex = (data: Uint8Array) => `0x${Buffer.from(data).toString("hex")}`;

describe("given what a statement says", () => {
  it("adds place, time and a nonce that is never the same", () => {
    const before = Math.floor(Date.now() / 1_000);
    const [one, two] = [delivery(1), delivery(1)];
    expect(one).toMatchObject(PLACE);
    expect(one.time).toBeGreaterThanOrEqual(before);
    expect(one.nonce).toMatch(new RegExp(`^0x[0-9a-f]{${2 * NONCE_BYTES}}$`));
    expect(one.nonce).not.toBe(two.nonce);
  });

  it("takes a time and a nonce that are given", () => {
    const moment = { time: 1_900_000_000, nonce: `0x${"cd".repeat(16)}` } as const;
    const { type, organization, seat, asset } = delivery(1);
    const own = { grant: hash("0b"), target: { serial: 9 }, reason: 1 };
    const fields = { type: "suyuan/withdrawal@1", organization, seat, asset, ...own } as const;
    expect(type).toBe("suyuan/delivery@1");
    expect(makeStatement(PLACE, fields, moment)).toMatchObject(moment);
  });

  it.each([
    ["an unknown field", { note: "x" }],
    ["a serial number zero", { serial: 0 }],
    ["an unknown channel", { channel: "post" }],
  ])("refuses %s", (_, change) => {
    const { chainId, exchangeLog, log, time, nonce, ...fields } = delivery(1);
    const place = { chainId, exchangeLog, log };
    const make = () => makeStatement(place, { ...fields, ...change } as never, { time, nonce });
    expect(make).toThrow(expect.objectContaining({ name: "ProofError" }));
  });
});

describe("given a signer", () => {
  it("signs so that ethers finds the account", async () => {
    const statement = delivery(1);
    const { signatures } = await sign(statement, provider);
    const [signature] = signatures;
    const found = recoverAddress(hex(signingDigest(statement)), signature?.value ?? "");
    expect(found.toLowerCase()).toBe(provider.address);
  });

  it("signs many at once, each with its own path", async () => {
    const statements = [1, 2, 3, 4, 5].map(delivery);
    const signed = await signMany(statements, provider, 101);
    expect(signed.map(({ statement }) => statement)).toEqual(statements);
    for (const { statement, signatures } of signed) {
      expect(verifySignatures(statement, signatures)).toMatchObject([
        { seat: 3, account: provider.address },
      ]);
    }
  });

  it("lets the other side sign a reconciliation too", async () => {
    const own = { grant: hash("0b"), from: 1, until: 2, count: 3, deliveries: hash("0d") };
    const sides = { organization: 2, seat: 3, asset: hash("0a") };
    const counterparty = { organization: 4, seat: 8 };
    const type = "suyuan/reconciliation@1" as const;
    const statement = makeStatement(PLACE, { type, ...sides, ...own, counterparty });
    const both = await countersign(await sign(statement, provider), { seat: 8, signer: recipient });
    expect(verifySignatures(both.statement, both.signatures)).toMatchObject([
      { seat: 3, account: provider.address },
      { seat: 8, account: recipient.address },
    ]);
  });
});
