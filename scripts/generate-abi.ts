// SPDX-License-Identifier: Apache-2.0
// Writes packages/chain/src/generated, from the compiler's output, into the folder given: the ABIs as one
// constant, and TypeChain's types of the contracts, without its factories: nothing there runs.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runTypeChain } from "typechain";

import { abiOf, compile, CONTRACTS, targetFolder, writeFormatted } from "./contracts/artifacts.ts";

const GENERATED = "packages/chain/src/generated";
const HEADER = "// SPDX-License-Identifier: Apache-2.0\n// Made by scripts/generate-abi.ts.\n";
async function abiModule(): Promise<string> {
  const entries = Object.entries(CONTRACTS).map(
    async ([name, contract]) => `${name}: ${JSON.stringify(await abiOf(contract))},`,
  );
  const list = (await Promise.all(entries)).join("\n");
  return `${HEADER}\n/** The ABI of each contract of a deployment. */\nexport const abi = {${list}} as const;\n`;
}

/**
 * TypeChain's types of all contracts, in one flat folder. Its folders follow whatever was compiled last, so
 * that the ABIs are laid out flat for it.
 */
async function typeChain(folder: string): Promise<string> {
  const names = Object.values(CONTRACTS);
  const files = names.map((contract) => join(folder, `${contract}.json`));
  for (const [place, contract] of names.entries()) {
    await writeFile(files[place] ?? "", JSON.stringify(await abiOf(contract)));
  }
  const outDir = join(folder, "types");
  const flags = {
    alwaysGenerateOverloads: false,
    discriminateTypes: false,
    tsNocheck: false,
    environment: undefined,
    node16Modules: true,
  };
  await runTypeChain({
    ...{ cwd: process.cwd(), target: "ethers-v6", outDir, flags },
    ...{ filesToProcess: files, allFiles: files },
  });
  return outDir;
}

/** One file of TypeChain's, made fit for running from source. */
async function typesModule(path: string): Promise<string> {
  const text = await readFile(path, "utf8");
  const imports = text.replaceAll(/from "[./]+\/common(?:\.js)?"/gu, 'from "./common.ts"');
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
await writeFormatted(join(folder, "types/index.ts"), indexModule());
const scratch = await mkdtemp(join(tmpdir(), "suyuan-types-"));
try {
  const types = await typeChain(scratch);
  for (const name of ["common", ...Object.values(CONTRACTS)]) {
    const text = await typesModule(join(types, `${name}.ts`));
    await writeFormatted(join(folder, `types/${name}.ts`), text);
  }
} finally {
  await rm(scratch, { recursive: true });
}
