// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { refusal } from "../testing/laws.ts";
import { parseSignature, parseSignatures, signatureValue } from "./signature.ts";

const HASH = `0x${"ab".repeat(32)}`;
const ZERO = `0x${"00".repeat(32)}`;
const value = `0x${"01".repeat(64)}1b`;
const single = { alg: "eip712", seat: 1, value };
const batch = {
  ...{ alg: "eip712-batch", seat: 1, value, root: HASH, count: 3, index: 2, path: [HASH] },
  ...{ asset: HASH, grant: HASH, purpose: 1, from: 1, until: 2 },
};
const { grant, ...withoutGrant } = batch;

describe("parseSignature", () => {
  it.each([
    single,
    { ...single, value: `0x${"01".repeat(64)}1c` },
    batch,
    { ...batch, count: 1024, index: 1023, path: Array.from({ length: 10 }, () => HASH) },
    { ...batch, count: 1, index: 0, path: [] },
    { ...batch, from: 2 },
    { ...withoutGrant, purpose: 0 },
  ])("accepts %j", (signature) => {
    expect(parseSignature(signature)).toEqual(signature);
  });

  it.each<[unknown, string]>([
    [null, "unknown-algorithm"],
    [{ ...single, alg: "sm2" }, "unknown-algorithm"],
    [{ ...single, alg: undefined }, "unknown-algorithm"],
    [{ ...single, key: HASH }, "unknown-field"],
    [{ alg: "eip712", value }, "missing-field"],
    [{ ...single, seat: 0 }, "out-of-range"],
    [{ ...single, value: `0x${"01".repeat(64)}` }, "invalid-hex"],
    [{ ...single, value: `0x${"01".repeat(64)}1B` }, "invalid-hex"],
    [{ ...single, value: `0x${"01".repeat(64)}00` }, "out-of-range"],
    [{ ...single, value: `0x${"01".repeat(64)}1d` }, "out-of-range"],
    [{ ...single, value: `0x${"01".repeat(64)}2b` }, "out-of-range"],
    [{ ...batch, count: 0, index: 0 }, "out-of-range"],
    [{ ...batch, count: 1025 }, "out-of-range"],
    [{ ...batch, index: 3 }, "out-of-range"],
    [{ ...batch, index: -1 }, "out-of-range"],
    [{ ...batch, path: Array.from({ length: 11 }, () => HASH) }, "out-of-range"],
    [{ ...batch, path: ["0x00"] }, "invalid-hex"],
    [{ ...batch, path: HASH }, "wrong-type"],
    [{ ...batch, from: 3 }, "out-of-range"],
    [{ ...batch, grant: ZERO }, "out-of-range"],
    [{ ...batch, purpose: 0 }, "out-of-range"],
    [{ ...withoutGrant, purpose: 1 }, "out-of-range"],
  ])("refuses %j", (signature, code) => {
    expect(grant).toBe(HASH);
    expect(refusal(() => parseSignature(signature))).toBe(code);
  });
});

describe("parseSignatures", () => {
  it("takes one or two", () => {
    expect(parseSignatures([single])).toEqual([single]);
    expect(parseSignatures([single, batch])).toEqual([single, batch]);
    expect(refusal(() => parseSignatures([]))).toBe("out-of-range");
    expect(refusal(() => parseSignatures([single, single, single]))).toBe("out-of-range");
    expect(refusal(() => parseSignatures(single))).toBe("wrong-type");
  });
});

describe("signatureValue", () => {
  const of = (v: string) => signatureValue(fromHex(`0x${"01".repeat(64)}${v}`));
  it("writes v as 27 or 28", () => {
    expect([of("00"), of("01"), of("1b"), of("1c")].map((text) => text.slice(-2))).toEqual([
      ...["1b", "1c", "1b", "1c"],
    ]);
  });
  it("refuses another v or length", () => {
    expect(refusal(() => of("02"))).toBe("out-of-range");
    expect(refusal(() => of("1d"))).toBe("out-of-range");
    expect(refusal(() => of(""))).toBe("invalid-hex");
    expect(refusal(() => signatureValue(new Uint8Array(0)))).toBe("invalid-hex");
  });
  it("leaves what it was given as it was", () => {
    const bytes = fromHex(`0x${"01".repeat(64)}00`);
    signatureValue(bytes);
    expect(toHex(bytes).slice(-2)).toBe("00");
  });
});
