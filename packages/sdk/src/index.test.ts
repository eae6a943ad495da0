// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import * as surface from "./index.ts";

/** What others may rely on. A name that comes or goes is a decision, and shows here. */
const PUBLIC = [
  "ACT_LIFETIME",
  "ACT_SUBJECTS",
  "CAPACITIES",
  "CHANNELS",
  "CHECK_NAMES",
  "ChainError",
  "DEFAULT_TIMEOUT_MS",
  "ERRORS",
  "GRADES",
  "GatewayClient",
  "GatewayError",
  "KeyFileError",
  "LEVELS",
  "LIGHT_COST",
  "LISTS",
  "MAX_EVIDENCE_BYTES",
  "MAX_HISTORY_BYTES",
  "MAX_RELAY_GAS",
  "OFFICES",
  "ProofError",
  "SHARING_ATTRIBUTES",
  "STANDARD_COST",
  "STATEMENT_KINDS",
  "act",
  "addWorkingDays",
  "canonicalBytes",
  "catalogueCodeBytes",
  "commitment",
  "countersign",
  "createKeyFile",
  "defaultCrypto",
  "deploymentOf",
  "digestBytes",
  "encodeCall",
  "fromEvent",
  "isErrorCode",
  "isUnifiedCode",
  "keccakOfText",
  "logId",
  "makeStatement",
  "nobleCrypto",
  "openKeyFile",
  "parseEvidence",
  "parseHistory",
  "parsePolicy",
  "parseStatement",
  "parseStrict",
  "readEvidence",
  "readHistory",
  "readKeyFile",
  "readPolicy",
  "sign",
  "signMany",
  "statementId",
  "toHex",
  "verify",
  "writeKeyFile",
];

describe("given the public surface", () => {
  it("is exactly this list", () => {
    expect(Object.keys(surface).toSorted()).toEqual(PUBLIC);
  });
});
