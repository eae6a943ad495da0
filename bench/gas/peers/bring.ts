// SPDX-License-Identifier: Apache-2.0
// Packages of npm that only this comparison needs. They are brought below .tools/ when it is made, and are no
// dependencies: one of them counts a whole other development environment among its own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const PEERS = join(import.meta.dirname, "../../../.tools/peers");
const SHORT = 8;

export interface Brought {
  readonly name: string;
  readonly version: string;
  /** SHA-512 of the archive, as in lock files. */
  readonly integrity: string;
}

/** The folder of a package, brought if it is not here. @throws where it cannot be had, or is not what it was */
export function bring({ name, version, integrity }: Brought): string {
  const short = name.replaceAll(/[^\w]+/gu, "-").replace(/^-/u, "");
  const folder = join(PEERS, `${short}-${version}`);
  if (existsSync(folder)) return join(folder, "package");
  const made = `${folder}.${String(process.pid)}`;
  mkdirSync(made, { recursive: true });
  try {
    run(made, "npm", "pack", `${name}@${version}`, "--silent");
    const archive = readdirSync(made).find((file) => file.endsWith(".tgz")) ?? "";
    const digest = createHash("sha512")
      .update(readFileSync(join(made, archive)))
      .digest("base64");
    if (`sha512-${digest}` !== integrity)
      throw new Error(`${name}: sha512-${digest.slice(0, SHORT)}…`);
    run(made, "tar", "-xzf", archive);
    rmSync(join(made, archive));
    renameSync(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return join(folder, "package");
}

function run(cwd: string, command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}`);
}
