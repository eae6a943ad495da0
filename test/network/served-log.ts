// SPDX-License-Identifier: Apache-2.0
// A log in memory, served as C2SP tlog-tiles, made of nothing but the public exports.
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  encodeEntry,
  encodeHeadsEntry,
  type Entry,
  formatBundle,
  formatCheckpoint,
  formatNote,
  formatTile,
  formatTilePath,
  formatVerifierKey,
  Frontier,
  headsKey,
  type HeadsLeaf,
  type Hex,
  leafHash,
  logId,
  newBundles,
  newTiles,
  noteSigner,
  signNote,
  toHex,
  updateHeadsSync,
} from "@suyuan/proof";

const NOW = 1_700_000_000;
const hash = (text: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(text).digest());
const id = (text: string): Hex => toHex(hash(text));
const SEEN = { number: 1, hash: id("block"), time: NOW };

/** A log of dataset versions of as many assets, whose checkpoints end in heads entries. */
export class ServedLog {
  readonly files = new Map<string, Uint8Array | string>();
  readonly #origin: string;
  readonly #signer;
  readonly #leaves: Uint8Array[] = [];
  readonly #hashes = new Map<string, Uint8Array>();
  readonly #tree = new Frontier();
  readonly #heads: HeadsLeaf[] = [];

  constructor(origin: string) {
    this.#origin = origin;
    this.#signer = noteSigner(origin, hash("a key for this test"));
  }

  get vkey(): string {
    return formatVerifierKey(this.#signer.key);
  }

  /** Adds entries up to a size, the last a heads entry, and gives the signed checkpoint. */
  growTo(size: number): string {
    const before = this.#tree.size;
    while (this.#tree.size < size - 1) this.#append(this.#entry(this.#tree.size));
    this.#append(this.#headsEntry());
    this.#writeTiles(before, size);
    const root = this.#tree.root();
    const text = formatCheckpoint({ origin: this.#origin, size, root });
    const note = formatNote({ text, signatures: [signNote(text, this.#signer)] });
    this.files.set("checkpoint", note);
    return note;
  }

  #append(leaf: Uint8Array): void {
    this.#leaves.push(leaf);
    this.#tree.append(leafHash(leaf), (level, index, node) => {
      if (level % 8 === 0) this.#hashes.set(`${level / 8}/${index}`, node);
    });
  }

  #entry(index: number): Uint8Array {
    const asset = id(`asset ${index}`);
    const entry: Entry = {
      type: "suyuan/entry@1",
      statement: {
        ...{ type: "suyuan/dataset-version@1", chainId: 31_337, log: logId(this.#origin) },
        ...{ exchangeLog: `0x${"5f".repeat(20)}`, nonce: `0x${"0b".repeat(16)}`, time: NOW },
        ...{ organization: 1, seat: 2, asset, salted: true, schema: id("schema") },
        digest: { bytes: index, sha256: id(`data ${index}`), sm3: id(`sm3 ${index}`) },
      },
      signatures: [{ alg: "eip712", seat: 2, value: `0x${"11".repeat(64)}1b` }],
      ...{ logged: NOW, seen: SEEN, chain: [{ subject: asset, n: 1 }] },
    };
    const leaf = encodeEntry(entry);
    this.#heads.push({ key: headsKey("asset", asset), n: 1, leafHash: leafHash(leaf), index });
    return leaf;
  }

  #headsEntry(): Uint8Array {
    const { root, count } = updateHeadsSync(() => undefined, this.#heads);
    return encodeHeadsEntry({
      ...{ type: "suyuan/heads@1", log: logId(this.#origin), size: this.#tree.size },
      ...{ logged: NOW, seen: SEEN, count, root: toHex(root) },
    });
  }

  #writeTiles(before: number, size: number): void {
    for (const tile of newTiles(before, size)) {
      const hashes = Array.from(
        { length: tile.width },
        (_, at) => this.#hashes.get(`${tile.level}/${tile.index * 256 + at}`) ?? new Uint8Array(0),
      );
      this.files.set(formatTilePath(tile), formatTile(hashes));
    }
    for (const bundle of newBundles(before, size)) {
      const first = bundle.index * 256;
      const leaves = this.#leaves.slice(first, first + bundle.width);
      this.files.set(formatTilePath(bundle), formatBundle(leaves));
    }
  }
}

/** Serves files below /log on a free port. */
export async function serve(
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<{ readonly baseUrl: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? "").replace(/^\/log\//, ""));
    response.statusCode = file === undefined ? 404 : 200;
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/log`, server };
}
