// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { openClient } from "../ground.ts";
import { reindex as remake } from "../services/reindex.ts";
import { FOLDER, openDatabase } from "../store/open.ts";
import { type Command, EXIT, print, progress } from "./command.ts";

export const reindex: Command = {
  usage: `suyuan-gateway reindex --config FILE
  Makes the index anew from the chain's events, beside the one that is there, and puts it in its place when it is
  whole. The gateway must not run.
  Output: {"reindexed": …}.
`,
  options: {},
  run: async (config) => {
    // Whoever holds the store holds its folder: a gateway that starts meanwhile is refused.
    const held = await openDatabase(join(config.dir, FOLDER), false, false);
    try {
      const made = await remake({
        ...{ dir: config.dir, client: await openClient(config), depth: config.settledDepth },
        progress: (block, behind, acts) => {
          progress({ block, behind, acts });
        },
      });
      print({ reindexed: made });
      return EXIT.ok;
    } finally {
      await held.close();
    }
  },
};
