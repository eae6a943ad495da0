// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";
import { toBase64 } from "../bytes/base64.ts";
import { canonicalText } from "../canonical.ts";
import { parseHistory, readHistory } from "../history/read.ts";
import type { History } from "../history/types.ts";
import { altered } from "../testing/alter.ts";
import { refusal } from "../testing/laws.ts";
import { World } from "../testing/world.ts";
import { parseEvidence, readEvidence } from "./read.ts";
import { type Evidence, MAX_EVIDENCE_BYTES } from "./types.ts";

let evidence: Evidence;
let history: History;

beforeAll(async () => {
  const world = await World.tell();
  evidence = world.evidence();
  history = await world.history("grant");
});

const h32 = `0x${"11".repeat(32)}`;
const place = (path: string): string[] => (path === "" ? [] : path.split("."));

describe("an evidence file", () => {
  it("is read as it was written", () => {
    expect(parseEvidence(canonicalText(evidence))).toEqual(evidence);
    expect(parseEvidence(JSON.stringify(evidence, undefined, 2))).toEqual(evidence);
  });

  it("takes every optional part", () => {
    const whole = {
      ...evidence,
      block: { ...evidence.block, following: [evidence.block.header] },
      timestamps: [toBase64(Uint8Array.of(1))],
      documents: [{ commitment: h32, salt: h32, document: { any: ["json", 1] } }],
    };
    expect(readEvidence(whole)).toEqual(whole);
  });

  it.each([
    ["type", "suyuan/evidence@2", "out-of-range"],
    ["type", "suyuan/history@1", "out-of-range"],
    ["comment", "hello", "unknown-field"],
    ["chainId", 0, "out-of-range"],
    ["chainId", "1", "wrong-type"],
    ["contracts.extra", h32, "unknown-field"],
    ["contracts.exchangeLog", undefined, "missing-field"],
    ["contracts.exchangeLog", `0x${"D".repeat(40)}`, "invalid-hex"],
    ["log.origin", "", "out-of-range"],
    ["log.origin", "a\nb", "out-of-range"],
    ["log.key", undefined, "missing-field"],
    ["entry", "", "out-of-range"],
    ["entry", "AB==", "invalid-base64"],
    ["entry", "AAA", "invalid-base64"],
    ["entry", "AA-_", "out-of-range"],
    ["index", -1, "out-of-range"],
    ["index", undefined, "missing-field"],
    ["inclusion", h32, "wrong-type"],
    ["inclusion.0", "0x11", "invalid-hex"],
    ["checkpoint", "", "out-of-range"],
    ["block.header", "0x1", "invalid-hex"],
    ["block.header", `0x${"00".repeat(65_537)}`, "too-large"],
    ["block.hash", undefined, "missing-field"],
    ["block.following", [], "out-of-range"],
    ["nodes", undefined, "missing-field"],
    ["nodes.0", "", "out-of-range"],
    ["nodes.0", 7, "wrong-type"],
    ["timestamps", [], "out-of-range"],
    ["documents", [], "out-of-range"],
    ["documents", [{ commitment: h32, salt: h32 }], "missing-field"],
    ["related", [], "out-of-range"],
    ["related.1", { entry: "AAAA", index: 1, inclusion: [] }, "out-of-range"],
    ["related.0.index", undefined, "missing-field"],
  ])("is refused with %s = %j", (path, value, code) => {
    const name = place(path);
    const holder =
      path === "related.1"
        ? { ...evidence, related: [...(evidence.related ?? []), value] }
        : undefined;
    expect(refusal(() => readEvidence(holder ?? altered(evidence, name, value)))).toBe(code);
  });

  it("is refused with a path longer than any tree is high", () => {
    const hashes = (count: number) => ({
      ...evidence,
      inclusion: Array.from({ length: count }, () => h32),
    });
    expect(refusal(() => readEvidence(hashes(53)))).toBeUndefined();
    expect(refusal(() => readEvidence(hashes(54)))).toBe("out-of-range");
  });

  it("is refused above its greatest length", () => {
    const text = JSON.stringify(evidence);
    const padded = (length: number) => text + " ".repeat(length - text.length);
    expect(refusal(() => parseEvidence(padded(MAX_EVIDENCE_BYTES)))).toBeUndefined();
    expect(refusal(() => parseEvidence(padded(MAX_EVIDENCE_BYTES + 1)))).toBe("too-large");
  });

  it.each([
    ["a key twice", (text: string) => text.replace("{", '{"index":1,'), "duplicate-key"],
    [
      "a fraction",
      (text: string) => text.replace(/"index":(\d+)/, '"index":$1.0'),
      "unsafe-number",
    ],
    ["bytes after it", (text: string) => `${text}{}`, "trailing-bytes"],
    ["half of it", (text: string) => text.slice(0, text.length / 2), "malformed"],
    ["nothing", () => "", "malformed"],
  ])("is refused with %s", (_, change, code) => {
    expect(refusal(() => parseEvidence(change(JSON.stringify(evidence))))).toBe(code);
  });
});

describe("a history file", () => {
  it("is read as it was written", () => {
    expect(parseHistory(canonicalText(history))).toEqual(history);
  });

  it("takes a history without entries", () => {
    expect(refusal(() => readHistory({ ...history, entries: [] }))).toBeUndefined();
  });

  it.each([
    ["type", "suyuan/evidence@1", "out-of-range"],
    ["subject.kind", "organisation", "out-of-range"],
    ["subject.id", `0x${"00".repeat(32)}`, "out-of-range"],
    ["heads.entry", undefined, "missing-field"],
    ["heads.index", 3, "unknown-field"],
    ["place.siblings", undefined, "missing-field"],
    ["place.leaf.n", 0, "out-of-range"],
    ["place.leaf.key", "0x00", "invalid-hex"],
    ["entries.0", "====", "out-of-range"],
    ["related", [], "unknown-field"],
  ])("is refused with %s = %j", (path, value, code) => {
    expect(refusal(() => readHistory(altered(history, place(path), value)))).toBe(code);
  });
});
