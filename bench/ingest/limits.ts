// SPDX-License-Identifier: Apache-2.0
// What this machine can do at best, measured beside our figures: how far they are from it is what they say.
import { fdatasyncSync, openSync, closeSync, writeSync } from "node:fs";
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { nativeCrypto } from "@suyuan/gateway";
import { type Signature, type Statement, verifySignatures } from "@suyuan/proof";

/** Things a second, one after the other on one thread. */
export interface Limits {
  /** Appends of 4 KiB, each on disk before the next. */
  readonly fdatasync: number;
  /** SHA-256 of a body. */
  readonly sha256: number;
  /** Bodies through JSON.parse, which checks less than we must. */
  readonly json: number;
  /** Accounts recovered with the native curve library: digest of the typed data, key, address. */
  readonly verify: number;
}

const APPENDS = 1_000;
const BLOCK = 4_096;

/** @param file single-signed bodies, one a line, that no run has sent */
export async function limits(folder: string, file: string): Promise<Limits> {
  const text = await readFile(file, "utf8");
  const bodies = text.trimEnd().split("\n");
  const bytes = bodies.map((body) => Buffer.from(body));
  const parsed = bodies.map((body) => JSON.parse(body) as Body);
  const crypto = await nativeCrypto();
  return {
    fdatasync: appends(folder),
    sha256: rate(bytes, (body) => crypto.sha256(body)),
    json: rate(bodies, (body) => JSON.parse(body) as unknown),
    verify: rate(parsed, (one) => verifySignatures(one.statement, one.signatures, crypto)),
  };
}

interface Body {
  readonly statement: Statement;
  readonly signatures: readonly Signature[];
}

function rate<T>(items: readonly T[], each: (item: T) => unknown): number {
  const begin = performance.now();
  for (const item of items) each(item);
  return (1_000 * items.length) / (performance.now() - begin);
}

function appends(folder: string): number {
  const file = openSync(join(folder, "appends"), "a");
  const block = Buffer.alloc(BLOCK, 1);
  const begin = performance.now();
  for (let at = 0; at < APPENDS; at++) {
    writeSync(file, block);
    fdatasyncSync(file);
  }
  const took = performance.now() - begin;
  closeSync(file);
  return (1_000 * APPENDS) / took;
}
