// SPDX-License-Identifier: Apache-2.0
// Acts on assets and rights to measure, each possible at once on a filled ledger.
import type { Act } from "../../test/contracts/support/chain.ts";
import { partiesOf, passNotice, step, STEPS } from "../../test/contracts/support/registration.ts";
import {
  DAY,
  hash,
  idIn,
  OFFICE,
  type Seat,
  ZeroHash,
} from "../../test/contracts/support/world.ts";
import type { NamedAct } from "./acts.ts";
import type { FilledLedger } from "./ledger.ts";

const OPERATING_BODY = 32;
const OPERATING = 3;
const AUTHORISATION = 2;
const CHANGE = 2;
const TRANSFER = 2;

/** One registration, from the draft to its coding. */
export async function* registrationActs({ province }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, holderHead, authorityHead } = province;
  const register = world.register(holderHead);
  yield ["register", register];
  const asset = idIn(await chain.does(register), "AssetRegistered");
  const parties = await partiesOf(world, holderHead, authorityHead);
  for (const fn of STEPS) {
    if (fn === "confirm") {
      await passNotice(chain, asset);
      await chain.provider.request({ method: "evm_mine", params: [] });
    }
    const act = step(world, parties, asset, fn);
    yield [fn, act];
    if (fn === "accept") {
      const gaps = world.bySeat(
        authorityHead,
        "assetRegistry",
        "returnForGaps",
        asset,
        hash("gaps"),
      );
      yield ["returnForGaps", gaps];
    }
    await chain.does(act);
  }
}

/** Acts on an asset that is coded. */
export async function* assetActs({ province, asset }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, holder, centre, holderHead, authorityHead } = province;
  const act = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, "assetRegistry", fn, asset, ...args);
  const chief = await world.appoint(holder, OFFICE.chiefDataOfficer);
  const veto = act(chief, "veto", TRANSFER, hash("reason"), (await chain.now()) + DAY);
  yield ["open a change", act(holderHead, "open", CHANGE, hash("second record"))];
  yield ["setCustodian", act(holderHead, "setCustodian", centre.number)];
  yield ["veto", veto];
  await chain.does(veto);
  yield ["liftVeto", act(authorityHead, "liftVeto", TRANSFER, hash("decision"))];
  await chain.does(act(authorityHead, "liftVeto", TRANSFER, hash("decision")));
}

/** Acts on the three rights in an asset. */
export async function* rightActs({ province, asset }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, authority, requester, holderHead, requesterHead, authorityHead } = province;
  const company = await world.appointHead(await world.admit(OPERATING_BODY, authority));
  const act = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, "rightRegistry", fn, ...args);
  const until = (await chain.now()) + 90 * DAY;
  const what = [asset, ZeroHash, OPERATING, company.organization, AUTHORISATION, 0, until];
  const confer = act(holderHead, "confer", ...what, hash("scope"), hash("agreement"));
  yield ["confer", confer];
  const right = idIn(await chain.does(confer), "RightOffered");
  yield ["acceptRight", act(company, "acceptRight", right)];
  await chain.does(act(company, "acceptRight", right));
  yield ["endRight", act(authorityHead, "endRight", right, 1, hash("law"))];
  yield ["recordStage", act(holderHead, "recordStage", asset, 2, hash("basis"))];
  const offer = act(holderHead, "offerTransfer", asset, requester.number, hash("basis"));
  yield ["offerTransfer", offer];
  await chain.does(offer);
  yield ["acceptTransfer", act(requesterHead, "acceptTransfer", asset)];
  yield ["withdrawTransfer", act(holderHead, "withdrawTransfer", asset)];
  await chain.does(act(holderHead, "withdrawTransfer", asset));
}

/** A dispute over who holds an asset. */
export async function* caseActs({ province, asset }: FilledLedger): AsyncGenerator<NamedAct> {
  const { world, chain, requesterHead, authorityHead } = province;
  const act = (by: Seat, fn: string, ...args: unknown[]): Act =>
    world.bySeat(by, "caseRegistry", fn, ...args);
  const dispute = act(requesterHead, "openOwnershipDispute", asset, hash("grounds"));
  yield ["openOwnershipDispute", dispute];
  const id = idIn(await chain.does(dispute), "CaseRaised");
  yield ["dismiss a case", act(authorityHead, "dismiss", id, hash("decision"))];
  yield ["uphold a case", act(authorityHead, "uphold", id, hash("decision"))];
  await chain.does(act(authorityHead, "dismiss", id, hash("decision")));
}
