// SPDX-License-Identifier: Apache-2.0
// Five attacks. Each is wrong in one fact only; everything else about it is correctly signed, logged and
// anchored. A function gives what must be refused, or the refusal itself; nothing here judges.
import { ChainError, type DecodedRevert } from "@suyuan/chain";
import {
  type Delivery,
  type Entry,
  type Evidence,
  parseLeaf,
  type SignDigest,
  signStatement,
  toHex,
} from "@suyuan/proof";

import type { DishonestLog } from "./log.ts";
import { Leaves, type Moment } from "./leaves.ts";

export { anchorFalseMap, type FalselyAnchored, type HiddenEntry, hideEntry } from "./hiding.ts";

/**
 * Attack 1. The data with one bit of one byte changed. Honest evidence, verified with its digest, exits 10:
 * check `data`.
 */
export function changedByte(data: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(data);
  const middle = data.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** A statement with its signatures. */
export type Signed = Pick<Entry, "statement" | "signatures">;

/** A delivery that is honest in all but its time, and who signs it. */
export interface BackDating {
  readonly delivery: Delivery;
  readonly sign: SignDigest;
  /** When the grant ended, seconds since the epoch: the statement says that it was a second earlier. */
  readonly ended: number;
}

/**
 * Attack 2. A delivery made after its grant's end, dated by its signer before it. Exits 11: check `grant`,
 * code `ended-before-logged`.
 * @param moment what the log says of clock and chain; left out, the truth
 */
export async function backDate(
  log: DishonestLog,
  { delivery, sign, ended }: BackDating,
  moment: Partial<Moment> = {},
): Promise<Evidence> {
  const statement = { ...delivery, time: ended - 1 };
  const index = await log.append(statement, [await signStatement(statement, sign)], moment);
  await log.close();
  return log.evidence(index);
}

/**
 * Attack 3. A statement that was signed for another log, logged in this one. Exits 10: check `statement`,
 * code `log-differs`. One under a grant fails the check `log` besides: the grant does not name this log.
 */
export async function replayInto(log: DishonestLog, signed: Signed): Promise<Evidence> {
  if (signed.statement.log === log.id) throw new Error("the statement was made for this log");
  const index = await log.append(signed.statement, signed.signatures);
  await log.close();
  return log.evidence(index);
}

/** One try to advance a log whose past was rewritten. */
export interface Attempt {
  /** Which tree the consistency proof was taken from. */
  readonly proof: "of-the-rewritten-tree" | "of-the-true-tree";
  /** The contract's error; undefined when it let the rewriting pass. */
  readonly refusal: DecodedRevert | undefined;
}

/**
 * Attack 4. Puts another statement in the place of one that is anchored, rebuilds everything after it, and
 * calls `advance` with each consistency proof that an operator can make. The contract refuses the proof of
 * the rewritten tree with `ExchangeLog__WrongLastRoot` (when the anchored size is a power of two, where the
 * contract starts from its own root: `ExchangeLog__WrongRoot`), that of the true tree with
 * `ExchangeLog__WrongRoot`. The log given stays as it was.
 * @param signed another statement on the same subjects
 */
export async function rewriteEntry(
  log: DishonestLog,
  index: number,
  signed: Signed,
): Promise<readonly Attempt[]> {
  const size = log.last?.size ?? 0;
  if (index >= size) throw new Error(`${index} is not anchored`);
  const [forged, genuine] = [rebuilt(log, size, index, signed), rebuilt(log, size)];
  const moment = await log.moment();
  for (const leaves of [forged, genuine]) leaves.push(leaves.headsEntry(log.id, moment));
  const root = toHex(forged.root());
  const attempt = async (proof: Attempt["proof"], from: Leaves): Promise<Attempt> => {
    const path = from.consistency(size, from.size).map(toHex);
    const notAfter = moment.seen.time + HOUR;
    const advance = { log: log.id, size: forged.size, root, proof: path, notAfter };
    return { proof, refusal: await refusalOf(log.writer.advance(advance)) };
  };
  return [
    await attempt("of-the-rewritten-tree", forged),
    await attempt("of-the-true-tree", genuine),
  ];
}

const HOUR = 3_600;

/** The first leaves again, one of them with another statement, and all that follows from it. */
function rebuilt(log: DishonestLog, size: number, index?: number, signed?: Signed): Leaves {
  const leaves = new Leaves();
  for (const [at, bytes] of log.leaves.bytes.slice(0, size).entries()) {
    const leaf = parseLeaf(bytes);
    if (index === undefined || at < index) leaves.push(bytes);
    else if (!("statement" in leaf)) leaves.push(leaves.headsEntry(log.id, leaf));
    else leaves.push(leaves.entry(at === index && signed !== undefined ? signed : leaf, leaf));
  }
  return leaves;
}

async function refusalOf(act: Promise<unknown>): Promise<DecodedRevert | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    if (error instanceof ChainError && error.revert !== undefined) return error.revert;
    throw error;
  }
}
