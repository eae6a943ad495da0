// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMessage } from "./message.ts";

const numRuns = process.env["SUYUAN_DEEP"] ? 10_000 : 100;
const NOW = Date.UTC(2026, 10, 23, 12, 0, 0) / 1_000;
const GROUND = { domain: "gateway.test", uri: "https://gateway.test", chainId: 20_809 };
/** The example account of EIP-55. */
const ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
const GOOD = [
  "gateway.test wants you to sign in with your Ethereum account:",
  ADDRESS,
  "",
  "Act at this Suyuan gateway as the seat named below. Nothing is sent to the chain.",
  "",
  "URI: https://gateway.test",
  "Version: 1",
  "Chain ID: 20809",
  "Nonce: 0123456789abcdef",
  "Issued At: 2026-11-23T12:00:00.000Z",
  "Expiration Time: 2026-11-23T12:05:00.000Z",
  "Resources:",
  "- urn:suyuan:seat:7",
].join("\n");

const codeOf = (text: string, now = NOW): unknown => {
  try {
    readMessage(text, GROUND, now);
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe("a sign-in message", () => {
  it("says who signs, as whom, with which nonce", () => {
    const told = { account: ADDRESS.toLowerCase(), nonce: "0123456789abcdef" };
    expect(readMessage(GOOD, GROUND, NOW)).toEqual({
      ...told,
      claimed: { kind: "seat", number: 7 },
    });
    const head = GOOD.replace("seat:7", "head:4294967295");
    expect(readMessage(head, GROUND, NOW).claimed).toEqual({ kind: "head", number: 4_294_967_295 });
  });

  it("is refused with any one character changed, left out or put in", () => {
    // The nonce and the seat's number may be others: they are looked at elsewhere.
    const free = new Set<number>();
    for (const text of ["0123456789abcdef", "7"]) {
      const start = GOOD.lastIndexOf(text);
      for (let at = start; at <= start + text.length; at++) free.add(at);
    }
    // So may the seconds of the two times, within their limits.
    const times = [...GOOD.matchAll(/T12:0\d:\d\d\.\d{3}Z/g)];
    for (const { index, 0: text } of times) {
      for (let at = index; at <= index + text.length; at++) free.add(at);
    }
    const places = fc.integer({ min: 0, max: GOOD.length - 1 }).filter((at) => !free.has(at));
    const characters = fc.string({ unit: "binary-ascii", minLength: 0, maxLength: 2 });
    fc.assert(
      fc.property(places, characters, (at, put) => {
        const changed = GOOD.slice(0, at) + put + GOOD.slice(at + 1);
        expect(changed === GOOD || codeOf(changed) === "sign-in-message", changed).toBe(true);
      }),
      { numRuns },
    );
  });

  it.each([
    ["words before it", `x\n${GOOD}`],
    ["words behind it", `${GOOD}\nx`],
    ["a line feed behind it", `${GOOD}\n`],
    ["lines ended as Windows does", GOOD.replaceAll("\n", "\r\n")],
    ["a scheme", `https://${GOOD}`],
    ["a request id", GOOD.replace("\nResources:", "\nRequest ID: 1\nResources:")],
    ["a first moment", GOOD.replace("\nRes", "\nNot Before: 2026-11-23T12:00:00.000Z\nRes")],
    ["a second message inside", GOOD.replace("URI: ", `${GOOD}\nURI: `)],
    ["times in another form", GOOD.replace("12:00:00.000Z", "12:00:00Z")],
    ["times of another zone", GOOD.replace("12:00:00.000Z", "20:00:00.000+08:00")],
    ["the account in capitals", GOOD.replace(ADDRESS, `0x${ADDRESS.slice(2).toUpperCase()}`)],
    ["no resources", GOOD.slice(0, GOOD.indexOf("\nResources"))],
    ["no end", GOOD.replace(/\nExpiration.*/, "")],
    ["a number with a zero before it", GOOD.replace("seat:7", "seat:07")],
    ["a number beyond all seats", GOOD.replace("seat:7", "seat:4294967296")],
    ["far too much", GOOD + "x".repeat(2_000)],
    ["nothing", ""],
  ])("is refused with %s", (_, text) => {
    expect(text).not.toBe(GOOD);
    expect(codeOf(text)).toBe("sign-in-message");
  });

  it("is good while clocks differ by no more than five minutes, and before its end", () => {
    expect(codeOf(GOOD, NOW - 300)).toBeUndefined();
    expect(codeOf(GOOD, NOW - 301)).toBe("sign-in-message");
    expect(codeOf(GOOD, NOW + 299)).toBeUndefined();
    expect(codeOf(GOOD, NOW + 300)).toBe("sign-in-message");
  });
});
