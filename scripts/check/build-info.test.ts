// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { buildsOf, closure, copyBuildInfo } from "./build-info.ts";

const importing = (...paths: string[]) => ({
  ast: { nodes: paths.map((absolutePath) => ({ nodeType: "ImportDirective", absolutePath })) },
});

describe("closure", () => {
  it("follows imports, also in a circle", () => {
    const sources = { a: importing("b"), b: importing("c"), c: importing("a"), d: importing("a") };
    expect([...closure(["a"], sources)].sort()).toEqual(["a", "b", "c"]);
  });
});

describe("copyBuildInfo", () => {
  let root = "";
  const write = (path: string, content: unknown): void => {
    writeFileSync(join(root, path), JSON.stringify(content));
  };
  const build = (id: string, sources: Record<string, ReturnType<typeof importing>>): void => {
    const texts = Object.fromEntries(Object.keys(sources).map((name) => [name, { content: id }]));
    write(`build-info/${id}.json`, { id, input: { sources: texts } });
    write(`build-info/${id}.output.json`, { id, output: { sources, contracts: sources } });
  };
  const artifact = (name: string, buildInfoId: string, inputSourceName: string): void => {
    write(`contracts/${name}.json`, { buildInfoId, inputSourceName });
  };
  const kept = (name: string): string[] => {
    const text = readFileSync(join(root, "copy", name), "utf8");
    const info = JSON.parse(text) as Record<"input" | "output", { sources: object } | undefined>;
    return Object.keys((info.input ?? info.output)?.sources ?? {});
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "suyuan-build-info-"));
    mkdirSync(join(root, "build-info"));
    mkdirSync(join(root, "contracts"));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("leaves out tests, and what an older build says of a source that was compiled again", () => {
    const [a, b, test] = [
      "project/contracts/A.sol",
      "project/contracts/B.sol",
      "project/test/T.sol",
    ];
    build("old", { [a]: importing(), [b]: importing(), [test]: importing(a) });
    build("new", { [a]: importing() });
    artifact("A", "new", a);
    artifact("B", "old", b);
    artifact("T", "old", test);
    expect(buildsOf(root)).toBe(2);
    copyBuildInfo(root, join(root, "copy"));
    expect(kept("old.json")).toEqual([b]);
    expect(kept("old.output.json")).toEqual([b]);
    expect(kept("new.json")).toEqual([a]);
  });

  it("leaves out a build that nothing of today comes from", () => {
    build("old", { "project/contracts/A.sol": importing() });
    expect(buildsOf(root)).toBe(0);
    copyBuildInfo(root, join(root, "copy"));
    expect(readdirSync(join(root, "copy"))).toEqual([]);
  });
});
