// SPDX-License-Identifier: Apache-2.0
import { Signature as EthersSignature, verifyTypedData } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { testAccount } from "../testing/accounts.ts";
import { altered, leavesOf, neighbours, valueAt } from "../testing/alter.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import { ALL_KINDS, anyStatement, statementOf } from "../testing/statements.ts";
import { signStatement } from "./build.ts";
import { signingDigest, typedData } from "./eip712.ts";
import { kindOf, signersOf, statementId, subjectsOf } from "./id.ts";
import { recoverSigner, verifySignature, verifySignatures } from "./recover.ts";
import { parseStatement } from "./schema.ts";
import type { SingleSignature } from "./signature.ts";
import type { Statement } from "./types.ts";

const runs = { numRuns: NUM_RUNS };
const account = testAccount("first seat");
const other = testAccount("second seat");

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const hex32 = (value: bigint): Hex => `0x${value.toString(16).padStart(64, "0")}`;

/** The account, or the code of the refusal. */
function outcome(statement: Statement, signature: SingleSignature): string {
  let found = "";
  const code = refusal(() => {
    found = verifySignature(parseStatement(statement), signature);
  });
  return code ?? found;
}

describe("a signature of a statement", () => {
  it(
    "recovers to the account that made it, as ethers recovers it",
    async () => {
      await fc.assert(
        fc.asyncProperty(anyStatement, async (statement) => {
          const signature = await signStatement(statement, account.sign);
          expect(verifySignature(statement, signature)).toBe(account.address);
          const { domain, types, message } = typedData(statement);
          const plain = Object.fromEntries(
            Object.entries(types).map(([name, members]) => [name, [...members]]),
          );
          const found = verifyTypedData(domain, plain, message, signature.value);
          expect(found.toLowerCase()).toBe(account.address);
        }),
        runs,
      );
    },
    LAW_TIMEOUT,
  );

  describe.each(ALL_KINDS)("given a %s with any one value altered", (kind) => {
    it(
      "is refused, and the id is another",
      async () => {
        await fc.assert(
          fc.asyncProperty(statementOf(kind), fc.nat(), fc.nat(), async (statement, at, bit) => {
            const signature = await signStatement(statement, account.sign);
            const places = leavesOf(statement);
            const place = places[at % places.length] ?? [];
            for (const value of [...neighbours(valueAt(statement, place), bit), undefined]) {
              const changed = altered(statement, place, value);
              expect(statementId(changed)).not.toBe(statementId(statement));
              expect(outcome(changed, signature)).not.toBe(account.address);
            }
          }),
          { numRuns: Math.ceil(NUM_RUNS / 4) },
        );
      },
      LAW_TIMEOUT,
    );

    it("is refused for every member of one statement, none left out", async () => {
      const [statement] = fc.sample(statementOf(kind), { numRuns: 1, seed: 3 });
      if (statement === undefined) throw new Error("no sample");
      const signature = await signStatement(statement, account.sign);
      for (const place of leavesOf(statement)) {
        for (const value of neighbours(valueAt(statement, place), 5)) {
          expect(outcome(altered(statement, place, value), signature)).not.toBe(account.address);
        }
      }
    });
  });

  it("is refused with any one bit of it turned over", async () => {
    const [statement] = fc.sample(statementOf("delivery"), { numRuns: 1, seed: 3 });
    if (statement === undefined) throw new Error("no sample");
    const { value, ...rest } = await signStatement(statement, account.sign);
    for (let bit = 0; bit < 65 * 8; bit++) {
      const signature = { ...rest, value: toHex(flipBit(fromHex(value), bit)) };
      expect(outcome(statement, signature)).not.toBe(account.address);
    }
  });
});

describe("recoverSigner", () => {
  it(
    "refuses the second signature that anyone can make, with high s",
    async () => {
      await fc.assert(
        fc.asyncProperty(anyStatement, async (statement) => {
          const digest = signingDigest(statement);
          const { value } = await signStatement(statement, account.sign);
          const { r, s, yParity } = EthersSignature.from(value);
          const twin = hex32(ORDER - BigInt(s)).slice(2) + (yParity === 0 ? "1c" : "1b");
          expect(refusal(() => recoverSigner(digest, `0x${r.slice(2)}${twin}`))).toBe("high-s");
        }),
        runs,
      );
    },
    LAW_TIMEOUT,
  );

  it("draws the line of low s at half the order", () => {
    const half = ORDER / 2n;
    const of = (s: bigint): string | undefined =>
      refusal(() =>
        recoverSigner(new Uint8Array(32), `0x${"11".repeat(32)}${hex32(s).slice(2)}1b`),
      );
    expect(of(half)).not.toBe("high-s");
    expect(of(half + 1n)).toBe("high-s");
    expect(of(0n)).toBe("unrecoverable-signature");
  });

  it.each(["1a", "1d", "00", "01"])("refuses a last byte of 0x%s", (v) => {
    const value: Hex = `0x${"11".repeat(64)}${v}`;
    expect(refusal(() => recoverSigner(new Uint8Array(32), value))).toBe("unrecoverable-signature");
  });

  it("refuses a value of another length", () => {
    expect(refusal(() => recoverSigner(new Uint8Array(32), "0x1b"))).toBe("wrong-length");
  });
});

describe("verifySignatures", () => {
  const [delivery, reconciliation] = (["delivery", "reconciliation"] as const).map(
    (kind) => fc.sample(statementOf(kind), { numRuns: 1, seed: 5 })[0],
  );
  if (delivery?.type !== "suyuan/delivery@1") throw new Error("no sample");
  if (reconciliation?.type !== "suyuan/reconciliation@1") throw new Error("no sample");
  const { counterparty } = reconciliation;

  it("gives both parties of a reconciliation, each with its account", async () => {
    const first = await signStatement(reconciliation, account.sign);
    const second = await signStatement(reconciliation, other.sign, counterparty);
    const { organization, seat } = reconciliation;
    expect(verifySignatures(reconciliation, [first, second])).toEqual([
      { organization, seat, account: account.address },
      { ...counterparty, account: other.address },
    ]);
    const refused = [[first], [second], [second, first], [first, first], [first, second, second]];
    expect(refused.map((some) => refusal(() => verifySignatures(reconciliation, some)))).toEqual([
      ...["signature-count", "signature-count", "signature-seat", "signature-seat"],
      "signature-count",
    ]);
  });

  it("takes exactly one for any other kind, of the seat that the body names", async () => {
    const signature = await signStatement(delivery, account.sign);
    expect(verifySignatures(delivery, [signature])).toHaveLength(1);
    const elsewhere = { ...signature, seat: delivery.seat - 1 };
    expect(refusal(() => verifySignatures(delivery, [elsewhere]))).toBe("signature-seat");
    expect(refusal(() => verifySignature(delivery, elsewhere))).toBe("signature-seat");
    expect(refusal(() => verifySignatures(delivery, []))).toBe("signature-count");
    expect(refusal(() => verifySignatures(delivery, [signature, signature]))).toBe(
      "signature-count",
    );
  });

  it("will not sign for a seat that is not asked", async () => {
    const promise = signStatement(delivery, account.sign, { seat: delivery.seat - 1 });
    await expect(promise).rejects.toMatchObject({ code: "signature-seat" });
  });

  it("will not hand out a signature that would be refused", async () => {
    const highS = (digest: Uint8Array): Uint8Array => {
      const made = account.sign(digest);
      made.set(fromHex(hex32(ORDER - BigInt(toHex(made.subarray(32, 64))))), 32);
      return made;
    };
    await expect(signStatement(delivery, highS)).rejects.toMatchObject({ code: "high-s" });
    const short = () => new Uint8Array(64);
    await expect(signStatement(delivery, short)).rejects.toMatchObject({ code: "invalid-hex" });
  });
});

describe("what a statement is about", () => {
  it("is its asset, and its grant where it names one", () => {
    fc.assert(
      fc.property(anyStatement, (statement) => {
        const { asset, grant } = { grant: undefined, ...statement };
        expect(subjectsOf(statement)).toEqual(grant === undefined ? { asset } : { asset, grant });
        expect(statement.type).toBe(`suyuan/${kindOf(statement)}@1`);
        expect(signersOf(statement)).toHaveLength(kindOf(statement) === "reconciliation" ? 2 : 1);
      }),
      runs,
    );
  });
});
