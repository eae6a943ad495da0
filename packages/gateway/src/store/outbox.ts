// SPDX-License-Identifier: Apache-2.0
// Transactions that are in no block yet, one file each: a kill between two steps leaves the one before, or the one after.
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Outbox } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import { makeFolder, syncFolder } from "./names.ts";

const NAME = /^\d+\.tx$/;

/** An outbox in a folder of its own, made when something is put there. */
export class FileOutbox implements Outbox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(nonce: number, raw: Hex): Promise<void> {
    await makeFolder(this.#folder);
    const path = this.#pathOf(nonce);
    const file = await open(`${path}.new`, "w", 0o600);
    try {
      await file.writeFile(raw);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    await syncFolder(this.#folder);
  }

  async drop(nonce: number): Promise<void> {
    await rm(this.#pathOf(nonce), { force: true });
  }

  async all(): Promise<Hex[]> {
    const names = await readdir(this.#folder).catch((error: unknown): string[] => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    });
    const nonces = names.filter((name) => NAME.test(name)).map((name) => parseInt(name, 10));
    const inOrder = nonces.toSorted((a, b) => a - b);
    return Promise.all(
      inOrder.map(async (nonce) => (await readFile(this.#pathOf(nonce), "utf8")) as Hex),
    );
  }

  #pathOf(nonce: number): string {
    return join(this.#folder, `${nonce}.tx`);
  }
}
