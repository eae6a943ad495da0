// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";

import type { Language } from "../language.ts";
import type { Messages } from "../messages/index.ts";
import type { Paint } from "./paint.ts";

/** A line of a result: what it is, and its value. */
export type Field = readonly [label: string, value: string | number];

/** Where a command answers: results on stdout, everything else on stderr. */
export interface Output {
  readonly language: Language;
  readonly messages: Messages;
  readonly json: boolean;
  readonly paint: Paint;
  /** Whether a person watches stderr, so that progress may be drawn. */
  readonly interactive: boolean;
  /** The result: one JSON value, or lines for a person. */
  result(json: unknown, lines: readonly string[]): void;
  /** The text of a file, as it is. */
  raw(text: string): void;
  /** A part of a long result; waits while nobody takes it. */
  stream(text: string): Promise<void>;
  note(line: string): void;
  /** Draws over the line that it drew before. */
  progress(line: string): void;
}

const decimal = (_: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

/** Output to the process's own streams. */
export function processOutput(how: {
  readonly language: Language;
  readonly messages: Messages;
  readonly json: boolean;
  readonly paint: Paint;
}): Output {
  const { stdout, stderr } = process;
  return {
    ...how,
    interactive: stderr.isTTY,
    result: (json, lines) => {
      const text = how.json ? JSON.stringify(json, decimal) : lines.join("\n");
      stdout.write(`${text}\n`);
    },
    raw: (text) => stdout.write(text),
    stream: async (text) => {
      if (!stdout.write(text)) await once(stdout, "drain");
    },
    note: (line) => stderr.write(`${line}\n`),
    progress: (line) => stderr.write(`\r\u001b[2K${line}`),
  };
}

/** Fields as lines, the values in one column. */
export function table(fields: readonly Field[], widthOf: (text: string) => number): string[] {
  const widest = Math.max(0, ...fields.map(([label]) => widthOf(label)));
  return fields.map(([label, value]) => `${label}${" ".repeat(widest - widthOf(label))}  ${value}`);
}
