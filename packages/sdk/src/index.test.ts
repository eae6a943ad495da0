// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import * as surface from "./index.ts";

/** What others may rely on. A name that comes or goes is a decision, and shows here. */
const PUBLIC = [
  "ACT_LIFETIME",
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
  "MAX_EVIDENCE_BYTES",
  "MAX_HISTORY_BYTES",
  "MAX_RIGHT_BYTES",
  "OFFICES",
  "ProofError",
  "SHARING_ATTRIBUTES",
  "STANDARD_COST",
  "STATEMENT_KINDS",
  "act",
  "canonicalBytes",
  "catalogueCodeBytes",
  "commitment",
  "countersign",
  "createKeyFile",
  "defaultCrypto",
  "deploymentOf",
  "digestBytes",
  "fromEvent",
  "isErrorCode",
  "isUnifiedCode",
  "logId",
  "makeStatement",
  "nobleCrypto",
  "openKeyFile",
  "parseEvidence",
  "parseHistory",
  "parsePolicy",
  "parseRight",
  "parseStatement",
  "parseStrict",
  "readEvidence",
  "readHistory",
  "readKeyFile",
  "readPolicy",
  "readRight",
  "RIGHT_KINDS",
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
