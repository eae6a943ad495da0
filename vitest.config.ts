// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";

import { AS_DEPLOYED_PATTERN } from "./scripts/test/as-deployed.ts";

const HALF_MINUTE = 30_000;
const TWO_MINUTES = 120_000;
const TEN_MINUTES = 600_000;

/** Contracts that count what is run of them are larger than those that are deployed. */
const COUNTING = process.env["HARDHAT_COVERAGE"] === "true";
const exclude = ["**/node_modules/**", ...(COUNTING ? [AS_DEPLOYED_PATTERN] : [])];

const project = (name: string, include: string[], timeout: number) => ({
  test: { name, include, exclude, testTimeout: timeout, hookTimeout: timeout },
});

// Compiles the contracts once, before several test files want them at the same time.
// Files of a project that is not isolated share what their worker has loaded, and so the chains that are lent.
const onChain = (name: string, isolate = true) => {
  const { test } = project(name, [`test/${name}/**/*.test.ts`], TWO_MINUTES);
  const counted = COUNTING ? ["test/support/covered.ts"] : [];
  const setup = { globalSetup: ["test/support/compiled.ts"], setupFiles: counted };
  return { extends: true as const, test: { ...test, ...setup, isolate } };
};

// Tools that more than one file needs are brought once. Validators mostly wait for blocks that a clock brings: three
// networks at a time. Waits end when what they wait for is there, however slow the machine.
const patient = ({ extends: inherited, test }: ReturnType<typeof onChain>) => ({
  extends: inherited,
  test: {
    ...test,
    globalSetup: ["test/support/tools.ts"],
    ...{ testTimeout: TEN_MINUTES, hookTimeout: TEN_MINUTES },
    ...{ maxWorkers: 3, sequence: { groupOrder: 1 } },
  },
});

// One Chromium at a time, and before it the page built once, and the contracts of the gateway that serves it.
const inBrowser = () => {
  const { test } = project("browser", ["test/browser/**/*.test.ts"], TWO_MINUTES);
  const globalSetup = ["test/support/compiled.ts", "test/support/page.ts"];
  return { extends: true as const, test: { ...test, globalSetup, fileParallelism: false } };
};

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        extends: true as const,
        ...project(
          "unit",
          [
            "bench/**/*.test.ts",
            "packages/*/src/**/*.test.ts",
            "scripts/**/*.test.{ts,mjs}",
            "test/adversary/**/*.test.ts",
            "test/house/**/*.test.ts",
            "test/second-verifier/**/*.test.ts",
            "test/vectors/**/*.test.ts",
          ],
          HALF_MINUTE,
        ),
      },
      onChain("contracts", false),
      onChain("e2e"),
      onChain("faults"),
      patient(onChain("network")),
      inBrowser(),
    ],
  },
});
