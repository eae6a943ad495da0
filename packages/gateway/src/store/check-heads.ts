// SPDX-License-Identifier: Apache-2.0
import {
  type CryptoProvider,
  decodeHeadsNode,
  equalBytes,
  fromHex,
  type Head,
  headsHash,
  type Hex,
} from "@suyuan/proof";
import { KEYS, type Subject } from "./keys.ts";
import type { Database } from "./level.ts";
import { altered } from "./reading.ts";
import { decodeHead } from "./records.ts";

const nameOf = ({ kind, id }: Subject): string => `${kind} ${id}`;

/** Compares where each subject's chain is said to end with the entries, which come in their order. */
export class HeadsCheck {
  readonly #database: Database;
  #expected: { readonly subject: Subject; readonly head: Head }[] = [];
  /** Subjects whose end was not met yet, by their names. */
  readonly #open = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
  }

  expect(subject: Subject, head: Head): void {
    this.#expected.push({ subject, head });
  }

  /** An entry is either the end that the store names, or comes before it. */
  async compare(): Promise<void> {
    const expected = this.#expected;
    this.#expected = [];
    const found = await this.#database.getMany(expected.map(({ subject }) => KEYS.head(subject)));
    for (const [at, { subject, head }] of expected.entries()) {
      const stored = found[at] && decodeHead(found[at]);
      const name = nameOf(subject);
      if (!stored || stored.n < head.n) throw altered(`the chain of ${name} ends too early`);
      this.#open.add(name);
      if (stored.n > head.n) continue;
      const same = stored.index === head.index && equalBytes(stored.leafHash, head.leafHash);
      if (!same) throw altered(`the chain of ${name} does not end at entry ${head.index}`);
      this.#open.delete(name);
    }
  }

  /** Every end that is stored was met at an entry. */
  end(): void {
    const [name] = this.#open;
    if (name !== undefined) throw altered(`the chain of ${name} ends at no entry of the log`);
  }
}

/** Compares the root of the heads map with the last heads entry; what lies below it is summed. */
export async function checkHeadsRoot(
  database: Database,
  expected: { readonly root: Hex; readonly count: number },
  crypto: CryptoProvider,
): Promise<void> {
  const stored = await database.get(KEYS.heads(""));
  const isSame = stored
    ? equalBytes(headsHash(decodeHeadsNode(stored), crypto), fromHex(expected.root))
    : expected.count === 0;
  if (!isSame) throw altered("the root of the heads map is not that of the last heads entry");
}
