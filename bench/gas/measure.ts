// SPDX-License-Identifier: Apache-2.0
// Gas of acts, alone and by relay.
import type { Act, Done, TestChain } from "../../test/contracts/support/chain.ts";
import { relay } from "../../test/contracts/support/relay.ts";
import { assetActs, caseActs, registrationActs, rightActs } from "./rights.ts";
import { type Acts, logActs, organizationActs, seatActs, successionActs } from "./acts.ts";
import { correctionActs, disputeActs, findingActs } from "./cases.ts";
import { deliveryActs, returnActs } from "./deliveries.ts";
import type { FilledLedger } from "./ledger.ts";
import { consentActs, grantActs, requestActs } from "./sharing.ts";

const SCENARIOS: readonly Acts[] = [
  organizationActs,
  successionActs,
  seatActs,
  registrationActs,
  assetActs,
  rightActs,
  caseActs,
  requestActs,
  consentActs,
  grantActs,
  deliveryActs,
  returnActs,
  logActs,
  correctionActs,
  disputeActs,
  findingActs,
];

const TRANSACTION = 21_000;
const ZERO_BYTE = 4;
const OTHER_BYTE = 16;
const TEN = 10;

export interface Measured {
  readonly name: string;
  readonly direct: number;
  readonly relayed: number;
}

/** Gas of an act, alone and by relay. Both are undone: one does not make the other cheaper. */
export async function measure(chain: TestChain, name: string, act: Act): Promise<Measured> {
  const gas = (does: () => Promise<Done>): Promise<number> =>
    chain.undone(async () => (await does()).gas);
  // The account has relayed before: the first time costs 17,100 more, for its nonce.
  const settle: Act = { by: act.by, contract: "exchangeLog", fn: "chainId", args: [] };
  return {
    name,
    direct: await gas(() => chain.does(act)),
    relayed: await gas(async () => {
      await relay(chain, settle);
      return relay(chain, act);
    }),
  };
}

/** Gas of every act of the scenarios, by its name. */
export async function measureAll(ledger: FilledLedger): Promise<Measured[]> {
  const { chain } = ledger.province;
  const found: Measured[] = [];
  for (const acts of SCENARIOS) {
    for await (const [name, act] of acts(ledger)) found.push(await measure(chain, name, act));
  }
  return found;
}

/** What reading a view takes inside a contract's call: the transaction itself and its data left out. */
export async function measureView(chain: TestChain, act: Act): Promise<number> {
  const data = Buffer.from(chain.encode(act).slice(2), "hex");
  const intrinsic = data.reduce((sum, byte) => sum + (byte === 0 ? ZERO_BYTE : OTHER_BYTE), 0);
  const { gas } = await chain.undone(() => chain.does(act));
  return gas - TRANSACTION - intrinsic;
}

/** The deadline of ten working days from now. */
export async function tenWorkingDays(chain: TestChain): Promise<Act> {
  const args = [await chain.now(), TEN];
  return { by: chain.newAccount(), contract: "workCalendar", fn: "addWorkingDays", args };
}
