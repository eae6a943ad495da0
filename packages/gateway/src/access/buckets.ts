// SPDX-License-Identifier: Apache-2.0
// How much anyone may ask for in a short time: a bucket each, which fills as time passes.
import type { Rate } from "../config/access.ts";
import { MAX_BUCKETS } from "../constraints.ts";

interface Bucket {
  readonly left: number;
  /** When so much was left, in milliseconds. */
  readonly at: number;
}

const MILLISECONDS = 1_000;

export class Buckets {
  readonly #rate: Rate;
  readonly #most: number;
  /** Least lately used first: it gives way when there are too many. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate, most = MAX_BUCKETS) {
    this.#rate = rate;
    this.#most = most;
  }

  /**
   * Takes one request's worth.
   * @param now milliseconds that never go back
   * @returns 0, or the whole seconds after which there is some again
   */
  take(name: string, now: number): number {
    const left = this.#left(name, now);
    const isThere = left >= 1;
    this.#put(name, { left: isThere ? left - 1 : left, at: now });
    return isThere ? 0 : this.#wait(left);
  }

  #left(name: string, now: number): number {
    const { burst, perSecond } = this.#rate;
    const { left, at } = this.#buckets.get(name) ?? { left: burst, at: now };
    return Math.min(burst, left + (Math.max(0, now - at) * perSecond) / MILLISECONDS);
  }

  #wait(left: number): number {
    return Math.max(1, Math.ceil((1 - left) / this.#rate.perSecond));
  }

  #put(name: string, bucket: Bucket): void {
    this.#buckets.delete(name);
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined && this.#buckets.size >= this.#most) this.#buckets.delete(oldest);
    this.#buckets.set(name, bucket);
  }
}
