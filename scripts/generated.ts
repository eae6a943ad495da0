// SPDX-License-Identifier: Apache-2.0
// Files that a program writes and that are committed all the same. `npm run check` makes each anew in a
// temporary folder and compares byte for byte; `node scripts/generated.ts` writes them in place.
//
// To add one: write a generator that takes the folder to write into as its last argument and writes there
// under the same paths as in the project; name it and its files (or folders, with a "/" at the end) below.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Generator {
  readonly name: string;
  /** Arguments to Node, to which the folder to write into is added. */
  readonly command: readonly string[];
  /** What it makes, from the project's root. */
  readonly files: readonly string[];
}

export const GENERATORS: readonly Generator[] = [
  { name: "errors", command: ["scripts/generate-errors.ts"], files: ["docs/errors.md"] },
  {
    name: "configuration",
    command: ["scripts/generate-config-schema.ts"],
    files: ["docs/gateway.schema.json"],
  },
  {
    name: "diagrams",
    command: ["scripts/generate-diagrams.ts"],
    files: ["docs/state-machines.md"],
  },
  { name: "figures", command: ["scripts/generate-figures.ts"], files: ["docs/figures.md"] },
  { name: "abi", command: ["scripts/generate-abi.ts"], files: ["packages/chain/src/generated/"] },
  {
    name: "storage",
    command: ["scripts/generate-storage.ts"],
    files: [
      "packages/proof/src/storage/layout/slots.ts",
      "packages/proof/src/storage/layout/structs.ts",
      "packages/proof/src/storage/layout/values.ts",
      "docs/spec/storage.md",
    ],
  },
  {
    name: "calendars",
    command: ["scripts/generate-calendar.ts"],
    files: ["deploy/law/calendars/"],
  },
];

/** Runs one generator into `target`; its output is what to show when it failed. */
export function generate(one: Generator, root: string, target: string): string | undefined {
  const args = [...one.command, target];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
  });
  return status === 0 ? undefined : `${one.name}: the generator failed\n${stdout}${stderr}`;
}

if (import.meta.main) {
  const root = join(dirname(fileURLToPath(import.meta.url)), "..");
  for (const one of GENERATORS) {
    const failure = generate(one, root, root);
    console.log(failure ?? `${one.name}: ${one.files.join(", ")}`);
    if (failure !== undefined) process.exitCode = 1;
  }
}
