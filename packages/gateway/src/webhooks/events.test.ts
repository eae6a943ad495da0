// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { hash } from "../testing/sample.ts";
import type { Act } from "../indexing/types.ts";
import {
  EVENT_TYPES,
  eventText,
  ofAct,
  ofAlarm,
  ofAnchor,
  ofDeadline,
  type Told,
} from "./events.ts";

const LOG = hash("log");
const THING = hash("thing");
const act = (
  name: string,
  args: Act["args"],
  contract: Act["contract"] = "sharingRegistry",
): Act => ({
  ...{ contract, name, args, block: 7, logIndex: 3, time: 1_800_000_000, transaction: hash("tx") },
});
const NAMES = [
  ...["RequestFiled", "RequestReturned", "RequestRefused", "RequestWithdrawn", "GrantIssued"],
  ...["GrantSuspended", "GrantResumed", "GrantEnded", "GrantClosed"],
];
const CHECKPOINT = {
  ...{ size: 9, root: hash("root"), note: "", notAfter: 0 },
  anchored: { block: { number: 8, hash: hash("block"), time: 1_800_000_001 }, previousSize: 4 },
};
const TURN = { who: 2, due: 1_800_000_002, clock: "answer" } as const;

const all = (): Told[] => [
  ...NAMES.flatMap((name) => ofAct(act(name, { request: THING, grant: THING })) ?? []),
  ...[ofAnchor(CHECKPOINT as never, LOG)].filter((one) => one !== undefined),
  ofDeadline({ kind: "request", id: THING, turn: TURN, at: TURN.due, late: true }),
  ofAlarm("chain-away", true, 1_800_000_003, LOG),
];

describe("events", () => {
  it("are of every type that can be asked for, and of no other", () => {
    expect(all().map(({ type }) => type)).toEqual(EVENT_TYPES);
  });

  it("are CloudEvents 1.0, with an id that Standard Webhooks can sign", () => {
    for (const told of all()) {
      const event = JSON.parse(eventText(told, LOG)) as Record<string, unknown>;
      expect(event).toMatchObject({
        ...{ specversion: "1.0", id: told.id, type: told.type, source: `urn:suyuan:log:${LOG}` },
        ...{ subject: told.subject, datacontenttype: "application/json" },
      });
      expect(event["time"]).toBe(new Date(told.time * 1_000).toISOString());
      expect(told.id).toMatch(/^[a-z0-9-]+$/);
      expect(Object.keys(event)).toHaveLength(8);
    }
    expect(new Set(all().map(({ id }) => id)).size).toBe(all().length - NAMES.length + 1);
  });

  it("have of an act the values that are named for it, and no other", () => {
    const wanted = { purpose: 101, note: "personal words" };
    const told = ofAct(
      act("RequestFiled", { request: THING, asset: LOG, organization: 2, due: 5, wanted }),
    );
    expect(told?.data).toEqual({
      ...{ request: THING, asset: LOG, organization: 2, due: 5, block: 7, transaction: hash("tx") },
    });
    expect(told?.subject).toBe(`request/${THING}`);
  });

  it("are not made of other acts, nor of acts so called of other contracts", () => {
    expect(ofAct(act("DemandAnnounced", { demand: THING }))).toBeUndefined();
    expect(ofAct(act("GrantEnded", { grant: THING }, "assetRegistry"))).toBeUndefined();
    expect(ofAct(act("toString", { grant: THING }))).toBeUndefined();
  });

  it("are not made of a checkpoint without an anchor", () => {
    const { anchored: _, ...open } = CHECKPOINT;
    expect(ofAnchor(open as never, LOG)).toBeUndefined();
  });
});
