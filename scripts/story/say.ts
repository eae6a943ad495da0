// SPDX-License-Identifier: Apache-2.0
import type { Language } from "./options.ts";

/** One sentence in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const QUARTER = 0.25;
const BAR_WIDTH = 24;

/** Chinese characters, their punctuation and full-width signs. */
const WIDE = /[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/gu;

/** Columns that a text takes in a terminal: a wide sign takes two. */
export function columns(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

const padded = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - columns(text)));

/** Tells the story on the terminal: scenes, what happened in them, and progress where it takes time. */
export class Narrator {
  readonly language: Language;
  readonly #out: NodeJS.WriteStream;
  readonly #started = Date.now();
  #scene = 0;

  constructor(language: Language, out: NodeJS.WriteStream = process.stdout) {
    this.language = language;
    this.#out = out;
  }

  line(text = ""): void {
    this.#out.write(`${text}\n`);
  }

  scene(words: Words): void {
    this.#scene += 1;
    this.line(`\n${String(this.#scene)} · ${words[this.language]}`);
  }

  fact(words: Words): void {
    this.line(`   ✓ ${words[this.language]}`);
  }

  note(words: Words): void {
    this.line(`     ${words[this.language]}`);
  }

  /** Shows how far a count has come: a bar on a terminal, a line each quarter elsewhere. */
  progress(words: Words, total: number): () => void {
    let done = 0;
    const show = (end: string) => {
      const filled = Math.round((BAR_WIDTH * done) / total);
      const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
      this.#out.write(`     ${bar} ${String(done)}/${String(total)} ${words[this.language]}${end}`);
    };
    return () => {
      done += 1;
      if (this.#out.isTTY) show(done === total ? "\n" : "\r");
      else if (Math.floor(done / total / QUARTER) > Math.floor((done - 1) / total / QUARTER))
        show("\n");
    };
  }

  /** Rows under a heading, columns as wide as they need to be. */
  table(heading: readonly string[], rows: readonly (readonly string[])[]): void {
    const all = [heading, ...rows];
    const widths = heading.map((_, place) =>
      Math.max(...all.map((row) => columns(row[place] ?? ""))),
    );
    const format = (row: readonly string[]) =>
      `   ${row.map((cell, place) => padded(cell, widths[place] ?? 0)).join("  ")}`.trimEnd();
    this.line(format(heading));
    this.line(`   ${widths.map((width) => "─".repeat(width)).join("  ")}`);
    for (const row of rows) this.line(format(row));
  }

  seconds(): string {
    return ((Date.now() - this.#started) / 1000).toFixed(1);
  }
}
