// SPDX-License-Identifier: Apache-2.0
// What a seat can do now and by when, what it waits for, and what is late in its area.
import { z } from "zod";
import { Bytes32, Count, Seconds } from "./common.ts";
import { Indexed } from "./pages.ts";
import { Deadline, Maybe, number } from "./rows.ts";

/** The parts of an inbox, each a list with pages of its own. */
export const INBOX_PARTS = ["can", "decide", "waiting", "late"] as const;
export type InboxPart = (typeof INBOX_PARTS)[number];

/** The clocks of the law. */
export const CLOCK_NAMES = [
  "answer",
  "delivery",
  "disposal",
  "receipt",
  "correction",
  "registration",
  "rectification",
  "dispute",
] as const;

const ClockName = z.enum(CLOCK_NAMES);

const thing = {
  kind: z.string().describe("as in /v1/acts/{subject}/{id}"),
  id: z.string(),
  asset: Maybe(Bytes32),
  state: z.string().describe("in the words of the state machines; empty where there is none"),
  deadline: Maybe(Deadline),
} as const;

/** An act that the contract would take of this seat now. */
export const OfferedAct = z.strictObject({
  contract: z.string(),
  act: z.string().describe("the contract's function"),
  article: z.string().describe("instrument and article that it carries out"),
  anyone: z.boolean().describe("any account may; the function takes no seat"),
  clock: ClockName.optional().describe("of recordLateness: which limit was not kept"),
});

const Offered = z.strictObject({
  ...thing,
  acts: z.array(OfferedAct).describe("none where another office or account has to act"),
  clock: Maybe(ClockName).describe("what the seat's organisation owes; null where it may only"),
});

const Awaited = z.strictObject({
  ...thing,
  clock: Maybe(ClockName),
  for: z
    .array(
      z.strictObject({
        organization: number,
        above: z.boolean().describe("an authority above it, not the organisation itself"),
      }),
    )
    .describe("whose turn it is"),
});

const Overdue = z.strictObject({
  ...{ ...thing, clock: ClockName, organization: number },
  acts: z.array(OfferedAct).describe("recordLateness, until somebody has had it recorded"),
});

const partOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().describe("give it as `cursor` with `part`; absent on the last"),
  });

export const Inbox = z.strictObject({
  indexed: Indexed,
  time: Seconds.describe("the moment for which it is"),
  seat: z.strictObject({
    ...{ id: Count, organization: number, office: Count },
    canAct: z.boolean().describe("in office as head of the data office of an active organisation"),
  }),
  can: partOf(Offered).optional().describe("on things that its organisation has a part in"),
  decide: partOf(Offered).optional().describe("what waits for it as an authority above others"),
  waiting: partOf(Awaited).optional().describe("for what, from whom"),
  late: partOf(Overdue).optional().describe("in the organisation's area"),
});

/** Everything that a seat can do with one thing now, whether or not it waits for it. */
export const Offers = z.strictObject({
  ...{ indexed: Indexed, time: Inbox.shape.time, seat: Inbox.shape.seat },
  ...{ kind: thing.kind, id: thing.id, asset: thing.asset, state: thing.state },
  acts: z.array(OfferedAct),
});

export type Offers = z.infer<typeof Offers>;
export type Inbox = z.infer<typeof Inbox>;
export type OfferedAct = z.infer<typeof OfferedAct>;
