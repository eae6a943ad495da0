// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { checkDocuments } from "../documents/check.ts";
import { nativeCrypto } from "../services/crypto.ts";
import { fsck as check, type FsckParts } from "../store/fsck.ts";
import type { Config } from "../config/schema.ts";
import { type Command, EXIT, ownerOf, print, progress } from "./command.ts";

/** Whose store is checked, and that each broken record is a line of the answer. */
export async function checking(config: Config): Promise<FsckParts> {
  return {
    ...(await ownerOf(config)),
    crypto: await nativeCrypto(),
    tell: print,
    progress: (pass, done) => {
      progress({ pass, done });
    },
  };
}

export const fsck: Command = {
  usage: `suyuan-gateway fsck --config FILE [--dir FOLDER]
  Reads the whole store of the gateway that FILE configures, or the copy of it in FOLDER, and names every
  record that is not what the log says, and every document that is not what was sealed. The gateway must not
  run; neither a chain nor a key is asked.
  Output: one JSON line for each broken record, then {"checked": …}.
`,
  options: { dir: "text" },
  run: async (config, { dir }) => {
    const folder = typeof dir === "string" ? resolve(dir) : config.dir;
    const parts = await checking(config);
    const { faults, ...log } = await check(folder, parts);
    const kept = await checkDocuments(folder, { ...parts, tell: print });
    const all = faults + kept.faults;
    print({ checked: { ...log, documents: kept.documents, faults: all } });
    return all === 0 ? EXIT.ok : EXIT.broken;
  },
};
