// SPDX-License-Identifier: Apache-2.0
import { type Hex, toHex } from "../bytes.ts";
import { canonicalBytes } from "../canonical.ts";
import type { StatementKind } from "../codes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { ProofError } from "../errors.ts";
import type { Signer, Statement } from "./types.ts";

/** SHA-256 of the canonical body: every byte of the body is in it, and so in every signature. */
export function statementId(statement: Statement, crypto: CryptoProvider = defaultCrypto): Hex {
  return toHex(crypto.sha256(canonicalBytes(statement)));
}

/** What a statement is about: its asset, and its grant where it names one. */
export interface Subjects {
  readonly asset: Hex;
  readonly grant?: Hex;
}

export function subjectsOf(statement: Statement): Subjects {
  const { asset } = statement;
  const grant = "grant" in statement ? statement.grant : undefined;
  return grant === undefined ? { asset } : { asset, grant };
}

/** The kind that a statement's type names. */
export function kindOf({ type }: Statement): StatementKind {
  return type.slice("suyuan/".length, -"@1".length) as StatementKind;
}

/** The seats that must sign, in the order of their signatures: one, for a reconciliation two. */
export function signersOf(statement: Statement): readonly Signer[] {
  const { organization, seat } = statement;
  const first = { organization, seat };
  return statement.type === "suyuan/reconciliation@1" ? [first, statement.counterparty] : [first];
}

/** The signer with this seat. @throws ProofError `signature-seat` */
export function signerWithSeat(statement: Statement, seat: number): Signer {
  const signer = signersOf(statement).find((candidate) => candidate.seat === seat);
  if (signer !== undefined) return signer;
  throw new ProofError("signature-seat", `seat ${seat} is not one that signs this statement`);
}
