// SPDX-License-Identifier: Apache-2.0
import { Signature, SigningKey, computeAddress } from "ethers";
import { BODIES } from "./bodies.ts";
import { labelled } from "./bytes.ts";
import { typedStatement } from "./typed.ts";
import type { Body, Hex, Vectors } from "./types.ts";

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const key = (seat: number): SigningKey => new SigningKey(labelled(`key of seat ${seat}`));
/** The account of a seat in the vectors. */
export const accountOf = (seat: number): string => computeAddress(key(seat)).toLowerCase();
/** A seat's signature of a digest, by ethers. */
export const signedBy = (seat: number, digest: Hex): Hex =>
  key(seat).sign(digest).serialized as Hex;

const single = (body: Body, seat: number): Body => ({
  alg: "eip712",
  seat,
  value: signedBy(seat, typedStatement(body).digest),
});
const counterparty = (body: Body): number | undefined =>
  (body["counterparty"] as { readonly seat: number } | undefined)?.seat;
const seatsOf = (body: Body): number[] =>
  [Number(body["seat"]), counterparty(body)].filter((seat) => seat !== undefined);

const delivery: Body = BODIES["delivery-least"];
const reconciliation: Body = BODIES["reconciliation-of-both-sides"];
const good = single(delivery, 7);
const parts = Signature.from(String(good["value"]));
const word = (value: bigint): string => value.toString(16).padStart(64, "0");
const of = (r: string, s: string, v: string): Body => ({ ...good, value: `0x${r}${s}${v}` });
const [r, s] = [parts.r.slice(2), parts.s.slice(2)];
const v = parts.v.toString(16);
const otherV = parts.v === 27 ? "1c" : "1b";
const both = [single(reconciliation, 7), single(reconciliation, 9)];

const one = (signature: Body, code?: string): Body => ({
  statement: delivery,
  signatures: [signature],
  accounts: [accountOf(7)],
  ...(code === undefined ? {} : { code }),
});
const altered = (change: Body): Body => ({ ...one(good), statement: { ...delivery, ...change } });
const reconciled = (signatures: readonly unknown[], code: string): Body => ({
  ...{ statement: reconciliation, signatures, accounts: [accountOf(7), accountOf(9)], code },
});

/** Without a code: the signature is one, but not of these accounts. */
const INVALID: Record<string, Body> = {
  "high-s": one(of(r, word(ORDER - BigInt(parts.s)), otherV), "high-s"),
  "s-just-above-half-the-order": one(of(r, word(ORDER / 2n + 1n), v), "high-s"),
  "other-recovery": one(of(r, s, otherV)),
  "v-of-0": one(of(r, s, "00"), "out-of-range"),
  "v-of-29": one(of(r, s, "1d"), "out-of-range"),
  "r-zero": one(of(word(0n), s, v), "unrecoverable-signature"),
  "r-of-the-order": one(of(word(ORDER), s, v), "unrecoverable-signature"),
  "s-zero": one(of(r, word(0n), v), "unrecoverable-signature"),
  "value-of-64-bytes": one(of(r, s, ""), "invalid-hex"),
  "value-compact-of-eip-2098": one({ ...good, value: parts.compactSerialized }, "invalid-hex"),
  "algorithm-unknown": one({ ...good, alg: "sm2" }, "unknown-algorithm"),
  "member-unknown": one({ ...good, key: "0x" }, "unknown-field"),
  "seat-of-nobody": one({ ...good, seat: 8 }, "signature-seat"),
  "signature-missing": { ...one(good), signatures: [], code: "out-of-range" },
  "signature-twice": { ...one(good), signatures: [good, good], code: "signature-count" },
  "key-of-another-seat": one({ ...single(delivery, 9), seat: 7 }),
  "serial-altered": altered({ serial: 2 }),
  "log-of-another": altered({ log: labelled("another log") }),
  "chain-of-another": altered({ chainId: 1 }),
  "contract-of-another": altered({ exchangeLog: labelled("another contract", 20) }),
  "nonce-altered": altered({ nonce: labelled("another nonce", 16) }),
  "digest-altered": altered({
    digest: { ...(delivery["digest"] as Body), sm3: labelled("other data") },
  }),
  "custodian-added": altered({ custodian: true }),
  "reconciliation-signed-once": reconciled(both.slice(0, 1), "signature-count"),
  "reconciliation-in-wrong-order": reconciled([...both].reverse(), "signature-seat"),
  "reconciliation-signed-twice-by-one": reconciled([both[0], both[0]], "signature-seat"),
  "reconciliation-of-three-signatures": reconciled([...both, both[0]], "out-of-range"),
};

export function signatureVectors(): Vectors {
  const valid = Object.fromEntries(
    Object.entries<Body>(BODIES).map(([name, statement]) => {
      const seats = seatsOf(statement);
      const signatures = seats.map((seat) => single(statement, seat));
      return [name, { statement, signatures, accounts: seats.map(accountOf) }];
    }),
  );
  return { valid, invalid: INVALID };
}
