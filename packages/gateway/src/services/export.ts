// SPDX-License-Identifier: Apache-2.0
// The log as files that any web server can serve (C2SP tlog-tiles). What is there stays; the checkpoint comes last.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type CryptoProvider,
  formatTilePath,
  newBundles,
  newTiles,
  parseCheckpoint,
  parseNote,
  ProofError,
  type Tile,
  TILE_WIDTH,
  tileWidth,
  toHex,
} from "@suyuan/proof";
import { existsSync } from "node:fs";
import { StartRefusal } from "../refusal.ts";
import { syncFolder } from "../store/names.ts";
import type { LogStore } from "../store/types.ts";
import { rootOf } from "./root.ts";
import { tileBytes } from "./tiles.ts";

export interface ExportParts {
  readonly store: Pick<LogStore, "latestCheckpoint" | "node" | "nodes" | "entries">;
  readonly crypto: CryptoProvider;
  readonly origin: string;
  /** Also the entries themselves: whoever reads the folder then reads every statement. */
  readonly entries: boolean;
  readonly progress: (files: number) => void;
  readonly signal: AbortSignal;
}

/** What was added to a folder. */
export interface Exported {
  /** Entries that the folder's checkpoint covers, before and now. */
  readonly from: number;
  readonly size: number;
  readonly tiles: number;
  readonly bundles: number;
}

const CHECKPOINT = "checkpoint";
const STEP = 1_000;
/** Hashes are for everybody, entries for whoever the operator lets into the folder's group. */
const PUBLIC = { folder: 0o755, file: 0o644 };
const GUARDED = { folder: 0o750, file: 0o640 };

/**
 * Brings a folder up to the newest checkpoint. Ended early it is as before, with tiles that nobody asks for yet.
 * @throws StartRefusal `export-foreign`; the reason of `signal`; an error of the file system
 */
export async function exportTiles(to: string, parts: ExportParts): Promise<Exported> {
  const latest = await parts.store.latestCheckpoint();
  const size = latest?.size ?? 0;
  const from = await sizeIn(to, size, parts);
  const tiles = newTiles(from, size);
  const bundles = parts.entries ? newBundles(bundlesFrom(to, from), size) : [];
  let files = 0;
  for (const tile of [...tiles, ...bundles]) {
    parts.signal.throwIfAborted();
    await put(join(to, formatTilePath(tile)), await tileBytes(parts.store, tile), modeOf(tile));
    if (++files % STEP === 0) parts.progress(files);
  }
  if (latest && from < size) await put(join(to, CHECKPOINT), latest.note, PUBLIC);
  return { from, size, tiles: tiles.length, bundles: bundles.length };
}

/** How many entries the folder's checkpoint covers, which must be one of this log. */
async function sizeIn(
  to: string,
  ours: number,
  { store, origin, crypto }: ExportParts,
): Promise<number> {
  const foreign = (what: string, cause?: unknown): StartRefusal =>
    new StartRefusal("export-foreign", `${join(to, CHECKPOINT)} ${what}`, cause);
  let text: string;
  try {
    text = await readFile(join(to, CHECKPOINT), "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw foreign("cannot be read", cause);
  }
  try {
    const found = parseCheckpoint(parseNote(text).text);
    if (found.origin !== origin) throw foreign(`is one of ${found.origin}`);
    if (found.size > ours) throw foreign(`covers ${found.size} entries, this log ${ours}`);
    if (found.size > 0 && toHex(found.root) !== (await rootOf(store, found.size, crypto)))
      throw foreign(`has another root at ${found.size} entries`);
    return found.size;
  } catch (cause) {
    if (cause instanceof ProofError) throw foreign("is no checkpoint", cause);
    throw cause;
  }
}

/** Where bundles begin that are not there: at the beginning when there are none of the size before. */
function bundlesFrom(to: string, size: number): number {
  if (size === 0) return 0;
  const index = Math.ceil(size / TILE_WIDTH) - 1;
  const last: Tile = { level: "entries", index, width: tileWidth("entries", index, size) };
  return existsSync(join(to, formatTilePath(last))) ? size : 0;
}

const modeOf = ({ level }: Tile): typeof PUBLIC => (level === "entries" ? GUARDED : PUBLIC);

/** Whole or not at all, and on disk when it returns. */
async function put(path: string, bytes: Uint8Array | string, mode: typeof PUBLIC): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: mode.folder });
  const next = `${path}.next`;
  await writeFile(next, bytes, { mode: mode.file, flush: true });
  await rename(next, path);
  await syncFolder(dirname(path));
}
