// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import * as surface from "./index.ts";

/** What others may rely on. A name that comes or goes is a decision, and shows here. */
const PUBLIC = [
  "ACTING_CONTRACTS",
  "ASSET_ARROWS",
  "ASSET_STATES",
  "CASE_ARROWS",
  "CASE_KINDS",
  "CASE_STATES",
  "CONTRACT_NAMES",
  "ChainClient",
  "ChainError",
  "DEFAULT_TIMEOUT_MS",
  "EFFECTS",
  "FORWARD_GAS",
  "FORWARD_TYPES",
  "INTERFACES",
  "KeyFileError",
  "LEDGER_CONTRACTS",
  "LIGHT_COST",
  "LedgerReader",
  "LogDecoder",
  "PENDING_STATES",
  "RECEIPT_TIMEOUT_MS",
  "REGISTRATION_ARROWS",
  "REGISTRATION_STAGES",
  "RIGHT_ARROWS",
  "RIGHT_BASES",
  "RIGHT_KINDS",
  "RIGHT_STATES",
  "STAGE_ARROWS",
  "STANDARD_COST",
  "TRANSFER_ARROWS",
  "VALUE_STAGES",
  "Writer",
  "addWorkingDays",
  "createKeyFile",
  "decodeRevert",
  "encodeCall",
  "executeForward",
  "forwardRequest",
  "forwardTypedData",
  "isWorkingDay",
  "keccakOfText",
  "openKeyFile",
  "parseDeployment",
  "parseKeyFile",
  "policyOf",
  "readDeployment",
  "readKeyFile",
  "revertText",
  "signForward",
  "signerOf",
  "simulateForward",
  "timeLeft",
  "workingDaysBetween",
  "writeKeyFile",
];

describe("given the public surface", () => {
  it("is exactly this list", () => {
    expect(Object.keys(surface).toSorted()).toEqual(PUBLIC);
  });
});
