// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { stdnum } from "stdnum";
import { describe, expect, it } from "vitest";
import { fromHex, fromUtf8 } from "./bytes.ts";
import {
  CAPACITIES,
  type Capacity,
  hasCapacity,
  maySign,
  OFFICES,
  SIGNATORIES,
  STATEMENT_KINDS,
} from "./codes.ts";
import { catalogueCodeBytes, isRegionCode, parseCatalogueCode } from "./codes/catalogue.ts";
import { isUnifiedCode, unifiedCodeCheck } from "./codes/unified.ts";
import { NUM_RUNS, refusal } from "./testing/laws.ts";

const ALPHABET = Array.from("0123456789ABCDEFGHJKLMNPQRTUWXY");
const letters = fc.array(fc.constantFrom(...ALPHABET), { minLength: 9, maxLength: 9 });
const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 });
const first17 = fc.tuple(digits, letters).map(([front, back]) => [...front, ...back].join(""));
const other = (text: string): boolean => stdnum["CN"]?.["uscc"]?.validate(text).isValid ?? false;

describe("isUnifiedCode", () => {
  it("agrees with a second implementation on each check character", () => {
    fc.assert(
      fc.property(first17, fc.constantFrom(...ALPHABET), (front, last) => {
        const check = unifiedCodeCheck(front);
        expect(isUnifiedCode(front + last)).toBe(last === check);
        // A sum that 31 divides has the check character 0 (GB 32100), which that one does not know.
        if (check !== "0") expect(other(front + last)).toBe(last === check);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("refuses every change of one character, and every swap of two neighbours that differ", () => {
    const place = fc.integer({ min: 0, max: 16 });
    fc.assert(
      fc.property(first17, place, fc.constantFrom(...ALPHABET), (front, at, letter) => {
        const code = Array.from(front + unifiedCodeCheck(front));
        const changed = code.with(at, letter).join("");
        expect(isUnifiedCode(changed)).toBe(changed === code.join(""));
        const [left = "", right = ""] = code.slice(at, at + 2);
        const swapped = code
          .with(at, right)
          .with(at + 1, left)
          .join("");
        if (left !== right && at < 16) expect(isUnifiedCode(swapped)).toBe(false);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it("knows the letters of the registering authorities", () => {
    const front = "N1110105MA0000001";
    expect(isUnifiedCode(front + unifiedCodeCheck(front))).toBe(true);
  });

  it.each(["", "1", "I", "11", " "])("refuses a code with %j put in front", (prefix) => {
    // The example of GB 32100-2015.
    const code = "91350100M000100Y43";
    expect(other(code)).toBe(true);
    expect(isUnifiedCode(prefix + code)).toBe(prefix === "");
  });
});

describe("parseCatalogueCode", () => {
  it("takes the code apart", () => {
    expect(parseCatalogueCode("30700212/000013")).toEqual({
      ...{ class: "3", item: "07", entry: "002" },
      ...{ detail: "12", serial: "000013" },
    });
    expect(parseCatalogueCode("307002/1").detail).toBe("");
  });

  it.each(["", "30700/1", "307002", "307002/", "307002-1", "30700a/1", "307002/1 ", "３07002/1"])(
    "refuses %j",
    (text) => {
      expect(refusal(() => parseCatalogueCode(text))).toBe("malformed");
    },
  );

  it("refuses what does not fit the contracts' 32 bytes", () => {
    const longest = `307002/${"1".repeat(25)}`;
    const bytes = fromHex(catalogueCodeBytes(longest), 32);
    expect(fromUtf8(bytes)).toBe(longest);
    expect(refusal(() => catalogueCodeBytes(`${longest}1`))).toBe("malformed");
    expect(catalogueCodeBytes("307002/1")).toBe(`0x3330373030322f31${"00".repeat(24)}`);
  });
});

describe("isRegionCode", () => {
  it.each(["110000", "330106", "820000"])("accepts %j", (code) => {
    expect(isRegionCode(code)).toBe(true);
  });
  it.each(["", "11000", "1100000", "010000", "100000", "910000", "11000x"])(
    "refuses %j",
    (code) => {
      expect(isRegionCode(code)).toBe(false);
    },
  );
});

describe("SIGNATORIES", () => {
  // The table "who may sign which statement" of docs/spec/statement.md, by office numbers.
  it.each([
    ["dataset-version", [1, 2, 7]],
    ["delivery", [1, 2, 7]],
    ["receipt", [2, 4, 7]],
    ["use", [2, 4]],
    ["disposal", [2]],
    ["mirror", [5, 7]],
    ["reconciliation", [2]],
    ["withdrawal", [1, 2, 4, 5, 7]],
  ] as const)("%s is signed by offices %j", (kind, offices) => {
    for (const office of [0, ...Object.values(OFFICES), 8]) {
      expect(maySign(kind, office)).toBe(offices.some((allowed) => allowed === office));
    }
  });

  it("has a row for each kind, and a custodian only where data is provided", () => {
    expect(Object.keys(SIGNATORIES)).toEqual([...STATEMENT_KINDS]);
    const custodian = STATEMENT_KINDS.filter((kind) => SIGNATORIES[kind].orCustodian);
    expect(custodian).toEqual(["dataset-version", "delivery"]);
  });
});

describe("hasCapacity", () => {
  it("reads one bit of the bitmap", () => {
    for (const [name, bit] of Object.entries(CAPACITIES)) {
      expect(hasCapacity(1 << bit, name as Capacity)).toBe(true);
      expect(hasCapacity(0xffff ^ (1 << bit), name as Capacity)).toBe(false);
    }
  });
});
