// SPDX-License-Identifier: Apache-2.0
import type { Deployment } from "../deployment.ts";
import { TEST_CHAIN_ID } from "./anvil.ts";

const bytes = (byte: string, count: number): `0x${string}` => `0x${byte.repeat(count)}`;

const at = (byte: string) => ({ address: bytes(byte, 20), codeHash: bytes(byte, 32) });

/** An address file that points at nothing, for tests that need no chain. */
export const EMPTY_DEPLOYMENT: Deployment = {
  network: "test",
  chainId: TEST_CHAIN_ID,
  deploymentId: bytes("de", 32),
  block: 1,
  contracts: {
    accessManager: at("a1"),
    forwarder: at("a2"),
    organizationRegistry: at("a3"),
    assetRegistry: at("a4"),
    sharingRegistry: at("a5"),
    exchangeLog: at("a6"),
    ruleBook: at("a7"),
    workCalendar: at("a8"),
    councilSeats: at("a9"),
    council: at("aa"),
    timelock: at("ab"),
    rightRegistry: at("ac"),
    rightToken: at("ad"),
    caseRegistry: at("ae"),
    dutyRegister: at("af"),
    deliveryRegistry: at("b0"),
    findingRegistry: at("b1"),
    returnRegistry: at("b2"),
  },
};
