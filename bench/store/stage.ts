// SPDX-License-Identifier: Apache-2.0
// A chain with assets and grants, and a gateway's folder beside it, for a store that is filled.
import { randomBytes } from "node:crypto";
import { type Hex, toHex } from "@suyuan/proof";
import type { EmbeddedChain } from "../../deploy/networks/embedded.ts";
import {
  confirmAsset,
  grantAsset,
  openLog,
  registerAsset,
  type TestGrant,
  type TestLog,
} from "../../test/support/acts.ts";
import {
  type GatewayHome,
  type GatewaySettings,
  prepareGateway,
} from "../../test/support/gateway.ts";
import { type Province, startProvince } from "../../test/support/province.ts";

/** What the entries of a store are about. */
export interface Stage {
  readonly province: Province<EmbeddedChain>;
  readonly log: TestLog;
  /** Each on an asset of its own. */
  readonly grants: readonly TestGrant[];
  readonly home: GatewayHome;
  stop(): Promise<void>;
}

const A_WHILE = 10;
/** A window of a busy gateway. */
const WINDOW = { entries: 1_000, milliseconds: 1_000 };
/** Assets that go their way to a grant beside each other. */
const AT_ONCE = 20;

/** Starts the chain, registers assets and grants each to the recipient. */
export async function startStage(assets: number, settings: GatewaySettings = {}): Promise<Stage> {
  const province = await startProvince();
  try {
    const log = await openLog(province, `log.example/${toHex(randomBytes(4)).slice(2)}`);
    const grants: TestGrant[] = [];
    for (let number = 1; number <= assets; number += AT_ONCE) {
      const count = Math.min(AT_ONCE, assets - number + 1);
      const numbers = Array.from({ length: count }, (_, at) => number + at);
      grants.push(...(await Promise.all(numbers.map((one) => granted(province, one, log)))));
    }
    await province.pass(A_WHILE);
    const home = await prepareGateway(province, log, { window: WINDOW, ...settings });
    return { province, log, grants, home, stop: () => province.stop() };
  } catch (error) {
    await province.stop();
    throw error;
  }
}

async function granted(province: Province, number: number, log: TestLog): Promise<TestGrant> {
  const asset: Hex = await registerAsset(province, number);
  await confirmAsset(province, asset);
  return grantAsset(province, asset, log.id);
}
