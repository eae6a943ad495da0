// SPDX-License-Identifier: Apache-2.0
// Real threads, some of which really run out of memory.
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  canonicalText,
  type Hex,
  recoverSigner,
  signingDigest,
  statementId,
  toHex,
} from "@suyuan/proof";
import native from "secp256k1";
import { afterEach, describe, expect, it } from "vitest";
import { FEWEST_AHEAD, RECOVERIES_AT_ONCE } from "../constraints.ts";
import { nativeCrypto } from "../services/crypto.ts";
import { accepted } from "../testing/sample.ts";
import { RecoveryPool } from "./pool.ts";
import type { Question } from "./protocol.ts";

const PATIENCE_MS = 60_000;
const MANY = RECOVERIES_AT_ONCE + FEWEST_AHEAD;
const crypto = await nativeCrypto();

interface Signed extends Question {
  /** Who really signed. */
  readonly account: Hex;
}

/** A statement signed by a new account. */
function signed(): Signed {
  const { statement } = accepted(1);
  const digest = signingDigest(statement, crypto);
  const { signature, recid } = native.ecdsaSign(digest, randomBytes(32));
  const value = toHex(Uint8Array.of(...signature, 27 + recid));
  const account = recoverSigner(digest, value, crypto);
  return { id: statementId(statement), text: canonicalText(statement), value, account };
}

const some = (count: number): Signed[] => Array.from({ length: count }, signed);
const ask = (pool: RecoveryPool, questions: readonly Question[]): Promise<(Hex | undefined)[]> =>
  Promise.all(questions.map(({ id, text, value }) => pool.account({ id, text, value })));

let pool: RecoveryPool;
afterEach(() => pool.close());

/** Asks until threads answer: until then everything comes back unanswered. */
async function answered(questions: readonly Question[]): Promise<(Hex | undefined)[]> {
  for (;;) {
    const answers = await ask(pool, questions);
    if (answers.some((account) => account !== undefined)) return answers;
    await sleep(20);
  }
}

/** A thread's program from its text. */
const program = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`);

describe("given threads", { timeout: PATIENCE_MS }, () => {
  it("tells who signed, each its own, in more messages than one", async () => {
    pool = new RecoveryPool({ threads: 2 });
    await answered(some(MANY));
    const questions = some(MANY);
    expect(await ask(pool, questions)).toEqual(questions.map(({ account }) => account));
    expect(pool.state).toEqual({ waiting: 0, lost: 0 });
  });

  it("answers nothing where no account can be recovered, and the rest of the message", async () => {
    pool = new RecoveryPool({ threads: 1 });
    const good = some(FEWEST_AHEAD);
    const none = { ...signed(), value: `0x${"00".repeat(64)}1b` } as const;
    const broken = { ...signed(), text: "no statement" };
    const answers = await answered([none, ...good, broken]);
    expect(answers).toEqual([undefined, ...good.map(({ account }) => account), undefined]);
    expect(pool.state.lost).toBe(0);
  });

  it("starts none for a few", async () => {
    pool = new RecoveryPool({ threads: 1, program: program("process.exit(1)") });
    const few = some(FEWEST_AHEAD - 1);
    expect(await ask(pool, few)).toEqual(few.map(() => undefined));
    await sleep(200);
    expect(pool.state.lost).toBe(0);
  });

  it("answers nothing once it is closed, nor what it was asked before", async () => {
    pool = new RecoveryPool({ threads: 1 });
    const questions = some(MANY);
    await answered(questions);
    const asked = ask(pool, questions);
    await pool.close();
    const answers = await asked;
    for (const [at, account] of answers.entries())
      expect([undefined, questions[at]?.account]).toContain(account);
    expect(await ask(pool, questions)).toEqual(questions.map(() => undefined));
  });
});

const HUNGRY = `
  import { parentPort } from "node:worker_threads";
  parentPort.on("message", () => {
    const eaten = [];
    for (;;) eaten.push({ eaten: eaten.length });
  });
  parentPort.postMessage("ready");`;

describe("given threads that run out of memory", { timeout: PATIENCE_MS }, () => {
  it("answers nothing, says why, and starts others", async () => {
    const told: string[] = [];
    const onLost = (why: string) => told.push(why);
    pool = new RecoveryPool({ threads: 1, program: program(HUNGRY), onLost });
    const questions = some(MANY);
    while (pool.state.lost < 2) {
      expect(await ask(pool, questions)).toEqual(questions.map(() => undefined));
      await sleep(20);
    }
    expect(told[0]).toContain("memory limit");
    expect(pool.state.waiting).toBe(0);
  });
});

describe("given a machine with one core", () => {
  it("asks nobody", async () => {
    pool = new RecoveryPool({ threads: 0 });
    expect(await ask(pool, some(MANY))).toEqual(Array.from({ length: MANY }, () => undefined));
  });
});
