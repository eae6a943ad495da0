// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCheckpoint, logId, logKeyHash, parseCheckpoint } from "./checkpoint.ts";
import { LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";

const ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
const TEXT = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`;

describe("a checkpoint", { timeout: LAW_TIMEOUT }, () => {
  it("is read from the example of C2SP tlog-checkpoint, and written as there", () => {
    const checkpoint = parseCheckpoint(TEXT);
    expect(checkpoint).toMatchObject({ origin: "example.com/behind-the-sofa", size: 20_852_163 });
    expect(Buffer.from(checkpoint.root).toString("base64")).toBe(ROOT);
    expect(formatCheckpoint(checkpoint)).toBe(TEXT);
  });
  it("comes back as it was", () => {
    const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const origin = fc.stringMatching(/^[\u4e00-\u9fa5a-z./0-9]{1,40}$/);
    const size = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.record({ origin, size, root }), (checkpoint) => {
        expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
      }),
      { numRuns: NUM_RUNS },
    );
  });
  const cases: readonly [string, string][] = [
    ["nothing", ""],
    ["two lines", `origin\n3\n`],
    ["no newline at the end", TEXT.slice(0, -1)],
    ["an extension line", `${TEXT}more\n`],
    ["a blank line at the end", `${TEXT}\n`],
    ["no origin", `\n3\n${ROOT}\n`],
    ["a control character in the origin", `a\u0007\n3\n${ROOT}\n`],
    ["a leading zero", `a\n03\n${ROOT}\n`],
    ["a sign", `a\n+3\n${ROOT}\n`],
    ["a size beyond 2^53", `a\n9007199254740992\n${ROOT}\n`],
    ["a root of 31 bytes", `a\n3\n${Buffer.alloc(31).toString("base64")}\n`],
    ["a root with stray bits", `a\n3\n${ROOT.replace("2I=", "2J=")}\n`],
  ];
  it.each(cases)("is refused: %s", (_, text) => {
    expect(refusal(() => parseCheckpoint(text))).toBe("checkpoint-malformed");
  });
  it("is not written with an origin, size or root that is none", () => {
    const root = new Uint8Array(32);
    expect(refusal(() => formatCheckpoint({ origin: "", size: 1, root }))).toBe(
      "checkpoint-malformed",
    );
    expect(refusal(() => formatCheckpoint({ origin: "a", size: 1.5, root }))).toBe("out-of-range");
    const short = { origin: "a", size: 1, root: new Uint8Array(31) };
    expect(refusal(() => formatCheckpoint(short))).toBe("wrong-length");
  });
});

describe("what the chain knows a log by", { timeout: LAW_TIMEOUT }, () => {
  it("is the hash of the origin without newline, and of the bare key", () => {
    const sha256 = (data: string | Uint8Array) =>
      `0x${createHash("sha256").update(data).digest("hex")}`;
    expect(logId("log.example/甲")).toBe(sha256("log.example/甲"));
    expect(logKeyHash(new Uint8Array(32))).toBe(sha256(new Uint8Array(32)));
    expect(refusal(() => logId("a\n"))).toBe("checkpoint-malformed");
    expect(refusal(() => logKeyHash(new Uint8Array(33)))).toBe("wrong-length");
  });
});
