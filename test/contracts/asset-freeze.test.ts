// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";

import { Refusal } from "./support/chain.ts";
import { big } from "./support/expect.ts";
import { ProcedureTests } from "./support/procedures.ts";
import { CAPACITY, DAY, hash, type Organization, type Seat } from "./support/world.ts";

const ASSETS = "assetRegistry";
const REGISTRY = "organizationRegistry";
const FROZEN_AT = 104n;
const MOST_FREEZES = 200;
const [REGISTERED, CANCELLED] = [1, 3];
const [CODING, TRANSFER, CONFERRING, VERSION] = [1, 2, 3, 4];
const [CHANGE, CANCELLATION] = [2, 5];

const tests = new ProcedureTests();

const read = (fn: string, ...args: unknown[]) => tests.chain.read(ASSETS, fn, ...args);
const frozenAt = async (id: string, time: number): Promise<bigint> =>
  (((await read("stateAt", id, time)) as bigint) >> FROZEN_AT) & 0xffn;

beforeAll(async () => {
  const params = [tests.chain.addresses.rightRegistry];
  await tests.chain.provider.request({ method: "hardhat_impersonateAccount", params });
});

const move = (id: string, to: number) =>
  tests.world.act(tests.chain.addresses.rightRegistry, ASSETS, "moveHolder", id, to);

describe("freeze, unfreeze, uphold", () => {
  it("count open freezes, with their dates", async () => {
    const id = await tests.coded();
    const first = await tests.does(tests.byCase("freeze", id));
    await tests.chain.pass(DAY);
    const second = await tests.does(tests.byCase("freeze", id));
    await tests.chain.pass(DAY);
    const third = await tests.does(tests.byCase("unfreeze", id));
    expect(
      [first, second, third].map(({ events }) => [events[0]?.name, events[0]?.args.toArray()]),
    ).toEqual([
      ["AssetFrozen", big(id, 1)],
      ["AssetFrozen", big(id, 2)],
      ["AssetUnfrozen", big(id, 1)],
    ]);
    const times = [first.time - 1, first.time, second.time, third.time];
    expect(await Promise.all(times.map((time) => frozenAt(id, time)))).toEqual(big(0, 1, 2, 1));
    expect((await tests.asset(id)).frozen).toBe(1n);
  });

  it("freeze a draft, which stays one", async () => {
    const id = await tests.draft();
    const before = await tests.asset(id);
    await tests.chain.pass(DAY);
    const done = await tests.does(tests.byCase("freeze", id));
    expect(await tests.asset(id)).toEqual({ ...before, frozen: 1n });
    expect(await frozenAt(id, done.time - 1)).toBe(0n);
    await tests.does(tests.byCase("unfreeze", id));
    await tests.take(id);
    expect((await tests.asset(id)).version).toBe(1n);
  });

  it("count up to two hundred", async () => {
    const id = await tests.coded();
    for (let i = 0; i < MOST_FREEZES; i++) await tests.chain.fill(tests.byCase("freeze", id));
    const more = tests.byCase("freeze", id);
    await tests.refused(more, "AssetRegistry__TooManyFreezes", id, MOST_FREEZES);
    await tests.does(tests.byCase("unfreeze", id));
    await tests.does(more);
  });

  it("are refused to everyone else, also to the administrator", async () => {
    const { authority, authorityHead } = tests.province;
    const id = await tests.coded();
    await tests.does(tests.byCase("freeze", id));
    for (const by of [
      tests.chain.admin,
      tests.chain.deployer,
      authority.head,
      authorityHead.account,
    ]) {
      for (const [fn, ...args] of [
        ["freeze"],
        ["unfreeze"],
        ["uphold", hash("decision")],
      ] as const) {
        const act = tests.world.act(by, ASSETS, fn, id, ...args);
        await tests.refused(act, "AccessManagedUnauthorized", by);
      }
    }
  });

  it("refuse an asset that is unknown or cancelled, and nothing to unfreeze", async () => {
    const none = hash("none");
    await tests.refused(tests.byCase("freeze", none), "AssetRegistry__UnknownAsset", none);
    await tests.refused(tests.byCase("unfreeze", none), "AssetRegistry__NotFrozen", none);
    const id = await tests.coded();
    await tests.refused(tests.byCase("unfreeze", id), "AssetRegistry__NotFrozen", id);
    await tests.opened(id, CANCELLATION);
    await tests.take(id);
    await tests.refused(tests.byCase("freeze", id), "AssetRegistry__WrongState", id, CANCELLED);
  });
});

describe("uphold", () => {
  it("refuses the application, with its decision, and frees the catalogue code of what was never coded", async () => {
    const catalogueCode = hash("code");
    const { applicant } = tests.parties;
    const id = await tests.world.asset(applicant, undefined, { catalogueCode });
    await tests.takeTo(id, "publish");
    const done = await tests.does(tests.byCase("uphold", id, hash("decision")));
    expect(done.events.map(({ name }) => name)).toEqual(["ObjectionUpheld"]);
    expect(done.events[0]?.args.toArray()).toEqual([id, hash("decision")]);
    expect(await tests.stage(id)).toBe("Refused");
    await tests.world.asset(applicant, undefined, { catalogueCode });
  });
});

describe("moveHolder", () => {
  it("gives the asset another holder, with its date", async () => {
    const { holder, requester } = tests.province;
    const id = await tests.coded();
    await tests.chain.pass(DAY);
    const done = await tests.does(move(id, requester.number));
    expect(done.events.map(({ name }) => name)).toEqual(["HolderMoved"]);
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holder.number, requester.number));
    for (const fn of ["holderOf", "recordedHolderOf"]) {
      expect(await read(fn, id)).toBe(BigInt(requester.number));
    }
    expect(await read("holderAt", id, done.time)).toBe(BigInt(requester.number));
    expect(await read("holderAt", id, done.time - 1)).toBe(BigInt(holder.number));
    const open = tests.byHolder("open", id, CHANGE, hash("second"));
    const values = [id, holder.number, requester.number];
    await tests.refused(open, "AssetRegistry__NotHolder", ...values);
    const { requesterHead } = tests.province;
    await tests.does(tests.acting(requesterHead, "open", id, CHANGE, hash("second")));
  });

  it("is refused to everyone else", async () => {
    const { holder, holderHead, requester } = tests.province;
    const id = await tests.coded();
    for (const by of [holder.head, holderHead.account, tests.chain.admin]) {
      const act = tests.world.act(by, ASSETS, "moveHolder", id, requester.number);
      await tests.refused(act, "AssetRegistry__NotRightRegistry", by);
    }
    expect(await read("rights")).toBe(tests.chain.addresses.rightRegistry);
  });
});

describe("requireFree", () => {
  const refusalOf = async (id: string, act: number): Promise<string> => {
    const asked = tests.world.act(tests.province.holder.head, ASSETS, "requireFree", id, act);
    try {
      await tests.does(asked);
      return "";
    } catch (error) {
      return error instanceof Refusal ? error.error : "unexplained";
    }
  };
  const ACTS = [CODING, TRANSFER, CONFERRING, VERSION];

  it("tells the holder of what is free", async () => {
    const id = await tests.coded();
    for (const act of ACTS) {
      expect(await read("requireFree", id, act)).toBe(BigInt(tests.province.holder.number));
    }
  });

  it("refuses what is not coded, not valid, frozen or vetoed, and moveHolder with it", async () => {
    const { holder, requester } = tests.province;
    const bound = async (id: string, error: string, ...values: (number | string)[]) => {
      expect(await refusalOf(id, CONFERRING)).toBe(error);
      await tests.refused(move(id, requester.number), error, ...values);
    };
    await bound(hash("none"), "AssetRegistry__UnknownAsset", hash("none"));
    const draft = await tests.draft();
    await bound(draft, "AssetRegistry__WrongState", draft, REGISTERED);
    await tests.does(tests.byCase("freeze", draft));
    await bound(draft, "AssetRegistry__WrongState", draft, REGISTERED);
    const cancelled = await tests.coded();
    await tests.opened(cancelled, CANCELLATION);
    await tests.take(cancelled);
    await bound(cancelled, "AssetRegistry__WrongState", cancelled, CANCELLED);
    const id = await tests.coded();
    await tests.chain.undone(async () => {
      await tests.does(tests.byCase("freeze", id));
      await bound(id, "AssetRegistry__Frozen", id);
    });
    const chief = await tests.chief(holder);
    const until = (await tests.chain.now()) + DAY;
    await tests.does(tests.acting(chief, "veto", id, TRANSFER, hash("reason"), until));
    const vetoed = [id, TRANSFER, holder.number, until] as const;
    await tests.refused(move(id, requester.number), "AssetRegistry__Vetoed", ...vetoed);
    expect(await refusalOf(id, CONFERRING)).toBe("");
    const end = Number((await tests.asset(id)).until);
    await tests.chain.nextAt(end - 1);
    expect(await refusalOf(id, CONFERRING)).toBe("");
    await bound(id, "AssetRegistry__Expired", id, end);
  });

  it("refuses a transfer while a procedure is pending, and nothing else", async () => {
    const { requester } = tests.province;
    const id = await tests.coded();
    await tests.opened(id, CHANGE);
    await tests.refused(move(id, requester.number), "AssetRegistry__WrongStage", id, 1);
    expect(await refusalOf(id, TRANSFER)).toBe("AssetRegistry__WrongStage");
    expect(await refusalOf(id, CONFERRING)).toBe("");
    await tests.does(tests.byHolder("withdraw", id));
    await tests.does(move(id, requester.number));
  });
});

describe("given a holder that was merged, split or abolished", () => {
  let heir: Organization;
  let heirHead: Seat;

  const reform = (fn: string, ...args: unknown[]) => {
    const { authority } = tests.province;
    return tests.does(tests.world.act(authority.head, REGISTRY, fn, authority.number, ...args));
  };
  beforeAll(async () => {
    heir = await tests.world.admit(CAPACITY.department, tests.province.authority);
    heirHead = await tests.world.appointHead(heir);
  });

  it("follows it in the middle of a procedure, for every act of the holder", async () => {
    const { holder } = tests.province;
    const id = await tests.draft();
    const assess = tests.acting(heirHead, "assess", id, hash("a"), hash("b"));
    const values = [id, heir.number, holder.number];
    await tests.refused(assess, "AssetRegistry__NotHolder", ...values);
    await reform("merge", holder.number, heir.number);
    expect(await read("holderOf", id)).toBe(BigInt(heir.number));
    expect(await read("recordedHolderOf", id)).toBe(BigInt(holder.number));
    await tests.does(assess);
    const gone = await tests.chain.refusal(tests.byHolder("withdraw", id));
    expect(gone.error).toBe("OrganizationRegistry__WrongStatus");
    const former = tests.world.act(holder.head, ASSETS, "approve", id);
    const head = [id, holder.head, heir.number] as const;
    await tests.refused(former, "AssetRegistry__NotHead", ...head);
    await tests.does(tests.world.act(heir.head, ASSETS, "approve", id));
    const { registrar } = tests.parties;
    await tests.does(tests.acting(heirHead, "submit", id, registrar.organization));
    await tests.take(id, ["accept", "review", "publish", "confirm"]);
    expect((await tests.asset(id)).holder).toBe(BigInt(heir.number));
  });

  it("follows a split by what was assigned, and the keeper for the rest", async () => {
    const { holder, requester } = tests.province;
    const [assigned, rest] = [await tests.coded(), await tests.coded()];
    await reform("assign", holder.number, [assigned], heir.number);
    await reform("split", holder.number, requester.number);
    expect(await read("holderOf", assigned)).toBe(BigInt(heir.number));
    expect(await read("holderOf", rest)).toBe(BigInt(requester.number));
    const open = (id: string) => tests.acting(heirHead, "open", id, CHANGE, hash("second"));
    await tests.does(open(assigned));
    const values = [rest, heir.number, requester.number];
    await tests.refused(open(rest), "AssetRegistry__NotHolder", ...values);
  });

  it("has no holder where none follows", async () => {
    const { holder, requesterHead } = tests.province;
    const id = await tests.coded();
    await reform("abolish", holder.number);
    expect(await read("holderOf", id)).toBe(0n);
    const open = tests.acting(requesterHead, "open", id, CHANGE, hash("second"));
    const values = [id, requesterHead.organization, 0];
    await tests.refused(open, "AssetRegistry__NotHolder", ...values);
  });
});
