// SPDX-License-Identifier: Apache-2.0
// How many acts each organisation may have carried: so many at once, and then as many as come free in time.

/** So many in so many seconds. */
export interface Quota {
  readonly acts: number;
  readonly seconds: number;
}

interface Used {
  /** Each act uses up as many units as the quota has seconds; each second frees as many as it has acts. */
  readonly units: number;
  readonly at: number;
}

/** What is used up by each; in memory, so that a restart gives all of it back. */
export class Quotas {
  readonly #quota: Quota;
  readonly #used = new Map<number, Used>();

  constructor(quota: Quota) {
    this.#quota = quota;
  }

  /**
   * Seconds until one of them comes free; 0 when there is one now.
   * @param now seconds since the epoch
   */
  wait(organization: number, now: number): number {
    const { acts, seconds } = this.#quota;
    const beyond = this.#unitsAt(organization, now) + seconds - acts * seconds;
    return Math.max(0, Math.ceil(beyond / acts));
  }

  /** Uses one up. */
  use(organization: number, now: number): void {
    const units = this.#unitsAt(organization, now) + this.#quota.seconds;
    this.#used.set(organization, { units, at: now });
  }

  #unitsAt(organization: number, now: number): number {
    const { units, at } = this.#used.get(organization) ?? { units: 0, at: now };
    return Math.max(0, units - Math.max(0, now - at) * this.#quota.acts);
  }
}
