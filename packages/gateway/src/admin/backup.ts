// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { askDoor } from "../door/ask.ts";
import { StartRefusal } from "../refusal.ts";
import { writeBackup } from "../store/backup/write.ts";
import { KEPT_FOLDERS, type KeptFolder, type Snapshots } from "../store/folders.ts";
import type { Database } from "../store/level.ts";
import { openDatabase } from "../store/open.ts";
import { type Command, EXIT, folderOf, ownerOf, print, progress } from "./command.ts";

const now = (): number => Math.floor(Date.now() / 1_000);

export const backup: Command = {
  usage: `suyuan-gateway backup --config FILE --to FOLDER
  Writes everything that cannot be made anew into FOLDER, which must not be there yet. A gateway that runs does
  it itself, as of one moment, and goes on with its work; else the store is read here.
  Output: {"backup": …}, what manifest.json in FOLDER says.
`,
  options: { to: "needed" },
  run: async (config, values) => {
    const question = { ask: "backup", to: folderOf(values, "to") };
    const taken = await askDoor(config.dir, question, progress);
    print({ backup: taken ?? (await offline(config, question.to)) });
    return EXIT.ok;
  },
};

/** The same of a gateway that does not run. */
async function offline(config: Config, to: string): Promise<object> {
  const { identity } = await ownerOf(config);
  const open = new Map<KeptFolder, Database>();
  try {
    for (const folder of KEPT_FOLDERS) {
      const path = join(config.dir, folder);
      if (existsSync(join(path, "CURRENT")))
        open.set(folder, await openDatabase(path, false, false));
    }
    if (!open.has("db"))
      throw new StartRefusal("store-truncated", `there is no store in ${config.dir}`);
    const snapshots = Object.fromEntries(
      KEPT_FOLDERS.map((folder) => {
        const database = open.get(folder);
        return [folder, database && (() => database.snapshot())];
      }),
    ) as Snapshots;
    return await writeBackup(to, {
      ...{ snapshots, identity, now, signal: new AbortController().signal },
      progress: (folder, records) => {
        progress({ folder, records });
      },
    });
  } finally {
    for (const database of open.values()) await database.close();
  }
}
