// SPDX-License-Identifier: Apache-2.0
// Statements for tests of the store: of the right form, with signatures that nobody made.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultCrypto, type Delivery, type Hex, statementId, toHex } from "@suyuan/proof";
import type { SignCheckpoint } from "../store/closing.ts";
import { openStore } from "../store/open.ts";
import type { Accepted, Moment } from "../store/placement.ts";
import { Sequencer } from "../store/sequencer.ts";
import type { LogStore, StoreIdentity } from "../store/types.ts";

export const NOW = 1_800_000_000;
export const IDENTITY: StoreIdentity = {
  type: "suyuan/store@1",
  origin: "log.example/test",
  chainId: 20_809,
  exchangeLog: `0x${"ee".repeat(20)}`,
};
export const LOG: Hex = hash("log");

/** A 32-byte value by its name. */
export function hash(name: string): Hex {
  return toHex(createHash("sha256").update(name).digest());
}

const DIGEST = { bytes: 1, sha256: hash("a"), sm3: hash("b") };

/** A delivery that has passed every check outside the log. */
export function accepted(serial: number, change: Partial<Delivery> = {}, generation = 0): Accepted {
  const statement: Delivery = {
    type: "suyuan/delivery@1",
    chainId: IDENTITY.chainId,
    exchangeLog: IDENTITY.exchangeLog,
    log: LOG,
    time: NOW,
    nonce: toHex(randomBytes(16)),
    organization: 2,
    seat: 3,
    asset: hash("asset"),
    version: hash("version"),
    grant: hash("grant"),
    serial,
    recipient: 4,
    digest: DIGEST,
    salted: false,
    channel: "file",
    ...change,
  };
  const value: Hex = `0x${"11".repeat(64)}1b`;
  return {
    statement,
    signatures: [{ alg: "eip712", seat: 3, value }],
    id: statementId(statement),
    generation,
  };
}

export const moment = (change: Partial<Moment> = {}): Moment => ({
  now: NOW,
  seen: { number: 7, hash: hash("block"), time: NOW - 1 },
  generation: 0,
  ...change,
});

export const sign: SignCheckpoint = (size) => `a note on ${String(size)} leaves`;

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "suyuan-store-"));

export interface Opened {
  readonly store: LogStore;
  readonly sequencer: Sequencer;
  at: Moment;
}

/** Opens a store with a sequencer whose moment a test may move. */
export async function openLog(
  dir: string,
  wrap = (store: LogStore): LogStore => store,
): Promise<Opened> {
  const { store, dirty } = await openStore(dir, IDENTITY, defaultCrypto);
  const parts = { store: wrap(store), log: LOG, crypto: defaultCrypto, sign, dirty };
  const opened: Opened = {
    store,
    sequencer: new Sequencer({ ...parts, moment: () => opened.at }),
    at: moment(),
  };
  return opened;
}
