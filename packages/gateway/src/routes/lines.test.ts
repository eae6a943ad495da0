// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from "node:timers/promises";
import { MAX_LINE_BYTES } from "@suyuan/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOf, timely } from "./lines.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size)
    yield await Promise.resolve(bytes.subarray(at, at + size));
}

const read = async (text: string, size = 7) => {
  const lines = await Array.fromAsync(linesOf(chunksOf(text, size)));
  return lines.map(({ bytes }) => bytes && Buffer.from(bytes).toString());
};

describe("linesOf", () => {
  it("cuts anywhere the same", async () => {
    const line = fc.string().map((text) => text.replaceAll("\n", ""));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1 }),
        fc.integer({ min: 1, max: 50 }),
        async (lines, size) => {
          expect(await read(lines.map((text) => `${text}\n`).join(""), size)).toEqual(
            lines.map((text) => Buffer.from(text).toString()),
          );
        },
      ),
      { numRuns },
    );
  });

  it("gives a last line without a line feed, and none after one", async () => {
    expect(await read("a\nb")).toEqual(["a", "b"]);
    expect(await read("a\nb\n")).toEqual(["a", "b"]);
    expect(await read("\n\n")).toEqual(["", ""]);
    expect(await read("")).toEqual([]);
  });

  it("gives a line that is too long without its bytes, and goes on", async () => {
    const fits = "x".repeat(MAX_LINE_BYTES);
    expect(await read(`${fits}\n${fits}x\nb`, 4_096)).toEqual([fits, undefined, "b"]);
    expect(await read(`${fits}x`, 4_096)).toEqual([undefined]);
  });

  it("refuses a line too many", async () => {
    await expect(read("\n".repeat(10_001), 4_096)).rejects.toMatchObject({
      code: "too-many-lines",
    });
    expect(await read("\n".repeat(10_000), 4_096)).toHaveLength(10_000);
  });
});

describe("timely", () => {
  async function* coming(...pauses: readonly number[]): AsyncGenerator<number> {
    for (const pause of pauses) {
      await sleep(pause);
      yield pause;
    }
  }

  it("gives on what comes in time, however long all of it takes", async () => {
    const pauses = [0, 40, 0, 40, 40];
    expect(await Array.fromAsync(timely(coming(...pauses), 5_000))).toEqual(pauses);
  });

  it("gives on what came before nothing came any more", async () => {
    const { promise } = Promise.withResolvers<never>();
    async function* standing(): AsyncGenerator<number> {
      yield 1;
      yield await promise;
    }
    const got: number[] = [];
    const reading = (async () => {
      for await (const one of timely(standing(), 50)) got.push(one);
    })();
    await expect(reading).rejects.toMatchObject({ code: "body-too-slow" });
    expect(got).toEqual([1]);
  });
});
