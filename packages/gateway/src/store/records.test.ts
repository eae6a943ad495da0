// SPDX-License-Identifier: Apache-2.0
import { fromHex } from "@suyuan/proof";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import {
  decodeHead,
  decodeFinding,
  decodeNumber,
  decodePlace,
  encodeHead,
  encodeJson,
  encodeNumber,
  encodePlace,
} from "./records.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const number = fc.maxSafeNat();

describe("records", () => {
  it("come back as they were", () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        expect(decodeNumber(encodeNumber(one))).toBe(one);
        expect(decodePlace(encodePlace({ index: one, logged: other }))).toEqual({
          index: one,
          logged: other,
        });
        const head = { n: one, index: other, leafHash: fromHex(hash("leaf")) };
        expect(decodeHead(encodeHead(head))).toEqual(head);
        const finding = { code: "x", detail: "y", at: one };
        expect(decodeFinding(encodeJson(finding))).toEqual(finding);
      }),
      { numRuns },
    );
  });
});
