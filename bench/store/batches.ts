// SPDX-License-Identifier: Apache-2.0
// Deliveries by the million, each batch of them signed by a seat: what they have in common is written once, and the tree
// over their ids is made once. The gateway refuses to give evidence of one whose signature does not hold.
import { randomBytes } from "node:crypto";
import {
  batchDigest,
  canonicalText,
  type CryptoProvider,
  type Delivery,
  type Hex,
  leafHash,
  MAX_BATCH,
  nodeHash,
  type Signature,
  toHex,
  utf8,
} from "@suyuan/proof";
import type { TestSeat } from "../../test/support/cast.ts";

/** Statements that one signature covers: their path to its root is ten hashes long. */
export const BATCH = MAX_BATCH;

/** What the deliveries under one grant have in common. */
export interface Draft {
  readonly delivery: Omit<Delivery, "nonce" | "serial">;
  readonly purpose: number;
}

/** A delivery as the sequencer takes it, with its canonical texts. */
export interface Made {
  readonly statement: Delivery;
  readonly signatures: readonly Signature[];
  readonly id: Hex;
  readonly written: { readonly statement: string; readonly signatures: string };
}

const NONCE_BYTES = 16;
const NO_NONCE: Hex = `0x${"00".repeat(NONCE_BYTES)}`;
const NO_SERIAL = Number.MAX_SAFE_INTEGER;

/** One batch under a grant, its first delivery with this serial. */
export async function batchOf(
  { delivery, purpose }: Draft,
  serial: number,
  { account, number: seat }: TestSeat,
  crypto: CryptoProvider,
): Promise<Made[]> {
  const statements = statementsOf(delivery, serial);
  const ids = statements.map(({ text }) => crypto.sha256(utf8(text)));
  const levels = levelsOf(ids, crypto);
  const root = toHex(levels.at(-1)?.[0] ?? new Uint8Array());
  const { asset, grant, time, organization } = delivery;
  const terms = { asset, grant, purpose, from: time, until: time };
  const batch = { root, count: BATCH, ...terms };
  const [{ statement: first } = never()] = statements;
  const digest = batchDigest(first, batch, { seat, organization }, crypto);
  const value = toHex(await account.sign(digest));
  const shared = { alg: "eip712-batch", seat, value, ...batch } as const;
  const write = signatureText(shared);
  const names = levels.map((level) => level.map((hash) => toHex(hash)));
  return statements.map(({ statement, text }, index) => {
    const path = pathOf(names, index);
    const signatures = [{ ...shared, index, path }];
    const id = toHex(ids[index] ?? new Uint8Array());
    return {
      statement,
      signatures,
      id,
      written: { statement: text, signatures: write(index, path) },
    };
  });
}

function never(): never {
  throw new Error("a batch has statements");
}

/** A batch with their canonical texts. */
function statementsOf(delivery: Draft["delivery"], serial: number) {
  const model = canonicalText({ ...delivery, nonce: NO_NONCE, serial: NO_SERIAL });
  const [before = "", rest = ""] = model.split(NO_NONCE);
  const [between = "", after = ""] = rest.split(String(NO_SERIAL));
  return Array.from({ length: BATCH }, (_, at) => {
    const nonce: Hex = toHex(randomBytes(NONCE_BYTES));
    const statement: Delivery = { ...delivery, nonce, serial: serial + at };
    return { statement, text: `${before}${nonce}${between}${serial + at}${after}` };
  });
}

/** The canonical text of a list of one signature, whatever its place in the batch. */
function signatureText(shared: object): (index: number, path: readonly Hex[]) => string {
  const model = canonicalText([{ ...shared, index: NO_SERIAL, path: [] }]);
  const [before = "", rest = ""] = model.split(String(NO_SERIAL));
  const [between = "", after = ""] = rest.split("[]");
  return (index, path) => `${before}${index}${between}["${path.join('","')}"]${after}`;
}

/** The tree over ids, leaves first; their number is a power of two. */
function levelsOf(ids: readonly Uint8Array[], crypto: CryptoProvider): Uint8Array[][] {
  const levels = [ids.map((id) => leafHash(id, crypto))];
  for (let level = levels[0] ?? []; level.length > 1; levels.push(level)) {
    const below = level;
    level = Array.from({ length: below.length / 2 }, (_, at) => {
      const [left, right] = [below[2 * at], below[2 * at + 1]];
      return left && right ? nodeHash(left, right, crypto) : never();
    });
  }
  return levels;
}

function pathOf(levels: readonly (readonly Hex[])[], index: number): Hex[] {
  return levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1] ?? never());
}

/** The delivery of which all of a grant are copies. */
export const draftOf = (
  { nonce: _, serial: __, ...delivery }: Delivery,
  purpose: number,
): Draft => ({
  delivery,
  purpose,
});
