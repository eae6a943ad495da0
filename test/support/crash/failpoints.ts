// SPDX-License-Identifier: Apache-2.0
// node --import this: a gateway that kills itself at a named point. It wraps what the gateway stands on, the database,
// files, answers and calls of the chain, and knows the gateway itself not at all: no product file knows of failpoints.
import { existsSync, readFileSync, rmSync } from "node:fs";
import fs from "node:fs/promises";
import { ServerResponse } from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { basename, dirname, join } from "node:path";

import { Level } from "level";

import { type Mine, MINE_FILE, MINE_SIGNAL, type Point } from "./points.ts";

let mine: (Mine & { readonly left: number }) | undefined;
const file = process.env[MINE_FILE] ?? "";

function look(): void {
  const laid = JSON.parse(readFileSync(file, "utf8")) as Mine;
  mine = { ...laid, left: laid.times };
  rmSync(file);
}

function end(): void {
  process.kill(process.pid, "SIGKILL");
  // The signal is there before the next step.
  for (;;);
}

/** Ends the process when this is the point, and the time, that was asked for. */
function pass(point: Point): void {
  if (mine?.point !== point) return;
  mine = { ...mine, left: mine.left - 1 };
  if (mine.left === 0) end();
}

/** What a write is about, by the keys of docs/lifecycle.md. */
type Subject = "store" | "entries" | "checkpoint" | "mark" | "proofs" | "records" | "index";

function subjectOf(folder: string, keys: readonly string[]): Subject | undefined {
  const has = (beginning: string): boolean => keys.some((key) => key.startsWith(beginning));
  if (folder === "index") return "index";
  if (folder !== "db") return undefined;
  if (has("m/meta")) return "store";
  if (has("c/")) return has("e/") ? "checkpoint" : "mark";
  if (has("e/")) return "entries";
  if (has("p/")) return "proofs";
  return has("m/recorded") ? "records" : undefined;
}

const AROUND: Readonly<Record<Subject, { before: Point; within?: Point; after: Point }>> = {
  store: { before: "before the store is named", after: "after the store is named" },
  entries: { before: "before the write", within: "in the write", after: "after the sync" },
  checkpoint: {
    before: "before the checkpoint",
    within: "in the checkpoint",
    after: "after the checkpoint",
  },
  mark: { before: "before the mark", after: "after the mark" },
  proofs: { before: "before proofs are kept", after: "after proofs are kept" },
  records: { before: "before the records are noted", after: "after the records are noted" },
  index: { before: "before the index", after: "after the index" },
};

interface Writing {
  readonly location: string;
  batch: (
    this: Writing,
    operations: readonly { readonly key: string }[],
    options?: object,
  ) => Promise<void>;
}

function wrapDatabase(): void {
  const prototype = Level.prototype as unknown as Writing;
  const { batch } = prototype;
  prototype.batch = async function (this: Writing, operations, options) {
    const keys = operations.map(({ key }) => key);
    const subject = subjectOf(basename(this.location), keys);
    const around = subject && AROUND[subject];
    if (around) pass(around.before);
    const written = batch.call(this, operations, options);
    // Another thread is at it.
    if (around?.within) pass(around.within);
    await written;
    if (around) pass(around.after);
  };
}

const isCommitsLog = (path: unknown): boolean =>
  typeof path === "string" && basename(path) === "commits.log";

function wrapFiles(): void {
  const { open, rename } = fs;
  const opened: typeof open = async (path, flags, mode) => {
    const file = await open(path, flags, mode);
    if (!isCommitsLog(path)) return file;
    const write = file.write.bind(file) as (text: string) => Promise<unknown>;
    const line = async (text: string): Promise<unknown> => {
      if (mine?.point === "in the line of commits.log") {
        await write(text.slice(0, text.length / 2));
        pass("in the line of commits.log");
        return write(text.slice(text.length / 2));
      }
      const written = await write(text);
      pass("after the line of commits.log");
      return written;
    };
    return Object.assign(file, { write: line });
  };
  const renamed: typeof rename = async (from, to) => {
    if (isCommitsLog(to)) pass("before commits.log has its name");
    await rename(from, to);
    if (isCommitsLog(to)) pass("after commits.log has its name");
  };
  Object.assign(fs, { open: opened, rename: renamed });
  syncBuiltinESMExports();
}

type Give = (this: ServerResponse, ...given: unknown[]) => unknown;

const isAcknowledgement = ({ req }: ServerResponse): boolean =>
  req.method === "POST" && req.url === "/v1/statements";

function wrapAnswers(): void {
  const prototype = ServerResponse.prototype as unknown as { end: Give; write: Give };
  const { end: ends, write } = prototype;
  prototype.end = function (...given) {
    if (!isAcknowledgement(this)) return ends.apply(this, given);
    pass("before the answer");
    const ended = ends.apply(this, given);
    pass("after the answer");
    return ended;
  };
  prototype.write = function (...given) {
    const written = write.apply(this, given);
    if (isAcknowledgement(this)) pass("between two answers");
    return written;
  };
}

/** The contract's address, as transactions hold it. */
function exchangeLogOf(config: string): string {
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  const { deployment } = read(config);
  const { contracts } = read(join(dirname(config), String(deployment)));
  return (contracts as { exchangeLog: { address: string } }).exchangeLog.address.slice(2);
}

function wrapChain(): void {
  const { fetch } = globalThis;
  const address = exchangeLogOf(process.argv[process.argv.indexOf("--config") + 1] ?? "");
  globalThis.fetch = async (url, init) => {
    const asked = typeof init?.body === "string" ? init.body : "";
    const isAdvance = asked.includes("eth_sendRawTransaction") && asked.includes(address);
    if (isAdvance) pass("before the chain is told");
    const response = await fetch(url, init);
    if (isAdvance) pass("after the chain was told");
    return response;
  };
}

wrapDatabase();
wrapFiles();
wrapAnswers();
wrapChain();
process.on(MINE_SIGNAL, look);
if (existsSync(file)) look();
