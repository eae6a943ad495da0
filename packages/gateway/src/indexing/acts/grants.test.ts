// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Act, Row } from "../types.ts";
import { GRANT, GRANT_ACTS } from "./grants.ts";

const ID = `0x${"ab".repeat(32)}`;
const act: Act = {
  ...{ contract: "sharingRegistry", name: "DisposalRecorded", block: 9, logIndex: 0, time: 500 },
  ...{ args: { grant: ID, record: ID, late: false }, transaction: "0x01" },
};

function disposed(known: Row): Row | undefined {
  const part = GRANT_ACTS["DisposalRecorded"]?.find(({ kind }) => kind === "grant");
  return part?.change?.(known, act, { id: "ab", at: "0", rows: new Map() });
}

describe("given the disposal of what a grant gave", () => {
  it("ends a grant that expired and was not closed", () => {
    const row = disposed({ id: ID, at: "0", state: GRANT.running, until: 400, endedAt: 0 });
    expect(row).toMatchObject({ state: GRANT.ended, endedAt: 400, disposedAt: 500 });
  });

  it("keeps the end of one that ended before", () => {
    const row = disposed({ id: ID, at: "0", state: GRANT.ended, until: 400, endedAt: 300 });
    expect(row).toMatchObject({ state: GRANT.ended, endedAt: 300, disposedAt: 500 });
  });
});
