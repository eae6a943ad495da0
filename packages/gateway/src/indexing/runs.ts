// SPDX-License-Identifier: Apache-2.0
// The findings of one clock on one subject, the newest first: whether its present run is recorded as late.
import { CLOCKS } from "@suyuan/chain";
import { FINDING_KIND } from "./acts/findings.ts";
import { idText } from "./acts/part.ts";
import { asNumber } from "./plain.ts";
import { type List, timeText } from "./places.ts";
import type { Plain } from "./types.ts";

const LAST_TIME = 0xff_ffff_ffff;

/** The value under which such findings stand. @param subject as `idText` writes it */
export const runOf = (clock: string, subject: string): string => `${clock}-${subject}`;

const nameOf = (number: Plain | undefined): string =>
  CLOCKS.find(({ clock }) => clock === number)?.name ?? "";

export const RUN_LISTS = {
  latenesses: {
    kind: "finding",
    places: ({ kind, clock, subject, time, at }) =>
      kind === FINDING_KIND.lateness
        ? [[runOf(nameOf(clock), idText(subject) ?? ""), timeText(LAST_TIME - asNumber(time)) + at]]
        : [],
  },
} as const satisfies Readonly<Record<string, List>>;
