// SPDX-License-Identifier: Apache-2.0
// The folder of sealed documents. A document is two files: its sealed content, and its key, wrapped. Each is written
// beside its place, synced, and then takes its name; the folder is synced before anything is acknowledged.
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, opendir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Hex, toHex } from "@suyuan/proof";
import type { Wrapped } from "./keyring.ts";

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;
const NAME = /^([0-9a-f]{64})\.(?:sealed|key)$/;
const PART = /\.part-[0-9a-f]+$/;
const READ_BYTES = 262_144;

/** Where they lie below the folder of the gateway's store. */
export const FILES = "documents";

/** Both files of a document, written and synced, without their names. */
export interface Prepared {
  readonly content: string;
  readonly bytes: number;
  /** SHA-256 of the sealed bytes. */
  readonly sealed: Hex;
}

const isMissing = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === "ENOENT";

export class DocumentFiles {
  readonly #dir: string;

  /** For a folder that is there, or of which is only read. */
  constructor(dir: string) {
    this.#dir = dir;
  }

  static async open(dir: string): Promise<DocumentFiles> {
    await mkdir(dir, { recursive: true, mode: PRIVATE_FOLDER });
    return new DocumentFiles(dir);
  }

  /** Writes sealed content beside its place. What it throws, and what the source throws, leaves nothing. */
  async prepare(id: Hex, sealed: AsyncIterable<Uint8Array>): Promise<Prepared> {
    const content = this.#part(this.#content(id));
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      const file = await open(content, "wx", PRIVATE_FILE);
      try {
        for await (const piece of sealed) {
          hash.update(piece);
          bytes += piece.length;
          await file.writeFile(piece);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(content, { force: true });
      throw error;
    }
    return { content, bytes, sealed: toHex(hash.digest()) };
  }

  /** Forgets what was prepared. */
  async drop({ content }: Prepared): Promise<void> {
    await rm(content, { force: true });
  }

  /** Gives both files their names; on disk when it returns. */
  async place(id: Hex, { content }: Prepared, wrapped: Wrapped): Promise<void> {
    // The content first: a key without content is one that somebody erases, see `destroy`.
    await rename(content, this.#content(id));
    await this.putKey(id, wrapped);
  }

  /** Puts a wrapped key in the place of the one before; on disk when it returns. */
  async putKey(id: Hex, wrapped: Wrapped): Promise<void> {
    const part = this.#part(this.#key(id));
    const file = await open(part, "wx", PRIVATE_FILE);
    try {
      await file.writeFile(JSON.stringify(wrapped));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, this.#key(id));
    await this.#sync();
  }

  /** The wrapped key of a document; undefined when there is none. */
  async key(id: Hex): Promise<Wrapped | undefined> {
    try {
      // Whether it is what was written tells its tag.
      return JSON.parse(await readFile(this.#key(id), "utf8")) as Wrapped;
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** The sealed content of a document, as it comes from the disk. */
  content(id: Hex): AsyncIterable<Uint8Array> {
    return createReadStream(this.#content(id), { highWaterMark: READ_BYTES });
  }

  async hasContent(id: Hex): Promise<boolean> {
    const file = await openIfThere(this.#content(id), "r");
    await file?.close();
    return file !== undefined;
  }

  /**
   * Destroys the key, then the content, then the key again: whoever wrapped it anew meanwhile looks for the content
   * afterwards, and takes the key away when it is gone.
   */
  async destroy(id: Hex): Promise<void> {
    await this.destroyKey(id);
    await rm(this.#content(id), { force: true });
    await this.destroyKey(id);
    await this.#sync();
  }

  /** Overwrites a key where it lies and removes it. */
  async destroyKey(id: Hex): Promise<void> {
    const file = await openIfThere(this.#key(id), "r+");
    if (!file) return;
    try {
      const { size } = await file.stat();
      await file.write(randomBytes(size), 0, size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rm(this.#key(id), { force: true });
  }

  /** Removes what was never finished. @returns the ids of all documents of which there is a file */
  async *ids(): AsyncGenerator<Hex> {
    for await (const { name } of await opendir(this.#dir)) {
      const [, id] = NAME.exec(name) ?? [];
      if (id !== undefined) yield `0x${id}`;
      else if (PART.test(name)) await rm(join(this.#dir, name), { force: true });
    }
  }

  /** Ids of documents whose keys are here. */
  async *keys(): AsyncGenerator<Hex> {
    for await (const { name } of await opendir(this.#dir)) {
      if (name.endsWith(".key") && NAME.test(name)) yield `0x${name.slice(0, -4)}`;
    }
  }

  async #sync(): Promise<void> {
    const folder = await open(this.#dir, "r");
    await folder.sync().finally(() => folder.close());
  }

  #content(id: Hex): string {
    return join(this.#dir, `${id.slice(2)}.sealed`);
  }

  #key(id: Hex): string {
    return join(this.#dir, `${id.slice(2)}.key`);
  }

  #part(path: string): string {
    return `${path}.part-${randomBytes(8).toString("hex")}`;
  }
}

async function openIfThere(path: string, flags: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, flags);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
