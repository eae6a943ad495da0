// SPDX-License-Identifier: Apache-2.0
import { TypedDataEncoder } from "ethers";
import fc from "fast-check";
import { hashTypedData } from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { testAccount } from "../testing/accounts.ts";
import { altered, leavesOf, neighbours, valueAt } from "../testing/alter.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import { anyStatement, statementOf } from "../testing/statements.ts";
import { referencePath, referenceRoot } from "../testing/tree.ts";
import { batchDigest, batchTypedData } from "./batch.ts";
import { signBatch } from "./build.ts";
import { signersOf, statementId, subjectsOf } from "./id.ts";
import { verifySignature } from "./recover.ts";
import { type BatchSignature, MAX_BATCH, parseSignature } from "./signature.ts";
import type { Statement } from "./types.ts";

const account = testAccount("batch seat");

/** `count` statements that differ in nonce and time only. */
function series(first: Statement, count: number): Statement[] {
  return Array.from({ length: count }, (_, at) => ({
    ...first,
    time: Math.min(first.time + at, 2 ** 48 - 1),
    nonce: `0x${at.toString(16).padStart(32, "0")}`,
  }));
}

const purposeOf = (statement: Statement): number =>
  subjectsOf(statement).grant === undefined ? 0 : 7;

async function signed(first: Statement, count: number) {
  const statements = series(first, count);
  const signatures = await signBatch(statements, account.sign, { purpose: purposeOf(first) });
  return statements.map((statement, at) => {
    const signature = signatures[at];
    if (signature === undefined) throw new Error("no signature");
    return { statement, signature };
  });
}

/** The account, or the code of the refusal. */
function outcome(statement: Statement, signature: unknown): string {
  let found = "";
  const code = refusal(() => {
    found = verifySignature(statement, parseSignature(signature));
  });
  return code ?? found;
}

const [delivery] = fc.sample(statementOf("delivery"), { numRuns: 1, seed: 11 });
if (delivery === undefined) throw new Error("no sample");

describe("signBatch", () => {
  it(
    "gives each statement a place that leads to the root of RFC 9162",
    async () => {
      await fc.assert(
        fc.asyncProperty(anyStatement, fc.integer({ min: 1, max: 40 }), async (first, count) => {
          const all = await signed(first, count);
          const ids = all.map(({ statement }) => fromHex(statementId(statement)));
          for (const [index, { statement, signature }] of all.entries()) {
            expect(signature).toMatchObject({ index, count, root: toHex(referenceRoot(ids)) });
            expect(signature.path).toEqual(referencePath(index, ids).map(toHex));
            if (index % 13 === 0) expect(outcome(statement, signature)).toBe(account.address);
          }
        }),
        { numRuns: Math.ceil(NUM_RUNS / 5) },
      );
    },
    LAW_TIMEOUT,
  );

  it("signs 1,024 at once and no more", async () => {
    const all = await signed(delivery, MAX_BATCH);
    const last = all.at(-1);
    expect(last?.signature.path).toHaveLength(10);
    expect(last && outcome(last.statement, last.signature)).toBe(account.address);
    await expect(signed(delivery, MAX_BATCH + 1)).rejects.toMatchObject({ code: "out-of-range" });
    await expect(signBatch([], account.sign, { purpose: 0 })).rejects.toMatchObject({
      code: "out-of-range",
    });
  });

  it("refuses statements that differ in what the batch says of all", async () => {
    const changes = { chainId: 9, log: `0x${"1".repeat(64)}`, organization: 9, seat: 9 };
    const subjects = { exchangeLog: `0x${"1".repeat(40)}`, asset: `0x${"1".repeat(64)}` };
    const grant = { grant: `0x${"1".repeat(64)}` };
    for (const [name, value] of Object.entries({ ...changes, ...subjects, ...grant })) {
      const [one, two] = series(delivery, 2);
      const odd = { ...two, [name]: value } as Statement;
      const promise = signBatch(one === undefined ? [] : [one, odd], account.sign, { purpose: 7 });
      await expect(promise).rejects.toMatchObject({ code: "batch-mismatch" });
    }
  });

  it("refuses a purpose without a grant, and a grant without a purpose", async () => {
    const [version] = fc.sample(statementOf("dataset-version"), { numRuns: 1, seed: 1 });
    const of = (statement: Statement | undefined, purpose: number) =>
      signBatch(statement === undefined ? [] : [statement], account.sign, { purpose });
    await expect(of(version, 1)).rejects.toMatchObject({ code: "out-of-range" });
    await expect(of(delivery, 0)).rejects.toMatchObject({ code: "out-of-range" });
  });
});

describe("batchDigest", () => {
  it("is the digest that ethers and viem compute", () => {
    const batch = fc.record({
      count: fc.integer({ min: 1, max: MAX_BATCH }),
      purpose: fc.integer({ min: 0, max: 0xffff_ffff }),
      from: fc.nat(),
      until: fc.nat(),
    });
    fc.assert(
      fc.property(anyStatement, batch, (statement, terms) => {
        const root = statementId(statement);
        const [signer] = signersOf(statement);
        if (signer === undefined) throw new Error("no signer");
        const whole = { root, ...subjectsOf(statement), ...terms };
        const { domain, types, message } = batchTypedData(statement, whole, signer);
        const plain = { Batch: [...(types["Batch"] ?? [])] };
        const ours = toHex(batchDigest(statement, whole, signer));
        expect(ours).toBe(TypedDataEncoder.hash(domain, plain, message));
        expect(ours).toBe(hashTypedData({ domain, types: plain, primaryType: "Batch", message }));
      }),
      { numRuns: NUM_RUNS },
    );
  });
});

describe("a batch signature", () => {
  it("is refused with any one value of it altered", async () => {
    for (const { statement, signature } of await signed(delivery, 5)) {
      for (const place of leavesOf(signature)) {
        for (const value of [...neighbours(valueAt(signature, place), 3), undefined]) {
          const changed: unknown = altered(signature, place, value);
          expect(outcome(statement, changed)).not.toBe(account.address);
        }
      }
    }
  });

  it("is refused with any one bit of path, root or value turned over", async () => {
    const { statement, signature } = (await signed(delivery, 11))[10] ?? {};
    if (statement === undefined || signature === undefined) throw new Error("no signature");
    const turned = (hex: Hex, bit: number): Hex => toHex(flipBit(fromHex(hex), bit));
    const variants: unknown[] = [];
    for (let bit = 0; bit < 256; bit++) {
      variants.push({ ...signature, root: turned(signature.root, bit) });
      for (const [at, hash] of signature.path.entries()) {
        variants.push({ ...signature, path: signature.path.with(at, turned(hash, bit)) });
      }
    }
    expect(new Set(variants.map((variant) => outcome(statement, variant)))).toEqual(
      new Set(["batch-path"]),
    );
    for (let bit = 0; bit < 65 * 8; bit++) {
      const variant = { ...signature, value: turned(signature.value, bit) };
      expect(outcome(statement, variant)).not.toBe(account.address);
    }
  });

  it("is refused with a path too short, too long, or of another place or batch", async () => {
    const all = await signed(delivery, 6);
    const others = await signed({ ...delivery, time: delivery.time + 1 }, 6);
    for (const [at, { statement, signature }] of all.entries()) {
      const { path } = signature;
      const foreign = others[at]?.signature ?? signature;
      const paths: (readonly Hex[])[] = [
        path.slice(1),
        path.slice(0, -1),
        [...path, signature.root],
        [...path].reverse(),
        foreign.path,
        all[(at + 1) % 6]?.signature.path ?? [],
      ];
      const codes = paths.map((wrong) => outcome(statement, { ...signature, path: wrong }));
      expect(codes.filter((code, place) => code !== "batch-path" && place !== 3)).toEqual([]);
      const wholly = outcome(statement, foreign);
      expect(["batch-path", "batch-mismatch"]).toContain(wholly);
    }
  });

  it("covers no other asset, grant or time, and no other statement", async () => {
    const [one, two] = await signed(delivery, 2);
    if (one === undefined || two === undefined) throw new Error("no signature");
    const of = (change: Partial<BatchSignature>) =>
      outcome(one.statement, { ...one.signature, ...change });
    const elsewhere: Hex = `0x${"1".repeat(64)}`;
    expect(of({ asset: elsewhere })).toBe("batch-mismatch");
    expect(of({ grant: elsewhere })).toBe("batch-mismatch");
    expect(of({ from: delivery.time + 1 })).toBe("batch-mismatch");
    expect(of({ from: 0, until: delivery.time - 1 })).toBe("batch-mismatch");
    expect(outcome(two.statement, one.signature)).toBe("batch-path");
    const { grant, ...withoutGrant } = one.signature;
    expect(grant).toBeDefined();
    expect(outcome(one.statement, { ...withoutGrant, purpose: 0 })).toBe("batch-mismatch");
  });
});
