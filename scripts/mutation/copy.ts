// SPDX-License-Identifier: Apache-2.0
// A private copy of what the contracts' tests need, in a temporary folder. node_modules is a link.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { AS_DEPLOYED_PATTERN } from "../test/as-deployed.ts";

const COPIED = ["test", "deploy", "hardhat.config.ts", "package.json", "tsconfig.json"];
const MINUTES = 2 * 60_000;

// Contracts with all mutants in them are large, and their speed does not matter.
const HARDHAT = `import base from "./hardhat.base.ts";

const { solidity, networks } = base;
const optimizer = { enabled: false };
export default {
  ...base,
  solidity: { ...solidity, settings: { ...solidity.settings, optimizer } },
  networks: { ...networks, default: { ...networks.default, allowUnlimitedContractSize: true } },
};
`;

/** Makes a copy of the project at `root` with these contracts, as they are. It is gone with this process. */
export function makeCopy(root: string, contracts: ReadonlyMap<string, string>): string {
  const copy = mkdtempSync(join(tmpdir(), "suyuan-mutation-"));
  process.once("exit", () => {
    rmSync(copy, { recursive: true, force: true });
  });
  for (const path of COPIED) cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [path, text] of contracts) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  return copy;
}

/** The same for contracts that hold all their mutants, with Vitest set up to choose among them. */
export function makeSchemaCopy(
  root: string,
  contracts: ReadonlyMap<string, string>,
  workers: number,
): string {
  const copy = makeCopy(root, contracts);
  rmSync(join(copy, "test/contracts/solidity"), { recursive: true, force: true });
  mkdirSync(join(copy, "test/contracts/solidity"));
  renameSync(join(copy, "hardhat.config.ts"), join(copy, "hardhat.base.ts"));
  writeFileSync(join(copy, "hardhat.config.ts"), HARDHAT);
  writeFileSync(join(copy, "vitest.config.mjs"), vitestConfig(root, workers));
  return copy;
}

function vitestConfig(root: string, workers: number): string {
  const test = {
    pool: "forks",
    maxWorkers: workers,
    include: ["test/contracts/**/*.test.ts"],
    exclude: [AS_DEPLOYED_PATTERN],
    globalSetup: ["test/support/compiled.ts"],
    runner: join(root, "scripts/mutation/runner.ts"),
    testTimeout: MINUTES,
    hookTimeout: MINUTES,
  };
  return `export default ${JSON.stringify({ test })};\n`;
}
