// SPDX-License-Identifier: Apache-2.0
// Issue 6, "Bad input": whatever single byte of a file is changed, its verdict is never better than before.
import {
  type CryptoProvider,
  type Json,
  type JsonObject,
  parseEvidence,
  parseGrant,
  parsePolicy,
  parseRight,
  parseStrict,
  type Policy,
  ProofError,
  utf8,
  type Verdict,
  verify,
} from "@suyuan/proof";
import { afterAll, describe, expect, it } from "vitest";

import { NUM_RUNS } from "../../packages/proof/src/testing/laws.ts";
import { vectors } from "../vectors/files.ts";
import { changesOf, rememberingCrypto, WAYS } from "./one-byte.ts";

const IS_DEEP = NUM_RUNS > 100;
const HOURS = 7_200_000;
// All ways at all places of what is valid are some four million changed files.
const STRIDES = IS_DEEP ? { valid: 1, invalid: 8 } : { valid: 200, invalid: 400 };
const BETTER = [10, 11, 12, 0];
const READ = { evidence: parseEvidence, right: parseRight, grant: parseGrant } as const;
type Format = keyof typeof READ;

interface Judged {
  readonly file: JsonObject;
  readonly policy: JsonObject;
  readonly exit: number;
}

// What a certificate says is proven from the chain alone, so that of another moment it is another
// certificate, and true if storage says so. Nothing else may change and stand.
const FREE: Readonly<Record<Format, readonly string[]>> = {
  evidence: [],
  right: ["time"],
  grant: ["time"],
};
const BROKEN = 10;

const counted = new Map<string, number>();
const count = (what: string): void => void counted.set(what, (counted.get(what) ?? 0) + 1);

function judge(read: () => Verdict): Verdict | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

const memberOf = (value: Json, name: string): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)[name]
    : undefined;

/** The members of a file that another one has otherwise. */
function membersApart(one: JsonObject, other: Json): readonly string[] {
  const same = (name: string) =>
    JSON.stringify(one[name]) === JSON.stringify(memberOf(other, name));
  return Object.keys(one).filter((name) => !same(name));
}

function holdFile(
  format: Format,
  { file, policy, exit }: Judged,
  stride: number,
  crypto: CryptoProvider,
): void {
  const under = parsePolicy(JSON.stringify(policy));
  const honest = JSON.stringify(file);
  expect(verify(READ[format](honest), under, { crypto }).exit).toBe(exit);
  const read: JsonObject = JSON.parse(honest) as JsonObject;
  for (const { how, changed } of changesOf(utf8(honest), stride)) {
    const verdict = judge(() => verify(READ[format](changed), under, { crypto }));
    count(verdict === undefined ? "refused" : `exit ${String(verdict.exit)}`);
    if (verdict === undefined || verdict.exit === BROKEN) continue;
    const apart = membersApart(read, parseStrict(changed));
    if (apart.length === 0) {
      expect(verdict.exit, how).toBe(exit);
      count("the same file in another spelling");
    } else if (verdict.exit === 0 || BETTER.indexOf(verdict.exit) > BETTER.indexOf(exit)) {
      expect(FREE[format], `${how}: ${apart.join()} exits ${String(verdict.exit)}`).toEqual(apart);
    }
  }
}

function holdPolicy({ file, policy, exit }: Judged, crypto: CryptoProvider): void {
  const evidence = parseEvidence(JSON.stringify(file));
  const judged = (under: Policy): Verdict => verify(evidence, under, { crypto });
  const honest = JSON.stringify(policy);
  const before = judged(parsePolicy(honest));
  expect(before.exit).toBe(exit);
  for (const { how, changed } of changesOf(utf8(honest), STRIDES.valid)) {
    const verdict = judge(() => judged(parsePolicy(changed)));
    count(verdict === undefined ? "policy refused" : `policy: exit ${String(verdict.exit)}`);
    if (verdict === undefined) continue;
    const { integrity, authorisation } = verdict.groups;
    expect({ integrity, authorisation }, how).toEqual({
      integrity: before.groups.integrity,
      authorisation: before.groups.authorisation,
    });
    if (membersApart(JSON.parse(honest) as JsonObject, parseStrict(changed)).length === 0) {
      expect(verdict.exit, how).toBe(exit);
    }
  }
}

// What was refused for its one false member is right again when that is put right: such vectors are left out.
const standing = (format: Format) =>
  (["valid", "invalid"] as const)
    .flatMap((side) => vectors<Judged>(side, format).map((one) => ({ ...one, side })))
    .filter(({ vector }) => vector.exit !== BROKEN);

describe("one byte of a file", () => {
  const crypto = rememberingCrypto();

  afterAll(() => {
    const total = [...counted].filter(([what]) => /refused|exit/.test(what));
    const sum = total.reduce((all, [, of]) => all + of, 0);
    const lines = [...counted].toSorted().map(([what, of]) => `${what} ${String(of)}`);
    console.info(`one byte changed: ${String(sum)} files; ${lines.join(", ")}`);
  });

  it("is changed in eight ways", () => {
    expect(Object.keys(WAYS)).toHaveLength(8);
    const made = [...changesOf(utf8("0af"), 1)].map(({ changed }) => String(changed));
    expect(new Set(made).size).toBeGreaterThan(15);
  });

  describe.each(["evidence", "right", "grant"] as const)("of %s", (format) => {
    it.each(standing(format))(
      "never makes the verdict better: $rule",
      ({ vector, side }) => {
        holdFile(format, vector, STRIDES[side], crypto);
      },
      HOURS,
    );
  });

  it(
    "of a policy says nothing of the file itself",
    () => {
      const sealed = vectors<Judged>("valid", "evidence").filter(({ rule }) =>
        ["delivery", "sealed-by-qbft", "buried-by-clique"].includes(rule),
      );
      expect(sealed).toHaveLength(3);
      for (const { vector } of sealed) holdPolicy(vector, crypto);
    },
    HOURS,
  );

  it(
    "of any policy makes it another one or none",
    () => {
      for (const { vector } of vectors<{ policy: JsonObject }>("valid", "policy")) {
        const honest = JSON.stringify(vector.policy);
        for (const { how, changed } of changesOf(utf8(honest), STRIDES.valid)) {
          let read: Policy | undefined;
          judge(() => {
            read = parsePolicy(changed);
            return undefined as never;
          });
          count(read === undefined ? "policy refused" : "policy taken: exit none");
          if (read === undefined) continue;
          const isSame = JSON.stringify(read) === JSON.stringify(parsePolicy(honest));
          const apart = membersApart(vector.policy, parseStrict(changed));
          expect(isSame, how).toBe(apart.length === 0);
        }
      }
    },
    HOURS,
  );
});
