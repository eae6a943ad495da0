// SPDX-License-Identifier: Apache-2.0
import type { Config } from "../config/schema.ts";
import { askDoor } from "../door/ask.ts";
import { exportTiles } from "../services/export.ts";
import { nativeCrypto } from "../services/crypto.ts";
import { openStore } from "../store/open.ts";
import { type Command, EXIT, folderOf, ownerOf, print, progress } from "./command.ts";

const READERS =
  "whoever reads the folder reads every statement: for auditors and this log's centre";

export const exportLog: Command = {
  usage: `suyuan-gateway export --config FILE --to FOLDER [--entries]
  Writes checkpoint and hash tiles (C2SP tlog-tiles) into FOLDER, for any web server; what is there is added to.
  With --entries also the entries themselves: ${READERS}.
  Output: {"exported": …}.
`,
  options: { to: "needed", entries: "flag" },
  run: async (config, values) => {
    const entries = values["entries"] === true;
    const question = { ask: "export", to: folderOf(values, "to"), entries };
    const answer = await askDoor(config.dir, question, progress);
    const exported = answer ?? (await offline(config, question));
    print({ exported: { ...exported, ...(entries && { readers: READERS }) } });
    return EXIT.ok;
  },
};

/** The same of a gateway that does not run; its store is checked as a start checks it. */
async function offline(
  config: Config,
  { to, entries }: { readonly to: string; readonly entries: boolean },
): Promise<object> {
  const { identity } = await ownerOf(config);
  const crypto = await nativeCrypto();
  const { store } = await openStore(config.dir, identity, crypto);
  try {
    return await exportTiles(to, {
      ...{ store, crypto, entries, origin: identity.origin, signal: new AbortController().signal },
      progress: (files) => {
        progress({ files });
      },
    });
  } finally {
    await store.close();
  }
}
