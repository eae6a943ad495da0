// SPDX-License-Identifier: Apache-2.0
// The keys of the document store.
import type { Config, DocumentsConfig } from "../config/schema.ts";
import { filesOf } from "../documents/open.ts";
import { readKeys } from "../documents/keyring.ts";
import { addKey, rewrap } from "../documents/rotation.ts";
import { StartRefusal } from "../refusal.ts";
import { type Command, EXIT, print } from "./command.ts";

function documentsOf({ documents }: Config): DocumentsConfig {
  if (documents) return documents;
  throw new StartRefusal("config-invalid", "the configuration has no documents");
}

export const documentKey: Command = {
  usage: `suyuan-gateway document-key --config FILE
  Adds a new key to the file that documents.keys names, or makes that file. The gateway, if it runs, wraps with the
  new key at once; keys before it stay, to open what they wrapped.
  Output: {"current": …, "keys": …}.
`,
  options: {},
  run: async (config) => {
    const { current, keys } = await addKey(documentsOf(config).keys);
    print({ current, keys: Object.keys(keys).length });
    return EXIT.ok;
  },
};

export const documentRewrap: Command = {
  usage: `suyuan-gateway document-rewrap --config FILE
  Wraps the keys of all documents with the current key. The gateway may run. When all are, keys before it can be
  taken out of the file and destroyed.
  Output: {"rewrapped": …, "current": …, "failed": […]}.
`,
  options: {},
  run: async (config) => {
    const keys = await readKeys(documentsOf(config).keys);
    const told = await rewrap(await filesOf(config), keys);
    print(told);
    return told.failed.length === 0 ? EXIT.ok : EXIT.broken;
  },
};
