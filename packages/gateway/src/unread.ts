// SPDX-License-Identifier: Apache-2.0
// Answers wait in memory until their clients take them. A client that does not, or does so byte by byte, or sends the next
// requests without waiting for an answer, must not make the gateway keep more than a bounded amount of them.

/** An answer, as far as is looked at. */
export interface Answering {
  /** Bytes that were written to it and are not with the operating system yet. */
  readonly writableLength: number;
  once(event: "close", told: () => void): unknown;
}

/** A connection that answers go to. */
export interface Connected {
  readonly destroyed: boolean;
  destroy(): unknown;
  once(event: "close", told: () => void): unknown;
}

/** Watches over what clients have not taken. */
export class Unread {
  readonly #limit: number;
  readonly #mostOfOne: number;
  readonly #open = new Map<Connected, Set<Answering>>();

  /**
   * @param limit bytes of all connections together
   * @param mostOfOne answers of one connection that may be under way at once
   */
  constructor(limit: number, mostOfOne: number) {
    this.#limit = limit;
    this.#mostOfOne = mostOfOne;
  }

  /** Watches over an answer. @returns false when its connection asked for too many at once, and is ended */
  take(connection: Connected, answer: Answering): boolean {
    if (connection.destroyed) return false;
    const answers = this.#of(connection);
    if (answers.size >= this.#mostOfOne) {
      connection.destroy();
      return false;
    }
    answers.add(answer);
    answer.once("close", () => answers.delete(answer));
    return true;
  }

  /** Ends connections, those first that hold most, until the others hold no more than the limit. */
  step(): Promise<boolean> {
    const held = Array.from(this.#open, ([connection, answers]) => ({
      connection,
      bytes: [...answers].reduce((sum, { writableLength }) => sum + writableLength, 0),
    }));
    let left = held.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { connection, bytes } of held.toSorted((one, other) => other.bytes - one.bytes)) {
      if (left <= this.#limit) break;
      left -= bytes;
      connection.destroy();
    }
    return Promise.resolve(false);
  }

  #of(connection: Connected): Set<Answering> {
    const known = this.#open.get(connection);
    if (known) return known;
    const answers = new Set<Answering>();
    this.#open.set(connection, answers);
    // An answer that never came to its turn is not told that its connection is gone.
    connection.once("close", () => this.#open.delete(connection));
    return answers;
  }
}
