// SPDX-License-Identifier: Apache-2.0
// How much callers may ask for: members by their organisation, everybody else by their address. Attempts to sign
// in, and tokens that are worth nothing, count more.
import type { Rates } from "../config/access.ts";
import { RATE_OF_ADDRESS, RATE_OF_ATTEMPTS, RATE_OF_ORGANIZATION } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import { Buckets } from "./buckets.ts";
import type { Caller } from "./caller.ts";

export class Limits {
  readonly #organizations: Buckets;
  readonly #addresses: Buckets;
  readonly #attempts: Buckets;
  readonly #clock: () => number;

  /** @param clock milliseconds that never go back */
  constructor(rates: Rates, clock: () => number) {
    this.#organizations = new Buckets(rates.organization ?? RATE_OF_ORGANIZATION);
    this.#addresses = new Buckets(rates.address ?? RATE_OF_ADDRESS);
    this.#attempts = new Buckets(rates.attempts ?? RATE_OF_ATTEMPTS);
    this.#clock = clock;
  }

  /** Counts a request of a caller. @throws Refusal `rate-limited` */
  take(caller: Caller, address: string): void {
    if (caller.kind === "open") return;
    const isNobody = caller.kind === "nobody";
    const [buckets, name] = isNobody
      ? [this.#addresses, address]
      : [this.#organizations, String(caller.organization)];
    refuse(buckets.take(name, this.#clock()), isNobody ? "this address" : "this organisation");
  }

  /** Counts an attempt to sign in, or a token that was worth nothing. @throws Refusal `rate-limited` */
  attempt(address: string): void {
    refuse(this.#attempts.take(address, this.#clock()), "this address");
  }
}

function refuse(wait: number, whose: string): void {
  if (wait === 0) return;
  throw new Refusal("rate-limited", `too many requests of ${whose}`, { retryAfter: wait });
}
