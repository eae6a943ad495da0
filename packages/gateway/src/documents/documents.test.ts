// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OFFICES } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { asked, type Desk, hand, openDesk, paper, refused, seat } from "../testing/papers.ts";
import { merged, WHO } from "../testing/tree.ts";
import type { Content } from "./content.ts";

const { authority, provider, recipient, neighbour, audit, stranger, heir, centre } = WHO;
const DAY = 86_400;
const REQUEST = ["request", "one"] as const;
const auditor = seat(audit, OFFICES.auditor);

const wanted = paper("申请依据：防汛");
const reasons = paper("不予共享的依据：……");
const mine = paper("another request");
const ACTS = [
  asked("one", recipient, wanted.commitment),
  refused("one", provider, reasons.commitment),
  asked("two", stranger, mine.commitment),
];

async function whole({ bytes }: Content): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const code = (told: Promise<unknown>): Promise<string> =>
  told.then(
    () => "done",
    (error: unknown) => (error as { code: string }).code,
  );

describe("a document of a request", () => {
  let desk: Desk;
  let id: `0x${string}`;
  beforeAll(async () => {
    desk = await openDesk(ACTS);
    ({
      view: { id },
    } = await hand(desk, seat(recipient), wanted, REQUEST));
  });
  afterAll(() => desk.end());

  it("is given back as it was stored, with its salt", async () => {
    const content = await desk.documents.content(id, seat(recipient));
    expect(await whole(content)).toEqual(wanted.bytes);
    expect(content.opener).toEqual({ salt: wanted.salt });
  });

  it("lies on disk without a byte of its text or salt", async () => {
    const names = await readdir(desk.folder);
    expect(names.toSorted()).toEqual([`${id.slice(2)}.key`, `${id.slice(2)}.sealed`]);
    for (const name of names) {
      const bytes = await readFile(join(desk.folder, name));
      expect(bytes.includes(wanted.bytes)).toBe(false);
      expect(bytes.toString("utf8")).not.toContain(wanted.salt.slice(2));
    }
  });

  it("is stored once", async () => {
    const again = await hand(desk, seat(recipient), wanted, REQUEST);
    expect(again).toMatchObject({ isNew: false, view: { id } });
    expect(await readdir(desk.folder)).toHaveLength(2);
  });

  it.each<[string, Caller, boolean]>([
    ["its owner", seat(recipient, OFFICES.receiver), true],
    ["the other side", seat(provider, OFFICES.registrant), true],
    ["the account at the head of the other side", { kind: "head", organization: provider }, true],
    ["the authority above both", seat(authority), true],
    ["an auditor", auditor, true],
    ["everybody, without authentication", { kind: "open" }, true],
    ["a department beside them", seat(heir), false],
    ["the authority of another branch", seat(neighbour), false],
    ["the centre of the log", seat(centre), false],
    ["another seat of an audit body", seat(audit, OFFICES.receiver), false],
    ["nobody", { kind: "nobody" }, false],
  ])("may or may not be read by %s", async (_, caller, expected) => {
    const told = await Promise.all([
      code(desk.documents.read(id, caller)),
      code(desk.documents.content(id, caller)),
    ]);
    const answer = expected ? "done" : "unknown-document";
    expect(told).toEqual([answer, answer]);
  });

  it("is read by whom its owner names, and no more when the name is taken back", async () => {
    const beside = seat(heir);
    expect(await code(desk.custody.name(id, seat(provider), [heir]))).toBe("not-allowed");
    expect(await code(desk.custody.name(id, beside, [heir]))).toBe("unknown-document");
    await desk.custody.name(id, seat(recipient), [heir]);
    expect(await code(desk.documents.read(id, beside))).toBe("done");
    expect(await code(desk.documents.accesses(id, beside, 0, 10))).toBe("not-allowed");
    await desk.custody.name(id, seat(recipient), []);
    expect(await code(desk.documents.read(id, beside))).toBe("unknown-document");
    // Nobody is asked for auditors.
    expect(await code(desk.documents.content(id, auditor))).toBe("done");
  });

  it("tells its owner and auditors who did what, and nobody else", async () => {
    const told = await desk.documents.accesses(id, seat(recipient), 0, 100);
    expect(told[0]).toMatchObject({
      ...{ n: 1, what: "stored", at: desk.clock.now },
      by: { organization: recipient, seat: 10 * recipient },
    });
    expect(told.map(({ n }) => n)).toEqual(told.map((_, at) => at + 1));
    expect(told.filter(({ what }) => what === "readers")).toHaveLength(2);
    const readers = told.filter(({ what }) => what === "read").map(({ by }) => by.organization);
    expect(new Set(readers)).toEqual(new Set([recipient, provider, authority, audit, undefined]));
    expect(await desk.documents.accesses(id, auditor, 1, 2)).toEqual(told.slice(1, 3));
    expect(await code(desk.documents.accesses(id, seat(provider), 0, 9))).toBe("not-allowed");
    expect(await code(desk.documents.accesses(id, seat(stranger), 0, 9))).toBe("unknown-document");
  });
});

describe("what is handed in", () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(ACTS, { quotaBytes: 100 });
  });
  afterAll(async () => {
    expect(await readdir(desk.folder)).toHaveLength(2);
    await desk.end();
  });

  it("must open a commitment that the caller's organisation made there", async () => {
    const put = (caller: Caller, one = wanted, at: Parameters<typeof hand>[3] = REQUEST) =>
      code(hand(desk, caller, one, at));
    for (const caller of [seat(provider), seat(stranger), seat(authority), auditor]) {
      expect(await put(caller)).toBe("unknown-commitment");
    }
    expect(await put(seat(recipient), wanted, ["request", "two"])).toBe("unknown-commitment");
    expect(await put(seat(recipient), wanted, ["asset", "asset"])).toBe("unknown-commitment");
    expect(await put(seat(recipient), wanted, ["request", "none"])).toBe("unknown-commitment");
    expect(await put(seat(recipient), wanted, ["statement", "one"])).toBe("unknown-commitment");
    expect(await put(seat(recipient), reasons)).toBe("unknown-commitment");
    expect(await put(seat(provider), mine, ["request", "two"])).toBe("unknown-commitment");
    expect(await put(seat(recipient), { ...wanted, salt: mine.salt })).toBe("document-differs");
    expect(await put(seat(recipient), { ...wanted, bytes: mine.bytes })).toBe("document-differs");
    const control = { ...wanted, bytes: Buffer.from("\u0000") };
    expect(await put(seat(recipient), control)).toBe("document-type");
  });

  it("may come from a system that only hands in", async () => {
    const system = { kind: "system", organization: recipient, token: "t" } as const;
    const submits = { ...system, scopes: new Set(["submit"] as const) };
    expect(await hand(desk, submits, wanted, REQUEST)).toMatchObject({ isNew: true });
    const { id } = (await hand(desk, submits, wanted, REQUEST)).view;
    expect(await code(desk.documents.content(id, submits))).toBe("unknown-document");
  });

  it("has room up to the quota of its organisation, whatever others keep", async () => {
    const long = paper("一".repeat(40));
    const other = await openDesk([asked("one", recipient, long.commitment)], { quotaBytes: 119 });
    expect(await code(hand(other, seat(recipient), long, REQUEST))).toBe("document-quota");
    expect(await readdir(other.folder)).toHaveLength(0);
    await other.end();
    const larger = await openDesk([asked("one", recipient, long.commitment)], { quotaBytes: 120 });
    expect(await code(hand(larger, seat(recipient), long, REQUEST))).toBe("done");
    await larger.end();
  });
});

describe("a document whose owner was merged", () => {
  it("is its successor's", async () => {
    const desk = await openDesk([...ACTS, merged(recipient, heir)]);
    expect(await code(hand(desk, seat(recipient), wanted, REQUEST))).toBe("unknown-commitment");
    const { view } = await hand(desk, seat(heir), wanted, REQUEST);
    expect(view.owner).toBe(recipient);
    expect(await code(desk.custody.name(view.id, seat(heir), [stranger]))).toBe("done");
    const page = await desk.lists.page({ organization: String(recipient) }, seat(heir));
    expect(page.items).toHaveLength(1);
    await desk.end();
  });
});

describe("a document that is damaged", () => {
  const changes: [string, string, (bytes: Buffer) => Buffer][] = [
    ["a flipped bit in the content", "sealed", (bytes) => flipped(bytes, 7)],
    ["a shorter content", "sealed", (bytes) => bytes.subarray(0, -1)],
    [
      "another key",
      "key",
      (bytes) => Buffer.from(bytes.toString().replace(/sealed":"./, 'sealed":"_')),
    ],
    ["a torn key", "key", (bytes) => bytes.subarray(0, 20)],
  ];
  it.each(changes)("by %s is not answered, nor told as read", async (_, end, change) => {
    const desk = await openDesk(ACTS);
    const { id } = (await hand(desk, seat(recipient), wanted, REQUEST)).view;
    const file = join(desk.folder, `${id.slice(2)}.${end}`);
    await writeFile(file, change(await readFile(file)));
    expect(await code(desk.documents.content(id, seat(recipient)))).toBe("document-damaged");
    const told = await desk.documents.accesses(id, seat(recipient), 0, 9);
    expect(told.map(({ what }) => what)).toEqual(["stored"]);
    await desk.end();
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

describe("what a kill leaves", () => {
  it("is gone with the next start when it was never acknowledged, and the rest stays", async () => {
    const desk = await openDesk(ACTS);
    const { id } = (await hand(desk, seat(recipient), wanted, REQUEST)).view;
    const ghost = "ab".repeat(32);
    const left = [
      `${ghost}.sealed`,
      `${ghost}.key`,
      `${ghost}.sealed.part-00`,
      `${ghost}.key.part-1f`,
    ];
    for (const name of left) await writeFile(join(desk.folder, name), "left");
    await desk.again();
    expect(await readdir(desk.folder)).toHaveLength(2);
    expect(await code(desk.documents.content(id, seat(recipient)))).toBe("done");
    await desk.end();
  });

  it("after the record of a disposal is destroyed with the next start", async () => {
    const desk = await openDesk(ACTS);
    const { id } = (await hand(desk, seat(recipient), wanted, REQUEST)).view;
    await desk.alone(async (records) => {
      const record = await records.get(id);
      if (!record) throw new Error("it is not recorded");
      const at = desk.clock.now + 40 * 365 * DAY;
      const erased = { at, by: {}, class: record.class, years: 30, due: at, rule: "a rule" };
      await records.replace(record, { ...record, erased }, { at, by: {}, what: "erased" });
    });
    expect(await readdir(desk.folder)).toEqual([]);
    expect(await code(desk.documents.content(id, seat(recipient)))).toBe("document-erased");
    await desk.end();
  });
});
