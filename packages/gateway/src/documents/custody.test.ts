// SPDX-License-Identifier: Apache-2.0
import { readdir } from "node:fs/promises";
import { type Hex, OFFICES } from "@suyuan/proof";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { asked, type Desk, hand, openDesk, paper, refused, seat } from "../testing/papers.ts";
import { WHO } from "../testing/tree.ts";
import { dueAt } from "./retention.ts";

const { authority, provider, recipient, neighbour, audit, stranger } = WHO;
const REQUEST = ["request", "one"] as const;
const auditor = seat(audit, OFFICES.auditor);
const owner = seat(recipient);
const wanted = paper("申请依据：防汛");
const reasons = paper("不予共享的依据：……");

let desk: Desk;
let id: Hex;
let due: number;

beforeEach(async () => {
  desk = await openDesk([
    asked("one", recipient, wanted.commitment),
    refused("one", provider, reasons.commitment),
  ]);
  ({
    view: { id, due },
  } = await hand(desk, owner, wanted, REQUEST));
});
afterEach(() => desk.end());

const code = (told: Promise<unknown>): Promise<string> =>
  told.then(
    () => "done",
    (error: unknown) => (error as { code: string }).code,
  );
const erase = (caller: Caller = owner) => code(desk.custody.erase(id, caller));
const hold = (caller: Caller) => desk.custody.hold(id, caller, { reference: "监〔2026〕1号" });

describe("the end of a document", () => {
  it("is allowed after 30 years to the day, and not a second before", async () => {
    expect(due).toBe(dueAt(desk.clock.now, 30));
    desk.clock.now = due - 1;
    expect(await erase()).toBe("document-not-due");
    expect(await readdir(desk.folder)).toHaveLength(2);
    desk.clock.now = due;
    expect(await erase()).toBe("done");
  });

  it("is for its owner, by the heads of organisation and data office", async () => {
    desk.clock.now = due;
    for (const caller of [seat(provider), seat(authority), auditor]) {
      expect(await erase(caller)).toBe("not-allowed");
    }
    for (const caller of [seat(stranger), seat(neighbour)]) {
      expect(await erase(caller)).toBe("unknown-document");
    }
    expect(await erase(seat(recipient, OFFICES.receiver))).toBe("not-allowed");
    expect(await erase({ kind: "head", organization: recipient })).toBe("done");
  });

  it("leaves the commitment and the record of who did it when by which rule, and nothing else", async () => {
    desk.clock.now = due;
    const { erased, commitment } = await desk.custody.erase(id, owner);
    const by = { organization: recipient, seat: 10 * recipient };
    expect(erased).toMatchObject({ at: due, by, class: "sharing", years: 30, due });
    expect(commitment).toBe(wanted.commitment);
    expect(await readdir(desk.folder)).toEqual([]);
    await desk.again();
    expect((await desk.documents.read(id, seat(provider))).erased).toEqual(erased);
    expect(await code(desk.documents.content(id, owner))).toBe("document-erased");
    expect(await erase()).toBe("document-erased");
    expect(await code(desk.custody.name(id, owner, []))).toBe("document-erased");
    expect(await code(hold(auditor))).toBe("document-erased");
    // What was destroyed does not come back.
    expect(await code(hand(desk, owner, wanted, REQUEST))).toBe("document-erased");
    const told = await desk.documents.accesses(id, owner, 0, 9);
    expect(told.map(({ what }) => what)).toEqual(["stored", "erased"]);
  });
});

describe("a legal hold", () => {
  it("is placed by an authority above the owner or an auditor, and by nobody else", async () => {
    for (const caller of [owner, seat(provider), seat(audit, OFFICES.receiver)]) {
      expect(await code(hold(caller))).not.toBe("done");
    }
    expect(await code(hold(seat(neighbour)))).toBe("unknown-document");
    expect((await hold(seat(authority))).holds).toHaveLength(1);
    expect((await hold(auditor)).holds).toHaveLength(2);
  });

  it("keeps a document that is due until whoever placed it releases it", async () => {
    const [placed] = (await hold(auditor)).holds;
    expect(placed).toMatchObject({ by: { organization: audit }, reference: "监〔2026〕1号" });
    desk.clock.now = due;
    await desk.again();
    expect(await erase()).toBe("document-held");
    const release = (caller: Caller, of = placed?.id ?? "") =>
      code(desk.custody.release(id, caller, of));
    for (const caller of [owner, seat(authority)]) {
      expect(await release(caller)).toBe("unknown-hold");
    }
    expect(await release(auditor, "ffffffffffffffff")).toBe("unknown-hold");
    expect(await erase()).toBe("document-held");
    expect(await release(auditor)).toBe("done");
    expect(await release(auditor)).toBe("unknown-hold");
    expect(await erase()).toBe("done");
  });

  it("stands sixteen times at most", async () => {
    for (let n = 0; n < 16; n++) expect(await code(hold(auditor))).toBe("done");
    expect(await code(hold(auditor))).toBe("hold-limit");
  });
});

describe("lists", () => {
  const ids = async (query: Parameters<Desk["lists"]["page"]>[0], caller: Caller) =>
    (await desk.lists.page(query, caller)).items.map((one) => one.id);

  it("by commitment and by thing hold what the caller may know of", async () => {
    const other = (await hand(desk, seat(provider), reasons, REQUEST)).view.id;
    const { thing } = await desk.documents.read(id, owner);
    const ofThing = { subject: "request", thing } as const;
    for (const caller of [owner, seat(provider), seat(authority), auditor]) {
      expect(await ids({ commitment: wanted.commitment }, caller)).toEqual([id]);
      expect((await ids(ofThing, caller)).toSorted()).toEqual([id, other].toSorted());
    }
    for (const caller of [seat(stranger), seat(neighbour)]) {
      expect(await ids({ commitment: wanted.commitment }, caller)).toEqual([]);
      expect(await ids(ofThing, caller)).toEqual([]);
    }
  });

  it("of an organisation are its own, of those above it and of auditors", async () => {
    const query = { organization: String(recipient) };
    for (const caller of [owner, seat(authority), auditor]) {
      expect(await ids(query, caller)).toEqual([id]);
    }
    expect(await ids({}, owner)).toEqual([id]);
    expect(await ids({}, seat(provider))).toEqual([]);
    for (const caller of [seat(provider), seat(stranger)]) {
      expect(await code(desk.lists.page(query, caller))).toBe("not-allowed");
    }
  });

  it("tell what is kept, due and erased", async () => {
    const of = (state: "kept" | "due" | "erased") => ids({ state }, owner);
    expect([await of("kept"), await of("due"), await of("erased")]).toEqual([[id], [], []]);
    desk.clock.now = due - 1;
    expect(await of("due")).toEqual([]);
    desk.clock.now = due;
    expect(await of("due")).toEqual([id]);
    await desk.custody.erase(id, owner);
    expect([await of("kept"), await of("due"), await of("erased")]).toEqual([[], [], [id]]);
  });

  it("go on page by page, through all and each once", async () => {
    await hand(desk, seat(provider), reasons, REQUEST);
    const { thing } = await desk.documents.read(id, owner);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { subject: "request", thing, limit: "1", ...(cursor && { cursor }) } as const;
      const { items, next } = await desk.lists.page(query, auditor);
      found.push(...items.map((one) => one.id));
      cursor = next;
    } while (cursor !== undefined);
    expect(found).toHaveLength(2);
    expect(new Set(found).size).toBe(2);
  });

  it.each([
    [{ commitment: wanted.commitment, organization: "3" }],
    [{ subject: "request" }],
    [{ thing: wanted.commitment }],
    [{ commitment: wanted.commitment, state: "due" }],
  ] as const)("are not asked for by %j", async (query) => {
    expect(await code(desk.lists.page(query, owner))).toBe("invalid-parameter");
  });
});
