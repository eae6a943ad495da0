// SPDX-License-Identifier: Apache-2.0
// Why a follower does not come further: its leader is away, or shows what cannot be.
import { ProofError } from "@suyuan/proof";

/** What a leader can be caught at. Each is a reason of `/readyz`. */
export type LieCode =
  /** A checkpoint that the log's key has not signed, or one of another log. */
  | "leader-unsigned"
  /** Another past than the one that the log has signed. */
  | "leader-forked"
  /** An older checkpoint than one that it has shown. */
  | "leader-went-back"
  /** Hashes or entries that do not lead to the checkpoint, or that no log of this kind may hold. */
  | "leader-false";

/** Something that the leader showed and that is not taken. */
export class LeaderLie extends Error {
  override readonly name = "LeaderLie";
  readonly code: LieCode;

  constructor(code: LieCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The leader does not answer, or does not answer this follower. */
export class LeaderAway extends Error {
  override readonly name = "LeaderAway";
  /** Seconds after which it asks to be asked again. */
  readonly retryAfter: number | undefined;

  constructor(message: string, given: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, given.cause === undefined ? undefined : { cause: given.cause });
    this.retryAfter = given.retryAfter;
  }
}

/** Runs a pure reading of what the leader sent: what it cannot read is a lie of this kind. @throws LeaderLie */
export function orLie<T>(code: LieCode, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    throw new LeaderLie(code, `${what}: ${error.message}`, error);
  }
}
