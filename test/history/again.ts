// SPDX-License-Identifier: Apache-2.0
// An index that is made anew from the chain, beside those that followed a history as it happened.
import { join } from "node:path";

import { Indexer, type IndexStore, openIndex } from "@suyuan/gateway";

import { settled } from "./carried.ts";
import type { Setting } from "./setting.ts";

/** What an index made anew holds, and where another holds something else. */
export interface Anew {
  /** Bytes are compared of so many records. */
  readonly records: number;
  /** Keys, each with whose index holds other bytes there, or none, or should hold none. */
  readonly different: readonly string[];
}

async function dump(store: IndexStore): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const [key, bytes] of store.records()) found.set(key, Buffer.from(bytes).toString());
  return found;
}

function differences(whose: string, anew: Map<string, string>, live: Map<string, string>) {
  const keys = new Set([...anew.keys(), ...live.keys()]);
  return [...keys]
    .filter((key) => anew.get(key) !== live.get(key))
    .map((key) => `${whose}: ${key}`);
}

/** Stops the gateway of a setting, and compares its index and the history's own with one made anew. */
export async function madeAnew(setting: Setting): Promise<Anew> {
  const { province, stage, gateway, running, home, folder, index } = setting;
  const { client, deployment } = province;
  await settled(stage, gateway);
  await running.stop();
  const ofGateway = await openIndex(join(home.dir, "index"), deployment);
  const rebuilt = await openIndex(join(folder, "rebuilt"), deployment);
  try {
    const target = await client.block();
    const indexer = new Indexer({ client, index: rebuilt, settled: () => target });
    while (indexer.progress.behind > 0) await indexer.step();
    const anew = await dump(rebuilt);
    const different = [
      ...differences("gateway", anew, await dump(ofGateway)),
      ...differences("history", anew, await dump(index)),
    ];
    return { records: rebuilt.count(), different };
  } finally {
    await ofGateway.close();
    await rebuilt.close();
  }
}
