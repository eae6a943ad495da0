// SPDX-License-Identifier: Apache-2.0
// The arrows between folders are worth only what breaks them: every rule is broken here once.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Tree } from "./tree.ts";
import { ALLOWED, VIOLATIONS } from "./violations.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const CONFIG = join(ROOT, ".dependency-cruiser.mjs");

interface Report {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

function cruise(tree: Tree): string[] {
  const program = join(ROOT, "node_modules/.bin/depcruise");
  const folders = ["packages", "scripts", "test", "bench", "deploy"];
  const args = [program, "--config", CONFIG, "--output-type", "json", ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: tree.root,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (!stdout.startsWith("{")) throw new Error(stderr + stdout);
  const report = JSON.parse(stdout) as Report;
  return report.summary.violations.map((found) => `${found.rule.name}: ${found.from}`);
}

describe("import arrows", () => {
  describe("given a tree with one violation of each rule", () => {
    const tree = new Tree();
    let found: string[] = [];

    beforeAll(() => {
      for (const { also } of VIOLATIONS) {
        for (const [path, text] of Object.entries(also ?? {})) tree.write(path, text);
      }
      for (const { from, text } of VIOLATIONS) tree.write(from, text);
      found = cruise(tree);
    });

    afterAll(() => {
      tree.remove();
    });

    it.each(VIOLATIONS)("reports $rule in $from", ({ rule, from }) => {
      expect(found).toContain(`${rule}: ${from}`);
    });
  });

  describe("given the rules of the configuration", () => {
    it("has a violation here for every one", async () => {
      const { default: config } = (await import(pathToFileURL(CONFIG).href)) as {
        default: { forbidden: readonly { readonly name: string }[] };
      };
      const names = config.forbidden.map((one) => one.name);
      expect([...new Set(VIOLATIONS.map((one) => one.rule))].sort()).toEqual([...names].sort());
    });
  });

  describe("given a tree that keeps the rules", () => {
    it("reports nothing", () => {
      const tree = new Tree();
      for (const [path, text] of Object.entries(ALLOWED)) tree.write(path, text);
      const found = cruise(tree);
      tree.remove();
      expect(found).toEqual([]);
    });
  });
});
