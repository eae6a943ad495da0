// SPDX-License-Identifier: Apache-2.0
// Whether a document is the one that was committed to (docs/spec/canonical.md, docs/spec/grant.md), told while it passes.
import { createHash, type Hash } from "node:crypto";
import { canonicalBytes, fromHex, type Hex, parseStrict, scopeOf, toHex } from "@suyuan/proof";
import { type DocumentMedia, MAX_JSON_DOCUMENT_BYTES } from "@suyuan/api";
import { refusing } from "../services/input.ts";

/** What opens a commitment beside the document. */
export interface Opener {
  readonly salt?: Hex;
  /** Of a scope: the root of its items. */
  readonly items?: Hex;
}

/** Takes a document and says to what one commits with it. */
export class Opening {
  readonly #items: Hex | undefined;
  readonly #hash: Hash;
  /** JSON is read whole: what is committed to are its canonical bytes. */
  readonly #json: Uint8Array[] | undefined;

  constructor(media: DocumentMedia, { salt, items }: Opener) {
    this.#items = items;
    this.#hash = createHash("sha256");
    if (salt !== undefined) this.#hash.update(fromHex(salt));
    this.#json = media === "application/json" ? [] : undefined;
  }

  take(chunk: Uint8Array): void {
    if (this.#json) this.#json.push(chunk);
    else this.#hash.update(chunk);
  }

  /** The word that stands for the document. @throws Refusal for JSON that is not as strict as it must be */
  commitment(): Hex {
    if (this.#json) {
      const bytes = Buffer.concat(this.#json);
      const canonical = () =>
        canonicalBytes(parseStrict(bytes, { bytes: MAX_JSON_DOCUMENT_BYTES }));
      this.#hash.update(refusing(canonical));
    }
    const own = toHex(this.#hash.digest());
    return this.#items === undefined ? own : scopeOf({ commitment: own, items: this.#items });
  }
}
