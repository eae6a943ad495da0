// SPDX-License-Identifier: Apache-2.0
// Cursors that say nothing: a place in a list may be that of another's thing, so that who must not see it gets it
// sealed. The key is made at the start and never leaves: cursors of an earlier start are none.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import { type Place, placeOf } from "./page.ts";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Every place is filled up to this: its length says nothing either. */
const PLACE_BYTES = 64;

/** For which question a cursor is, and whose: it opens for no other. */
type CursorOf = readonly (string | number)[];

interface Ending {
  readonly next?: string | undefined;
}

/** Where a page begins and the next one does, in words that only this gateway reads. */
export class Paging {
  readonly #cursors: Cursors | undefined;
  readonly #of: CursorOf;

  /** @param of the question: a cursor opens for no other, and for nobody else */
  constructor(cursors: Cursors, caller: Caller, of: CursorOf) {
    // Where all may be read, a place may be seen, and stays one when the gateway is started again.
    this.#cursors = caller.kind === "open" ? undefined : cursors;
    this.#of = [...whoIs(caller), ...of];
  }

  /** The place that a query names. @throws Refusal `invalid-parameter` */
  place({ limit, cursor }: Readonly<Record<string, string>>, usual: number): Place {
    const place = placeOf(limit, cursor, usual);
    const { after } = place;
    if (after === undefined || !this.#cursors) return place;
    return { ...place, after: this.#cursors.open(after, this.#of) };
  }

  /** A page with its end as a cursor. */
  sealed<P extends Ending>(page: P): P {
    const { next } = page;
    if (next === undefined || !this.#cursors) return page;
    return { ...page, next: this.#cursors.seal(next, this.#of) };
  }
}

function whoIs(caller: Caller): CursorOf {
  if (caller.kind === "seat") return [caller.kind, caller.seat];
  if (caller.kind === "system") return [caller.kind, caller.token];
  return caller.kind === "head" ? [caller.kind, caller.organization] : [caller.kind];
}

export class Cursors {
  readonly #key = randomBytes(KEY_BYTES);

  /** A place as a cursor. */
  seal(place: string, of: CursorOf): string {
    if (place.length > PLACE_BYTES) throw new Error(`a place has at most ${PLACE_BYTES} bytes`);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, iv).setAAD(Buffer.from(JSON.stringify(of)));
    const sealed = [iv, cipher.update(place.padEnd(PLACE_BYTES), "utf8"), cipher.final()];
    return Buffer.concat([...sealed, cipher.getAuthTag()]).toString("hex");
  }

  /** The place of a cursor. @throws Refusal `invalid-parameter` for one that was not given for this */
  open(cursor: string, of: CursorOf): string {
    const bytes = Buffer.from(cursor, "hex");
    if (bytes.length !== IV_BYTES + PLACE_BYTES + TAG_BYTES) throw foreign();
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(JSON.stringify(of))).setAuthTag(bytes.subarray(-TAG_BYTES));
    const place = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    try {
      return Buffer.concat([place, decipher.final()]).toString("utf8").trimEnd();
    } catch {
      // Not made here, or for another question.
      throw foreign();
    }
  }
}

const foreign = (): Refusal =>
  new Refusal("invalid-parameter", "cursor: no page of this list gave it to you", {
    path: "cursor",
  });
