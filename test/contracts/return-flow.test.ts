// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { beforeEach, describe, expect, it } from "vitest";

import { codeBytes, unifiedCode } from "./support/codes.ts";
import { DeliveryTests } from "./support/delivery.ts";
import { big, told } from "./support/expect.ts";
import { CAPACITY, DAY, hash, type Organization, type Seat, ZeroHash } from "./support/world.ts";

const RETURNS = "returnRegistry";
const REGISTRY = "organizationRegistry";
const [NONE, OWED, CONNECTED, DELIVERED, WITHDRAWN] = [0n, 1n, 2n, 3n, 4n];
const [COUNTRY, CITY, COUNTY, TOWN] = [1, 3, 4, 5];
/** Codes from here on are nobody's. */
const FREE = 100;
const SCOPE = hash("our county's part");

const tests = new DeliveryTests();
let county: Organization;
let countyHead: Seat;
beforeEach(async () => {
  tests.emptyShelves();
  county = await tests.world.admit(CAPACITY.department, tests.province.authority, COUNTY);
  countyHead = await tests.world.appointHead(county);
});

const acting = (by: Seat, fn: string, ...args: unknown[]) =>
  tests.world.bySeat(by, RETURNS, fn, ...args);
const claim = (by: Seat = countyHead, asset: string = tests.asset, scope: string = SCOPE) =>
  acting(by, "claimReturn", asset, scope);
const stateOf = async (id: string) => tests.chain.read<bigint>(RETURNS, "stateOfReturn", id);

async function claimed(): Promise<string> {
  const done = await tests.does(claim());
  return String(done.events[0]?.args[0]);
}

/** A grant of the asset to the county. */
async function granted(until?: number): Promise<string> {
  const wanted = tests.wanted(until === undefined ? {} : { until });
  const filed = await tests.does(tests.acting(countyHead, "request", wanted));
  const id = String(filed.events[0]?.args[0]);
  const terms = until === undefined ? {} : { until };
  await tests.does(tests.grant(id, tests.province.holderHead, terms));
  return id;
}

/** A delivery under a grant to the county. */
async function deliveredUnder(grant: string): Promise<void> {
  await tests.chain.pass(10);
  const other = { grant: grant as `0x${string}`, recipient: county.number };
  await tests.delivered(other);
}

describe("claimReturn", () => {
  it("says that an upper level owes a lower one its own area's data", async () => {
    const done = await tests.does(claim());
    const { holder, chain } = tests.province;
    const id = keccak256(
      AbiCoder.defaultAbiCoder().encode(
        ["uint256", "address", "string", "uint32", "uint64"],
        [tests.chainId, chain.addresses.returnRegistry, "return", county.number, 1],
      ),
    );
    expect(told(done)).toEqual([
      [
        ...["ReturnClaimed", id, tests.asset],
        ...[...big(county.number, holder.number, countyHead.number), SCOPE],
      ],
    ]);
    expect(await tests.list(RETURNS, "returnOf", id)).toEqual([
      ...[tests.asset, SCOPE, ZeroHash, ...big(county.number, done.time, 0), OWED],
    ]);
    expect(await chain.read(RETURNS, "returnCount", county.number)).toBe(1n);
  });

  it("is for a department's head of the data office", async () => {
    const { authorityHead, centreHead, centre } = tests.province;
    const wrong = { ...countyHead, account: authorityHead.account };
    expect((await tests.chain.refusal(claim(wrong))).error).toBe(
      "OrganizationRegistry__WrongAccount",
    );
    const refusal = "ReturnRegistry__NotDepartment";
    await tests.refused(claim(centreHead), refusal, centre.number);
  });

  it("is of an upper level only", async () => {
    const { requester, requesterHead, holder } = tests.province;
    const refusal = "ReturnRegistry__NotUpperLevel";
    // Of the same level, though of the same area.
    const values = [tests.asset, requester.number, holder.number] as const;
    await tests.refused(claim(requesterHead), refusal, ...values);
    const unknown = hash("no asset");
    await tests.refused(claim(countyHead, unknown), refusal, unknown, county.number, 0);
    await tests.refused(claim(countyHead, tests.asset, ZeroHash), "ReturnRegistry__NoScope");
  });

  it("is of one's own area: the regions of GB/T 2260 lie in each other", async () => {
    const { holder } = tests.province;
    const refusal = "ReturnRegistry__NotUpperLevel";
    for (const [place, [region, fits]] of [
      [990_106, true] as const,
      [990_000, true] as const,
      [980_106, false] as const,
      [100_000, false] as const,
    ].entries()) {
      const one = await admitted(region, place);
      const head = await tests.world.appointHead(one);
      const act = claim(head);
      if (fits) await tests.does(act);
      else await tests.refused(act, refusal, tests.asset, one.number, holder.number);
    }
  });

  it("is of a city's area, too: the counties of another city are not in it", async () => {
    const city = await admitted(990_100, 0, CITY);
    const cityHead = await tests.world.appointHead(city);
    const asset = await tests.world.asset(cityHead, tests.province.authorityHead);
    const inside = await tests.world.appointHead(await admitted(990_106, 1));
    const outside = await tests.world.appointHead(await admitted(990_206, 2));
    await tests.does(claim(inside, asset));
    const values = [asset, outside.organization, city.number];
    await tests.refused(claim(outside, asset), "ReturnRegistry__NotUpperLevel", ...values);
  });

  it("is of the country's area, wherever one is, and of one's own below it", async () => {
    const state = await root(100_000, 0);
    const ministry = await tests.world.appointHead(await admitted(100_000, 1, COUNTRY, state));
    const wide = await tests.world.asset(ministry, await tests.world.appointHead(state));
    const county = await tests.world.appointHead(await admitted(980_106, 2));
    await tests.does(claim(county, wide));
    const own = await tests.world.asset(county, tests.province.authorityHead);
    const inside = await tests.world.appointHead(await admitted(980_106, 3, TOWN));
    await tests.does(claim(inside, own));
    const beside = await tests.world.appointHead(await admitted(980_107, 4, TOWN));
    const values = [own, beside.organization, county.organization] as const;
    await tests.refused(claim(beside, own), "ReturnRegistry__NotUpperLevel", ...values);
  });

  it("is of a superior, too, whatever its level and area", async () => {
    const above = await admitted(990_106, 0, COUNTY);
    const aboveHead = await tests.world.appointHead(above);
    const asset = await tests.world.asset(aboveHead, tests.province.authorityHead);
    const below = await tests.world.appointHead(await admitted(990_107, 1, COUNTY, above));
    const done = await tests.does(claim(below, asset));
    expect(done.events[0]?.args["holder"]).toBe(BigInt(above.number));
    const beside = await tests.world.appointHead(await admitted(990_106, 2, COUNTY));
    const values = [asset, beside.organization, above.number] as const;
    await tests.refused(claim(beside, asset), "ReturnRegistry__NotUpperLevel", ...values);
  });

  it("is open once for an asset, and may be made again when it was withdrawn or delivered", async () => {
    const id = await claimed();
    await tests.refused(claim(), "ReturnRegistry__ReturnOpen", id);
    await tests.chain.undone(async () => {
      await tests.does(acting(countyHead, "withdrawReturn", id));
      await tests.does(claim());
    });
    const grant = await granted();
    await tests.does(acting(tests.province.holderHead, "connectReturn", id, grant));
    await tests.refused(claim(), "ReturnRegistry__ReturnOpen", id);
    await deliveredUnder(grant);
    await tests.does(claim());
  });
});

/** One of a region that may do all that return flow wants: a county's below the province's authority, unless told. */
async function admitted(
  region: number,
  place: number,
  level = COUNTY,
  above = tests.province.authority,
): Promise<Organization> {
  return enter(above.head, ["admit", above.number], place, level, region);
}

/** One of the whole country, below nobody. */
async function root(region: number, place: number): Promise<Organization> {
  return enter(tests.chain.admin, ["admitRoot"], place, COUNTRY, region);
}

async function enter(
  by: string,
  [fn, ...above]: readonly [string, ...number[]],
  place: number,
  ...where: readonly [level: number, region: number]
): Promise<Organization> {
  const head = tests.chain.newAccount();
  const code = codeBytes(unifiedCode(FREE + place));
  const { authority, department, registrar } = CAPACITY;
  const capacities = authority | department | registrar;
  const facts = [...above, code, hash(`name ${place}`), capacities, ...where, head];
  await tests.does(tests.world.act(by, REGISTRY, fn, ...facts));
  const number = await tests.chain.read<bigint>(REGISTRY, "organizationOf", head);
  return { number: Number(number), head, code };
}

describe("connectReturn", () => {
  it("names the grant through which the data flows, and delivered is what the log proves", async () => {
    const { holder, holderHead } = tests.province;
    const id = await claimed();
    const grant = await granted();
    const done = await tests.does(acting(holderHead, "connectReturn", id, grant));
    expect(told(done)).toEqual([
      [
        ...["ReturnConnected", id, tests.asset],
        ...[...big(county.number, holder.number, holderHead.number), grant],
      ],
    ]);
    expect(await stateOf(id)).toBe(CONNECTED);
    await deliveredUnder(grant);
    expect(await stateOf(id)).toBe(DELIVERED);
  });

  it("is for the asset's holder", async () => {
    const id = await claimed();
    const grant = await granted();
    const { holder, requester, requesterHead } = tests.province;
    for (const [by, number] of [
      [requesterHead, requester.number],
      [countyHead, county.number],
    ] as const) {
      const act = acting(by, "connectReturn", id, grant);
      await tests.refused(act, "ReturnRegistry__NotHolder", id, number, holder.number);
    }
  });

  it("takes only a grant in force of this asset to the claimant", async () => {
    const { holderHead, authorityHead } = tests.province;
    const id = await claimed();
    const unfit = "ReturnRegistry__UnfitGrant";
    const connect = (grant: string) => acting(holderHead, "connectReturn", id, grant);
    // One to another department, a request alone, one that is not there, one of another asset.
    await tests.refused(connect(tests.grantId), unfit, id, tests.grantId);
    const filed = await tests.does(tests.acting(countyHead, "request", tests.wanted()));
    const request = String(filed.events[0]?.args[0]);
    await tests.refused(connect(request), unfit, id, request);
    await tests.refused(connect(hash("none")), unfit, id, hash("none"));
    const asset = await tests.world.asset(holderHead, authorityHead);
    const other = await tests.does(tests.acting(countyHead, "request", tests.wanted({ asset })));
    const stray = String(other.events[0]?.args[0]);
    await tests.does(tests.grant(stray));
    await tests.refused(connect(stray), unfit, id, stray);
    await tests.does(tests.grant(request));
    await tests.chain.undone(async () => {
      await tests.does(tests.acting(holderHead, "suspend", request, 2, 0));
      await tests.refused(connect(request), unfit, id, request);
    });
    await tests.does(connect(request));
  });

  it("may name another grant until there is a delivery; one that is over owes again", async () => {
    const { holderHead } = tests.province;
    const id = await claimed();
    const until = (await tests.chain.now()) + 5 * DAY;
    const short = await granted(until);
    await tests.does(acting(holderHead, "connectReturn", id, short));
    await tests.chain.pass(until - 1 - (await tests.chain.now()));
    expect(await stateOf(id)).toBe(CONNECTED);
    await tests.chain.pass(1);
    expect(await stateOf(id)).toBe(OWED);
    const next = await granted();
    await tests.does(acting(holderHead, "connectReturn", id, next));
    expect(await stateOf(id)).toBe(CONNECTED);
    await deliveredUnder(next);
    const act = acting(holderHead, "connectReturn", id, next);
    await tests.refused(act, "ReturnRegistry__WrongReturnState", id, DELIVERED);
  });
});

describe("withdrawReturn", () => {
  it("ends a claim, and is for the claimant", async () => {
    const id = await claimed();
    const { holder, holderHead } = tests.province;
    const wrong = acting(holderHead, "withdrawReturn", id);
    await tests.refused(wrong, "ReturnRegistry__NotClaimant", id, holder.number, county.number);
    const done = await tests.does(acting(countyHead, "withdrawReturn", id));
    expect(done.events[0]?.args.toArray()).toEqual([
      ...[id, tests.asset, ...big(county.number, countyHead.number)],
    ]);
    expect(await stateOf(id)).toBe(WITHDRAWN);
    const again = acting(countyHead, "withdrawReturn", id);
    await tests.refused(again, "ReturnRegistry__WrongReturnState", id, WITHDRAWN);
  });

  it("knows no other claim", async () => {
    const unknown = hash("no claim");
    expect(await stateOf(unknown)).toBe(NONE);
    const error = "ReturnRegistry__UnknownReturn";
    await tests.refused(acting(countyHead, "withdrawReturn", unknown), error, unknown);
    const read = tests.world.act(countyHead.account, RETURNS, "returnOf", unknown);
    await tests.refused(read, error, unknown);
  });
});
