// SPDX-License-Identifier: Apache-2.0
// Statements for tests of the store: of the right form, with signatures that nobody made.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DatasetVersion,
  defaultCrypto,
  type Delivery,
  type Hex,
  type Mirror,
  type Receipt,
  type Statement,
  statementId,
  toHex,
  type Use,
} from "@suyuan/proof";
import type { SignCheckpoint } from "../store/closing.ts";
import { openStore } from "../store/open.ts";
import type { Accepted, Moment } from "../store/placement.ts";
import { Sequencer } from "../store/sequencer.ts";
import type { LogStore, StoreIdentity } from "../store/types.ts";

export const NOW = 1_800_000_000;
export const IDENTITY: StoreIdentity = {
  type: "suyuan/store@3",
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
const DATA = { digest: DIGEST, salted: false };

/** What every statement here has in common; each has a nonce of its own. */
function common() {
  const { chainId, exchangeLog } = IDENTITY;
  return {
    ...{ chainId, exchangeLog, log: LOG, time: NOW, nonce: toHex(randomBytes(16)) },
    ...{ organization: 2, seat: 3, asset: hash("asset") },
  };
}

type Passed<S> = Accepted & { readonly statement: S };

/** A statement as if it had passed every check outside the log. */
function passed<S extends Statement>(statement: S, generation = 0): Passed<S> {
  const value: Hex = `0x${"11".repeat(64)}1b`;
  const signatures = [{ alg: "eip712", seat: statement.seat, value }] as const;
  return { statement, signatures, id: statementId(statement), generation };
}

/** A use: it has an asset and a grant, and names no other statement. */
export function accepted(count: number, change: Partial<Use> = {}, generation = 0): Accepted {
  const own = { grant: hash("grant"), purpose: 1, from: NOW, until: NOW, count, effect: hash("e") };
  return passed<Use>({ type: "suyuan/use@1", ...common(), ...own, ...change }, generation);
}

/** A version of the asset. */
export function version(change: Partial<DatasetVersion> = {}): Passed<DatasetVersion> {
  const type = "suyuan/dataset-version@1";
  return passed<DatasetVersion>({ type, ...common(), ...DATA, schema: hash("schema"), ...change });
}

/** A delivery of a version under the grant. */
export function delivery(
  of: Hex,
  serial: number,
  change: Partial<Delivery> = {},
): Passed<Delivery> {
  const own = { version: of, grant: hash("grant"), serial, recipient: 4, channel: "file" } as const;
  return passed<Delivery>({ type: "suyuan/delivery@1", ...common(), ...DATA, ...own, ...change });
}

/** A mirror of a version. */
export function mirror(of: Hex, change: Partial<Mirror> = {}): Passed<Mirror> {
  const own = { version: of, state: "in-sync", lag: 0 } as const;
  return passed<Mirror>({ type: "suyuan/mirror@1", ...common(), ...own, ...change });
}

/** A receipt of a delivery under the grant. */
export function receipt(of: Hex, change: Partial<Receipt> = {}): Passed<Receipt> {
  const own = { grant: hash("grant"), delivery: { log: LOG, id: of }, result: "accepted" } as const;
  return passed<Receipt>({ type: "suyuan/receipt@1", ...common(), ...DATA, ...own, ...change });
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
  signedBy: SignCheckpoint = sign,
): Promise<Opened> {
  const { store, dirty, usage } = await openStore(dir, IDENTITY, defaultCrypto);
  const by = { log: LOG, crypto: defaultCrypto, sign: signedBy };
  const parts = { store: wrap(store), dirty, usage, ...by };
  const opened: Opened = {
    store,
    sequencer: new Sequencer({ ...parts, moment: () => opened.at }),
    at: moment(),
  };
  return opened;
}
