// SPDX-License-Identifier: Apache-2.0
// Numbers for one sign-in. A nonce proves by itself that this gateway gave it out and when, so that asking for
// nonces takes no memory and nobody can push out another one's; only those that were used are remembered.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { MAX_USED_NONCES, NONCE_SECONDS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";

const KEY_BYTES = 32;
const RANDOM_BYTES = 16;
const TIME_DIGITS = 12;
const MARK_DIGITS = 32;
/** Time, random part, mark: hexadecimal digits, as EIP-4361 wants letters and digits. */
const FORM = /^[0-9a-f]{76}$/;

export class Nonces {
  readonly #key = randomBytes(KEY_BYTES);
  /** Used ones with their ends, oldest use first. */
  readonly #used = new Map<string, number>();

  /** @param now seconds since the epoch */
  issue(now: number): { readonly nonce: string; readonly expires: number } {
    const expires = now + NONCE_SECONDS;
    const head =
      expires.toString(16).padStart(TIME_DIGITS, "0") + randomBytes(RANDOM_BYTES).toString("hex");
    return { nonce: head + this.#mark(head), expires };
  }

  /** Whether it was given out here and is neither over nor used. The work is the same for any text. */
  holds(nonce: string, now: number): boolean {
    const text = FORM.test(nonce)
      ? nonce
      : "0".repeat(TIME_DIGITS + 2 * RANDOM_BYTES + MARK_DIGITS);
    const head = text.slice(0, -MARK_DIGITS);
    const isOurs = timingSafeEqual(
      Buffer.from(this.#mark(head)),
      Buffer.from(text.slice(-MARK_DIGITS)),
    );
    const expires = Number.parseInt(head.slice(0, TIME_DIGITS), 16);
    // An end further ahead than any nonce has one: the clock was set back since.
    const isTimely = now < expires && expires <= now + NONCE_SECONDS;
    return isOurs && isTimely && !this.#used.has(nonce);
  }

  /**
   * Uses it up: of two who come at once, one gets it.
   * @returns whether it could be used
   * @throws Refusal `busy` when more sign in at once than are remembered
   */
  use(nonce: string, now: number): boolean {
    if (!this.holds(nonce, now)) return false;
    this.#forget(now);
    if (this.#used.size >= MAX_USED_NONCES) throw new Refusal("busy", "too many sign in at once");
    this.#used.set(nonce, now + NONCE_SECONDS);
    return true;
  }

  #forget(now: number): void {
    for (const [nonce, until] of this.#used) {
      if (until > now) return;
      this.#used.delete(nonce);
    }
  }

  #mark(head: string): string {
    return createHmac("sha256", this.#key).update(head).digest("hex").slice(0, MARK_DIGITS);
  }
}
