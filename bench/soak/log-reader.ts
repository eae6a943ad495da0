// SPDX-License-Identifier: Apache-2.0
// The log as a stranger reads it who trusts its key alone: checkpoints and tiles.
import { PATHS, pathOf } from "@suyuan/api";
import {
  formatTilePath,
  type KnownCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type Tile,
  verifyNote,
} from "@suyuan/proof";
import type { Client } from "./client.ts";

const OK = 200;
const PREFIX = "tile/";

export class LogReader {
  readonly #client: Client;
  readonly #key: string;

  /** @param key the log's, as policies name it */
  constructor(client: Client, key: string) {
    this.#client = client;
    this.#key = key;
  }

  /** The newest checkpoint. @throws ProofError when the log's key has not signed it */
  async checkpoint(): Promise<KnownCheckpoint> {
    const note = parseNote((await this.#get(PATHS.checkpoint)).toString());
    verifyNote(note, [parseVerifierKey(this.#key)]);
    const { size, root } = parseCheckpoint(note.text);
    return { size, root };
  }

  tile(tile: Tile): Promise<Buffer> {
    return this.#get(pathOf("tile", { place: formatTilePath(tile).slice(PREFIX.length) }));
  }

  async #get(path: string): Promise<Buffer> {
    const { status, body } = await this.#client.ask(path);
    if (status === OK) return body;
    throw new Error(`${path} was answered ${status}`);
  }
}
