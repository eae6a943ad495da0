// SPDX-License-Identifier: Apache-2.0
// Writes packages/chain/src/generated, from the compiler's output, into the folder given: the ABIs as one
// constant, and TypeChain's types of the contracts, without its factories: nothing there runs.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { abiOf, compile, CONTRACTS, targetFolder, writeFormatted } from "./contracts/artifacts.ts";

const GENERATED = "packages/chain/src/generated";
const HEADER = "// SPDX-License-Identifier: Apache-2.0\n// Made by scripts/generate-abi.ts.\n";
const TYPECHAIN = "cache/typechain";

/** Where TypeChain puts the types of contracts that are not ours. */
const FOREIGN: Readonly<Record<string, string>> = {
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.ts",
  ERC2771Forwarder: "@openzeppelin/contracts/metatx/ERC2771Forwarder.ts",
};

async function abiModule(): Promise<string> {
  const entries = Object.entries(CONTRACTS).map(
    async ([name, contract]) => `${name}: ${JSON.stringify(await abiOf(contract))},`,
  );
  const list = (await Promise.all(entries)).join("\n");
  return `${HEADER}\n/** The ABI of each contract of a deployment. */\nexport const abi = {${list}} as const;\n`;
}

/** One file of TypeChain's, moved into one flat folder and made fit for running from source. */
async function typesModule(path: string): Promise<string> {
  const text = await readFile(join(TYPECHAIN, path), "utf8");
  const imports = text.replaceAll(/from "[./]+\/common\.js"/gu, 'from "./common.ts"');
  return `${HEADER}// @ts-nocheck -- TypeChain imports more than it uses.\n${imports}`;
}

function indexModule(): string {
  const lines = Object.values(CONTRACTS).map(
    (contract) => `export type { ${contract} } from "./${contract}.ts";`,
  );
  return `${HEADER}${lines.join("\n")}\n`;
}

await compile();
const folder = join(targetFolder(), GENERATED);
await writeFormatted(join(folder, "abi.ts"), await abiModule());
await writeFormatted(join(folder, "types/common.ts"), await typesModule("common.ts"));
await writeFormatted(join(folder, "types/index.ts"), indexModule());
for (const contract of Object.values(CONTRACTS)) {
  const path = FOREIGN[contract] ?? `${contract}.ts`;
  await writeFormatted(join(folder, `types/${contract}.ts`), await typesModule(path));
}
