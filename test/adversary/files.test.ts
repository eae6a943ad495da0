// SPDX-License-Identifier: Apache-2.0
// What a maker of files tried who signs nothing and has only what anyone has: honest files, changed.
import {
  type Evidence,
  fromHex,
  parseHistory,
  parsePolicy,
  type Policy,
  readEvidence,
  toHex,
  verify,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";
import { outcome as codeOf, vectors } from "../vectors/files.ts";

interface VerdictVector {
  readonly file: unknown;
  readonly policy: unknown;
}

function honest(kind: string): { readonly evidence: Evidence; readonly policy: Policy } {
  const found = vectors<VerdictVector>("valid", "evidence").find(({ rule }) => rule === kind);
  if (found === undefined) throw new Error(`no vector ${kind}`);
  const { file, policy } = found.vector;
  return { evidence: readEvidence(file), policy: parsePolicy(JSON.stringify(policy)) };
}

describe("headers that follow", () => {
  const { evidence, policy } = honest("delivery");
  const follow = (...following: Evidence["block"]["header"][]) =>
    verify({ ...evidence, block: { ...evidence.block, following } }, policy);

  it("cannot ride along unread: each is a header", () => {
    expect(follow("0x1234").exit).toBe(10);
  });

  it("cannot ride along unlinked: each names the one before as its parent", () => {
    const verdict = follow(evidence.block.header);
    expect(verdict.checks.filter(({ name }) => name === "state")).toMatchObject([
      { state: "failed", code: "following-unlinked" },
    ]);
    expect(verdict.exit).toBe(10);
  });
});

describe("a document that is no canonical JSON", () => {
  it.each([1.5, -0, 2 ** 53, "e\u0301", "\ud800"])(
    "is a failed check and not an exception: %j",
    (document) => {
      const { evidence, policy } = honest("use");
      const documents = [
        {
          commitment: toHex(fromHex(`0x${"ef".repeat(32)}`)),
          salt: `0x${"00".repeat(32)}`,
          document,
        },
      ];
      const verdict = verify(readEvidence({ ...evidence, documents }), policy);
      expect(verdict.checks.filter(({ name }) => name === "documents")).toMatchObject([
        { state: "failed", code: "document-differs" },
      ]);
    },
  );
});

describe("a file that is all small values", () => {
  const MIB = 1_048_576;

  it("is refused before they fill the memory", { timeout: 60_000 }, () => {
    const before = process.memoryUsage().heapUsed;
    const text = `[${"[],".repeat((20 * MIB) / 3)}[]]`;
    expect(codeOf(() => parseHistory(text))).toBe("too-large");
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * MIB);
  });
});
