// SPDX-License-Identifier: Apache-2.0
// What a log must hold, byte for byte, for a delivery to be proven.
import type { PlacedBytes } from "@suyuan/chain";
import { type Delivery, fromUtf8, toHex, utf8 } from "@suyuan/proof";
import { beforeEach, describe, expect, it } from "vitest";

import { altered, pathsOf, valueAt } from "./support/altered.ts";
import { DeliveryTests } from "./support/delivery.ts";
import { leafOf } from "./support/merkle.ts";
import type { Signed } from "./support/signed.ts";
import { hash, ZeroHash } from "./support/world.ts";

/** The name of a statement, with one letter escaped. */
const ESCAPED = "statement".replace("a", "\\u0061");
const NOT_IN_LOG = "DeliveryRegistry__NotInLog";
const tests = new DeliveryTests();
let statement: Delivery;
let signed: Signed;
beforeEach(async () => {
  tests.emptyShelves();
  statement = await tests.delivery();
  signed = await tests.signed(statement);
});

/** The honest entry's proof, for a log that holds other bytes at its place. */
async function insteadOf(change: (text: string) => string): Promise<PlacedBytes> {
  const shelf = tests.shelf();
  const entry = await shelf.entryOf(signed);
  const text = fromUtf8(entry);
  const bytes = utf8(change(text));
  expect(bytes).not.toEqual(entry);
  const index = shelf.putBytes(bytes);
  await shelf.anchor();
  return { ...shelf.placed(index), entry };
}

const bodyOf = (text: string): string => text.slice(text.indexOf('"statement":') + 12, -25);

/** Everything but the bytes of the honest entry itself; all hold the honest statement somewhere. */
const HIDDEN: readonly (readonly [string, (text: string) => string])[] = [
  ["inside another object", (text) => `{"x":${text}}`],
  [
    "inside a list of a statement of its own",
    (text) =>
      text
        .replace('"statement":', '"statement":[')
        .replace(/,"type":"suyuan\/entry@1"\}$/u, '],"type":"suyuan/entry@1"}'),
  ],
  [
    "inside another statement",
    (text) =>
      text
        .replace('"statement":{', '"statement":{"statement":{')
        .replace(/\},"type":"suyuan\/entry@1"\}$/u, '}},"type":"suyuan/entry@1"}'),
  ],
  [
    "in a string, with its quotes escaped",
    (text) => text.replace(/"chain":\[/u, `"aside":${JSON.stringify(bodyOf(text))},"chain":[`),
  ],
  [
    "behind a name that ends like the true one",
    (text) => text.replace('"statement":', '"x\\"statement":'),
  ],
  ["behind a name that was escaped", (text) => text.replace('"statement":', `"${ESCAPED}":`)],
  [
    "a second time, behind a forged one",
    (text) => text.replace('"statement":', '"statement":{},"statement":'),
  ],
  [
    "before a statement that comes last",
    (text) =>
      text.replace(/\},"type":"suyuan\/entry@1"\}$/u, '},"statement":{},"type":"suyuan/entry@1"}'),
  ],
  ["in an entry of another type", (text) => text.replace("suyuan/entry@1", "suyuan/entry@2")],
  ["with white space", (text) => text.replace('"statement":', '"statement": ')],
  ["with a member more", (text) => text.replace('"statement":{', '"statement":{"aardvark":1,')],
  ["with something in front", (text) => ` ${text}`],
  ["with something behind", (text) => `${text}\n`],
  ["with its numbers written otherwise", (text) => text.replace('"serial":1', '"serial":1.0')],
  [
    "with its hex in capitals",
    (text) => text.replace(statement.grant.slice(2), statement.grant.slice(2).toUpperCase()),
  ],
  ["with a signature more", (text) => text.replace(/\}\],"statement"/u, '},{}],"statement"')],
  [
    "with the chain's links in another order",
    (text) =>
      text.replace(/\[(\{"n":1,"subject":"0x\w+"\}),(\{"n":1,"subject":"0x\w+"\})\]/u, "[$2,$1]"),
  ],
  [
    "with members in another order",
    (text) => text.replace(/^\{("chain":\[.*?\]),("logged":\d+)/u, "{$2,$1"),
  ],
];

describe("the entry of a delivery", () => {
  it("is taken as the log writes it", async () => {
    const placed = await tests.anchored(statement);
    await tests.does(tests.record(placed));
  });

  it.each(HIDDEN)("is not one that holds the statement %s", async (_, change) => {
    const placed = await insteadOf(change);
    const refusal = await tests.refusal(tests.record(placed));
    expect(refusal.error).toBe(NOT_IN_LOG);
    expect(refusal.values[0]).toBe(toHex(leafOf(placed.entry)));
  });

  it("is refused when anything that it is written from is another", async () => {
    const shelf = tests.shelf();
    const parts = { count: 2, root: `0x${"ab".repeat(32)}` } as const;
    // Behind another one, so that the chain's links name the entry before.
    await shelf.put(await tests.signed(await tests.delivery({ serial: 2 })));
    const index = await shelf.put(await tests.signed(await tests.delivery({ parts })));
    await shelf.anchor();
    const act = tests.record(shelf.placed(index));
    // Of a statement that was signed by itself, nothing of a batch counts.
    const paths = pathsOf(act).filter((path) => !/\.batch\.|\.path$|^1\.(size|index)$/u.test(path));
    expect(paths.length).toBeGreaterThan(25);
    for (const path of paths) {
      const found = valueAt(act, path);
      const refusal = await tests.refusal(altered(act, path, another(path, found)));
      // A number before those that matter stands in the way of some.
      const all = /NotInLog|TimesOutOfOrder|NotAnchored|UnknownCode|NoSerial|BadParts|HighS/u;
      expect(refusal.error, path).toMatch(all);
    }
    await tests.does(act);
  });
});

function another(path: string, found: unknown): unknown {
  if (typeof found === "boolean") return !found;
  if (typeof found === "number") return path.endsWith(".v") ? 55 - found : found + 1;
  const text = String(found);
  return `${text.slice(0, -1)}${text.endsWith("1") ? "2" : "1"}`;
}

describe("the place of a delivery in its log", () => {
  it("is in an anchored checkpoint of the log that the statement names", async () => {
    const placed = await tests.anchored(statement);
    const act = tests.record(placed);
    const other = hash("no log");
    const values = [other, 1] as const;
    await tests.refused(
      altered(act, "0.common.log", other),
      "DeliveryRegistry__NotAnchored",
      ...values,
    );
    await tests.refused(altered(act, "1.size", 2), "DeliveryRegistry__NotAnchored", tests.log, 2);
    await tests.refused(altered(act, "1.size", 0), "DeliveryRegistry__NotAnchored", tests.log, 0);
  });

  it("is not in another log, though that holds the same entry", async () => {
    const log = await tests.newLog("another log");
    const shelf = tests.shelf(log);
    const index = await shelf.put(signed);
    await shelf.anchor();
    const refusal = await tests.refusal(tests.record(shelf.placed(index)));
    expect([refusal.error, refusal.values]).toEqual([
      "DeliveryRegistry__NotAnchored",
      [tests.log, 1n],
    ]);
  });

  it("is in the first checkpoint that holds it: not in an older one, nor in a later one", async () => {
    const shelf = tests.shelf();
    shelf.putBytes(utf8("something"));
    await shelf.anchor();
    const index = await shelf.put(signed);
    await shelf.anchor();
    shelf.putBytes(utf8("something else"));
    await shelf.anchor();
    const act = tests.record(shelf.placed(index));
    const outside = "DeliveryRegistry__OutsideAnchor";
    await tests.refused(altered(act, "1.size", 1), outside, 1, 0, 1);
    await tests.refused(tests.record(shelf.placed(index, 3)), outside, 1, 2, 3);
    await tests.refused(altered(act, "1.index", 2), outside, 2, 1, 2);
    await tests.does(act);
  });

  it("is at its index, by the whole path and nothing but it", async () => {
    const shelf = tests.shelf();
    for (const text of ["a", "b"]) shelf.putBytes(utf8(text));
    const index = await shelf.put(signed);
    for (const text of ["d", "e", "f"]) shelf.putBytes(utf8(text));
    await shelf.anchor();
    const placed = shelf.placed(index);
    const act = tests.record(placed);
    const path = placed.path.map(toHex);
    const misfit = "DeliveryRegistry__PathMisfit";
    for (const nodes of [path.slice(1), path.slice(0, -1), [...path, ZeroHash], []]) {
      await tests.refused(altered(act, "1.path", nodes), misfit, index, 6, nodes.length);
    }
    const leaf = toHex(leafOf(placed.entry));
    for (const [path_, value] of [
      ["1.path", [...path].reverse()],
      ["1.path", path.map(() => ZeroHash)],
      ["1.index", 3],
    ] as const) {
      const refusal = await tests.refusal(altered(act, path_, value));
      expect([refusal.error, refusal.values[0]]).toEqual([NOT_IN_LOG, leaf]);
    }
    await tests.does(act);
  });

  it("is not that of another leaf", async () => {
    const shelf = tests.shelf();
    const other = await tests.delivery({ serial: 2 });
    const index = await shelf.put(await tests.signed(other));
    await shelf.put(signed);
    await shelf.anchor();
    const { index: _, ...own } = shelf.placed(1);
    const refusal = await tests.refusal(tests.record({ ...shelf.placed(index), entry: own.entry }));
    expect(refusal.error).toBe(NOT_IN_LOG);
  });

  it("is refused before anything is hashed when the path is longer than any", async () => {
    const act = tests.record(await tests.anchored(statement));
    const path = Array.from({ length: 65 }, () => ZeroHash);
    const long = "DeliveryRegistry__PathTooLong";
    await tests.refused(altered(act, "1.path", path), long, 65, 64);
    const longest = altered(act, "1.path", path.slice(1));
    await tests.refused(longest, "DeliveryRegistry__PathMisfit", 0, 1, 64);
    const many = Array.from({ length: 20_000 }, () => ZeroHash);
    await tests.refused(altered(act, "1.path", many), long, 20_000, 64);
  });
});

describe("the members of a delivery", () => {
  it("are refused where no statement has them", async () => {
    const act = tests.record(await tests.anchored(statement));
    const code = "DeliveryRegistry__UnknownCode";
    await tests.refused(altered(act, "0.channel", 0), code, 0);
    await tests.refused(altered(act, "0.channel", 4), code, 4);
    await tests.refused(altered(act, "0.serial", 0), "DeliveryRegistry__NoSerial");
    const parts = "DeliveryRegistry__BadParts";
    await tests.refused(altered(act, "0.partCount", 1), parts, 1, ZeroHash);
    await tests.refused(altered(act, "0.partRoot", hash("root")), parts, 0, hash("root"));
    const unsafe = 2n ** 53n;
    for (const path of ["0.serial", "0.digest.size", "1.frame.seenNumber"]) {
      await tests.refused(altered(act, path, unsafe), "CanonicalText__UnsafeNumber", unsafe);
    }
  });
});
