// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hex, toHex } from "../bytes.ts";
import { encodeEntry, parseLeaf } from "../entry.ts";
import type { ChainLink, Entry } from "../entry/types.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS } from "../testing/laws.ts";
import { hash, id, LOG, NOW, SEEN, Writer } from "../testing/log.ts";
import { referenceRoot } from "../testing/tree.ts";
import { replay, Replay } from "./replay.ts";
import type { DisagreementCode } from "./types.ts";

function writeLog(): Writer {
  const writer = new Writer();
  for (let window = 0; window < 3; window++) {
    for (let at = 0; at < 7; at++) writer.delivery((at * window) % 4, 1 + window * 7 + at);
    writer.checkpoint();
  }
  return writer;
}

function found({ leaves, checkpoints }: Writer): [number, DisagreementCode] | undefined {
  const result = replay(leaves, { log: LOG, checkpoints });
  return result.ok ? undefined : [result.disagreement.index, result.disagreement.code];
}

describe("a replay", { timeout: LAW_TIMEOUT }, () => {
  const honest = writeLog();

  describe("given an honest log", () => {
    it("agrees, and says what it comes to", () => {
      const { leaves, checkpoints } = honest;
      const result = replay(leaves, { log: LOG, checkpoints });
      expect(result).toMatchObject({ ok: true, size: 24, root: referenceRoot(leaves) });
      if (!result.ok) throw new Error("disagrees");
      const last = parseLeaf(leaves.at(-1) ?? new Uint8Array(0));
      expect(last).toMatchObject({ root: toHex(result.heads.root), count: result.heads.count });
    });
    it("agrees with a checkpoint made anew, when the one before was never anchored", () => {
      const writer = writeLog();
      writer.checkpoint();
      expect(found(writer)).toBeUndefined();
    });
    it("agrees without checkpoints, and on nothing at all", () => {
      expect(replay(honest.leaves, { log: LOG })).toMatchObject({ ok: true });
      expect(replay([], { log: LOG })).toMatchObject({ ok: true, size: 0 });
    });
  });

  describe("given a log with one thing wrong", () => {
    const cases: readonly [string, (writer: Writer) => void, number, DisagreementCode][] = [
      [
        "a serial used twice",
        (w) => {
          w.delivery(1, 3);
          w.delivery(1, 3);
        },
        25,
        "serial-used",
      ],
      [
        "a clock that goes back",
        (w) => {
          w.delivery(1, 90, { logged: NOW + 2 });
        },
        24,
        "logged-before",
      ],
      [
        "a block of the future",
        (w) => {
          w.delivery(1, 90, { seen: { ...SEEN, time: NOW + 99 } });
        },
        24,
        "seen-after-logged",
      ],
      [
        "a statement too old",
        (w) => {
          w.delivery(1, 90, { logged: NOW + 604_801 });
        },
        24,
        "statement-too-old",
      ],
      [
        "a heads entry that says another size",
        (w) => {
          w.delivery(1, 90);
          w.checkpoint({ size: 24 });
        },
        25,
        "heads-size",
      ],
      [
        "a heads entry with another count",
        (w) => {
          w.delivery(1, 90);
          w.checkpoint({ count: 7 });
        },
        25,
        "heads-count",
      ],
      [
        "a heads entry with another root",
        (w) => {
          w.delivery(1, 90);
          w.checkpoint({ root: id("x") });
        },
        25,
        "heads-root",
      ],
      [
        "a heads entry of another log",
        (w) => {
          w.delivery(1, 90);
          w.checkpoint({ log: id("x") });
        },
        25,
        "wrong-log",
      ],
      [
        "a checkpoint that ends in no heads entry",
        (w) => {
          w.delivery(1, 90);
          w.mark();
        },
        24,
        "checkpoint-without-heads",
      ],
      [
        "a leaf that is none",
        (w) => {
          w.leaves.push(new Uint8Array(3));
        },
        24,
        "leaf-unreadable",
      ],
      [
        "a checkpoint beyond the leaves",
        (w) => {
          w.checkpoints.push({ size: 30, root: hash("x") });
        },
        29,
        "checkpoint-not-reached",
      ],
      [
        "a checkpoint with another root",
        (w) => {
          w.checkpoints.push({ size: 16, root: hash("x") });
        },
        15,
        "checkpoint-root",
      ],
      [
        "two checkpoints of one size",
        (w) => {
          w.checkpoints.unshift({ size: 8, root: hash("x") });
        },
        7,
        "checkpoint-root",
      ],
    ];
    it.each(cases)("names the place: %s", (_, change, index, code) => {
      const writer = writeLog();
      change(writer);
      expect(found(writer)).toEqual([index, code]);
    });
    it("finds an entry hidden from its chain, and one that claims another before it", () => {
      const links = (prev: Hex): ChainLink[] => [
        { subject: id("asset 0"), n: 13, prev },
        { subject: id("grant 0"), n: 13, prev },
      ];
      const skipping = writeLog();
      skipping.delivery(0, 90, { chain: links(id("x")) });
      expect(found(skipping)).toEqual([24, "chain-ordinal"]);
      const [entry] = [parseLeaf(writeLog().leaves[22] ?? new Uint8Array(0))];
      if (!("statement" in entry)) throw new Error("is a heads entry");
      const n = entry.chain[0]?.n ?? 0;
      const claiming = writeLog();
      const subject = entry.chain[0]?.subject ?? id("asset 0");
      const other = { subject, n: n + 1, prev: id("x") };
      const grant = { subject: entry.chain[1]?.subject ?? id("grant 0"), n: n + 1, prev: id("x") };
      const asset = [0, 1, 2, 3].find((at) => id(`asset ${at}`) === subject) ?? 0;
      claiming.delivery(asset, 90, { chain: [other, grant] });
      expect(found(claiming)).toEqual([24, "chain-previous"]);
    });
    it("finds a statement logged twice", () => {
      const writer = writeLog();
      writer.leaves.push(writer.leaves[22] ?? new Uint8Array(0));
      const first = found(writer);
      expect(first).toEqual([24, "logged-before"]);
      const entry = parseLeaf(writer.leaves[22] ?? new Uint8Array(0));
      writer.leaves[24] = encodeEntry({ ...(entry as Entry), logged: NOW + 24 });
      expect(found(writer)).toEqual([24, "statement-repeated"]);
    });
  });

  it("finds any bit turned over in any leaf", () => {
    const place = fc.tuple(fc.nat(honest.leaves.length - 1), fc.nat());
    fc.assert(
      fc.property(place, ([index, bit]) => {
        const leaves = honest.leaves.map((leaf, at) =>
          at === index ? flipBit(leaf, bit % (leaf.length * 8)) : leaf,
        );
        const result = replay(leaves, { log: LOG, checkpoints: honest.checkpoints });
        expect(result.ok).toBe(false);
        if (!result.ok) expect(result.disagreement.index).toBeGreaterThanOrEqual(index);
      }),
      { numRuns: NUM_RUNS },
    );
  });
  it("finds any leaf left out or changed about", () => {
    for (let index = 0; index < honest.leaves.length - 1; index++) {
      const { checkpoints } = honest;
      const without = honest.leaves.filter((_, at) => at !== index);
      expect(replay(without, { log: LOG, checkpoints }).ok).toBe(false);
      const swapped = [...honest.leaves];
      swapped.splice(index, 2, ...swapped.slice(index, index + 2).reverse());
      expect(replay(swapped, { log: LOG, checkpoints }).ok).toBe(false);
    }
  });
  it("stays with the first disagreement", () => {
    const log = new Replay({ log: LOG });
    const first = log.push(new Uint8Array(1));
    expect(first).toMatchObject({ index: 0, code: "leaf-unreadable" });
    expect(log.push(honest.leaves[0] ?? new Uint8Array(0))).toBe(first);
    expect(log.finish()).toBe(first);
  });
});
