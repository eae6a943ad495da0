// SPDX-License-Identifier: Apache-2.0
import { deflateRawSync } from "node:zlib";
import { DOCUMENT_MEDIA, type DocumentMedia, MAX_DOCUMENT_BYTES } from "@suyuan/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Refusal } from "../refusal.ts";
import { Inspection } from "./media.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

/** A zip archive's local header with its compressed file, made by hand (APPNOTE, 4.3.7). */
function archive(...names: readonly string[]): Buffer {
  const files = names.map((name) => {
    const header = Buffer.alloc(30);
    header.write("PK\x03\x04", "latin1");
    const data = deflateRawSync(Buffer.from(`<${name}/>`.repeat(40)));
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, Buffer.from(name), data]);
  });
  return Buffer.concat(files);
}

const OFFICE = "application/vnd.openxmlformats-officedocument";
const SAMPLES: Readonly<Record<DocumentMedia, Buffer>> = {
  "application/json": Buffer.from('{"依据":"职责"}'),
  "application/pdf": Buffer.from("%PDF-1.7\n%\xe2\xe3", "latin1"),
  "application/ofd": archive("OFD.xml", "Doc_0/Document.xml"),
  [`${OFFICE}.spreadsheetml.sheet`]: archive("[Content_Types].xml", "xl/workbook.xml"),
  [`${OFFICE}.wordprocessingml.document`]: archive("[Content_Types].xml", "word/document.xml"),
  "image/jpeg": Buffer.from("ffd8ffe000104a464946", "hex"),
  "image/png": Buffer.from("89504e470d0a1a0a0000000d", "hex"),
  "text/plain": Buffer.from("申请依据：职责。\r\n\t一、……\n"),
};

function look(media: DocumentMedia, ...chunks: readonly Uint8Array[]): string {
  const inspection = new Inspection(media);
  try {
    for (const chunk of chunks) inspection.take(chunk);
    inspection.end();
    return "taken";
  } catch (error) {
    return (error as Refusal).code;
  }
}
const bytesOf = (data: Buffer): Buffer[] => [...data].map((byte) => Buffer.from([byte]));

describe("a document", () => {
  it.each(DOCUMENT_MEDIA)("of type %s is taken, whole and byte by byte", (media) => {
    expect(look(media, SAMPLES[media])).toBe("taken");
    expect(look(media, ...bytesOf(SAMPLES[media]))).toBe("taken");
  });

  it("is of no other type", () => {
    const text: ReadonlySet<string> = new Set(["application/json", "text/plain"]);
    for (const media of DOCUMENT_MEDIA) {
      for (const other of DOCUMENT_MEDIA) {
        if (media === other || (text.has(media) && text.has(other))) continue;
        expect(look(other, SAMPLES[media]), `${media} as ${other}`).toBe("document-type");
      }
    }
  });

  it.each(DOCUMENT_MEDIA)("of type %s is refused when there is nothing of it", (media) => {
    expect(look(media)).toBe("document-type");
  });

  it.each([
    ["a page", "text/plain", "<html>\0</html>"],
    ["a program as a PDF", "application/pdf", "\x7fELF\x02"],
    ["the beginning of the sign of a PDF", "application/pdf", "%PD"],
    ["a PDF behind something else", "application/pdf", " %PDF-1.7"],
    ["an archive of anything as OFD", "application/ofd", archive("a.sh").toString("latin1")],
  ] as const)("that is %s is refused", (_, media, text) => {
    expect(look(media, Buffer.from(text, "latin1"))).toBe("document-type");
  });

  it("of text is refused unless it is UTF-8 without control characters", () => {
    expect(look("text/plain", Buffer.from([0xe4, 0xbe]))).toBe("document-type");
    expect(look("text/plain", Buffer.from([0xff]))).toBe("document-type");
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 0x2fff }), { minLength: 1 }), (codes) => {
        const text = String.fromCodePoint(...codes);
        const isPlain = codes.every(
          (code) => [9, 10, 13].includes(code) || (code >= 32 && (code < 127 || code > 159)),
        );
        expect(look("text/plain", Buffer.from(text))).toBe(isPlain ? "taken" : "document-type");
      }),
      { numRuns },
    );
  });

  it("is refused with the first byte that is too many", () => {
    const rest = Buffer.alloc(MAX_DOCUMENT_BYTES - 5);
    const begin = Buffer.from("%PDF-");
    expect(look("application/pdf", begin, rest)).toBe("taken");
    expect(look("application/pdf", begin, rest, Buffer.alloc(1))).toBe("document-too-large");
  });
});
