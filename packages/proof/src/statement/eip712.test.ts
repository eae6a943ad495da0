// SPDX-License-Identifier: Apache-2.0
import { TypedDataEncoder } from "ethers";
import fc from "fast-check";
import { hashTypedData } from "viem";
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { nobleCrypto } from "../crypto.ts";
import { LAW_TIMEOUT, NUM_RUNS } from "../testing/laws.ts";
import { ALL_KINDS, statementOf } from "../testing/statements.ts";
import { signingDigest, typedData } from "./eip712.ts";
import { statementId } from "./id.ts";
import type { TypedMember } from "./typed.ts";

const mutable = (types: Readonly<Record<string, readonly TypedMember[]>>) =>
  Object.fromEntries(Object.entries(types).map(([name, members]) => [name, [...members]]));

describe("signingDigest", { timeout: LAW_TIMEOUT }, () => {
  describe.each(ALL_KINDS)("given any %s", (kind) => {
    it("is the digest that ethers and viem compute", () => {
      fc.assert(
        fc.property(statementOf(kind), (statement) => {
          const data = typedData(statement);
          const { domain, primaryType, message } = data;
          const types = mutable(data.types);
          const ours = toHex(signingDigest(statement));
          expect(ours).toBe(TypedDataEncoder.hash(domain, types, message));
          expect(ours).toBe(hashTypedData({ domain, types, primaryType, message }));
          expect(toHex(signingDigest(statement, nobleCrypto))).toBe(ours);
        }),
        { numRuns: NUM_RUNS },
      );
    });

    it("shows the id of the whole body as its first member", () => {
      fc.assert(
        fc.property(statementOf(kind), (statement) => {
          const { message, types, primaryType } = typedData(statement);
          expect(types[primaryType]?.[0]).toEqual({ type: "bytes32", name: "id" });
          expect(message["id"]).toBe(statementId(statement));
        }),
        { numRuns: NUM_RUNS },
      );
    });
  });

  describe("given more domains and texts than are kept", () => {
    it("gives the same digests as before", () => {
      const [first, ...others] = fc.sample(statementOf("dataset-version"), 700);
      if (first === undefined) throw new Error("no sample");
      const before = toHex(signingDigest(first));
      for (const other of others) signingDigest(other);
      expect(toHex(signingDigest(first))).toBe(before);
    });
  });
});
