// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { SharingTests } from "./support/sharing.ts";
import { DAY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const DUTIES = "dutyRegister";
const DUTY = hash("keeps the register of parking places");
const BASIS = hash("parking rules, article 3");
const NOBODY = [0n, ZeroHash];

const tests = new SharingTests();

interface Terms {
  readonly duty?: string;
  readonly basis?: string;
  readonly asset?: string;
}

const assign = (by: Seat, responsible: Pick<Seat, "number">, other: Terms = {}) =>
  tests.world.bySeat(
    by,
    DUTIES,
    "assignDuty",
    other.duty ?? DUTY,
    other.basis ?? BASIS,
    other.asset ?? tests.asset,
    responsible.number,
  );
const withdraw = (by: Seat, asset = tests.asset) =>
  tests.world.bySeat(by, DUTIES, "withdrawDuty", DUTY, asset);
const dutyId = (organization: number, asset = tests.asset) =>
  keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["uint32", "bytes32", "bytes32"],
      [organization, DUTY, asset],
    ),
  );

describe("assignDuty", () => {
  it("makes a seat responsible, and keeps who was before with the legal basis of then", async () => {
    const { holder, holderHead } = tests.province;
    const id = dutyId(holder.number);
    expect(await tests.chain.read(DUTIES, "dutyId", holder.number, DUTY, tests.asset)).toBe(id);
    expect(await tests.list(DUTIES, "responsible", id)).toEqual(NOBODY);
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const first = await tests.does(assign(holderHead, registrant));
    expect(first.events[0]?.name).toBe("DutyAssigned");
    expect(first.events[0]?.args.toArray()).toEqual([
      ...[BigInt(holder.number), DUTY, tests.asset, BASIS],
      ...big(registrant.number, holderHead.number),
    ]);
    const basis = hash("parking rules, article 4");
    const second = await tests.does(assign(holderHead, holderHead, { basis }));
    const at = (time: number) => tests.list(DUTIES, "responsibleAt", id, time);
    expect(await tests.list(DUTIES, "responsible", id)).toEqual([BigInt(holderHead.number), basis]);
    expect(await at(second.time)).toEqual([BigInt(holderHead.number), basis]);
    expect(await at(second.time - 1)).toEqual([BigInt(registrant.number), BASIS]);
    expect(await at(first.time - 1)).toEqual(NOBODY);
  });

  it("refuses another office, another organisation, and an ended seat", async () => {
    const { holder, requester, holderHead, requesterHead } = tests.province;
    const registrant = await tests.world.appoint(holder, OFFICE.registrant);
    const office = [registrant.number, OFFICE.registrant, 1 << OFFICE.headOfDataOffice];
    const error = "OrganizationRegistry__WrongOffice";
    await tests.refused(assign(registrant, registrant), error, ...office);
    await tests.refused(withdraw(registrant), error, ...office);
    await tests.refused(
      assign(requesterHead, requesterHead),
      "DutyRegister__NotHolder",
      ...[tests.asset, requester.number, holder.number],
    );
    await tests.does(
      tests.world.act(holder.head, "organizationRegistry", "endSeat", holderHead.number),
    );
    const ended = assign(holderHead, registrant);
    await tests.refused(ended, "OrganizationRegistry__SeatEnded", holderHead.number, 2);
  });

  it("refuses an asset that nobody holds", async () => {
    const { holder, holderHead } = tests.province;
    const asset = hash("no asset");
    const values = [asset, holder.number, 0];
    const act = assign(holderHead, holderHead, { asset });
    await tests.refused(act, "DutyRegister__NotHolder", ...values);
  });

  it("refuses a responsible seat that is another's, ended, compromised, expired or unknown", async () => {
    const { holder, holderHead, requesterHead } = tests.province;
    const { world, chain } = tests;
    const registry = "organizationRegistry";
    const [ended, stolen] = [await world.appoint(holder, 1), await world.appoint(holder, 1)];
    const expired = await world.appoint(holder, 1, DAY);
    await tests.does(world.act(holder.head, registry, "endSeat", ended.number));
    const report = [stolen.number, await chain.now()];
    await tests.does(world.act(holder.head, registry, "reportCompromised", ...report));
    const { until } = await chain.read<{ until: bigint }>(registry, "seat", expired.number);
    await chain.nextAt(Number(until) - 1);
    await chain.undone(() => tests.does(assign(holderHead, expired)));
    await chain.nextAt(Number(until));
    const late = [expired.number, holder.number];
    await tests.refused(assign(holderHead, expired), "DutyRegister__NotInOffice", ...late);
    for (const seat of [requesterHead, ended, stolen, expired]) {
      const values = [seat.number, holder.number];
      await tests.refused(assign(holderHead, seat), "DutyRegister__NotInOffice", ...values);
    }
    const nobody = assign(holderHead, { number: 999 });
    await tests.refused(nobody, "OrganizationRegistry__UnknownSeat", 999);
  });

  it("refuses no duty, and no legal basis", async () => {
    const { holderHead } = tests.province;
    const noDuty = assign(holderHead, holderHead, { duty: ZeroHash });
    await tests.refused(noDuty, "DutyRegister__NoDuty");
    const noBasis = assign(holderHead, holderHead, { basis: ZeroHash });
    await tests.refused(noBasis, "DutyRegister__NoLegalBasis");
  });
});

describe("withdrawDuty", () => {
  it("ends the responsibility, and keeps what was", async () => {
    const { holder, holderHead } = tests.province;
    const id = dutyId(holder.number);
    const first = await tests.does(assign(holderHead, holderHead));
    const done = await tests.does(withdraw(holderHead));
    expect(done.events[0]?.name).toBe("DutyWithdrawn");
    expect(done.events[0]?.args.toArray()).toEqual([
      ...[BigInt(holder.number), DUTY, tests.asset, BigInt(holderHead.number)],
    ]);
    expect(await tests.list(DUTIES, "responsible", id)).toEqual(NOBODY);
    const before = await tests.list(DUTIES, "responsibleAt", id, done.time - 1);
    expect(before).toEqual([BigInt(holderHead.number), BASIS]);
    const basis = hash("another basis");
    await tests.does(assign(holderHead, holderHead, { basis }));
    const then = await tests.list(DUTIES, "responsibleAt", id, first.time);
    expect(then).toEqual([BigInt(holderHead.number), BASIS]);
    expect((await tests.list(DUTIES, "responsible", id))[1]).toBe(basis);
  });

  it("refuses where nobody is responsible", async () => {
    const { holder, requester, holderHead, requesterHead } = tests.province;
    const error = "DutyRegister__NotAssigned";
    await tests.refused(withdraw(holderHead), error, holder.number, DUTY, tests.asset);
    await tests.does(assign(holderHead, holderHead));
    await tests.refused(withdraw(requesterHead), error, requester.number, DUTY, tests.asset);
    await tests.does(withdraw(holderHead));
    await tests.refused(withdraw(holderHead), error, holder.number, DUTY, tests.asset);
  });
});
