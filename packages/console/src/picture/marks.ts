// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from "../outcome.ts";
import { s } from "../view/dom.ts";

/** Each outcome has a shape of its own: none is told from another by its colour alone. */
const SHAPES: Readonly<Record<Outcome, string>> = {
  // A disc.
  accepted: "M16 2a14 14 0 1 0 0 28a14 14 0 1 0 0-28z",
  // A disc that broke in two.
  broken:
    "M15 2 12 10 16 15 11 21 14 30A14 14 0 0 1 15 2zM19 2 16 10 20 15 15 21 18 30A14 14 0 0 0 19 2z",
  // An octagon.
  denied: "M10.500 2h11l8.500 8.500v11l-8.500 8.500h-11L2 21.500v-11z",
  // A diamond.
  untrusted: "M16 1 31 16 16 31 1 16z",
  // A ring; its line is dashed.
  open: "M16 3a13 13 0 1 0 0 26a13 13 0 1 0 0-26z",
};

const SIGNS: Readonly<Record<Outcome, string>> = {
  accepted: "M9.500 16.500 14 21 22.500 11.500",
  broken: "",
  denied: "M9 16h14",
  untrusted: "M12.500 12.500a3.500 3.500 0 1 1 5 3.200c-1 .5-1.500 1.200-1.500 2.300M16 22v.5",
  open: "M12 16h8",
};

/** The mark of an outcome, 32 units wide and high, around (x, y). */
export function markAt(outcome: Outcome, x: number, y: number, scale = 1): SVGGElement {
  const move = `translate(${x - 16 * scale} ${y - 16 * scale}) scale(${scale})`;
  return s(
    "g",
    { class: `mark ${outcome}`, transform: move },
    s("path", { class: "shape", d: SHAPES[outcome] }),
    s("path", { class: "sign", d: SIGNS[outcome] }),
  );
}

/** The mark as a small picture beside words that say the same. */
export function mark(outcome: Outcome): SVGSVGElement {
  const attributes = { class: "icon", viewBox: "0 0 32 32", "aria-hidden": "true" };
  return s("svg", attributes, markAt(outcome, 16, 16));
}
