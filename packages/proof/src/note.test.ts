// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concatBytes, fromUtf8, utf8 } from "./bytes.ts";
import { fromBase64, toBase64 } from "./bytes/base64.ts";
import { cosignedText, formatNote, type Note, parseNote, verifyNote } from "./note.ts";
import { formatVerifierKey, noteKey, parseVerifierKey } from "./note/key.ts";
import { cosignNote, noteSigner, signNote } from "./note/sign.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "./testing/laws.ts";

const law = { numRuns: NUM_RUNS };
const seed = (label: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(label).digest());
const log = noteSigner("log.example/one", seed("log"));
const witness = noteSigner("witness.example/w", seed("witness"), "cosignature");
const TEXT = "log.example/one\n3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
const signed: Note = {
  text: TEXT,
  signatures: [signNote(TEXT, log), cosignNote(TEXT, 1_700_000_000, witness)],
};
const PEM = Buffer.from("302a300506032b6570032100", "hex");
const nodeKey = (key: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([PEM, key]), format: "der", type: "spki" });

describe("a note", { timeout: LAW_TIMEOUT }, () => {
  it("comes back as it was written, blank lines in its text too", () => {
    const text = "first\n\n\nlast\n";
    const note = { text, signatures: [signNote(text, log)] };
    expect(parseNote(formatNote(note))).toEqual(note);
    expect(parseNote(utf8(formatNote(signed)))).toEqual(signed);
  });
  it("is verified by its log and its witness, and says when the witness signed", () => {
    expect(verifyNote(signed, [log.key, witness.key])).toEqual([
      { key: log.key },
      { key: witness.key, time: 1_700_000_000 },
    ]);
  });
  it("carries signatures that another implementation verifies", () => {
    const [own, co] = signed.signatures;
    expect(verify(null, utf8(TEXT), nodeKey(log.key.key), own?.value ?? seed("none"))).toBe(true);
    const message = utf8(cosignedText(TEXT, 1_700_000_000));
    const value = co?.value.subarray(8) ?? seed("none");
    expect(verify(null, message, nodeKey(witness.key.key), value)).toBe(true);
    expect(fromUtf8(message)).toBe(`cosignature/v1\ntime 1700000000\n${TEXT}`);
  });
  it("is verified when another implementation signed it", () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const raw = publicKey.export({ format: "der", type: "spki" }).subarray(PEM.length);
    const key = noteKey("other.example", new Uint8Array(raw));
    const value = new Uint8Array(sign(null, Buffer.from(TEXT), privateKey));
    const note = { text: TEXT, signatures: [{ name: key.name, id: key.id, value }] };
    expect(verifyNote(note, [key])).toEqual([{ key }]);
  });
  it("counts a key once, however often it signed or is listed", () => {
    const again = [...signed.signatures, cosignNote(TEXT, 1_800_000_000, witness)];
    const found = verifyNote({ ...signed, signatures: again }, [witness.key, witness.key]);
    expect(found).toEqual([{ key: witness.key, time: 1_800_000_000 }]);
  });
  it("passes over unknown keys, also of the same name", () => {
    const other = noteSigner("log.example/one", seed("other"));
    const both = { ...signed, signatures: [signNote(TEXT, other), ...signed.signatures] };
    expect(verifyNote(both, [log.key])).toEqual([{ key: log.key }]);
    expect(refusal(() => verifyNote(signed, [other.key]))).toBe("note-not-signed");
    expect(refusal(() => verifyNote(signed, []))).toBe("note-not-signed");
  });
  it("keeps the two kinds of one key apart", () => {
    const asLog = noteSigner(witness.key.name, seed("witness"));
    expect(asLog.key.id).not.toBe(witness.key.id);
    expect(refusal(() => verifyNote(signed, [asLog.key]))).toBe("note-not-signed");
  });
  it("is refused with any bit of its text or signatures turned over", () => {
    const bytes = utf8(formatNote(signed));
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        let found: unknown[] = [];
        const code = refusal(() => {
          found = verifyNote(parseNote(flipBit(bytes, bit)), [log.key, witness.key]);
        });
        // A turned name or id makes a signature of an unknown key: passed over, never counted.
        expect(code !== undefined || found.length < 2).toBe(true);
      }),
      { ...law, examples: [[0], [8 * TEXT.length + 8]] },
    );
  });
});

describe("a text that is no note", { timeout: LAW_TIMEOUT }, () => {
  const whole = formatNote(signed);
  const cases: readonly [string, string][] = [
    ["nothing", ""],
    ["no signatures", `${TEXT}\n`],
    ["no blank line", whole.replace("\n\n", "\n")],
    ["no last newline", whole.slice(0, -1)],
    ["a line that is no signature", `${whole}signed\n`],
    ["a hyphen for the em dash", whole.replaceAll("\u2014", "-")],
    ["a carriage return", whole.replace("\n", "\r\n")],
    ["a tab", whole.replace("3\n", "3\t\n")],
    ["no signature after the name", `${whole}\u2014 name\n`],
    ["base64 with stray bits", `${whole}\u2014 name AAAAA9==\n`],
    ["a signature of nothing but an id", `${whole}\u2014 name AAAAAA==\n`],
    ["half a surrogate pair", whole.replace("3", "\ud800")],
    ["65 signatures", `${TEXT}\n${"\u2014 name AAAAAAA=\n".repeat(65)}`],
  ];
  it.each(cases)("is refused: %s", (_, text) => {
    expect(refusal(() => parseNote(text))).toBe("note-malformed");
  });
  it("is refused when too large, not UTF-8, or with a name that is none", () => {
    expect(refusal(() => parseNote("a".repeat(131_073)))).toBe("too-large");
    expect(refusal(() => parseNote(Uint8Array.of(0xff)))).toBe("invalid-utf8");
    expect(refusal(() => parseNote(`${TEXT}\n\u2014 a+b AAAAAAA=\n`))).toBe("note-key-malformed");
    expect(refusal(() => parseNote(`${TEXT}\n\u2014 a\u00a0b AAAAAAA=\n`))).toBe(
      "note-key-malformed",
    );
    expect(parseNote(`${TEXT}\n${"\u2014 name AAAAAAA=\n".repeat(64)}`).signatures).toHaveLength(
      64,
    );
  });
  it("is not written", () => {
    expect(refusal(() => formatNote({ ...signed, text: "open" }))).toBe("note-malformed");
    expect(refusal(() => formatNote({ text: TEXT, signatures: [] }))).toBe("note-malformed");
    expect(refusal(() => signNote("a\u0007\n", log))).toBe("note-malformed");
    expect(refusal(() => cosignNote(TEXT, -1, witness))).toBe("out-of-range");
  });
});

describe("a verifier key", { timeout: LAW_TIMEOUT }, () => {
  it("comes back as it was", () => {
    for (const { key } of [log, witness])
      expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
  });
  it("has an id by the rule of C2SP signed-note", () => {
    const material = concatBytes(utf8("log.example/one\n"), Uint8Array.of(1), log.key.key);
    const id = createHash("sha256").update(material).digest().readUInt32BE(0);
    expect(log.key.id).toBe(id);
  });
  it("is read as the Go project publishes its own", () => {
    const text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    const key = parseVerifierKey(text);
    expect(key).toMatchObject({ name: "sum.golang.org", id: 0x033de0ae, kind: "ed25519" });
    expect(formatVerifierKey(key)).toBe(text);
  });
  it("is refused with any bit of its key, id or name turned over", () => {
    const [name = "", id = "", ...rest] = formatVerifierKey(log.key).split("+");
    const material = fromBase64(rest.join("+"));
    for (let bit = 0; bit < material.length * 8; bit++) {
      const text = `${name}+${id}+${toBase64(flipBit(material, bit))}`;
      expect(refusal(() => parseVerifierKey(text))).toBe("note-key-malformed");
    }
    const changed = `${name}x+${id}+${rest.join("+")}`;
    expect(refusal(() => parseVerifierKey(changed))).toBe("note-key-malformed");
    for (const text of ["", "a", "a+b", "+00000000+AQ==", `${name}+${id.toUpperCase()}+AQ==`]) {
      expect(refusal(() => parseVerifierKey(text))).toBe("note-key-malformed");
    }
  });
  it("has a name without white space or plus, and a key of 32 bytes", () => {
    for (const name of ["", "a b", "a+b", "a\u3000b", "a\n"]) {
      expect(refusal(() => noteKey(name, seed("k")))).toBe("note-key-malformed");
    }
    expect(refusal(() => noteKey("a", new Uint8Array(31)))).toBe("wrong-length");
    expect(refusal(() => noteSigner("a", new Uint8Array(33)))).toBe("wrong-length");
  });
});
