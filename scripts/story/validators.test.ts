// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { NetworkError } from "../network/errors.ts";
import { writeNetwork } from "../network/state.ts";
import { StateError } from "./state.ts";
import { joinValidators } from "./validators.ts";

const validator = {
  ...{ number: 1, address: `0x${"0a".repeat(20)}`, enode: "enode://00@127.0.0.1:1" },
  ...{ rpcPort: 8_601, p2pPort: 8_701 },
};
const network = { chainId: 20_810, validators: [validator], groups: [[1]] };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "suyuan-join-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const joining = async () => joinValidators(directory, true);

describe("a story on validators", () => {
  it("is refused where there is no network", async () => {
    await expect(joining()).rejects.toThrow(NetworkError);
    await expect(joining()).rejects.toThrow("npm run network -- init");
  });

  it("is refused on one whose clock is the wall clock, with what to do", async () => {
    writeNetwork(directory, network);
    await expect(joining()).rejects.toThrow(StateError);
    await expect(joining()).rejects.toThrow("npm run network -- init --past 60");
  });

  it.each(["goes", "over"] as const)("is refused on one that does not run (%s)", async (past) => {
    writeNetwork(directory, { ...network, past });
    await expect(joining()).rejects.toThrow(StateError);
    await expect(joining()).rejects.toThrow(`npm run network -- up --dir ${directory}`);
  });
});
