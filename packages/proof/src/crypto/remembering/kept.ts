// SPDX-License-Identifier: Apache-2.0
import { fromUtf8, utf8 } from "../../bytes.ts";
import type { Drawer, Marked, Memo, Source, Walked } from "../../memo.ts";

// A part of a longer text can hold the whole of it in memory: what is kept is a copy.
const copyOf = (text: string): string => fromUtf8(utf8(text));

/** Answers in memory, by drawer and text. */
export class Kept implements Memo {
  readonly #drawers = new Map<Drawer<unknown>, Map<string, unknown>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  find<T>(drawer: Drawer<T>, text: string): T | undefined {
    // Only `keep` fills a drawer, with answers of its kind.
    return this.#drawers.get(drawer)?.get(text) as T | undefined;
  }

  keep<T>(drawer: Drawer<T>, text: string, answer: T): void {
    if (text.length > drawer.longest) return;
    const name = copyOf(text);
    // Half a surrogate pair has no copy.
    if (name !== text) return;
    const kept = this.#drawers.get(drawer) ?? new Map<string, unknown>();
    this.#drawers.set(drawer, kept);
    if (kept.size >= drawer.most) {
      this.#size -= kept.size;
      kept.clear();
    }
    if (!kept.has(name)) this.#size += 1;
    kept.set(name, answer);
  }

  walked<T, P>(
    drawer: Drawer<Walked<T>>,
    text: string,
    source: Marked<P>,
    walk: (source: Source<P>) => T,
  ): T {
    const known = this.find(drawer, text);
    if (known?.parts.every((hash) => source.has(hash)) === true) {
      for (const hash of known.parts) source.mark(hash);
      return known.value;
    }
    const parts: string[] = [];
    const take = (hash: string): P | undefined => {
      parts.push(hash);
      return source.take(hash);
    };
    const value = walk({ take });
    this.keep(drawer, text, { value, parts });
    return value;
  }
}
