// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { partiesOf, take } from "./support/registration.ts";
import { SharingTests } from "./support/sharing.ts";
import { DAY, hash, idIn, OFFICE, ZeroHash } from "./support/world.ts";

const SHARING = "sharingRegistry";
const TEN_YEARS = 3653 * DAY;
const ONLY_HEAD = 1 << OFFICE.headOfDataOffice;
const CANCELLATION = 5;
const [GRANTED, REFUSED, WITHDRAWN] = [2, 3, 4];

const tests = new SharingTests();

const chainId = async () =>
  Number(await tests.chain.provider.request({ method: "eth_chainId", params: [] }));
const idOf = async (types: string[], values: unknown[]): Promise<string> => {
  const named = [await chainId(), tests.chain.addresses.sharingRegistry, ...values];
  return keccak256(AbiCoder.defaultAbiCoder().encode(["uint256", "address", ...types], named));
};

describe("request", () => {
  it("files it under the id that organisation and count give", async () => {
    const { requester, requesterHead } = tests.province;
    const done = await tests.does(tests.request());
    const id = await idOf(["string", "uint32", "uint64"], ["request", requester.number, 1]);
    const { asset, until } = tests;
    expect(done.events[0]?.args.toArray()).toEqual(
      big(id, asset, requester.number, requesterHead.number, 12, hash("why"), 2, until),
    );
    expect(await tests.list(SHARING, "requestOf", id)).toEqual([
      ...big(asset, hash("why"), requester.number, requesterHead.number, 12, 2),
      ...big(until, done.time, 1, 0, ZeroHash),
    ]);
    expect(await tests.list(SHARING, "counts", requester.number)).toEqual(big(1, 0));
    expect(await tests.newRequest()).not.toBe(id);
  });

  it("refuses another office, and an organisation that is no department", async () => {
    const { centre, centreHead, requester } = tests.province;
    const registrant = await tests.world.appoint(requester, OFFICE.registrant);
    const values = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    await tests.refused(tests.request(registrant), "OrganizationRegistry__WrongOffice", ...values);
    const { number } = centre;
    await tests.refused(tests.request(centreHead), "SharingRegistry__NotDepartment", number);
  });

  it("refuses the organisation's own asset", async () => {
    const { holder, holderHead } = tests.province;
    const values = [tests.asset, holder.number];
    await tests.refused(tests.request(holderHead), "SharingRegistry__OwnAsset", ...values);
  });

  it("refuses an asset that is unknown, unconfirmed, withheld, or no longer valid", async () => {
    const { authorityHead, holderHead, requester } = tests.province;
    const withheld = { attribute: 3, legalBasis: hash("basis") };
    for (const asset of [
      hash("none"),
      await tests.world.asset(holderHead),
      await tests.world.asset(holderHead, authorityHead, withheld),
    ]) {
      const act = tests.request(undefined, { asset });
      await tests.refused(act, "SharingRegistry__NotShareable", asset);
    }
    await tests.does(
      tests.world.act(
        requester.head,
        "organizationRegistry",
        "endSeat",
        tests.province.requesterHead.number,
      ),
    );
    const head = await tests.world.appoint(requester, OFFICE.headOfDataOffice, 4 * 365 * DAY);
    await tests.chain.pass(1097 * DAY);
    const until = (await tests.chain.now()) + DAY;
    const act = tests.request(head, { until });
    await tests.refused(act, "SharingRegistry__NotShareable", tests.asset);
  });

  it("refuses without a purpose, a commitment, or a method that exists", async () => {
    const request = (other: Parameters<typeof tests.request>[1]) => tests.request(undefined, other);
    await tests.refused(request({ purpose: 0 }), "SharingRegistry__NoPurpose");
    await tests.refused(request({ commitment: ZeroHash }), "SharingRegistry__NoCommitment");
    for (const method of [0, 4]) {
      await tests.refused(request({ method }), "SharingRegistry__BadMethod", method);
    }
    for (const method of [1, 3]) await tests.does(request({ method }));
  });

  it("refuses a term that is over, or longer than ten years", async () => {
    const { chain } = tests;
    const now = (await chain.now()) + 10;
    for (const until of [now, now + TEN_YEARS + 1]) {
      await chain.undone(async () => {
        await chain.nextAt(now);
        const act = tests.request(undefined, { until });
        await tests.refused(act, "SharingRegistry__BadRequestedTerm", until, now + TEN_YEARS);
      });
    }
    await chain.nextAt(now);
    await tests.does(tests.request(undefined, { until: now + TEN_YEARS }));
  });
});

describe("withdrawRequest", () => {
  it("withdraws it for the requester, and for nobody else", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await tests.newRequest();
    const values = [id, holder.number, requester.number];
    const foreign = tests.acting(holderHead, "withdrawRequest", id);
    await tests.refused(foreign, "SharingRegistry__NotRequester", ...values);
    const done = await tests.does(tests.acting(requesterHead, "withdrawRequest", id));
    expect(done.events[0]?.args.toArray()).toEqual([id]);
    expect((await tests.list(SHARING, "requestOf", id))[8]).toBe(BigInt(WITHDRAWN));
  });
});

describe("grant", () => {
  it("grants for the holder, and remembers what never changes and what may", async () => {
    const { holder, requester } = tests.province;
    const request = await tests.newRequest();
    const done = await tests.does(tests.grant(request));
    const id = await idOf(["uint32", "uint64"], [holder.number, 1]);
    const { asset, log, until } = tests;
    expect(done.events[0]?.args.toArray()).toEqual([
      ...big(id, request, asset, holder.number, requester.number, log, done.time, until),
      hash("scope"),
    ]);
    expect(await tests.list(SHARING, "grantOf", id)).toEqual(
      big(asset, request, hash("scope"), holder.number, requester.number, 12, 2),
    );
    const status = big(1, done.time, until, 0, 0, log);
    expect(await tests.list(SHARING, "grantStatus", id)).toEqual(status);
    expect(await tests.list(SHARING, "grantLogs", id)).toEqual([log]);
    const answered = await tests.list(SHARING, "requestOf", request);
    expect(answered.slice(8)).toEqual(big(GRANTED, 0, id));
    expect(await tests.chain.read(SHARING, "stateAt", id, done.time - 1)).toBe(0n);
  });

  it("grants from a moment in the future on", async () => {
    const from = tests.beginning + 10 * DAY;
    const id = await tests.newGrant({ from });
    expect((await tests.list(SHARING, "grantStatus", id))[1]).toBe(BigInt(from));
  });

  it("refuses another organisation, also the authority, and another office", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    const request = await tests.newRequest();
    for (const by of [requesterHead, authorityHead]) {
      const values = [tests.asset, by.organization, holder.number];
      await tests.refused(tests.grant(request, by), "SharingRegistry__NotHolder", ...values);
    }
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const values = [registrant.number, OFFICE.registrant, ONLY_HEAD];
    const act = tests.grant(request, registrant);
    await tests.refused(act, "OrganizationRegistry__WrongOffice", ...values);
  });

  it("refuses a log that is unknown or closed, and no scope", async () => {
    const { centreHead } = tests.province;
    const request = await tests.newRequest();
    const grant = (other: Parameters<typeof tests.grant>[2]) =>
      tests.grant(request, undefined, other);
    const none = hash("none");
    await tests.refused(grant({ log: none }), "SharingRegistry__LogNotOpen", none);
    await tests.refused(grant({ scope: ZeroHash }), "SharingRegistry__NoCommitment");
    await tests.does(tests.world.bySeat(centreHead, "exchangeLog", "close", tests.log, ZeroHash));
    await tests.refused(grant({}), "SharingRegistry__LogNotOpen", tests.log);
  });

  it("refuses a term that begins in the past, is empty, or longer than requested", async () => {
    const { chain, until } = tests;
    const request = await tests.newRequest();
    const now = (await chain.now()) + 10;
    for (const [from, end] of [
      [now - 1, until],
      [now, now],
      [until, until],
      [now + 5, now + 4],
      [now, until + 1],
    ] as const) {
      await chain.undone(async () => {
        await chain.nextAt(now);
        const act = tests.grant(request, undefined, { from, until: end });
        await tests.refused(act, "SharingRegistry__BadTerm", from, end, until);
      });
    }
    await chain.nextAt(now);
    await tests.does(tests.grant(request, undefined, { from: now, until: now + 1 }));
  });

  it("refuses when the asset can no longer be shared", async () => {
    const { authorityHead, holderHead, requesterHead } = tests.province;
    const { chain, world, asset } = tests;
    const request = await tests.newRequest();
    await chain.undone(async () => {
      const dispute = [asset, hash("grounds")];
      await chain.does(
        world.bySeat(requesterHead, "caseRegistry", "openOwnershipDispute", ...dispute),
      );
      await tests.refused(tests.grant(request), "SharingRegistry__NotShareable", asset);
    });
    const cancellation = [asset, CANCELLATION, hash("documents")];
    await chain.does(world.bySeat(holderHead, "assetRegistry", "open", ...cancellation));
    await take(world, await partiesOf(world, holderHead, authorityHead), asset);
    await tests.refused(tests.grant(request), "SharingRegistry__NotShareable", asset);
  });
});

describe("refuse", () => {
  it("refuses the request with reason and legal basis", async () => {
    const { holder } = tests.province;
    const id = await tests.newRequest();
    const done = await tests.does(tests.refuse(id));
    expect(done.events[0]?.args.toArray()).toEqual(big(id, holder.number, 3, hash("law")));
    const answered = await tests.list(SHARING, "requestOf", id);
    expect(answered.slice(8)).toEqual(big(REFUSED, 3, hash("law")));
  });

  it("wants both, and the holder", async () => {
    const { holder, holderHead, requester, requesterHead } = tests.province;
    const id = await tests.newRequest();
    const without = tests.refuse(id, holderHead, 0);
    await tests.refused(without, "SharingRegistry__NoReason");
    const lawless = tests.acting(holderHead, "refuse", id, 3, ZeroHash);
    await tests.refused(lawless, "SharingRegistry__NoLegalBasis");
    const values = [tests.asset, requester.number, holder.number];
    await tests.refused(tests.refuse(id, requesterHead), "SharingRegistry__NotHolder", ...values);
  });
});

describe("answers", () => {
  const answers = (id: string) => [
    tests.grant(id),
    tests.refuse(id),
    tests.acting(tests.province.requesterHead, "withdrawRequest", id),
  ];

  it("are given once", async () => {
    const id = await tests.newRequest();
    for (const [first, status] of [
      [tests.grant(id), GRANTED],
      [tests.refuse(id), REFUSED],
      [tests.acting(tests.province.requesterHead, "withdrawRequest", id), WITHDRAWN],
    ] as const) {
      await tests.chain.undone(async () => {
        await tests.does(first);
        for (const second of answers(id)) {
          await tests.refused(second, "SharingRegistry__RequestClosed", id, status);
        }
      });
    }
  });

  it("are refused to a request that does not exist, also to readers", async () => {
    const none = hash("none");
    for (const act of answers(none)) {
      await tests.refused(act, "SharingRegistry__UnknownRequest", none);
    }
    await expect(tests.chain.read(SHARING, "requestOf", none)).rejects.toThrow(
      "SharingRegistry__UnknownRequest",
    );
  });

  it("give every grant of an organisation an id of its own", async () => {
    const ids = [await tests.newGrant(), await tests.newGrant(), await tests.newGrant()];
    expect(new Set(ids).size).toBe(3);
    const done = await tests.does(tests.grant(await tests.newRequest()));
    expect(ids).not.toContain(idIn(done, "GrantIssued"));
  });
});
