// SPDX-License-Identifier: Apache-2.0
// A document store over a small administration, with a clock that a test sets.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { DocumentQuery, DocumentSubject } from "@suyuan/api";
import { type Hex, OFFICES, type Statement } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import { type DocumentServices, filesOf, openDocuments, recordsOf } from "../documents/open.ts";
import type { Config } from "../config/schema.ts";
import { Cursors } from "../services/cursors.ts";
import { Sights } from "../services/sight.ts";
import type { LogStore } from "../store/types.ts";
import { hash } from "./sample.ts";
import { LOG, openTree } from "./tree.ts";

type Said = NonNullable<Parameters<typeof openTree>[0]>[number];

/** A document with what opens the commitment to it. */
export interface Paper {
  readonly bytes: Buffer;
  readonly salt: Hex;
  /** SHA-256(salt ‖ bytes). */
  readonly commitment: Hex;
}

/** A text with a fresh salt, committed to as canonical.md says. */
export function paper(text: string | Buffer): Paper {
  const salt = randomBytes(32);
  const bytes = Buffer.from(text);
  const commitment = createHash("sha256").update(salt).update(bytes).digest("hex");
  return { bytes, salt: `0x${salt.toString("hex")}`, commitment: `0x${commitment}` };
}

/** The request of an organisation for the tree's asset, with its scope; and its refusal, with the grounds of it. */
export const asked = (name: string, organization: number, scope: Hex): Said => ({
  ...{ contract: "sharingRegistry", name: "RequestFiled" },
  args: {
    ...{ request: hash(name), asset: hash("asset"), organization, seat: 1, due: 0 },
    provisional: false,
    wanted: {
      ...{ asset: hash("asset"), scope, purpose: 1, method: 1, until: 2_000_000_000 },
      ...{ parent: ZERO, demand: ZERO },
    },
  },
});
export const refused = (name: string, organization: number, legalBasis: Hex): Said => ({
  ...{ contract: "sharingRegistry", name: "RequestRefused" },
  args: { request: hash(name), organization, reason: 1, legalBasis, late: false },
});

const ZERO: Hex = `0x${"00".repeat(32)}`;

export const seat = (organization: number, office: number = OFFICES.headOfDataOffice): Caller => ({
  kind: "seat",
  seat: 10 * organization,
  organization,
  office,
});

/** A clock, the folder and the services. */
export interface Desk extends DocumentServices {
  readonly folder: string;
  readonly clock: { now: number };
  readonly config: Config;
  files: Awaited<ReturnType<typeof filesOf>>;
  /** Ends and starts again on the same folder. */
  again(): Promise<void>;
  /** The records while nothing else has them open. */
  alone<T>(work: (records: Awaited<ReturnType<typeof recordsOf>>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** Statements that the log is said to hold, by their ids. */
type InLog = ReadonlyMap<Hex, { readonly statement: Statement; readonly entry: Uint8Array }>;

const logOf = (held: InLog): LogStore =>
  ({
    places: (ids: readonly Hex[]) =>
      Promise.resolve(
        ids.map((id) => (held.has(id) ? { index: [...held.keys()].indexOf(id) } : undefined)),
      ),
    entry: (index: number) => Promise.resolve([...held.values()][index]?.entry),
  }) as unknown as LogStore;

/** Opens a desk. */
export async function openDesk(
  acts: readonly Said[],
  documents: Partial<NonNullable<Config["documents"]>> = {},
  held: InLog = new Map(),
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-papers-"));
  const keys = join(folder, "keys.json");
  const file = { a: randomBytes(32).toString("hex") };
  const text = JSON.stringify({ type: "suyuan/document-keys@1", current: "a", keys: file });
  await writeFile(keys, text, { mode: 0o600 });
  const tree = await openTree(acts);
  const clock = { now: 1_800_000_100 };
  const now = () => clock.now;
  const config = { dir: join(folder, "store"), documents: { keys, ...documents } } as Config;
  const sights = new Sights({ index: tree.index, now, log: LOG });
  const ground = { config, index: tree.index, store: logOf(held), sights, now };
  const open = async (): Promise<DocumentServices> => {
    const opened = await openDocuments({ ...ground, cursors: new Cursors() });
    if (!opened) throw new Error("the configuration has no documents");
    return opened;
  };
  const desk: Desk = {
    ...(await open()),
    ...{ folder: join(folder, "store", "documents"), clock, config, files: await filesOf(config) },
    again: async () => {
      await desk.close();
      Object.assign(desk, await open());
    },
    alone: async (work) => {
      await desk.close();
      const records = await recordsOf(config);
      const done = await work(records);
      await records.close();
      Object.assign(desk, await open());
      return done;
    },
    end: async () => {
      await desk.close();
      await tree.close();
      await rm(folder, { recursive: true });
    },
  };
  return desk;
}

/** Hands a paper in. */
export async function hand(
  { documents }: Pick<Desk, "documents">,
  caller: Caller,
  { bytes, salt, commitment }: Paper,
  [subject, name]: readonly [DocumentSubject, string],
): ReturnType<Desk["documents"]["put"]> {
  const query: DocumentQuery = { subject, thing: hash(name), commitment };
  const source = Readable.from([bytes]);
  return documents.put({ query, opener: { salt }, mediaType: "text/plain", source }, caller);
}
