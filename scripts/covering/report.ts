// SPDX-License-Identifier: Apache-2.0

/** A statement of a source, by its place in UTF-16 units. */
export interface Statement {
  readonly tag: string;
  readonly startUtf16: number;
  readonly endUtf16: number;
}

export interface Counted {
  readonly path: string;
  readonly source: string;
  readonly statements: readonly Statement[];
  /** By line, how often it was run. */
  readonly lines: ReadonlyMap<number, number>;
  /** The tags of statements that were run. */
  readonly run: ReadonlyMap<string, number>;
}

/** What was run of one file. */
export interface FileCount {
  readonly path: string;
  readonly lines: number;
  readonly linesRun: number;
  readonly statements: number;
  readonly statementsRun: number;
  /** Each statement and line that was not run, as "line: text", in order. */
  readonly missing: readonly string[];
}

/** Counts one file. */
export function countFile({ path, source, statements, lines, run }: Counted): FileCount {
  const left = statements.filter(({ tag }) => !run.has(tag));
  const texts = source.split("\n");
  const missing = new Map<number, string>();
  for (const { startUtf16 } of left) {
    const line = source.slice(0, startUtf16).split("\n").length;
    const text = source.slice(startUtf16).split("\n", 1)[0] ?? "";
    missing.set(line, [missing.get(line), text.trim()].filter(Boolean).join(" … "));
  }
  const linesLeft = [...lines].filter(([, times]) => times === 0).map(([line]) => line);
  for (const line of linesLeft) {
    if (!missing.has(line)) missing.set(line, texts[line - 1]?.trim() ?? "");
  }
  return {
    path,
    lines: lines.size,
    linesRun: lines.size - linesLeft.length,
    statements: statements.length,
    statementsRun: statements.length - left.length,
    missing: [...missing].sort(([a], [b]) => a - b).map(([line, text]) => `${line}: ${text}`),
  };
}

/** What is missing of a file, as lines to show. */
export function linesOf({ path, missing }: FileCount): string[] {
  return missing.map((line) => `not run: ${path}:${line}`);
}
