// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";

import type { Signer } from "@suyuan/chain";
import {
  type CryptoProvider,
  type Hex,
  type Json,
  NONCE_BYTES,
  parseStatement,
  signBatch,
  signStatement,
  type Statement,
  type StatementCommon,
  type StatementType,
  toHex,
} from "@suyuan/proof";

import type { SignedStatement } from "./types.ts";

/** Where a statement is to count. */
export interface Place {
  readonly chainId: number;
  readonly exchangeLog: Hex;
  readonly log: Hex;
}

/** The members that say what happened, without those that say where and when it was said. */
export type StatementFields = Readonly<Record<string, Json>> &
  Pick<StatementCommon, "organization" | "seat" | "asset"> & { readonly type: StatementType };

/** When and by which random bytes; both made here unless given. */
export interface Moment {
  /** Seconds since the epoch. */
  readonly time?: number;
  readonly nonce?: Hex;
}

/**
 * A statement, complete and checked.
 * @throws ProofError that names the member that does not fit.
 */
export function makeStatement(
  place: Place,
  fields: StatementFields,
  moment: Moment = {},
): Statement {
  const time = moment.time ?? Math.floor(Date.now() / 1_000);
  const nonce = moment.nonce ?? toHex(randomBytes(NONCE_BYTES));
  return parseStatement({ ...fields, ...place, time, nonce });
}

/** Signs one statement by its own seat. */
export async function sign(
  statement: Statement,
  signer: Signer,
  crypto?: CryptoProvider,
): Promise<SignedStatement> {
  const options = crypto ? { crypto } : {};
  const signature = await signStatement(statement, (digest) => signer.sign(digest), options);
  return { statement, signatures: [signature] };
}

/** Adds the counterparty's signature to a reconciliation. */
export async function countersign(
  signed: SignedStatement,
  counterparty: { readonly seat: number; readonly signer: Signer },
): Promise<SignedStatement> {
  const { seat, signer } = counterparty;
  const signature = await signStatement(signed.statement, (digest) => signer.sign(digest), {
    seat,
  });
  return { statement: signed.statement, signatures: [...signed.signatures, signature] };
}

/**
 * Signs up to 1,024 statements on one asset and grant with one signature.
 * @param purpose the grant's purpose; 0 without a grant
 */
export async function signMany(
  statements: readonly Statement[],
  signer: Signer,
  purpose: number,
  crypto?: CryptoProvider,
): Promise<SignedStatement[]> {
  const options = crypto ? { purpose, crypto } : { purpose };
  const signatures = await signBatch(statements, (digest) => signer.sign(digest), options);
  return statements.flatMap((statement, place) => {
    const signature = signatures[place];
    return signature ? [{ statement, signatures: [signature] }] : [];
  });
}
