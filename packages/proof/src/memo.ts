// SPDX-License-Identifier: Apache-2.0
// What whoever verifies many files keeps of their parts, since files of one block or one log share most of
// them. An answer is kept under a text that alone decides it, so that no file can vouch for another; what
// was refused is not kept. How it is kept stands apart (crypto/remembering/kept.ts): a page that verifies one
// file does without.

/** Answers of one kind, and how much of them is kept. */
export interface Drawer<T> {
  /** Answers; a drawer that is full is emptied. */
  readonly most: number;
  /** UTF-16 units of a text; what is longer is asked anew each time. */
  readonly longest: number;
  /** Of which kind the answers are; there is no such member. */
  readonly holds?: T;
}

/** Parts of a file by their hash. */
export interface Source<P> {
  /** The part, or undefined when the file lacks it. Counts it as walked. */
  take(hash: string): P | undefined;
}

/** A source that tells what it has without walking. */
export interface Marked<P> extends Source<P> {
  has(hash: string): boolean;
  /** Counts a part as walked. */
  mark(hash: string): void;
}

/** An answer, and the parts on the way to it. */
export interface Walked<T> {
  readonly value: T;
  readonly parts: readonly string[];
}

/** What one run keeps, for as long as it is held. Nobody changes what was kept. */
export interface Memo {
  /** How many answers are kept at present. */
  readonly size: number;
  find<T>(drawer: Drawer<T>, text: string): T | undefined;
  keep<T>(drawer: Drawer<T>, text: string, answer: T): void;
  /**
   * An answer that was walked to. What was kept is given only where the file itself holds every part of the
   * way, which then counts as walked: what a file lacks, no other lends it.
   */
  walked<T, P>(
    drawer: Drawer<Walked<T>>,
    text: string,
    source: Marked<P>,
    walk: (source: Source<P>) => T,
  ): T;
}

/** The answer kept under a text, or a new one, which is kept unless it is refused. */
export function once<T>(memo: Memo | undefined, drawer: Drawer<T>, text: string, ask: () => T): T {
  const known = memo?.find(drawer, text);
  if (known !== undefined) return known;
  const answer = ask();
  memo?.keep(drawer, text, answer);
  return answer;
}
