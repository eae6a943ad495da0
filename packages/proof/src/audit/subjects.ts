// SPDX-License-Identifier: Apache-2.0
import { type Hex, toHex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import type { Entry } from "../entry/types.ts";
import type { HeadsChange } from "../heads/build/merge.ts";
import type { HeadsNode } from "../heads/build/nodes.ts";
import { updateHeadsSync } from "../heads/build.ts";
import { type Head, headsKey, type HeadsLeaf, type SubjectKind } from "../heads/map.ts";
import type { DisagreementCode } from "./types.ts";

export interface Fault {
  readonly code: DisagreementCode;
  readonly message: string;
}

// The order of the links of an entry.
const KINDS: readonly SubjectKind[] = ["asset", "grant"];

/** The chains of all subjects as a replay finds them, and the heads map over them. */
export class SubjectChains {
  readonly #crypto: CryptoProvider;
  readonly #heads = new Map<string, Head>();
  readonly #nodes = new Map<string, HeadsNode>();
  readonly #changed = new Map<string, HeadsLeaf>();

  constructor(crypto: CryptoProvider) {
    this.#crypto = crypto;
  }

  /** Takes in an entry's links; tells the first that does not follow from those before. */
  add(entry: Entry, leafHash: Uint8Array, index: number): Fault | undefined {
    for (const [at, link] of entry.chain.entries()) {
      const kind = KINDS[at] ?? "grant";
      const name = `${kind} ${link.subject}`;
      const before = this.#heads.get(name);
      const n = (before?.n ?? 0) + 1;
      if (link.n !== n) {
        return { code: "chain-ordinal", message: `${name} has entry ${n} here, not ${link.n}` };
      }
      const prev = before === undefined ? undefined : toHex(before.leafHash);
      if (link.prev !== prev) {
        return { code: "chain-previous", message: `${name} names another entry before this one` };
      }
      this.#move(name, kind, link.subject, { n, leafHash, index });
    }
    return undefined;
  }

  #move(name: string, kind: SubjectKind, subject: Hex, head: Head): void {
    this.#heads.set(name, head);
    this.#changed.set(name, { key: headsKey(kind, subject, this.#crypto), ...head });
  }

  /** The map over all entries taken in so far. */
  heads(): Pick<HeadsChange, "root" | "count"> {
    const updates = [...this.#changed.values()];
    const change = updateHeadsSync((path) => this.#nodes.get(path), updates, this.#crypto);
    for (const [path, node] of change.writes) this.#nodes.set(path, node);
    this.#changed.clear();
    return change;
  }
}
