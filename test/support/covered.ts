// SPDX-License-Identifier: Apache-2.0
// Keeps what a file of tests ran of the contracts, for scripts/coverage.ts.
import { markTestWorkerDone } from "hardhat/internal/coverage";
import { afterAll } from "vitest";

afterAll(async () => {
  await markTestWorkerDone("vitest");
});
