// SPDX-License-Identifier: Apache-2.0
// Writes the storage layout, from the compiler's output, into the folder given: once for the library, once as
// a specification.
import { join } from "node:path";

import { compile, targetFolder, writeFormatted } from "./contracts/artifacts.ts";
import { layoutModules } from "./contracts/layout-module.ts";
import { readModel } from "./contracts/model.ts";
import { storageSpec } from "./contracts/storage-spec.ts";

await compile();
const model = await readModel();
const folder = targetFolder();
for (const [name, text] of Object.entries(layoutModules(model))) {
  await writeFormatted(join(folder, "packages/proof/src/storage/layout", name), text);
}
await writeFormatted(join(folder, "docs/spec/storage.md"), storageSpec(model));
