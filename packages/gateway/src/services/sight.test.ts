// SPDX-License-Identifier: Apache-2.0
import { OFFICES, type Statement } from "@suyuan/proof";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { IndexReads, IndexStore } from "../indexing/index-store.ts";
import { Refusal } from "../refusal.ts";
import { hash } from "../testing/sample.ts";
import { ASSET, granted, LOG, merged, openTree, OPERATOR_SEAT, WHO } from "../testing/tree.ts";
import { Sights } from "./sight.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

const { authority, provider, recipient, neighbour, audit, stranger, heir, centre } = WHO;
let tree: Awaited<ReturnType<typeof openTree>>;
let after: Awaited<ReturnType<typeof openTree>>;

beforeAll(async () => {
  tree = await openTree(granted("one", recipient, provider));
  after = await openTree([...granted("one", recipient, provider), merged(provider, heir)]);
});
afterAll(async () => {
  await tree.close();
  await after.close();
});

const seat = (organization: number, office: number = OFFICES.registrant): Caller => ({
  ...{ kind: "seat", seat: 10 * organization, organization, office },
});
const system = (organization: number, ...scopes: readonly ("read" | "submit")[]): Caller => ({
  ...{ kind: "system", organization, token: "t", scopes: new Set(scopes) },
});
const sightOf = (caller: Caller, index: IndexReads = tree.index) =>
  new Sights({ index, now: () => 1_800_000_001, log: LOG }).of(caller);
const sees = (caller: Caller, index?: IndexStore) =>
  sightOf(caller, index).mayId("grant", "grant", hash("one"));

describe("a grant", () => {
  it.each([
    ["its provider", seat(provider), true],
    ["its recipient", seat(recipient), true],
    ["the account at the head of its provider", { kind: "head", organization: provider }, true],
    ["a system of its recipient that reads", system(recipient, "read"), true],
    ["a system of its recipient that only submits", system(recipient, "submit"), false],
    ["the authority above both", seat(authority), true],
    ["the authority of another branch", seat(neighbour), false],
    ["a department of another branch", seat(stranger), false],
    ["a department beside them", seat(heir), false],
    ["an auditor", seat(audit, OFFICES.auditor), true],
    ["the head of the data office of an audit body", seat(audit, OFFICES.headOfDataOffice), true],
    ["another seat of an audit body", seat(audit, OFFICES.receiver), false],
    ["an auditor of what is no audit body", seat(stranger, OFFICES.auditor), false],
    ["the centre of its log", seat(centre), false],
    ["nobody", { kind: "nobody" }, false],
    ["everybody, without authentication", { kind: "open" }, true],
  ] as const)("may or may not be read by %s", async (_, caller, expected) => {
    expect(await sees(caller)).toBe(expected);
  });

  it("is read by who took its provider's place, and no more by that one", async () => {
    expect(await sees(seat(heir), after.index)).toBe(true);
    expect(await sees(seat(provider), after.index)).toBe(false);
    expect(await sees(seat(recipient), after.index)).toBe(true);
  });
});

const about = (more: object): Statement =>
  ({ asset: ASSET, organization: provider, ...more }) as unknown as Statement;

describe("a statement", () => {
  it.each([
    ["the provider", seat(provider), true, true],
    ["who has a grant of the asset", seat(recipient), true, true],
    ["the authority above", seat(authority), true, true],
    ["the centre of the log", seat(centre), true, true],
    ["the seat that operates the log", { ...seat(stranger), seat: OPERATOR_SEAT }, true, true],
    ["a stranger", seat(stranger), false, false],
    ["a department beside them", seat(heir), false, false],
  ] as const)("may or may not be read by %s", async (_, caller, version, delivery) => {
    expect(await sightOf(caller).mayStatement(about({}))).toBe(version);
    const sent = about({ grant: hash("one") });
    expect(await sightOf(caller).mayStatement(sent)).toBe(delivery);
  });

  it("under a grant is no business of who has another grant of the asset", async () => {
    const two = await openTree([
      ...granted("one", recipient, provider),
      ...granted("two", heir, provider),
    ]);
    const sight = sightOf(seat(heir), two.index);
    expect(await sight.mayStatement(about({ grant: hash("one") }))).toBe(false);
    expect(await sight.mayStatement(about({ grant: hash("two") }))).toBe(true);
    expect(await sight.mayStatement(about({}))).toBe(true);
    await two.close();
  });
});

describe("entry bundles", () => {
  it.each([
    ["an auditor", seat(audit, OFFICES.auditor), undefined],
    ["the centre of the log", seat(centre), undefined],
    ["a system of the centre that reads", system(centre, "read"), undefined],
    ["a system of the centre that submits", system(centre, "submit"), "not-allowed"],
    ["the provider", seat(provider), "not-allowed"],
    ["the authority", seat(authority), "not-allowed"],
    ["nobody", { kind: "nobody" }, "not-signed-in"],
  ] as const)("are or are not for %s", async (_, caller, code) => {
    const asked = sightOf(caller).requireBundles();
    if (code === undefined) await expect(asked).resolves.toBeUndefined();
    else await expect(asked).rejects.toMatchObject({ code });
  });
});

/** An index whose reads are counted from outside. */
function counting(index: IndexStore): { readonly index: IndexReads; readonly count: () => number } {
  let reads = 0;
  const counted: IndexReads = {
    row: (subject) => ((reads += 1), index.row(subject)),
    rows: (subjects) => ((reads += subjects.length), index.rows(subjects)),
    list: (query, page) => ((reads += 1), index.list(query, page)),
    things: (query, page) => ((reads += 1), index.things(query, page)),
  };
  return { index: counted, count: () => reads };
}

async function costOf(caller: Caller, id: `0x${string}`, of: IndexStore): Promise<number> {
  const { index, count } = counting(of);
  const refuse = () => new Refusal("unknown-grant", "there is none");
  const asked = sightOf(caller, index).require("grant", "grant", id, refuse);
  await expect(asked).rejects.toMatchObject({ code: "unknown-grant" });
  return count();
}

describe("given a stranger", () => {
  const callers = fc.constantFrom(
    ...[seat(stranger), seat(neighbour), seat(centre), system(stranger, "read")],
  );

  it("reads as much for another's grant as for none, whoever asks and whatever has happened", async () => {
    const ids = fc.string().map((name) => hash(`none ${name}`));
    const law = fc.asyncProperty(callers, ids, fc.boolean(), async (caller, id, isAfter) => {
      const { index } = isAfter ? after : tree;
      expect(await costOf(caller, hash("one"), index)).toBe(await costOf(caller, id, index));
    });
    await fc.assert(law, { numRuns });
  });

  it("reads as much for another's statement as for none", async () => {
    const refuse = () => new Refusal("unknown-statement", "there is none");
    const cost = async (statement: Statement | undefined) => {
      const { index, count } = counting(tree.index);
      const asked = sightOf(seat(stranger), index).requireStatement(statement, refuse);
      await expect(asked).rejects.toMatchObject({ code: "unknown-statement" });
      return count();
    };
    const none = await cost(undefined);
    expect(await cost(about({ grant: hash("one") }))).toBe(none);
    expect(await cost(about({}))).toBe(none);
  });
});
