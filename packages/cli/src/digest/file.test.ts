// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { digestBytes, nobleCrypto } from "@suyuan/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { digestFile } from "./file.ts";

const MIB = 1024 * 1024;
let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-digest-"));
});
afterAll(async () => rm(folder, { recursive: true }));

describe.each([1, 2] as const)("given %i thread(s)", (threads) => {
  // Around the size of a chunk, and of all chunks that are in use at once.
  it.each([0, 1, 2 * MIB - 1, 2 * MIB, 2 * MIB + 1, 25 * MIB + 7])(
    "digests %i bytes",
    async (bytes) => {
      const data = randomBytes(bytes);
      await writeFile(at("data"), data);
      const salt = Uint8Array.from(randomBytes(32));
      const [plain, salted] = [digestBytes(data), digestBytes(data, salt)];
      expect(await digestFile(at("data"), { threads })).toEqual(plain);
      expect(await digestFile(at("data"), { threads, salt })).toEqual(salted);
      expect(plain.sha256).toBe(`0x${createHash("sha256").update(data).digest("hex")}`);
    },
  );

  it("agrees with portable code", async () => {
    const data = randomBytes(100_000);
    await writeFile(at("small"), data);
    const digest = await digestFile(at("small"), { threads });
    expect(digest).toEqual(digestBytes(data, undefined, nobleCrypto));
  });

  it("refuses a file that grows meanwhile", async () => {
    await writeFile(at("growing"), randomBytes(8 * MIB));
    let grown = false;
    const onProgress = () => {
      if (grown) return;
      grown = true;
      void appendFile(at("growing"), "more");
    };
    const digesting = digestFile(at("growing"), { threads, onProgress });
    await expect(digesting).rejects.toMatchObject({ code: "file-changed" });
  });

  it("tells how far it is", async () => {
    await writeFile(at("told"), randomBytes(5 * MIB));
    const told: number[] = [];
    await digestFile(at("told"), { threads, onProgress: (done) => told.push(done) });
    expect(told).toEqual([2 * MIB, 4 * MIB, 5 * MIB]);
  });
});

describe("given what is no file", () => {
  it("tells a folder and nothing apart", async () => {
    await expect(digestFile(folder)).rejects.toMatchObject({ code: "file-is-folder" });
    await expect(digestFile(at("none"))).rejects.toMatchObject({ code: "file-unreadable" });
  });
});
