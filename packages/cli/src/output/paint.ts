// SPDX-License-Identifier: Apache-2.0
import { styleText } from "node:util";

/** Emphasis in addition to the words; every paint says the same without. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  open(text: string): string;
  title(text: string): string;
}

const asItIs = (text: string): string => text;

const PLAIN: Paint = { good: asItIs, bad: asItIs, open: asItIs, title: asItIs };

const style =
  (...format: Parameters<typeof styleText>[0][]) =>
  (text: string): string =>
    styleText(format.flat(), text, { validateStream: false });

const COLOURED: Paint = {
  good: style("green"),
  bad: style("red", "bold"),
  open: style("yellow"),
  title: style("bold"),
};

/** Colours for a terminal, none for a file or pipe, none when NO_COLOR is set to anything (no-color.org). */
export function paintFor(isTerminal: boolean, env: NodeJS.ProcessEnv): Paint {
  const unwanted = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  return isTerminal && !unwanted ? COLOURED : PLAIN;
}
