// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { generate, type Generator } from "../generated.ts";
import { projectFiles } from "./files.ts";

/** Are the committed generated files what their generators write today? */
export function staleFiles(generators: readonly Generator[], root: string): string[] {
  return generators.flatMap((one) => {
    const target = mkdtempSync(join(tmpdir(), "suyuan-generated-"));
    try {
      const failure = generate(one, root, target);
      if (failure !== undefined) return [failure];
      return one.files.flatMap((path) => differences(path, root, target));
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  });
}

function differences(path: string, root: string, target: string): string[] {
  const names = path.endsWith("/") ? listBoth(path, root, target) : [path];
  const stale = names.filter((name) => readOr(join(root, name)) !== readOr(join(target, name)));
  const empty = names.length === 0 ? [`${path}: the generator wrote nothing`] : [];
  return [...empty, ...stale.map((name) => `${name}: stale; run node scripts/generated.ts`)];
}

function listBoth(folder: string, root: string, target: string): string[] {
  const list = (base: string): string[] =>
    isFolder(join(base, folder)) ? projectFiles(join(base, folder)) : [];
  return [...new Set([...list(root), ...list(target)])].map((name) => folder + name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function readOr(path: string): string | undefined {
  const exists = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return exists ? readFileSync(path, "utf8") : undefined;
}
