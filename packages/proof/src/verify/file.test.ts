// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ProofError } from "../errors.ts";
import { parseEvidence } from "../evidence/read.ts";
import { parseGrant } from "../grant/read.ts";
import { parseHistory } from "../history/read.ts";
import { parseRight } from "../right/read.ts";
import { refusal } from "../testing/laws.ts";
import { MAX_PROOF_BYTES, parseProof } from "./file.ts";

const VECTORS = fileURLToPath(new URL("../../../../test/vectors/", import.meta.url));
const MIB = 1_048_576;
const READERS = {
  evidence: parseEvidence,
  history: parseHistory,
  right: parseRight,
  grant: parseGrant,
} as const;
type Format = keyof typeof READERS;

const given = Object.keys(READERS).flatMap((format) =>
  ["valid", "invalid"].flatMap((side) =>
    readdirSync(`${VECTORS}${side}/${format}`).map(
      (name) => [format as Format, `${side}/${format}/${name}`] as const,
    ),
  ),
);

const textOf = (path: string): string => {
  const { file } = JSON.parse(readFileSync(VECTORS + path, "utf8")) as { file: unknown };
  return JSON.stringify(file);
};
const told = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof ProofError ? [error.code, error.path] : error;
  }
};
/** A file of `length` bytes that is as it was but for white space. */
const padded = (path: string, length: number): string => textOf(path).padEnd(length);

describe("given a file that is not said to be of any kind", () => {
  it.each(given)("reads %s as its own reader does: %s", (format, path) => {
    const text = textOf(path);
    expect(told(() => parseProof(text))).toEqual(told(() => READERS[format](text)));
    expect(told(() => parseProof(Buffer.from(text)))).toEqual(told(() => READERS[format](text)));
  });

  it.each(["{}", "[]", "null", '{"type":1}', '{"type":"toString"}', '{"type":"suyuan/right@2"}'])(
    "refuses %s as the reader of evidence does",
    (text) => {
      expect(refusal(() => parseProof(text))).toBe(refusal(() => parseEvidence(text)));
    },
  );
});

describe("given a file as long as its kind may be", () => {
  const [evidence, history] = ["valid/evidence/delivery.json", "valid/history/all-on-a-grant.json"];

  it.each([
    [evidence, MIB],
    ["valid/right/named-holder.json", MIB],
    ["valid/grant/whole-history.json", MIB],
  ])("reads %s, and refuses it one byte longer by the limit", (path, limit) => {
    expect(parseProof(padded(path, limit))).toBeDefined();
    const refused = { code: "too-large", limit };
    expect(() => parseProof(padded(path, limit + 1))).toThrow(expect.objectContaining(refused));
  });

  it("reads a history that is longer than any other file", () => {
    expect(parseProof(padded(history, 2 * MIB))).toBeDefined();
    const longer = Buffer.alloc(MAX_PROOF_BYTES + 1, " ");
    expect(refusal(() => parseProof(longer))).toBe("too-large");
  });

  it("does not read on where small values would fill the memory", () => {
    const many = `{"a":[${"1,".repeat(600_000)}1]}`;
    expect(refusal(() => parseProof(many))).toBe("too-large");
    expect(refusal(() => parseProof(many.slice(0, 100_000) + "1]}"))).not.toBe("too-large");
  });
});
