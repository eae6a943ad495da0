// SPDX-License-Identifier: Apache-2.0
// A branch of the heads map counts its leaves outside its hash, and the next heads entry takes up that count:
// the leaves below each branch are counted again.
import type { HeadsNode } from "@suyuan/proof";

interface Open {
  readonly path: string;
  readonly count: number;
  leaves: number;
}

/** Takes the nodes as their paths sort, each branch before what lies below it. */
export class LeafCounts {
  readonly #open: Open[] = [];
  readonly #differs: (path: string) => void;

  /** @param differs is told the path of each branch that counts other leaves than it has */
  constructor(differs: (path: string) => void) {
    this.#differs = differs;
  }

  take(path: string, { branch }: HeadsNode): void {
    this.#closeUpTo(path);
    if (branch) this.#open.push({ path, count: branch.count, leaves: 0 });
    else this.#add(1);
  }

  end(): void {
    while (this.#open.length > 0) this.#close();
  }

  #closeUpTo(path: string): void {
    for (let last = this.#open.at(-1); last; last = this.#open.at(-1)) {
      if (path.startsWith(last.path)) return;
      this.#close();
    }
  }

  #close(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    if (closed.leaves !== closed.count) this.#differs(closed.path);
    this.#add(closed.leaves);
  }

  #add(leaves: number): void {
    const above = this.#open.at(-1);
    if (above) above.leaves += leaves;
  }
}
