// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { CODE, FindingTests } from "./support/findings.ts";
import { FINDING } from "./support/shared-cases.ts";
import { hash, idIn, OFFICE, ZeroHash } from "./support/world.ts";

const FINDINGS = "findingRegistry";
const [FOUND, SELF_REPORTED] = [2, 3];

const tests = new FindingTests();

const findingId = (by: number, serial: number): string =>
  tests.findingId(["uint32", "uint40"], ["finding", by, serial]);

describe("openFinding", () => {
  it("opens it with each code of the law", async () => {
    const { authority, holder } = tests.province;
    const { one } = await tests.city();
    const codes = [
      ...Array.from({ length: 9 }, (_, item) => [3901 + item, holder.number]),
      ...Array.from({ length: 7 }, (_, item) => [4001 + item, holder.number]),
      ...Array.from({ length: 3 }, (_, item) => [4101 + item, one.number]),
    ] as [number, number][];
    for (const [place, [code, against]] of codes.entries()) {
      const done = await tests.does(
        tests.open(undefined, { code, against, subject: tests.granted }),
      );
      const id = findingId(authority.number, place + 1);
      const values = [id, against, authority.number, code, tests.granted, hash("grounds")];
      expect(told(done)).toEqual([["FindingOpened", ...big(...values), false]]);
      const facts = [against, authority.number, code, FOUND, 0, done.time, 0, 0, place + 1];
      expect(await tests.list(FINDINGS, "findingOf", id)).toEqual(
        big(tests.granted, hash("grounds"), ...facts),
      );
      expect(await tests.status(id)).toEqual(big(FINDING.open, authority.number, 0, 0, 0));
    }
    const count = await tests.chain.read(FINDINGS, "findingCount", authority.number);
    expect(count).toBe(BigInt(codes.length));
  });

  it("refuses codes that the rule book does not know, also of items it no longer knows", async () => {
    const unknown = [0, 39, 3800, 3900, 3910, 3999, 4000, 4008, 4100, 4104, 4201, 65_535];
    for (const code of unknown) {
      await tests.refused(tests.open(undefined, { code }), "FindingRegistry__UnknownCode", code);
      await tests.refused(tests.selfReport(undefined, code), "FindingRegistry__UnknownCode", code);
    }
    await tests.does(tests.open());
    await tests.world.setRule("findings.39", 1 << 1);
    await tests.refused(tests.open(), "FindingRegistry__UnknownCode", CODE);
    await tests.does(tests.open(undefined, { code: 3901 }));
  });

  it("refuses codes that are not for such an organisation", async () => {
    const { centre, holder } = tests.province;
    const cases = [
      [holder.number, 4101],
      [centre.number, 3901],
      [centre.number, 4001],
      [centre.number, 4103],
    ] as const;
    for (const [against, code] of cases) {
      const act = tests.open(undefined, { against, code });
      await tests.refused(act, "FindingRegistry__WrongCapacity", against, code);
    }
  });

  it("refuses whoever is not above, is no authority, or is it itself", async () => {
    const { authority, authorityHead, holder, requesterHead } = tests.province;
    const { head } = await tests.city();
    const neighbour = await tests.world.appointHead(tests.world.root("neighbour"));
    for (const by of [requesterHead, head, neighbour]) {
      const values = [by.organization, holder.number];
      await tests.refused(tests.open(by), "FindingRegistry__NotAbove", ...values);
    }
    const own = tests.open(authorityHead, { against: authority.number, code: 4101 });
    await tests.refused(own, "FindingRegistry__NotAbove", authority.number, authority.number);
  });

  it("refuses an authority that is a side of what it is about", async () => {
    const { authority, authorityHead } = tests.province;
    const done = await tests.does(tests.request(authorityHead));
    const subject = idIn(done, "RequestFiled");
    const correction = await tests.correction(authorityHead);
    for (const side of [subject, correction]) {
      const values = [side, authority.number];
      const act = tests.open(undefined, { subject: side });
      await tests.refused(act, "FindingRegistry__OwnCase", ...values);
    }
    await tests.does(tests.open(undefined, { subject: tests.granted }));
    await tests.does(tests.open(undefined, { subject: tests.asset }));
  });

  it("refuses an organisation that is unknown or has ended", async () => {
    const { holder, requester } = tests.province;
    for (const against of [0, 999]) {
      await tests.refused(tests.open(undefined, { against }), "FindingRegistry__Gone", against, 0);
    }
    await tests.does(tests.reform("merge", requester.number, holder.number));
    const act = tests.open(undefined, { against: requester.number });
    await tests.refused(act, "FindingRegistry__Gone", requester.number, holder.number);
  });

  it("is possible against a suspended one, and not by one", async () => {
    const { authority, holder } = tests.province;
    const { one, head } = await tests.city();
    const below = await tests.department(one);
    await tests.does(tests.suspend(holder));
    await tests.does(tests.open());
    await tests.does(tests.suspend(one));
    const act = tests.open(head, { against: below.one.number });
    await tests.refused(act, "OrganizationRegistry__WrongStatus", one.number, 2);
    const chief = await tests.world.appoint(authority, OFFICE.chiefDataOfficer);
    const office = [chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    await tests.refused(tests.open(chief), "OrganizationRegistry__WrongOffice", ...office);
    const bare = tests.open(undefined, { grounds: ZeroHash });
    await tests.refused(bare, "FindingRegistry__NoGrounds");
  });
});

describe("selfReport", () => {
  it("is against the organisation itself, and marked", async () => {
    const { holder } = tests.province;
    const done = await tests.does(tests.selfReport());
    const id = findingId(holder.number, 1);
    const values = [id, holder.number, holder.number, CODE, ZeroHash, hash("grounds")];
    expect(told(done)).toEqual([["FindingOpened", ...big(...values), true]]);
    const found = await tests.list(FINDINGS, "findingOf", id);
    expect(found[5]).toBe(BigInt(SELF_REPORTED));
    await tests.does(tests.report(id));
    await tests.refused(
      tests.accept(id, tests.province.holderHead),
      "FindingRegistry__NotAbove",
      ...[holder.number, holder.number],
    );
    await tests.does(tests.accept(id));
    expect(await tests.state(id)).toBe(FINDING.rectified);
  });

  it("refuses a code that is not for it, and wants grounds", async () => {
    const { centreHead, holder } = tests.province;
    const wrong = [holder.number, 4101];
    await tests.refused(
      tests.selfReport(undefined, 4101),
      "FindingRegistry__WrongCapacity",
      ...wrong,
    );
    const centre = [centreHead.organization, CODE];
    await tests.refused(tests.selfReport(centreHead), "FindingRegistry__WrongCapacity", ...centre);
    const bare = tests.selfReport(undefined, CODE, ZeroHash);
    await tests.refused(bare, "FindingRegistry__NoGrounds");
    await tests.does(tests.selfReport(tests.province.authorityHead, 4101));
  });
});

describe("the views", () => {
  it("know no other finding", async () => {
    const unknown = hash("no finding");
    for (const view of ["findingOf", "findingStatus", "againstOf"]) {
      const act = tests.world.act(tests.chain.deployer, FINDINGS, view, unknown);
      await tests.refused(act, "FindingRegistry__UnknownFinding", unknown);
    }
  });
});
