// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from "../outcome.ts";
import { s } from "../view/dom.ts";
import type { Words } from "../words/index.ts";
import { markAt } from "./marks.ts";
import { breakOf, type Station } from "./stations.ts";

interface Layout {
  readonly name: "wide" | "narrow";
  readonly size: (count: number) => readonly [width: number, height: number];
  /** The middle of a station's mark. */
  readonly place: (index: number) => readonly [x: number, y: number];
  /** Where its name and its tally stand. */
  readonly words: (index: number) => readonly [x: number, y: number];
  readonly anchor: "middle" | "start";
}

const STEP = 112;
const ROW = 76;
/** From the middle of a mark to where a line begins. */
const REACH = 26;

const WIDE: Layout = {
  name: "wide",
  size: (count) => [count * STEP, 116],
  place: (index) => [index * STEP + STEP / 2, 34],
  words: (index) => [index * STEP + STEP / 2, 78],
  anchor: "middle",
};

const NARROW: Layout = {
  name: "narrow",
  size: (count) => [300, count * ROW],
  place: (index) => [32, index * ROW + 32],
  words: (index) => [72, index * ROW + 28],
  anchor: "start",
};

/** The line from one station to the next: whole, dashed where something was not checked, torn at a break. */
function link(layout: Layout, index: number, outcome: Outcome, isBeyond: boolean): SVGElement {
  const [x1, y1] = layout.place(index);
  const [x2, y2] = layout.place(index + 1);
  const dx = Math.sign(x2 - x1);
  const dy = Math.sign(y2 - y1);
  const from = [x1 + dx * REACH, y1 + dy * REACH] as const;
  const until = [x2 - dx * REACH, y2 - dy * REACH] as const;
  const line = `M${from.join(" ")}L${until.join(" ")}`;
  if (isBeyond) return s("path", { class: "link beyond", d: line });
  if (outcome === "broken") return torn(from, until, [dx, dy]);
  const bar = outcome === "denied" ? barAcross(from, until, [dx, dy]) : "";
  return s("path", { class: `link ${outcome}`, d: `${line}${bar}` });
}

// A line that goes on, with a bar across it.
function barAcross(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  [dx, dy]: readonly [number, number],
): string {
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return `M${mx - dy * 11} ${my - dx * 11}L${mx + dy * 11} ${my + dx * 11}`;
}

// Two ends that do not meet, with a stroke across each.
function torn(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  [dx, dy]: readonly [number, number],
): SVGElement {
  const gap = 8;
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const ends = [-gap / 2, gap / 2].map((by) => [mx + dx * by, my + dy * by] as const);
  const strokes = ends.map(([x, y]) => {
    const [ax, ay] = [x - dy * 9 + dx * 4, y - dx * 9 + dy * 4];
    const [bx, by] = [x + dy * 9 - dx * 4, y + dx * 9 - dy * 4];
    return `M${ax} ${ay}L${bx} ${by}`;
  });
  const [left = [x1, y1], right = [x2, y2]] = ends;
  const lines = `M${x1} ${y1}L${left.join(" ")}M${right.join(" ")}L${x2} ${y2}`;
  return s("path", { class: "link broken", d: `${lines}${strokes.join("")}` });
}

function stationAt(layout: Layout, index: number, station: Station, words: Words): SVGElement {
  const [x, y] = layout.place(index);
  const [tx, ty] = layout.words(index);
  const { name, outcome, checks } = station;
  const text = (className: string, dy: number, content: string): SVGElement =>
    s("text", { class: className, x: tx, y: ty + dy, "text-anchor": layout.anchor }, content);
  const good = checks.filter(({ state }) => state === "ok").length;
  const word = stationWord(outcome, words);
  return s(
    "g",
    { class: `station ${outcome}` },
    markAt(outcome, x, y, 1.25),
    text("name", 0, words.page.stations[name]),
    text("word", 20, `${word} ${good}/${checks.length}`),
  );
}

// A part of the way is not "verified" as a whole file is: it passed, or was not checked.
function stationWord(outcome: Outcome, { page, verdict }: Words): string {
  if (outcome === "accepted") return verdict.states.ok;
  return outcome === "open" ? verdict.states["not-checked"] : page.outcomes[outcome];
}

// A line stands as what it leads to; the first one as the first station too, since none leads there.
function linkOutcome(stations: readonly Station[], index: number): Outcome {
  const to = stations[index + 1]?.outcome ?? "open";
  const first = stations[0]?.outcome ?? "open";
  return index === 0 && first !== "accepted" ? first : to;
}

function drawing(layout: Layout, stations: readonly Station[], words: Words): SVGSVGElement {
  const [width, height] = layout.size(stations.length);
  const broken = breakOf(stations);
  const breakAt = broken === undefined ? stations.length : stations.indexOf(broken);
  const links = stations
    .slice(1)
    .map((_, index) =>
      link(layout, index, linkOutcome(stations, index), index >= Math.max(breakAt, 1)),
    );
  const marks = stations.map((station, index) => stationAt(layout, index, station, words));
  const attributes = {
    class: `path ${layout.name}`,
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
    "aria-label": told(stations, words),
  };
  return s("svg", attributes, ...links, ...marks);
}

/** The picture in words: each station with how it stands. */
function told(stations: readonly Station[], words: Words): string {
  const one = ({ name, outcome }: Station): string =>
    `${words.page.stations[name]}: ${stationWord(outcome, words)}`;
  return stations.map(one).join("; ");
}

/** What the picture shows, in one sentence. */
export function pathSentence(stations: readonly Station[], { page }: Words): string {
  const broken = breakOf(stations);
  if (broken !== undefined) return page.breaks[broken.outcome](page.stations[broken.name]);
  const isOpen = stations.some(({ outcome }) => outcome === "open");
  return isOpen ? page.noBreak : page.wholeWay;
}

/** The way from the data to the seals, drawn for wide and for narrow screens: the style shows one. */
export const pathPictures = (
  stations: readonly Station[],
  words: Words,
): readonly SVGSVGElement[] => [WIDE, NARROW].map((layout) => drawing(layout, stations, words));
