// SPDX-License-Identifier: Apache-2.0
import { padTo, widthOf } from "./width.ts";

/** Cells in columns, as wide as their widest cell; the last one as it is. */
export function rows(lines: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const line of lines) {
    for (const [place, cell] of line.entries()) {
      widths[place] = Math.max(widths[place] ?? 0, widthOf(String(cell)));
    }
  }
  return lines.map((line) =>
    line
      .map((cell, place) => padTo(String(cell), place < line.length - 1 ? (widths[place] ?? 0) : 0))
      .join("  "),
  );
}
