// SPDX-License-Identifier: Apache-2.0
// Names in a folder. The sync of a file says nothing of its name: POSIX leaves it to the sync of the folder, and where
// that is not asked for, lost power may take a file whose bytes were on disk.
import { mkdir, open, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Longer than the coarsest tick by which file systems date a change, in nanoseconds. */
const TICK_NS = 100_000_000n;
const NS_PER_MS = 1_000_000n;

/** Puts the names in a folder on disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

/** Makes a folder, and those above it that are missing, each of them on disk with its name. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first) return;
  }
}

/** The names in the folder of a database, which makes and takes away files as it likes. */
export class Names {
  readonly #path: string;
  #synced: bigint | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves when every name that the folder has now is on disk; a folder that has not changed costs one look. */
  async keep(): Promise<void> {
    const changed = await this.#changed();
    if (changed === this.#synced) return;
    await syncFolder(this.#path);
    // Another change in the same tick would bear the same date.
    const isOver = BigInt(Date.now()) * NS_PER_MS - changed > TICK_NS;
    this.#synced = isOver ? changed : undefined;
  }

  async #changed(): Promise<bigint> {
    return (await stat(this.#path, { bigint: true })).mtimeNs;
  }
}
