// SPDX-License-Identifier: Apache-2.0
// Makes the index anew beside the one that is there, which stays until the new one is whole.
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type ChainClient, ChainError } from "@suyuan/chain";
import { openIndex } from "../indexing/open.ts";
import { StartRefusal } from "../refusal.ts";
import type { FolderName } from "../store/folders.ts";
import { syncFolder } from "../store/names.ts";
import { Indexer } from "./indexer.ts";
import { Settled } from "./settled.ts";

export interface ReindexParts {
  readonly dir: string;
  readonly client: ChainClient;
  /** Blocks on top of a settled one. */
  readonly depth: number;
  /** Told after each run of blocks: the last one, how many are still to come, acts so far. */
  readonly progress: (block: number, behind: number, acts: number) => void;
}

/** What the new index holds. */
export interface Reindexed {
  readonly block: number;
  readonly acts: number;
}

const FOLDER: FolderName = "index";

/**
 * Makes it anew up to the settled block. Ended early, the index that was there is still there.
 * @throws StartRefusal `chain-unreachable`, `chain-foreign`
 */
export async function reindex(parts: ReindexParts): Promise<Reindexed> {
  const [is, next, was] = [FOLDER, `${FOLDER}.next`, `${FOLDER}.before`].map((name) =>
    join(parts.dir, name),
  ) as [string, string, string];
  await rm(next, { recursive: true, force: true });
  const made = await make(next, parts);
  await rm(was, { recursive: true, force: true });
  await rename(is, was).catch(unlessMissing);
  await rename(next, is);
  await syncFolder(parts.dir);
  await rm(was, { recursive: true, force: true });
  return made;
}

async function make(folder: string, { client, depth, progress }: ReindexParts): Promise<Reindexed> {
  const settled = await settledOf(client, depth);
  const index = await openIndex(folder, client.deployment);
  const here = () => (settled.awaySince === undefined ? settled.block : undefined);
  const indexer = new Indexer({ client, index, settled: here });
  try {
    for (;;) {
      const goesOn = await indexer.step();
      const { block, behind, acts } = indexer.progress;
      if (block) progress(block.number, behind, acts);
      if (block && behind === 0) return { block: block.number, acts };
      // The node was away, or the chain was another one while it was read.
      if (!goesOn && !(await settled.poll())) throw unreachable();
    }
  } finally {
    await index.close();
  }
}

async function settledOf(client: ChainClient, depth: number): Promise<Settled> {
  const now = (): number => Math.floor(Date.now() / 1_000);
  const settled = new Settled({ client, depth, known: undefined, now });
  try {
    if (await settled.poll()) return settled;
  } catch (cause) {
    if (!(cause instanceof ChainError)) throw cause;
    throw new StartRefusal("chain-foreign", cause.message, cause);
  }
  throw unreachable();
}

const unreachable = (): StartRefusal =>
  new StartRefusal(
    "chain-unreachable",
    "the chain does not answer, or its contracts are not settled; the index is as it was",
  );

function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}
