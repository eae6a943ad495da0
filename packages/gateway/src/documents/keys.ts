// SPDX-License-Identifier: Apache-2.0
// The keys as they are now: the file may get a new one while the gateway runs.
import { stat } from "node:fs/promises";
import { StartRefusal } from "../refusal.ts";
import { Keyring, readKeys } from "./keyring.ts";

export class Keys {
  readonly #path: string;
  #ring: Keyring;
  #seen: string;

  private constructor(path: string, ring: Keyring, seen: string) {
    this.#path = path;
    this.#ring = ring;
    this.#seen = seen;
  }

  /** @throws StartRefusal `document-keys` */
  static async open(path: string): Promise<Keys> {
    const ring = new Keyring(await readKeys(path));
    return new Keys(path, ring, await stampOf(path));
  }

  /** The keys, read again when the file has changed; those before it when it cannot be used. */
  async now(): Promise<Keyring> {
    const stamp = await stampOf(this.#path);
    if (stamp === this.#seen) return this.#ring;
    try {
      this.#ring = new Keyring(await readKeys(this.#path));
      this.#seen = stamp;
    } catch (error) {
      if (!(error instanceof StartRefusal)) throw error;
    }
    return this.#ring;
  }
}

/** What changes when a file does; nothing for one that is not there. */
async function stampOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return "";
  }
}
