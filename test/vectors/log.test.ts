// SPDX-License-Identifier: Apache-2.0
import {
  formatBundle,
  formatCheckpoint,
  formatNote,
  formatTilePath,
  fromHex,
  type Hex,
  leafHash,
  parseBundle,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  parseVerifierKey,
  type ProofError,
  toHex,
  type VerifiedSignature,
  verifyNote,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { readVectors } from "./read.ts";

interface Note {
  readonly note: string;
  readonly keys: readonly string[];
  readonly verified: readonly { readonly name: string; readonly time?: number }[];
  readonly code: string;
}

interface Checkpoint {
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Hex;
  readonly code: string;
}

interface Tile {
  readonly path?: string;
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
  readonly bundle: Hex;
  readonly entries: readonly Hex[];
  readonly hashes: readonly Hex[];
  readonly code: string;
}

const refuses = (call: () => unknown, code: string) => {
  expect(call).toThrow(expect.objectContaining({ code }) as ProofError);
};

const verify = ({ note, keys }: Note): VerifiedSignature[] =>
  verifyNote(
    parseNote(note),
    keys.map((key) => parseVerifierKey(key)),
  );

describe("note", () => {
  it.each(readVectors<Note>("valid", "note"))("keeps %s", (_, vector) => {
    const found = verify(vector).map(({ key: { name }, time }) =>
      time === undefined ? { name } : { name, time },
    );
    expect(found).toEqual(vector.verified);
    expect(formatNote(parseNote(vector.note))).toBe(vector.note);
  });
  it.each(readVectors<Note>("invalid", "note"))("refuses %s", (_, vector) => {
    refuses(() => verify(vector), vector.code);
  });
});

describe("checkpoint", () => {
  it.each(readVectors<Checkpoint>("valid", "checkpoint"))("keeps %s", (_, vector) => {
    const found = parseCheckpoint(vector.text);
    const { origin, size, root } = vector;
    expect({ ...found, root: toHex(found.root) }).toEqual({ origin, size, root });
    expect(formatCheckpoint(found)).toBe(vector.text);
  });
  it.each(readVectors<Checkpoint>("invalid", "checkpoint"))("refuses %s", (_, vector) => {
    refuses(() => parseCheckpoint(vector.text), vector.code);
  });
});

describe("tile", () => {
  it.each(readVectors<Tile>("valid", "tile"))("keeps %s", (_, vector) => {
    const { path, level, index, width } = vector;
    if (path !== undefined) {
      expect(parseTilePath(path)).toEqual({ level, index, width });
      expect(formatTilePath({ level, index, width })).toBe(path);
      return;
    }
    const entries = parseBundle(fromHex(vector.bundle), width);
    expect(entries.map(toHex)).toEqual(vector.entries);
    expect(entries.map((entry) => toHex(leafHash(entry)))).toEqual(vector.hashes);
    expect(toHex(formatBundle(entries))).toBe(vector.bundle);
  });
  it.each(readVectors<Tile>("invalid", "tile"))("refuses %s", (_, vector) => {
    const { path, bundle, width, code } = vector;
    const read = () =>
      path === undefined ? parseBundle(fromHex(bundle), width) : parseTilePath(path);
    refuses(read, code);
  });
});
