// SPDX-License-Identifier: Apache-2.0
// A log written as docs/spec/log.md says, with bookkeeping of its own.
import { createHash } from "node:crypto";
import { type Hex, toHex } from "../bytes.ts";
import { encodeEntry, encodeHeadsEntry } from "../entry.ts";
import type { ChainLink, Entry, HeadsEntry } from "../entry/types.ts";
import type { Delivery } from "../statement/types.ts";
import type { KnownCheckpoint } from "../audit/types.ts";
import { referenceHeads, type ReferenceLeaf } from "./heads.ts";
import { referenceRoot } from "./tree.ts";

export const NOW = 1_700_000_000;
export const hash = (...parts: (string | Uint8Array)[]): Uint8Array => {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(part);
  return new Uint8Array(whole.digest());
};
export const id = (text: string): Hex => toHex(hash(text));
export const LOG = id("log");
export const SEEN = { number: 1, hash: id("block"), time: NOW };

/** Writes deliveries for asset k under grant k, and heads entries, each as it should be but for `change`. */
export class Writer {
  readonly leaves: Uint8Array[] = [];
  readonly checkpoints: KnownCheckpoint[] = [];
  readonly #heads = new Map<string, ReferenceLeaf>();
  #nonce = 0;

  delivery(asset: number, serial: number, change: Partial<Entry> = {}): void {
    const [assetId, grant] = [id(`asset ${asset}`), id(`grant ${asset}`)];
    const statement: Delivery = {
      ...{ type: "suyuan/delivery@1", chainId: 1, exchangeLog: `0x${"5f".repeat(20)}`, log: LOG },
      ...{ time: NOW, nonce: toHex(hash(`${this.#nonce++}`).subarray(0, 16)), seat: 2 },
      ...{ organization: 1, asset: assetId, version: id("version"), grant, serial, recipient: 3 },
      digest: { bytes: 1, sha256: id("data"), sm3: id("sm3") },
      ...{ salted: true, channel: "file" },
    };
    const links: [number, Hex][] = [
      [1, assetId],
      [2, grant],
    ];
    const leaf = encodeEntry({
      ...{ type: "suyuan/entry@1", statement, logged: NOW + this.leaves.length, seen: SEEN },
      signatures: [{ alg: "eip712", seat: 2, value: `0x${"11".repeat(64)}1b` }],
      chain: links.map(([, subject]) => this.#link(subject)),
      ...change,
    });
    const [leafHash, index] = [hash(Uint8Array.of(0), leaf), this.leaves.length];
    for (const [kind, subject] of links) {
      const key = hash(Uint8Array.of(kind), Buffer.from(subject.slice(2), "hex"));
      const n = (this.#heads.get(subject)?.n ?? 0) + 1;
      this.#heads.set(subject, { key, n, leafHash, index });
    }
    this.leaves.push(leaf);
  }

  #link(subject: Hex): ChainLink {
    const head = this.#heads.get(subject);
    return head === undefined
      ? { subject, n: 1 }
      : { subject, n: head.n + 1, prev: toHex(head.leafHash) };
  }

  checkpoint(change: Partial<HeadsEntry> = {}): void {
    const heads = [...this.#heads.values()];
    const leaf = encodeHeadsEntry({
      ...{ type: "suyuan/heads@1", log: LOG, size: this.leaves.length, seen: SEEN },
      ...{ logged: NOW + this.leaves.length, count: heads.length },
      root: toHex(referenceHeads(heads)),
      ...change,
    });
    this.leaves.push(leaf);
    this.mark();
  }

  mark(): void {
    this.checkpoints.push({ size: this.leaves.length, root: referenceRoot(this.leaves) });
  }
}
