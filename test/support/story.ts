// SPDX-License-Identifier: Apache-2.0
// The story as its user starts it, as a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const STORY = join(ROOT, "scripts/story/main.ts");

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Starts it in English, in a group of its own, so that a kill reaches chain and gateway too, as switching off would. */
export function startStory(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [STORY, "--lang", "en", ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (chunk: Buffer) => process.stdout.write(chunk));
  return child;
}

/** What a process has said by its end. */
export function ended(child: ChildProcess): Promise<Ended> {
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => {
    child.once("close", (status) => {
      done({ status, output });
    });
  });
}

/** Waits until it says such words, or ends. @returns what it has said so far */
export function saidBy(child: ChildProcess, words: RegExp): Promise<string> {
  let said = "";
  return new Promise((done) => {
    child.once("close", () => {
      done(said);
    });
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (words.test(said)) done(said);
    });
  });
}

/** Kills it with everything it has started as soon as it says these words. */
export async function killedAt(child: ChildProcess, words: string): Promise<void> {
  const end = ended(child);
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes(words) && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  });
  await end;
}

/** A port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
