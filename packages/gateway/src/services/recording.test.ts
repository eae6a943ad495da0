// SPDX-License-Identifier: Apache-2.0
import type { Delivery, Receipt } from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import type { Row } from "../indexing/types.ts";
import { hash } from "../testing/sample.ts";
import { type Recordable, verdictOn } from "./recording.ts";

const GRANT = hash("grant");
const [first, second, receipt] = [hash("first"), hash("second"), hash("receipt")];

const delivery = (id = first, serial = 1, anchoredAt = 100): Recordable => ({
  ...{ index: 5, id, size: 8, anchoredAt },
  statement: { type: "suyuan/delivery@1", grant: GRANT, serial } as Delivery,
});

const answer = (of = first, supersedes?: typeof receipt): Recordable => ({
  ...{ index: 6, id: receipt, size: 8, anchoredAt: 200 },
  statement: {
    ...{ type: "suyuan/receipt@1", grant: GRANT, delivery: { log: hash("log"), id: of } },
    ...(supersedes && { supersedes }),
  } as Receipt,
});

const row = (more: Partial<Row> = {}): Row => ({
  ...{ id: GRANT, at: "0", delivery: first, serial: 1, firstAt: 100, receipt: null, result: 0 },
  ...more,
});

describe("given a delivery that is anchored", () => {
  it("is recorded where none is", () => {
    expect(verdictOn(delivery(), undefined)).toBe("record");
  });
  it("is left where it is recorded, or another one that was anchored no later", () => {
    expect(verdictOn(delivery(), row())).toBe("done");
    expect(verdictOn(delivery(second, 2, 100), row())).toBe("done");
    expect(verdictOn(delivery(second, 2, 300), row())).toBe("done");
  });
  it("is recorded where it was anchored earlier than what is", () => {
    expect(verdictOn(delivery(second, 2, 99), row())).toBe("record");
  });
  it("is recorded after a mismatch if its serial is higher", () => {
    const mismatch = row({ result: 2, receipt });
    expect(verdictOn(delivery(second, 2, 300), mismatch)).toBe("record");
    expect(verdictOn(delivery(second, 1, 300), mismatch)).toBe("done");
    expect(verdictOn(delivery(second, 2, 300), row({ result: 1, receipt }))).toBe("done");
  });
});

describe("given a receipt that is anchored", () => {
  it("is recorded where its delivery is, and has no receipt", () => {
    expect(verdictOn(answer(), row())).toBe("record");
    expect(verdictOn(answer(second), row())).toBe("done");
    expect(verdictOn(answer(), undefined)).toBe("done");
  });
  it("is recorded after the one that it supersedes, and only once", () => {
    const before = hash("before");
    expect(verdictOn(answer(first, before), row({ receipt: before, result: 2 }))).toBe("record");
    expect(verdictOn(answer(first, before), row())).toBe("done");
    expect(verdictOn(answer(), row({ receipt: before }))).toBe("done");
    expect(verdictOn(answer(), row({ receipt }))).toBe("done");
  });
});
