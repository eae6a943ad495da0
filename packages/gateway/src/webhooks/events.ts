// SPDX-License-Identifier: Apache-2.0
// What others are told of, as CloudEvents 1.0. An event has ids, codes, digests and moments, and nothing that is
// confidential: whoever may know more reads it here, as what they are.
import type { Hex } from "@suyuan/proof";
import { plainText } from "../indexing/acts/part.ts";
import type { Turn } from "../indexing/turns.ts";
import type { Act, Fields } from "../indexing/types.ts";
import type { CheckpointRecord } from "../store/types.ts";

/** Acts of the sharing registry that are told: by which event, on what, and which of their values. */
const ACTS = {
  RequestFiled: told("request.filed", "request", "asset", "organization", "due", "provisional"),
  RequestReturned: told("request.returned", "request", "organization", "gaps", "late"),
  RequestRefused: told("request.refused", "request", "organization", "reason", "legalBasis"),
  RequestWithdrawn: told("request.withdrawn", "request"),
  GrantIssued: told("grant.issued", "grant", "asset", "provider", "deliveryDue"),
  GrantSuspended: told("grant.suspended", "grant", "organization", "reason", "rectifyBy"),
  GrantResumed: told("grant.resumed", "grant", "organization"),
  GrantEnded: told("grant.ended", "grant", "organization", "reason"),
  GrantClosed: told("grant.closed", "grant", "until", "due"),
} as const;

function told<T extends string>(type: T, subject: "request" | "grant", ...values: string[]) {
  return { type: `suyuan.${type}` as const, subject, values };
}

const ACT_TYPES = Object.values(ACTS).map(({ type }) => type);
export const EVENT_TYPES = [
  ...ACT_TYPES,
  "suyuan.checkpoint.anchored",
  "suyuan.deadline.reached",
  "suyuan.gateway.alarm",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** An event without who tells it. */
export interface Told {
  /** The same however often it is told. */
  readonly id: string;
  readonly type: EventType;
  /** Kind and id of what it is about. */
  readonly subject: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly data: Fields;
}

const isTold = (name: string): name is keyof typeof ACTS => Object.hasOwn(ACTS, name);

/** The event of an act; undefined where nobody is told of such. */
export function ofAct(act: Act): Told | undefined {
  const { contract, name, args, block, logIndex, time, transaction } = act;
  if (contract !== "sharingRegistry" || !isTold(name)) return undefined;
  const { type, subject, values } = ACTS[name];
  const known = values.flatMap((value) => {
    const one = args[value];
    return one === undefined ? [] : [[value, one] as const];
  });
  const thing = plainText(args[subject]);
  const data = { [subject]: thing, ...Object.fromEntries(known), block, transaction };
  const id = `act-${transaction.slice(2)}-${logIndex}`;
  return { id, type, subject: `${subject}/${thing}`, time, data };
}

/** The event of an anchored checkpoint. */
export function ofAnchor({ size, root, anchored }: CheckpointRecord, log: Hex): Told | undefined {
  if (!anchored) return undefined;
  const { block, previousSize } = anchored;
  return {
    id: `anchor-${size}-${block.hash.slice(2)}`,
    ...{ type: "suyuan.checkpoint.anchored", subject: `log/${log}`, time: block.time },
    data: { log, size, previousSize, root, block: block.number, blockHash: block.hash },
  };
}

/** A clock that has run out, by its first computation; `late` and `at` are by present calendars. */
export interface ReachedTurn {
  readonly kind: string;
  readonly id: string;
  readonly turn: Turn;
  readonly at: number;
  readonly late: boolean;
}

export function ofDeadline({ kind, id, turn, at, late }: ReachedTurn): Told {
  const { who, due, clock = "" } = turn;
  return {
    id: `due-${kind}-${id}-${clock}-${who}-${due}`,
    ...{ type: "suyuan.deadline.reached", subject: `${kind}/${id}`, time: due },
    data: { [kind]: id, organization: who, clock, due, at, late },
  };
}

/** The event of a reason of `/readyz` that has come or gone. */
export function ofAlarm(code: string, raised: boolean, time: number, log: Hex): Told {
  return {
    id: `alarm-${code}-${raised ? "raised" : "cleared"}-${time}`,
    ...{ type: "suyuan.gateway.alarm", subject: `log/${log}`, time },
    data: { log, code, raised },
  };
}

const MS = 1_000;

/** An event as text, the same bytes in each attempt. */
export const eventText = ({ time, data, ...event }: Told, log: Hex): string =>
  JSON.stringify({
    ...{ specversion: "1.0", source: `urn:suyuan:log:${log}`, ...event },
    time: new Date(time * MS).toISOString(),
    ...{ datacontenttype: "application/json", data },
  });
