// SPDX-License-Identifier: Apache-2.0
import {
  executeForward,
  FORWARD_GAS,
  forwardRequest,
  type Receipt,
  type Signer,
  signForward,
} from "@suyuan/chain";
import { CAPACITIES, OFFICES } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startLedger, type TestLedger } from "../support/ledger.ts";
import { newSigner, unifiedCode } from "../support/signers.ts";

const NONE = `0x${"00".repeat(32)}` as const;
const UNKNOWN = `0x${"99".repeat(32)}` as const;
const DAY = 86_400;
/** Number of the first organisation that is not a root; it is also the serial of its code. */
const FIRST = 4;

let ledger: TestLedger;
let head: Signer;
let admitted: Receipt;

beforeAll(async () => {
  ledger = await startLedger();
  head = newSigner();
  const facts = [
    1,
    unifiedCode(FIRST).bytes,
    UNKNOWN,
    1 << CAPACITIES.department,
    2,
    370000,
    head.address,
  ];
  const authority = ledger.writer(ledger.roots.authority.head);
  admitted = await authority.send("organizationRegistry", "admit", facts);
});
afterAll(async () => ledger.stop());

describe("given an act that is relayed", () => {
  const seatOf = (signer: Signer, nonce: number, deadline: number) => {
    const args = [FIRST, OFFICES.headOfDataOffice, signer.address, admitted.time + DAY, NONE];
    const what = {
      from: head.address,
      contract: "organizationRegistry",
      fn: "appointSeat",
    } as const;
    const limits = { gas: FORWARD_GAS, nonce, deadline };
    return forwardRequest(ledger.deployment, { ...what, args, ...limits });
  };

  it("counts as the account that signed it", async () => {
    const relayer = ledger.writer(newSigner());
    const domain = await ledger.client.forwarderDomain();
    const nonce = await ledger.client.forwarderNonce(head.address);
    const seatHolder = newSigner();
    const request = seatOf(seatHolder, nonce, admitted.time + DAY);
    const signature = await signForward(request, domain, head);
    const receipt = await executeForward(relayer, request, signature);
    const seat = receipt.events.find(({ name }) => name === "SeatAppointed")?.args["seat"];
    expect(await ledger.client.seat(Number(seat))).toMatchObject({
      account: seatHolder.address,
      organization: FIRST,
      office: OFFICES.headOfDataOffice,
      state: 1,
    });
    expect(await ledger.client.forwarderNonce(head.address)).toBe(nonce + 1);
  });

  it("is refused with the contract's own error", async () => {
    const domain = await ledger.client.forwarderDomain();
    const nonce = await ledger.client.forwarderNonce(head.address);
    const request = seatOf(newSigner(), nonce, admitted.time + DAY);
    const signature = await signForward(request, domain, head);
    const relaying = executeForward(ledger.writer(newSigner()), request, signature);
    const revert = { name: "OrganizationRegistry__OfficeTaken" };
    await expect(relaying).rejects.toMatchObject({ code: "reverted", revert });
  });

  it.each([
    ["another signer", { signer: newSigner() }, "ERC2771ForwarderInvalidSigner"],
    ["a used nonce", { nonce: 0 }, "ERC2771ForwarderInvalidSigner"],
    ["a deadline that is over", { deadline: 1 }, "ERC2771ForwarderExpiredRequest"],
  ])(
    "is refused with %s",
    async (_, change: { signer?: Signer; nonce?: number; deadline?: number }, name) => {
      const domain = await ledger.client.forwarderDomain();
      const nonce = change.nonce ?? (await ledger.client.forwarderNonce(head.address));
      const act = { from: head.address, contract: "organizationRegistry", fn: "rename" } as const;
      const limits = { gas: FORWARD_GAS, nonce, deadline: change.deadline ?? admitted.time + DAY };
      const request = forwardRequest(ledger.deployment, {
        ...act,
        args: [FIRST, UNKNOWN],
        ...limits,
      });
      const signature = await signForward(request, domain, change.signer ?? head);
      const relaying = executeForward(ledger.writer(newSigner()), request, signature);
      await expect(relaying).rejects.toMatchObject({ code: "reverted", revert: { name } });
    },
  );

  it("goes to no contract but the ledger's", async () => {
    const request = seatOf(newSigner(), 0, admitted.time + DAY);
    const to = ledger.deployment.contracts.accessManager.address;
    const relaying = executeForward(ledger.writer(newSigner()), { ...request, to }, "0x");
    await expect(relaying).rejects.toMatchObject({ code: "malformed" });
  });
});
