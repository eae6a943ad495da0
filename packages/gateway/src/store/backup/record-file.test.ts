// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredRecord } from "../folders.ts";
import { readRecords, RecordFileError, type RecordsWritten, RecordWriter } from "./record-file.ts";

const numRuns = process.env["SUYUAN_DEEP"] ? 10_000 : 100;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-records-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function written(records: readonly StoredRecord[]): Promise<[string, RecordsWritten]> {
  const path = join(folder, `${Math.random()}.records`);
  const writer = await RecordWriter.create(path);
  for (const record of records) await writer.add(record);
  return [path, await writer.end()];
}

async function readAll(path: string): Promise<{ found: StoredRecord[]; end: RecordsWritten }> {
  const found: StoredRecord[] = [];
  const source = readRecords(path);
  for (;;) {
    const next = await source.next();
    if (next.done === true) return { found, end: next.value };
    const [key, value] = next.value;
    found.push([key, Uint8Array.from(value)]);
  }
}

const records = fc.array(
  fc.tuple(fc.string({ unit: "grapheme", maxLength: 40 }), fc.uint8Array({ maxLength: 90 })),
  { maxLength: 20 },
);

describe("a file of records", () => {
  it("gives back what was written, and counts and hashes it", async () => {
    await fc.assert(
      fc.asyncProperty(records, async (given) => {
        const [path, end] = await written(given);
        const bytes = await readFile(path);
        expect(await readAll(path)).toEqual({ found: given, end });
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        expect(end).toEqual({ records: given.length, bytes: bytes.length, sha256 });
      }),
      { numRuns },
    );
  });

  it("holds records longer than what is read at once", async () => {
    const given: StoredRecord[] = [
      ["a", Buffer.alloc(3_000_000, 7)],
      ["b", new Uint8Array(0)],
    ];
    const [path] = await written(given);
    const { found } = await readAll(path);
    expect(found.map(([key, value]) => [key, value.length])).toEqual([
      ["a", 3_000_000],
      ["b", 0],
    ]);
    expect(Buffer.from(found[0]?.[1] ?? []).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
  });

  it("is refused when it is cut anywhere but between two records", async () => {
    const given: StoredRecord[] = [
      ["one", new Uint8Array(5)],
      ["two", new Uint8Array(9)],
    ];
    const [path] = await written(given);
    const whole = await readFile(path);
    const between = new Set([17, 17 + 2 + 3 + 4 + 5]);
    for (let length = 0; length < whole.length; length++) {
      await writeFile(path, whole.subarray(0, length));
      // Between two records the number of them tells: it stands in the manifest.
      if (between.has(length)) expect((await readAll(path)).found.length).toBeLessThan(2);
      else await expect(readAll(path)).rejects.toThrow(RecordFileError);
    }
  });

  it("is refused when it begins as another file", async () => {
    const [path] = await written([]);
    await writeFile(path, (await readFile(path, "utf8")).replace("@1", "@2"));
    await expect(readAll(path)).rejects.toThrow(RecordFileError);
  });

  it("is not written over another one", async () => {
    const [path] = await written([]);
    await expect(RecordWriter.create(path)).rejects.toThrow("EEXIST");
  });
});
