// SPDX-License-Identifier: Apache-2.0
// Whether bytes are of the type that they are said to be: by how they begin, and for what is a zip archive by a file
// that the archive must hold. This keeps programs and pages out; it does not say that a document is harmless.
import { type DocumentMedia, MAX_DOCUMENT_BYTES, MAX_JSON_DOCUMENT_BYTES } from "@suyuan/api";
import { Refusal } from "../refusal.ts";

interface Form {
  /** Bytes at the beginning. */
  readonly begins?: Buffer;
  /** Text that stands anywhere: names of files in an archive are never compressed. */
  readonly holds?: string;
  /** Whether it is text without control characters, in UTF-8. */
  readonly text?: true;
  readonly limit?: number;
}

const ascii = (text: string): Buffer => Buffer.from(text, "latin1");
const ZIP = ascii("PK\x03\x04");

const FORMS: Readonly<Record<DocumentMedia, Form>> = {
  "application/json": { text: true, limit: MAX_JSON_DOCUMENT_BYTES },
  "application/pdf": { begins: ascii("%PDF-") },
  "application/ofd": { begins: ZIP, holds: "OFD.xml" },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    ...{ begins: ZIP, holds: "xl/workbook.xml" },
  },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
    ...{ begins: ZIP, holds: "word/document.xml" },
  },
  "image/jpeg": { begins: ascii("\xff\xd8\xff") },
  "image/png": { begins: ascii("\x89PNG\r\n\x1a\n") },
  "text/plain": { text: true },
};

// Control characters but tab, line feed and carriage return.
const CONTROL = /[^\P{Cc}\t\n\r]/u;

const wrong = (why: string, cause?: unknown): Refusal =>
  new Refusal("document-type", why, cause === undefined ? {} : { cause });

/** Looks at a document while it passes. */
export class Inspection {
  readonly #media: DocumentMedia;
  readonly #form: Form;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });
  #bytes = 0;
  #begin: Buffer = Buffer.alloc(0);
  #tail: Buffer = Buffer.alloc(0);
  #isFound = false;

  constructor(media: DocumentMedia) {
    this.#media = media;
    this.#form = FORMS[media];
  }

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws Refusal `document-too-large`, `document-type` */
  take(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const { begins, holds, text, limit = MAX_DOCUMENT_BYTES } = this.#form;
    if (this.#bytes > limit) {
      throw new Refusal("document-too-large", `a document of this type has at most ${limit} bytes`);
    }
    if (begins) this.#compare(begins, chunk);
    if (holds !== undefined) this.#search(holds, chunk);
    if (text) this.#decode(chunk, true);
  }

  /** @throws Refusal `document-type` for what ended too early */
  end(): void {
    const { begins, holds, text } = this.#form;
    if (this.#bytes === 0) throw wrong("the document is empty");
    if (begins && this.#begin.length < begins.length) throw wrong(`it is no ${this.#media}`);
    if (holds !== undefined && !this.#isFound) throw wrong(`the archive holds no ${holds}`);
    if (text) this.#decode(new Uint8Array(0), false);
  }

  #compare(begins: Buffer, chunk: Uint8Array): void {
    const missing = begins.length - this.#begin.length;
    if (missing === 0) return;
    this.#begin = Buffer.concat([this.#begin, chunk.subarray(0, missing)]);
    const isSame = this.#begin.equals(begins.subarray(0, this.#begin.length));
    if (!isSame) throw wrong(`it does not begin as ${this.#media} does`);
  }

  #search(holds: string, chunk: Uint8Array): void {
    if (this.#isFound) return;
    const bytes = Buffer.concat([this.#tail, chunk]);
    this.#isFound = bytes.includes(holds, 0, "latin1");
    this.#tail = bytes.subarray(-holds.length);
  }

  #decode(chunk: Uint8Array, stream: boolean): void {
    let text: string;
    try {
      text = this.#decoder.decode(chunk, { stream });
    } catch (cause) {
      throw wrong("it is not UTF-8", cause);
    }
    if (CONTROL.test(text)) throw wrong("it holds control characters");
  }
}
