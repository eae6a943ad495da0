// SPDX-License-Identifier: Apache-2.0
// Lists of things of all kinds by whose turn it is on them, the next deadline first.
import { idText, plainText } from "./acts/part.ts";
import { type List, type Place, timeText } from "./places.ts";
import { isHolders, sidesOf, type Turn, turnsOf } from "./turns.ts";
import { type Kind, KINDS, type Row } from "./types.ts";

/** Behind every deadline: first what waits without one, then what is only open. */
const NO_DEADLINE = 0xff_ffff_fffe;
const NO_TURN = 0xff_ffff_ffff;

const KIND_DIGITS = 2;
/** The areas that an area lies in: county, city, province, and the whole. */
const WHOLE = 0;
const CITY = 100;
const PROVINCE = 10_000;

const placeOf = (due: number, row: Row, kind: Kind): string =>
  timeText(due) + row.at + KINDS.indexOf(kind).toString(16).padStart(KIND_DIGITS, "0");

/** A place a value: of several deadlines the first. */
function earliest(turns: readonly (readonly [string, number])[], row: Row, kind: Kind): Place[] {
  const first = new Map<string, number>();
  for (const [value, due] of turns) first.set(value, Math.min(due, first.get(value) ?? due));
  return [...first].map(([value, due]) => [value, placeOf(due, row, kind)]);
}

const dueOf = ({ due }: Turn): number => (due === 0 ? NO_DEADLINE : due);

/** The areas in which something that is owed in an area is late. */
export function areasOf(region: number): readonly number[] {
  const areas = [region, region - (region % CITY), region - (region % PROVINCE), WHOLE];
  return [...new Set(areas)];
}

export const AGENDAS = {
  /** What an organisation has a part in as long as it is open: its turns first. */
  "agenda-by-organization": {
    places: (row, kind) =>
      earliest(
        [
          ...turnsOf(kind, row)
            .filter((turn) => turn.above === undefined)
            .map((turn) => [String(turn.who), dueOf(turn)] as const),
          ...sidesOf(kind, row).map((side) => [String(side), NO_TURN] as const),
        ],
        row,
        kind,
      ),
  },
  /** What the holder of an asset has the turn on. */
  "agenda-by-asset": {
    places: (row, kind) =>
      isHolders(kind, row) ? [[idText(row["asset"]) ?? "", placeOf(0, row, kind)]] : [],
  },
  /** What waits for an authority above an organisation. */
  "agenda-of-authorities": {
    places: (row, kind) =>
      earliest(
        turnsOf(kind, row)
          .filter((turn) => turn.above === true)
          .map((turn) => ["", dueOf(turn)] as const),
        row,
        kind,
      ),
  },
  /** What an organisation waits for: turns of others on things that it has a part in. */
  "awaited-by-organization": {
    places: (row, kind) => {
      const turns = turnsOf(kind, row);
      return earliest(
        sidesOf(kind, row).flatMap((side) =>
          turns
            .filter(({ who, above }) => who !== side || above === true)
            .map((turn) => [String(side), dueOf(turn)] as const),
        ),
        row,
        kind,
      );
    },
  },
  /** Running clocks by the area in which they are owed. */
  "clocks-by-region": {
    places: (row, kind) =>
      earliest(
        turnsOf(kind, row)
          .filter(({ clock, due }) => clock !== undefined && due !== 0)
          .flatMap(({ due, region = 0 }) =>
            areasOf(region).map((area) => [plainText(area), due] as const),
          ),
        row,
        kind,
      ),
  },
} as const satisfies Readonly<Record<string, List>>;
