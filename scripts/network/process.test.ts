// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { lastWords, launch, runningPid, terminate } from "./process.ts";
import { type NodePaths, nodePaths } from "./state.ts";

/** Stands for a node: a program that says a word and waits, and takes SIGTERM or does not. */
const WAITS = "console.log('ready'); setInterval(() => undefined, 1000);";
const DEAF = `process.on('SIGTERM', () => undefined); ${WAITS}`;

let directory = "";
let paths: NodePaths;
let other: NodePaths;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "suyuan-process-"));
  paths = nodePaths(directory, 1);
  other = nodePaths(directory, 2);
  for (const { folder } of [paths, other]) mkdirSync(folder);
});
afterEach(async () => {
  for (const one of [paths, other]) await terminate(one, true);
  rmSync(directory, { recursive: true });
});

const start = (node: NodePaths, script = WAITS) => {
  launch(process.execPath, ["--eval", script, "--", "--datadir", node.folder, ""], node);
};

describe("a node's process", () => {
  it("is found by its pid file, and stopped", async () => {
    expect(runningPid(paths)).toBeUndefined();
    start(paths);
    expect(runningPid(paths)).toBeGreaterThan(1);
    expect(await terminate(paths, false)).toBe(true);
    expect(runningPid(paths)).toBeUndefined();
    expect(await terminate(paths, false)).toBe(false);
  });
  it("is killed when it shall not save anything", async () => {
    start(paths, DEAF);
    await expect.poll(() => lastWords(paths)).toBe("ready");
    expect(await terminate(paths, true)).toBe(true);
    expect(runningPid(paths)).toBeUndefined();
  });
});

describe("a pid file that names another's process", () => {
  it("leads nowhere, and that process lives on", async () => {
    start(other);
    const pid = runningPid(other);
    writeFileSync(paths.pid, readFileSync(other.pid));
    expect(runningPid(paths)).toBeUndefined();
    expect(await terminate(paths, true)).toBe(false);
    writeFileSync(paths.pid, JSON.stringify({ pid: process.pid }));
    expect(await terminate(paths, true)).toBe(false);
    expect(runningPid(other)).toBe(pid);
  });
  it.each(["", "{", "null", '{"pid":0}', '{"pid":1}', '{"pid":"7"}', '{"pid":-5}'])(
    "leads nowhere when it holds %j",
    (text) => {
      writeFileSync(paths.pid, text);
      expect(runningPid(paths)).toBeUndefined();
    },
  );
});
