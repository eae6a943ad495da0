// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders that are made, never written by hand; the same list stands in .gitignore. */
const MADE = new Set([
  ".git",
  ".suyuan",
  ".tools",
  "__pycache__",
  "artifacts",
  "cache",
  "coverage",
  "dist",
  "node_modules",
]);

/** Every file of the project below `root`, as sorted paths with "/". Needs no git. */
export function projectFiles(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !isMade(path, entry.name)) visit(path);
      if (entry.isFile() && !entry.name.endsWith(".log")) found.push(path);
    }
  };
  visit("");
  return found.sort();
}

/** What lies at the top level, made things left out. */
export function topLevel(root: string): string[] {
  return readdirSync(root).filter((name) => !MADE.has(name) && !name.endsWith(".log"));
}

function isMade(path: string, name: string): boolean {
  return MADE.has(name) || path === "deploy/ignition/deployments";
}
