// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config";

const HALF_MINUTE = 30_000;
const TWO_MINUTES = 120_000;

const project = (name: string, include: string[], timeout: number) => ({
  test: { name, include, testTimeout: timeout, hookTimeout: timeout },
});

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
            "packages/*/src/**/*.test.ts",
            "scripts/**/*.test.{ts,mjs}",
            "test/adversary/**/*.test.ts",
            "test/house/**/*.test.ts",
            "test/vectors/**/*.test.ts",
          ],
          HALF_MINUTE,
        ),
      },
      {
        extends: true as const,
        ...project("contracts", ["test/contracts/**/*.test.ts"], TWO_MINUTES),
      },
      { extends: true as const, ...project("e2e", ["test/e2e/**/*.test.ts"], TWO_MINUTES) },
      { extends: true as const, ...project("faults", ["test/faults/**/*.test.ts"], TWO_MINUTES) },
      { extends: true as const, ...project("network", ["test/network/**/*.test.ts"], TWO_MINUTES) },
    ],
  },
});
