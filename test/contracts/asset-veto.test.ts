// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ProcedureTests } from "./support/procedures.ts";
import {
  CAPACITY,
  DAY,
  hash,
  OFFICE,
  type Organization,
  type Seat,
  ZeroHash,
} from "./support/world.ts";

const ASSETS = "assetRegistry";
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const ONLY_CHIEF = 1 << OFFICE.chiefDataOfficer;
const ACT = { coding: 1, transfer: 2, conferring: 3, version: 4 } as const;
const ACTS = Object.values(ACT);
const LONGEST = 90 * DAY;
const [CHANGE, CORRECTION] = [2, 3];

const tests = new ProcedureTests();

/** A district between authority and holder, with chief data officers of all three. */
let district: Organization;
let districtHead: Seat;
let [ofHolder, ofDistrict, ofAuthority]: Seat[] = [];
let id = "";

beforeAll(async () => {
  const { authority, holder } = tests.province;
  const { authority: over, department, registrar } = CAPACITY;
  district = await tests.world.admit(over | department | registrar, authority);
  districtHead = await tests.world.appointHead(district);
  const move = [holder.number, district.number];
  const registry = "organizationRegistry";
  await tests.does(tests.world.act(authority.head, registry, "changeParent", ...move));
  ofHolder = await tests.chief(holder);
  ofDistrict = await tests.chief(district);
  ofAuthority = await tests.chief(authority);
  id = await tests.coded();
});

interface Terms {
  readonly act?: number;
  readonly reason?: string;
  readonly until?: number;
}

async function veto(by: Seat | undefined, other: Terms = {}) {
  if (by === undefined) throw new Error("no such seat");
  const until = other.until ?? (await tests.chain.now()) + 30 * DAY;
  const args = [other.act ?? ACT.coding, other.reason ?? hash("reason"), until];
  return tests.acting(by, "veto", id, ...args);
}
const lift = (by: Seat, act: number = ACT.coding, decision = hash("decision")) =>
  tests.acting(by, "liftVeto", id, act, decision);
const blocked = async (act: number): Promise<boolean> => {
  try {
    await tests.chain.read(ASSETS, "requireNoVeto", id, act);
    return false;
  } catch {
    return true;
  }
};

describe("veto", () => {
  it("blocks the act until its end, and no other act, whoever may lay it", async () => {
    for (const by of [ofHolder, ofDistrict, ofAuthority] as Seat[]) {
      for (const act of ACTS) {
        await tests.chain.undone(async () => {
          const made = await veto(by, { act });
          const until = Number(made.args[4]);
          const done = await tests.does(made);
          expect(done.events.map(({ name }) => name)).toEqual(["AssetVetoed"]);
          expect(done.events[0]?.args.toArray()).toEqual(
            big(id, act, by.organization, by.number, hash("reason"), until),
          );
          expect(await tests.list(ASSETS, "vetoOf", id, act)).toEqual(
            big(by.organization, done.time, until, 0, hash("reason")),
          );
          const all = await Promise.all(ACTS.map(blocked));
          expect(all).toEqual(ACTS.map((one) => one === act));
          await tests.chain.pass(until - 1 - (await tests.chain.now()));
          expect(await blocked(act)).toBe(true);
          await tests.chain.pass(1);
          expect(await blocked(act)).toBe(false);
        });
      }
    }
  });

  it("is refused to another office, and to an organisation that is neither", async () => {
    const { holder, holderHead, requester } = tests.province;
    const offices = [holderHead.number, OFFICE.headOfDataOffice, ONLY_CHIEF];
    await tests.refused(await veto(holderHead), "OrganizationRegistry__WrongOffice", ...offices);
    const beside = await tests.chief(requester);
    const values = [requester.number, holder.number];
    await tests.refused(await veto(beside), "AssetRegistry__NotAbove", ...values);
  });

  it("is refused for an unknown asset or act, and without reason", async () => {
    if (ofHolder === undefined) throw new Error("no chief data officer");
    const none = tests.acting(ofHolder, "veto", hash("none"), 1, hash("reason"), 2 ** 40);
    await tests.refused(none, "AssetRegistry__UnknownAsset", hash("none"));
    for (const act of [0, 5, 255]) {
      await tests.refused(await veto(ofHolder, { act }), "AssetRegistry__BadAct", act);
    }
    const silent = await veto(ofHolder, { reason: ZeroHash });
    await tests.refused(silent, "AssetRegistry__NoReason");
  });

  it("runs for a moment at least, and ninety days at most", async () => {
    const { chain } = tests;
    const time = (await chain.now()) + 100;
    const at = async (until: number) => {
      await chain.nextAt(time);
      return veto(ofHolder, { until });
    };
    for (const until of [time, time - 1, time + LONGEST + 1]) {
      const values = [until, time + LONGEST];
      await chain.undone(async () =>
        tests.refused(await at(until), "AssetRegistry__BadTerm", ...values),
      );
    }
    for (const until of [time + 1, time + LONGEST]) {
      await chain.undone(async () => tests.does(await at(until)));
    }
  });
});

describe("given a veto in force", () => {
  it("is replaced from above only", async () => {
    await tests.does(await veto(ofDistrict));
    const { until } = await tests.chain.read<{ until: bigint }>(ASSETS, "vetoOf", id, ACT.coding);
    const values = [id, ACT.coding, district.number, until];
    for (const by of [ofHolder, ofDistrict]) {
      await tests.refused(await veto(by), "AssetRegistry__Vetoed", ...values);
    }
    await tests.does(await veto(ofHolder, { act: ACT.transfer }));
    await tests.does(await veto(ofAuthority));
    const [by] = await tests.list(ASSETS, "vetoOf", id, ACT.coding);
    expect(by).toBe(BigInt(tests.province.authority.number));
  });

  it("gives way to the next one after its end", async () => {
    const until = (await tests.chain.now()) + DAY;
    await tests.does(await veto(ofHolder, { until }));
    const next = await veto(ofHolder, { until: until + DAY });
    await tests.chain.nextAt(until);
    await tests.does(next);
  });
});

describe("liftVeto", () => {
  it("lifts it, by an authority above, with its decision", async () => {
    await tests.does(await veto(ofHolder));
    const done = await tests.does(lift(districtHead));
    expect(done.events.map(({ name }) => name)).toEqual(["VetoLifted"]);
    expect(done.events[0]?.args.toArray()).toEqual(
      big(id, ACT.coding, district.number, districtHead.number, hash("decision")),
    );
    expect(await blocked(ACT.coding)).toBe(false);
    expect((await tests.list(ASSETS, "vetoOf", id, ACT.coding))[3]).toBe(BigInt(district.number));
  });

  it("refuses whoever is not above, and whoever is no authority", async () => {
    const { authorityHead, holderHead, requesterHead } = tests.province;
    await tests.does(await veto(ofDistrict));
    const missing = [requesterHead.organization, CAPACITY.authority];
    await tests.refused(lift(requesterHead), "AssetRegistry__MissingCapacity", ...missing);
    const own = [district.number, district.number];
    await tests.refused(lift(districtHead), "AssetRegistry__NotAbove", ...own);
    const below = [holderHead.organization, CAPACITY.authority];
    await tests.refused(lift(holderHead), "AssetRegistry__MissingCapacity", ...below);
    await tests.does(lift(authorityHead));
  });

  it("refuses another office, no decision, and a veto that is not in force", async () => {
    const { authority, authorityHead } = tests.province;
    await tests.refused(lift(authorityHead), "AssetRegistry__NoVeto", id, ACT.coding);
    const until = (await tests.chain.now()) + DAY;
    await tests.does(await veto(ofHolder, { until }));
    const registrant = await tests.world.appoint(authority, OFFICE.registrant);
    const offices = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    await tests.refused(lift(registrant), "OrganizationRegistry__WrongOffice", ...offices);
    const silent = lift(authorityHead, ACT.coding, ZeroHash);
    await tests.refused(silent, "AssetRegistry__NoReason");
    const other = lift(authorityHead, ACT.transfer);
    await tests.refused(other, "AssetRegistry__NoVeto", id, ACT.transfer);
    await tests.chain.undone(async () => {
      await tests.does(lift(authorityHead));
      await tests.refused(lift(authorityHead), "AssetRegistry__NoVeto", id, ACT.coding);
    });
    await tests.chain.nextAt(until);
    await tests.refused(lift(authorityHead), "AssetRegistry__NoVeto", id, ACT.coding);
  });
});

describe("given a veto that was lifted", () => {
  it("is not laid again from below the decision, until its own end", async () => {
    const { chain } = tests;
    const until = (await chain.now()) + DAY;
    await tests.does(await veto(ofHolder, { until }));
    await tests.does(lift(districtHead));
    const again = await veto(ofHolder, { until: until + DAY });
    const values = [id, ACT.coding, district.number, until];
    await tests.refused(again, "AssetRegistry__VetoLifted", ...values);
    for (const by of [ofDistrict, ofAuthority]) {
      await chain.undone(async () => tests.does(await veto(by)));
    }
    await chain.undone(async () => tests.does(await veto(ofHolder, { act: ACT.version })));
    await chain.nextAt(until);
    await tests.does(again);
  });
});

describe("given a veto on coding or on a new version", () => {
  it("blocks coding until it is lifted", async () => {
    const { authorityHead, holder } = tests.province;
    await tests.opened(id, CHANGE);
    await tests.takeTo(id, "publish");
    await tests.passNotice(id);
    const made = await veto(ofHolder);
    await tests.does(made);
    const confirm = tests.step(id, "confirm");
    const values = [id, ACT.coding, holder.number, Number(made.args[4])];
    await tests.refused(confirm, "AssetRegistry__Vetoed", ...values);
    await tests.chain.undone(async () => {
      await tests.does(lift(authorityHead));
      await tests.does(confirm);
    });
    await tests.chain.nextAt(Number(made.args[4]));
    await tests.does(confirm);
  });

  it.each([CHANGE, CORRECTION])("blocks opening and coding type %i", async (type) => {
    const { authorityHead, holder } = tests.province;
    const made = await veto(ofHolder, { act: ACT.version });
    const values = [id, ACT.version, holder.number, Number(made.args[4])];
    await tests.chain.undone(async () => {
      await tests.does(made);
      const open = tests.byHolder("open", id, type, hash("second"));
      await tests.refused(open, "AssetRegistry__Vetoed", ...values);
      await tests.does(tests.byHolder("open", id, 6, hash("documents")));
    });
    await tests.opened(id, type);
    await tests.does(made);
    const steps = ["assess", "approve", "submit", "accept", "review", "publish"] as const;
    await tests.take(id, type === CHANGE ? steps : steps.slice(1));
    await tests.passNotice(id);
    const confirm = tests.step(id, "confirm");
    await tests.refused(confirm, "AssetRegistry__Vetoed", ...values);
    await tests.does(lift(authorityHead, ACT.version));
    await tests.does(confirm);
  });

  it("stays when another procedure begins", async () => {
    const { holder } = tests.province;
    const made = await veto(ofHolder);
    await tests.does(made);
    await tests.opened(id, CHANGE);
    await tests.takeTo(id, "publish");
    await tests.passNotice(id);
    const values = [id, ACT.coding, holder.number, Number(made.args[4])];
    await tests.refused(tests.step(id, "confirm"), "AssetRegistry__Vetoed", ...values);
  });
});
