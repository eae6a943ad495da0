// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Answering, type Connected, Unread } from "./unread.ts";

const RUNS = { numRuns: process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100 };
const LIMIT = 1_000;
const MOST = 3;

class Connection extends EventEmitter implements Connected {
  destroyed = false;

  destroy(): void {
    this.destroyed = true;
    this.emit("close");
  }
}

class Answer extends EventEmitter implements Answering {
  readonly writableLength: number;

  constructor(bytes: number) {
    super();
    this.writableLength = bytes;
  }
}

const heldBy = (answers: readonly number[]) => answers.reduce((sum, bytes) => sum + bytes, 0);

/** Which of the connections stay open, by what their answers hold. */
async function kept(...held: readonly (readonly number[])[]): Promise<(readonly number[])[]> {
  const unread = new Unread(LIMIT, MOST);
  const all = held.map((answers) => {
    const connection = new Connection();
    for (const bytes of answers) expect(unread.take(connection, new Answer(bytes))).toBe(true);
    return connection;
  });
  await unread.step();
  return held.filter((_, at) => all[at]?.destroyed === false);
}

describe("given connections whose clients do not read", () => {
  it("leaves them while they hold no more than the limit", async () => {
    expect(await kept()).toEqual([]);
    expect(await kept([LIMIT])).toEqual([[LIMIT]]);
    expect(await kept([300, 100], [0], [600])).toEqual([[300, 100], [0], [600]]);
  });

  it("ends those first that hold most, in all their answers", async () => {
    expect(await kept([LIMIT + 1])).toEqual([]);
    expect(await kept([300, 300], [0], [500])).toEqual([[0], [500]]);
    expect(await kept([200], [900], [300], [800])).toEqual([[200], [300]]);
  });

  it("never leaves more than the limit, and never ends one that holds nothing", async () => {
    const answers = fc.array(fc.nat({ max: LIMIT }), { minLength: 1, maxLength: MOST });
    const law = fc.asyncProperty(fc.array(answers, { maxLength: 20 }), async (held) => {
      const left = await kept(...held);
      expect(heldBy(left.flat())).toBeLessThanOrEqual(LIMIT);
      const empty = (all: readonly (readonly number[])[]) =>
        all.filter((one) => heldBy(one) === 0).length;
      expect(empty(left)).toBe(empty(held));
    });
    await fc.assert(law, RUNS);
  });

  it("forgets connections and answers that were closed", async () => {
    const unread = new Unread(LIMIT, MOST);
    const [gone, here] = [new Connection(), new Connection()];
    const taken = new Answer(LIMIT);
    unread.take(gone, new Answer(LIMIT));
    unread.take(here, taken);
    unread.take(here, new Answer(LIMIT));
    gone.emit("close");
    taken.emit("close");
    await unread.step();
    expect(here.destroyed).toBe(false);
  });
});

describe("given a connection that does not wait for answers", () => {
  it("ends it at one too many, and takes none that comes behind", () => {
    const unread = new Unread(LIMIT, MOST);
    const connection = new Connection();
    for (let count = 0; count < MOST; count++)
      expect(unread.take(connection, new Answer(0))).toBe(true);
    expect(unread.take(connection, new Answer(0))).toBe(false);
    expect(connection.destroyed).toBe(true);
    expect(unread.take(connection, new Answer(0))).toBe(false);
  });

  it("serves any number, one answered after the other", () => {
    const unread = new Unread(LIMIT, MOST);
    const connection = new Connection();
    for (let count = 0; count < 5 * MOST; count++) {
      const answer = new Answer(0);
      expect(unread.take(connection, answer)).toBe(true);
      answer.emit("close");
    }
    expect(connection.destroyed).toBe(false);
  });
});
