// SPDX-License-Identifier: Apache-2.0
// The real command on many files: the verdict on each is what it is alone.
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import { canonicalText, isRequired } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Case, CASES, judge } from "./judged.ts";

describe("given a batch on disk", () => {
  let folder = "";
  let policyFile = "";
  const [first] = CASES;
  if (first === undefined) throw new Error("there is no vector");
  const { policy } = first;
  const path = (name: string): string => join(folder, `${name}.json`);
  const lines = (stdout: string) =>
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  const batch = (of: string, ...more: readonly string[]) =>
    suyuan(["verify", of, "--batch", "--policy", policyFile, "--lang", "en", ...more]);
  const list = async (name: string, paths: readonly string[]): Promise<string> => {
    const file = join(tmpdir(), `${name}-${process.pid}.txt`);
    await writeFile(file, paths.map((one) => `${one}\n`).join(""));
    return file;
  };

  /** What the line on a file has to say, by the library alone. */
  const expected = (one: Case) => {
    const { exit, checks, groups, subject } = judge({ text: one.text, policy });
    const faults = checks
      .filter((check) => check.state !== "ok")
      .filter((check) => check.state === "failed" || isRequired(check, policy))
      .map(({ name, state, code, values }) => ({ name, state, code, ...(values && { values }) }));
    const about = subject && { kind: subject.kind, id: subject.id };
    return { file: path(one.name), exit, ...about, groups, faults };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "suyuan-batch-"));
    policyFile = join(folder, "policy.txt");
    await writeFile(policyFile, canonicalText(policy));
    for (const { name, text } of CASES) await writeFile(path(name), text);
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("answers one line a file in the order of their paths, then the whole, and ends with the worst", async () => {
    const { status, stdout, stderr } = await batch(folder);
    const told = lines(stdout);
    const wanted = CASES.map(expected).sort((a, b) => (a.file < b.file ? -1 : 1));
    expect(told.slice(0, -1)).toEqual(wanted);
    const exits = { 0: 0, 2: 0, 10: 0, 11: 0, 12: 0 };
    for (const { exit } of wanted) exits[exit] += 1;
    const summary = { files: CASES.length, exits, exit: 10, leftOut: 1 };
    expect(told.at(-1)).toEqual({ summary });
    expect(stderr).toContain(`${CASES.length} files: ${exits[0]} verified, ${exits[10]} broken`);
    expect(status).toBe(10);
  });

  it("keeps the order of a list, in which a file may stand again", async () => {
    const given = CASES.slice(0, 70).toReversed();
    const twice = [...given, ...given];
    const named = await list("again", twice.map(({ name }) => path(name)));
    const { stdout } = await batch(named);
    await rm(named);
    expect(lines(stdout).slice(0, -1)).toEqual(twice.map(expected));
  });

  it("tells of each file that cannot be read, and judges the others", async () => {
    const bad = join(folder, "bad");
    await mkdir(join(bad, "folder"), { recursive: true });
    await writeFile(join(bad, "empty.json"), "");
    await writeFile(join(bad, "cut.json"), first.text.slice(0, -1));
    await writeFile(join(bad, "large.json"), first.text + " ".repeat(1024 * 1024));
    await symlink(join(bad, "nowhere"), join(bad, "link.json"));
    await writeFile(join(bad, "good.json"), first.text);
    const names = ["missing", "folder", "empty.json", "cut.json", "large.json", "link.json"];
    const named = await list("bad", [...names, "good.json"].map((name) => join(bad, name)));
    const { status, stdout } = await batch(named);
    await rm(named);
    await rm(bad, { recursive: true });
    const codes = lines(stdout).map(({ exit, error }) => [
      exit,
      (error as { readonly code: string } | undefined)?.code,
    ]);
    const unreadable = "file-unreadable";
    expect(codes).toEqual([
      ...[[2, unreadable], [2, "file-is-folder"], [2, "file-empty"], [2, "not-readable"]],
      ...[[2, "file-too-large"], [2, unreadable], [0, undefined], [undefined, undefined]],
    ]);
    expect(status).toBe(2);
  });

  it.each([
    ["a folder without files", [], "batch-empty"],
    ["data beside it", ["--file", "x"], "batch-without-data"],
    ["a salt beside it", ["--salt", "x"], "batch-without-data"],
  ])("refuses %s", async (_, more, code) => {
    const empty = await mkdtemp(join(tmpdir(), "suyuan-batch-none-"));
    const { status, stdout, stderr } = await batch(empty, "--json", ...more);
    await rm(empty, { recursive: true });
    const { error } = JSON.parse(stderr) as { readonly error: { readonly code: string } };
    expect([status, stdout, error.code]).toEqual([2, "", code]);
  });
});
