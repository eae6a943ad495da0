// SPDX-License-Identifier: Apache-2.0
/** The worst first: what is broken, what was not allowed, what is not trusted, what could not be read. */
const WORST_FIRST = [10, 11, 12, 2, 0] as const;
type Exit = (typeof WORST_FIRST)[number];

/** What came of a whole batch. */
export interface Summary {
  readonly files: number;
  /** How many files ended with each exit status. */
  readonly exits: Readonly<Record<Exit, number>>;
  readonly exit: Exit;
}

/** How many files ended with each exit status. */
export class Tally {
  readonly #counts = new Map<Exit, number>();

  take({ exit }: { readonly exit: Exit }): void {
    this.#counts.set(exit, this.count(exit) + 1);
  }

  private count(exit: Exit): number {
    return this.#counts.get(exit) ?? 0;
  }

  get files(): number {
    return WORST_FIRST.reduce<number>((sum, exit) => sum + this.count(exit), 0);
  }

  /** The worst exit status; 0 where there was none. */
  get worst(): Exit {
    return WORST_FIRST.find((exit) => this.count(exit) > 0) ?? 0;
  }

  get summary(): Summary {
    const exits = Object.fromEntries(WORST_FIRST.map((exit) => [exit, this.count(exit)]));
    return { files: this.files, exits: exits as Summary["exits"], exit: this.worst };
  }
}
