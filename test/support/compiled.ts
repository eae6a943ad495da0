// SPDX-License-Identifier: Apache-2.0
import hre from "hardhat";

/** What Vitest runs once before the test files of a project. */
export async function setup(): Promise<void> {
  await hre.tasks.getTask("build").run({ quiet: true });
}
