// SPDX-License-Identifier: Apache-2.0
import type { ErrorDescription } from "ethers";
import { describe, expect, it } from "vitest";

import type { Act, Done } from "./support/chain.ts";
import { big } from "./support/expect.ts";
import { relay, relayed } from "./support/relay.ts";
import { SharingTests, STATUS } from "./support/sharing.ts";
import { hash, OFFICE, ZeroHash } from "./support/world.ts";

/** Type of a registered change in the law pack. */
const CHANGE = 2;
const NEVER = 2 ** 48 - 1;
const tests = new SharingTests();

/** The ledger's events alone: the forwarder tells of its own work, too. */
const ledgerEvents = (done: Done) =>
  done.events
    .filter(({ name }) => name !== "ExecutedForwardRequest")
    .map(({ name, args }) => [name, args.toArray()]);

/**
 * Expects a relayed act to be refused. The forwarder says only that the call failed; what the contract says is
 * found by the call that the forwarder makes.
 */
async function refusedInside(
  act: Act,
  error: string,
  ...values: (number | string)[]
): Promise<void> {
  const { chain } = tests;
  await tests.refused(await relayed(chain, act), "FailedCall");
  const data = `${chain.encode(act)}${act.by.slice(2)}`;
  const found = await refusalOf(chain.addresses.forwarder, chain.addresses[act.contract], data);
  expect([found?.name, found?.args.toArray()]).toEqual([error, big(...values)]);
}

/** What a call is refused with. */
async function refusalOf(from: string, to: string, data: string): Promise<ErrorDescription | null> {
  const params = [{ from, to, data }, "latest"];
  const refusal: unknown = await tests.chain.provider
    .request({ method: "eth_call", params })
    .catch((error: unknown) => error);
  return tests.chain.errors.parseError((refusal as { data: string }).data);
}

/** One act of every kind, each possible at once. */
async function everyAct(): Promise<[string, Act][]> {
  const { world, chain, province, asset, log } = tests;
  const { authority, holder, holderHead, requester, requesterHead } = province;
  const { centreHead, operator } = province;
  const registry = "organizationRegistry";
  const [account, until] = [chain.newAccount(), (await chain.now()) + 1000];
  const registered = await world.asset(holderHead);
  const request = await tests.newRequest();
  const grant = await tests.newGrant();
  const seatArgs = [holder.number, OFFICE.receiver, account, until, ZeroHash];
  const advance = [log, 5, hash("root"), [], NEVER];
  return [
    ["rename", world.act(holder.head, registry, "rename", holder.number, hash("new"))],
    ["proposeHead", world.act(holder.head, registry, "proposeHead", holder.number, account)],
    ["appointSeat", world.act(holder.head, registry, "appointSeat", ...seatArgs)],
    ["endSeat", world.act(holder.head, registry, "endSeat", holderHead.number)],
    ["suspend", world.act(authority.head, registry, "suspendOrganization", holder.number)],
    ["register", world.register(holderHead)],
    ["withdraw draft", world.bySeat(holderHead, "assetRegistry", "withdraw", registered)],
    ["open", world.bySeat(holderHead, "assetRegistry", "open", asset, CHANGE, hash("new"))],
    ["request", tests.request()],
    ["grant", tests.grant(request, holderHead, { from: until })],
    ["refuse", tests.refuse(request)],
    ["suspend grant", tests.acting(holderHead, "suspend", grant, 1, 0)],
    ["end grant", tests.acting(requesterHead, "end", grant, 1)],
    ["rotateKey", world.bySeat(centreHead, "exchangeLog", "rotateKey", log, hash("new"))],
    ["advance", world.act(operator.account, "exchangeLog", "advance", ...advance)],
    ["withdraw", tests.acting(requesterHead, "withdrawRequest", request)],
    [
      "rename requester",
      world.act(requester.head, registry, "rename", requester.number, hash("r")),
    ],
  ];
}

describe("given an act signed by the account of its seat", () => {
  it("changes the ledger just as the direct act does", async () => {
    const { chain } = tests;
    for (const [name, act] of await everyAct()) {
      const moment = (await chain.now()) + 60;
      const inOneBlock = (does: () => Promise<Done>) =>
        chain.undone(async () => {
          await chain.nextAt(moment);
          return ledgerEvents(await does());
        });
      const direct = await inOneBlock(() => chain.does(act));
      const byRelay = await inOneBlock(() => relay(chain, act));
      expect([name, byRelay]).toEqual([name, direct]);
      expect(direct).toHaveLength(1);
    }
  });

  it("is refused whenever the direct act is", async () => {
    const { chain, province } = tests;
    const { authority, holder, holderHead } = province;
    await refusedInside(
      tests.world.register(holderHead, { grade: 3 }),
      "AssetRegistry__BadGrade",
      3,
    );
    const args = ["organizationRegistry", "suspendOrganization", holder.number] as const;
    await tests.does(tests.world.act(authority.head, ...args));
    const act = tests.world.register(holderHead);
    await refusedInside(act, "OrganizationRegistry__WrongStatus", holder.number, 2);
    await expect(relay(chain, act)).rejects.toThrow("FailedCall");
  });
});

describe("given a signature by another account", () => {
  it("is refused by the forwarder, and changes nothing", async () => {
    const { chain, province } = tests;
    const { holderHead, requesterHead } = province;
    const request = await tests.newRequest();
    const forged = await relayed(chain, tests.grant(request), { signer: requesterHead.account });
    const values = [requesterHead.account, holderHead.account];
    await tests.refused(forged, "ERC2771ForwarderInvalidSigner", ...values);
    expect((await tests.requestOf(request))["status"]).toBe(STATUS.answerDue);
  });
});

describe("given a request that is sent twice, late, or altered", () => {
  it("is refused by the forwarder", async () => {
    const { chain } = tests;
    const once = await relayed(chain, tests.request());
    await tests.does(once);
    expect((await chain.refusal(once)).error).toBe("ERC2771ForwarderInvalidSigner");

    const deadline = (await chain.now()) + 5;
    const late = await relayed(chain, tests.request(), { deadline });
    await chain.pass(10);
    await tests.refused(late, "ERC2771ForwarderExpiredRequest", deadline);

    const honest = await relayed(chain, tests.request());
    const data = chain.encode(tests.request(undefined, { purpose: 99 }));
    const altered = { ...honest, args: [{ ...(honest.args[0] as object), data }] };
    expect((await chain.refusal(altered)).error).toBe("ERC2771ForwarderInvalidSigner");
  });
});

describe("given an account that names somebody else's seat", () => {
  it("is refused by the contract, also when it signs rightly", async () => {
    const { holderHead, requesterHead } = tests.province;
    const request = await tests.newRequest();
    const act = { ...tests.grant(request), by: requesterHead.account };
    const values = [holderHead.number, requesterHead.account, holderHead.account];
    await refusedInside(act, "OrganizationRegistry__WrongAccount", ...values);
  });
});

describe("given a sender who appends an address to a direct call", () => {
  it("is taken as itself", async () => {
    const { chain, province } = tests;
    const { holderHead, requesterHead } = province;
    const act = tests.world.register(holderHead);
    const data = `${chain.encode(act)}${holderHead.account.slice(2)}`;
    const revert = await refusalOf(requesterHead.account, chain.addresses.assetRegistry, data);
    expect([revert?.name, revert?.args[1] as unknown]).toEqual([
      "OrganizationRegistry__WrongAccount",
      requesterHead.account,
    ]);
  });
});
