// SPDX-License-Identifier: Apache-2.0
import { digestBytes } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { digestInPieces } from "./hash.ts";

const PIECE = 1_000;

describe("given a file of any size", () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 7])(
    "hashes %i bytes as if it were held whole, and tells how far it is",
    async (size) => {
      const data = Uint8Array.from({ length: size }, (_, place) => place % 251);
      const salt = new Uint8Array(32).fill(3);
      const told: number[] = [];
      const digest = await digestInPieces(new Blob([data]), salt, (done) => told.push(done), PIECE);
      expect(digest).toEqual(digestBytes(data, salt));
      expect(told.at(-1) ?? 0).toBe(size);
      expect(told).toEqual(told.toSorted((one, two) => one - two));
      expect(await digestInPieces(new Blob([data]), undefined, () => undefined, PIECE)).not.toEqual(
        digest,
      );
    },
  );
});
