// SPDX-License-Identifier: Apache-2.0
// The inbox law: what an inbox offers a seat the contracts take of it, and what it does not offer they refuse.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { AbiValue } from "@suyuan/chain";
import {
  actsOf,
  clocksOf,
  Cursors,
  Deadlines,
  Indexer,
  type IndexStore,
  Inboxes,
  type Kind,
  Ledger,
  type Offer,
  offersOf,
  openIndex,
  type Row,
  Sights,
} from "@suyuan/gateway";
import type { Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { random32 } from "../support/acting.ts";
import type { TestSeat } from "../support/cast.ts";
import { answerTo, callOn, FOLLOWED, latenessOf } from "../support/inbox-law.ts";
import { type Province, startProvince } from "../support/province.ts";
import {
  beginSharing,
  liveSharing,
  type Sharing,
  type SharingLife,
} from "../support/sharing-life.ts";

const DAY = 86_400;
let province: Province;
let life: Sharing;
let lived: SharingLife;
let index: IndexStore;
let folder: string;

async function follow(): Promise<number> {
  const target = await province.client.block();
  const indexer = new Indexer({ client: province.client, index, settled: () => target });
  while (indexer.progress.behind > 0) await indexer.step();
  return target.time;
}

/** Who asks a gateway without authentication. */
const OPEN = { kind: "open" } as const;

function inboxesAt(time: number): Inboxes {
  const now = () => time;
  const sights = new Sights({ index, now, log: life.log });
  const indexed = () => ({ block: 0, hash: null, behind: 0, acts: 0 });
  const deadlines = new Deadlines(index, now);
  return new Inboxes({ index, deadlines, sights, cursors: new Cursors(), indexed });
}

/** Every thing of the kinds that an inbox follows. */
async function things(): Promise<{ kind: Kind; row: Row }[]> {
  const found = new Map<string, { kind: Kind; row: Row }>();
  for await (const [key, bytes] of index.records()) {
    if (!key.startsWith("r/")) continue;
    const row = JSON.parse(Buffer.from(bytes).toString()) as Row;
    const place = key.charCodeAt(2) - "a".charCodeAt(0);
    const { KINDS } = await import("@suyuan/gateway");
    const kind = KINDS[place];
    if (kind && FOLLOWED.includes(kind)) found.set(key, { kind, row });
  }
  return [...found.values()];
}

async function argsOf(act: string, row: Row): Promise<readonly AbiValue[]> {
  const id = row.id as Hex;
  const now = await province.now();
  switch (act) {
    case "askExtension":
      return [id, 5, random32()];
    case "grant":
      return [id, await life.terms(1)];
    case "refuse":
      return [id, 3, random32()];
    case "suspend":
      return [id, 2, 0];
    case "end":
      return [id, 1];
    case "proposeChange":
      return [id, 1, random32()];
    case "acceptChange":
    case "confirmChange":
      return [id, row["value"] as Hex];
    case "matchDemand":
      return [id, life.asset];
    case "consentStanding":
      return [id, await life.terms(1)];
    case "order":
      return [id, now + 10 * DAY];
    default:
      return NEEDS_COMMITMENT.has(act) ? [id, random32()] : [id];
  }
}

const NEEDS_COMMITMENT: ReadonlySet<string> = new Set([
  ...["returnForGaps", "resubmit", "reportRectified", "recordDisposal", "dismiss", "uphold"],
  ...["correct", "rejectCorrection", "settle", "decideDispute", "reportRectification"],
  ...["rejectRectification", "drop"],
]);

/** What differs between the latenesses that are offered on a thing and those that the contract records. */
async function lateDifferences(seat: TestSeat, kind: Kind, row: Row, offers: readonly Offer[]) {
  const offered = new Set(offers.flatMap(({ clock }) => clock ?? []));
  const found: string[] = [];
  for (const clock of clocksOf(kind)) {
    const answer = await answerTo(province, seat.account.address, latenessOf(clock, row.id));
    if (offered.has(clock) === (answer === "taken")) continue;
    found.push(`${kind} ${JSON.stringify(row)}: ${clock} ${answer}, offered ${offered.has(clock)}`);
  }
  return found;
}

/** What differs between offers and what the contracts take. */
async function differences(): Promise<string[]> {
  const now = await follow();
  const deadlines = new Deadlines(index, () => now);
  const found: string[] = [];
  for (const { kind, row } of await things()) {
    for (const seat of lived.seats) {
      const ledger = new Ledger(index, now);
      const question = { ledger, deadlines, organization: seat.organization, kind, row };
      const offers = await offersOf(question);
      const offered = new Set(offers.map(({ act }) => act));
      found.push(...(await lateDifferences(seat, kind, row, offers)));
      for (const act of actsOf(kind, row)) {
        const call = callOn(kind, act, seat.number, await argsOf(act, row));
        const answer = await answerTo(province, seat.account.address, call);
        if (offered.has(act) === (answer === "taken")) continue;
        const what = `${kind} ${JSON.stringify(row["status"] ?? row["state"])}`;
        found.push(
          `${what}: ${act} by ${seat.organization} ${answer}, offered ${offered.has(act)}`,
        );
      }
    }
  }
  return [...new Set(found)];
}

beforeAll(async () => {
  province = await startProvince();
  folder = await mkdtemp(join(tmpdir(), "suyuan-inbox-"));
  index = await openIndex(folder, province.deployment);
  life = await beginSharing(province);
  lived = await liveSharing(life);
});
afterAll(async () => {
  await index.close();
  await rm(folder, { recursive: true });
  await province.stop();
});

describe("given sharing in all its states", () => {
  it("offers each act that a contract takes, and no other", async () => {
    expect(await differences()).toEqual([]);
  });

  it("does so after deadlines and terms are over", async () => {
    await province.pass(40 * DAY);
    expect(await differences()).toEqual([]);
  });

  it("does so of acts that came late", async () => {
    const { providerHead } = province.seats;
    const now = await follow();
    const terms = await life.terms(100);
    const requests = (await things()).filter(({ kind, row }) => kind === "request" && row["due"]);
    expect(requests.length).toBeGreaterThan(2);
    const late = requests.filter(({ row }) => row["status"] === 1 && Number(row["due"]) < now);
    for (const { row } of late.slice(0, 2)) {
      await life.sharing(providerHead, "grant", row.id as Hex, terms).catch(() => undefined);
    }
    expect(await differences()).toEqual([]);
  });

  it("offers to record each lateness, once", async () => {
    const now = await follow();
    const deadlines = new Deadlines(index, () => now);
    const ledger = new Ledger(index, now);
    const { account, organization } = life.third;
    const clocks = new Map<string, number>();
    for (const { kind, row } of await things()) {
      for (const { clock } of await offersOf({ ledger, deadlines, organization, kind, row })) {
        if (clock === undefined) continue;
        const { contract, fn, args } = latenessOf(clock, row.id);
        await province.send(account, contract, fn, args);
        clocks.set(clock, (clocks.get(clock) ?? 0) + 1);
      }
    }
    for (const clock of ["answer", "delivery", "disposal", "correction", "rectification"]) {
      expect(clocks.get(clock), clock).toBeGreaterThan(0);
    }
    expect(await differences()).toEqual([]);
  });

  it("offers an authority on each grant below it what no list waits for", async () => {
    const granted = await life.grant();
    const now = await follow();
    const inboxes = inboxesAt(now);
    const { authorityHead, providerHead, providerRegistrant } = province.seats;
    const on = async ({ number }: TestSeat, id = granted) =>
      (await inboxes.on(number, OPEN, { kind: "grant", id: id.slice(2) })).acts.map(
        ({ act }) => act,
      );
    expect((await on(authorityHead)).toSorted()).toEqual(["end", "suspend"]);
    expect((await on(providerHead)).toSorted()).toEqual(["proposeChange", "suspend"]);
    // What is left to heads of data offices nobody else is offered.
    expect(await on(providerRegistrant)).toEqual([]);
    const { decide } = await inboxes.of(authorityHead.number, OPEN, { limit: "200" });
    expect(decide?.items.map(({ id }) => id)).not.toContain(granted);
    await expect(on(authorityHead, random32())).rejects.toMatchObject({ code: "unknown-thing" });
  });

  it("shows what is due, what is awaited and what is late", async () => {
    const now = await follow();
    const inboxes = inboxesAt(now);
    const { providerHead, recipientHead, authorityHead } = province.seats;
    const provider = await inboxes.of(providerHead.number, OPEN, { limit: "200" });
    expect(provider.seat).toMatchObject({ organization: providerHead.organization, canAct: true });
    const answers = provider.can?.items.filter(({ clock }) => clock === "answer") ?? [];
    expect(answers.length).toBeGreaterThan(2);
    expect(answers[0]?.deadline).toMatchObject({ late: true });
    expect(answers[0]?.acts.map(({ act }) => act)).toContain("grant");
    const recipient = await inboxes.of(recipientHead.number, OPEN, { limit: "200" });
    const awaited = recipient.waiting?.items.filter(({ clock }) => clock === "answer") ?? [];
    // Of those that are due at once the first is anyone's; one with an extension waits for the authority, too.
    const due = awaited.find(({ id }) => id === answers[0]?.id);
    const { organization } = providerHead;
    expect(due?.for).toContainEqual(expect.objectContaining({ organization, above: false }));
    const authority = await inboxes.of(authorityHead.number, OPEN, { limit: "200" });
    expect(authority.decide?.items.length).toBeGreaterThan(0);
    expect(authority.late?.items.every(({ deadline }) => deadline?.late)).toBe(true);
    expect(authority.late?.items.map(({ clock }) => clock)).toContain("answer");
  });
});
