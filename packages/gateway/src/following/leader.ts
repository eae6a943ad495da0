// SPDX-License-Identifier: Apache-2.0
// The gateway that keeps the log, asked over HTTP as any reader asks it. Nothing that it answers is believed here.
import { isErrorCode, PATHS, pathOf } from "@suyuan/api";
import {
  formatTilePath,
  MAX_ENTRY_BYTES,
  MAX_NOTE_BYTES,
  type Tile,
  TILE_WIDTH,
} from "@suyuan/proof";
import { LEADER_TIMEOUT_MS } from "../constraints.ts";
import { LeaderAway } from "./trouble.ts";

/** What a follower asks of the log that it follows. @throws LeaderAway */
export interface Leader {
  /** The newest note; undefined while the log has none. */
  checkpoint(): Promise<Uint8Array | undefined>;
  /** The note of the first checkpoint over so many entries; undefined where there is none. */
  checkpointOver(size: number): Promise<Uint8Array | undefined>;
  tile(tile: Tile): Promise<Uint8Array>;
  /** Ends what is under way, and answers nothing more. */
  close(): void;
}

const LENGTH_BYTES = 2;
const MAX_TILE_BYTES = TILE_WIDTH * (LENGTH_BYTES + MAX_ENTRY_BYTES);
const PREFIX = PATHS.checkpoint.slice(0, -"checkpoint".length);
const NOT_FOUND = 404;

/** A leader behind an address. */
export class HttpLeader implements Leader {
  readonly #url: string;
  readonly #token: string | undefined;
  readonly #ending = new AbortController();

  /** @param token of a system that may read entry bundles; left out where the leader asks for none */
  constructor(url: string, token: string | undefined) {
    this.#url = url.replace(/\/$/, "");
    this.#token = token;
  }

  checkpoint(): Promise<Uint8Array | undefined> {
    return this.#ask(PATHS.checkpoint, MAX_NOTE_BYTES);
  }

  checkpointOver(size: number): Promise<Uint8Array | undefined> {
    return this.#ask(pathOf("checkpointOver", { size }), MAX_NOTE_BYTES);
  }

  async tile(tile: Tile): Promise<Uint8Array> {
    const path = PREFIX + formatTilePath(tile);
    const bytes = await this.#ask(path, MAX_TILE_BYTES);
    if (bytes) return bytes;
    throw new LeaderAway(`${path}: the leader has no such tile`);
  }

  close(): void {
    this.#ending.abort(new Error("the follower is stopping"));
  }

  async #ask(path: string, limit: number): Promise<Uint8Array | undefined> {
    const signal = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(LEADER_TIMEOUT_MS)]);
    try {
      const response = await fetch(this.#url + path, {
        ...(this.#token !== undefined && { headers: { authorization: `Bearer ${this.#token}` } }),
        ...{ redirect: "error", signal },
      });
      const bytes = await bodyOf(response, limit);
      if (response.ok) return bytes;
      if (response.status === NOT_FOUND) return undefined;
      throw refusalOf(path, response, bytes);
    } catch (cause) {
      if (cause instanceof LeaderAway) throw cause;
      throw new LeaderAway(`${path}: ${whyOf(cause)}`, { cause });
    }
  }
}

/** A body up to a limit: a leader that sends without end is left alone. */
async function bodyOf(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > limit) throw new LeaderAway(`the answer has more than ${limit} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function refusalOf(path: string, { status, headers }: Response, body: Uint8Array): LeaderAway {
  const seconds = Number(headers.get("retry-after") ?? undefined);
  const code = codeIn(body);
  const what = `${path}: the leader answers ${status}${code === undefined ? "" : ` ${code}`}`;
  return new LeaderAway(what, Number.isSafeInteger(seconds) ? { retryAfter: seconds } : {});
}

/** The code of a problem; what else stands in it is not repeated. */
function codeIn(body: Uint8Array): string | undefined {
  try {
    const { code } = JSON.parse(Buffer.from(body).toString()) as { readonly code?: unknown };
    return typeof code === "string" && isErrorCode(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

const whyOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "unknown";
  return error.cause instanceof Error ? error.cause.message : error.message;
};
