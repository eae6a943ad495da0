// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { testAccount } from "../testing/accounts.ts";
import { flipBit, LAW_TIMEOUT, NUM_RUNS, refusal } from "../testing/laws.ts";
import { anyStatement, statementOf } from "../testing/statements.ts";
import { signBatch } from "./build.ts";
import { statementId, subjectsOf } from "./id.ts";
import { BatchMemory } from "./memory.ts";
import { verifySignature } from "./recover.ts";
import type { BatchSignature } from "./signature.ts";
import type { Statement } from "./types.ts";

const account = testAccount("seat with a memory");
const turned = (hex: Hex, bit: number): Hex => toHex(flipBit(fromHex(hex), bit));

interface Member {
  readonly statement: Statement;
  readonly signature: BatchSignature;
}

/** A batch of statements that differ in their nonces. */
async function batchOf(first: Statement, count: number): Promise<Member[]> {
  const statements = Array.from({ length: count }, (_, at): Statement => ({
    ...first,
    nonce: `0x${at.toString(16).padStart(32, "0")}`,
  }));
  const purpose = subjectsOf(first).grant === undefined ? 0 : 7;
  const signatures = await signBatch(statements, account.sign, { purpose });
  return statements.map((statement, at) => {
    const signature = signatures[at];
    if (signature?.alg !== "eip712-batch") throw new Error("no batch signature");
    return { statement, signature };
  });
}

/** The account, or the code of the refusal; of the memory, where one is given. */
function outcome({ statement, signature }: Member, memory?: BatchMemory): string {
  let found = "";
  const id = statementId(statement);
  const code = refusal(() => {
    found =
      memory?.verify(statement, signature, defaultCrypto, id) ??
      verifySignature(statement, signature);
  });
  return code ?? found;
}

/** Every way in which one member's signature can be another one by a bit or a place. */
function neighboursOf(member: Member, other: Member): Member[] {
  const { statement, signature } = member;
  const changed = (change: Partial<BatchSignature>): Member => ({
    statement,
    signature: { ...signature, ...change },
  });
  const broken = signature.path.map((hash, at) =>
    changed({ path: signature.path.with(at, turned(hash, 8 * at)) }),
  );
  return [
    ...broken,
    changed({ root: turned(signature.root, 3) }),
    changed({ index: other.signature.index }),
    changed({ path: other.signature.path }),
    changed({ path: [...signature.path, signature.root] }),
    changed({ path: signature.path.slice(1) }),
    changed({ count: signature.count + 1 }),
    changed({ value: turned(signature.value, 90) }),
    changed({ until: signature.until + 1 }),
    { statement: other.statement, signature },
    { statement: { ...statement, serial: 1 } as Statement, signature },
  ];
}

const [delivery] = fc.sample(statementOf("delivery"), { numRuns: 1, seed: 12 });
if (delivery === undefined) throw new Error("no sample");

describe("a memory of batches", { timeout: LAW_TIMEOUT }, () => {
  it("never changes an answer, in whichever order statements come", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyStatement,
        fc.integer({ min: 1, max: 33 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
        async (first, count, order) => {
          const batch = await batchOf(first, count);
          const memory = new BatchMemory();
          for (const place of order) {
            const member = batch[place % count];
            const other = batch[(place + 1) % count];
            if (!member || !other) throw new Error("no member");
            expect(outcome(member, memory)).toBe(account.address);
            for (const wrong of neighboursOf(member, other)) {
              expect(outcome(wrong, memory)).toBe(outcome(wrong));
            }
          }
        },
      ),
      { numRuns: Math.max(5, Math.floor(NUM_RUNS / 20)) },
    );
  });

  it("refuses what it would refuse without one, once all is known", async () => {
    const batch = await batchOf(delivery, 9);
    const memory = new BatchMemory();
    for (const member of batch) expect(outcome(member, memory)).toBe(account.address);
    const [one, two] = batch;
    if (!one || !two) throw new Error("no batch");
    const codes = neighboursOf(one, two).map((wrong) => outcome(wrong, memory));
    expect(codes.filter((code) => code === "batch-path").length).toBeGreaterThan(5);
    expect(codes).toEqual(neighboursOf(one, two).map((wrong) => outcome(wrong)));
  });

  it("recovers a key once for a batch, and again when it has forgotten", async () => {
    const batches = [
      await batchOf(delivery, 4),
      await batchOf({ ...delivery, organization: 9 }, 4),
    ];
    let recovered = 0;
    const crypto: CryptoProvider = {
      ...defaultCrypto,
      recover: (...given) => {
        recovered++;
        return defaultCrypto.recover(...given);
      },
    };
    const all = (memory: BatchMemory) => {
      recovered = 0;
      for (let round = 0; round < 2; round++) {
        for (const { statement, signature } of batches.flat()) {
          memory.verify(statement, signature, crypto, statementId(statement));
        }
      }
      return recovered;
    };
    expect(all(new BatchMemory())).toBe(2);
    expect(all(new BatchMemory(1))).toBe(4);
  });
});
