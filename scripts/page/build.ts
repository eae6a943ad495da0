// SPDX-License-Identifier: Apache-2.0
// The verify page as one file: style, program and the program of its worker stand in it, and its policy names
// them by their hashes, so that nothing else may run in it and nothing may be fetched.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { build, type BuildOptions } from "esbuild";

/** The most bytes that the file may have. */
const MAX_PAGE_BYTES = 500_000;

const SOURCES = "packages/console/src";
const PAGE = "packages/console/dist/verify.html";
const SUMS = "CHECKSUMS";

// "node" among the conditions would choose Node's own hashes, which no browser has.
const OPTIONS: BuildOptions = {
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  platform: "browser",
  conditions: ["browser", "import"],
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
};

async function bundled(
  root: string,
  entry: string,
  define: Readonly<Record<string, string>> = {},
): Promise<string> {
  const entryPoints = [join(root, SOURCES, entry)];
  const { outputFiles } = await build({ ...OPTIONS, write: false, entryPoints, define });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`nothing came out of ${entry}`);
  return file.text.trimEnd();
}

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function policyFor(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** Puts the parts into the page. @throws Error where the page has no place for one of them */
export function assemble(page: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, part]) => {
    const place = `<!-- ${name} -->`;
    if (text.split(place).length !== 2) throw new Error(`the page has no one place for ${name}`);
    return text.replace(place, () => part);
  }, page);
}

/**
 * The page as text: the same bytes wherever and whenever it is made of the same sources.
 * @param root the project's folder
 * @throws Error where it would be larger than MAX_PAGE_BYTES
 */
export async function pageText(root: string): Promise<string> {
  const worker = await bundled(root, "digest/worker.ts");
  const script = await bundled(root, "main.ts", { DIGEST_WORKER: JSON.stringify(worker) });
  const style = await bundled(root, "style.css");
  const source = readFileSync(join(root, SOURCES, "page.html"), "utf8");
  const text = assemble(source, {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policyFor(script, style)}" />`,
    style: `<style>${style}</style>`,
    script: `<script>${script}</script>`,
  });
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_PAGE_BYTES) return text;
  throw new Error(`the page has ${bytes} bytes, over ${MAX_PAGE_BYTES}`);
}

/** Lines that `cksum --check`, `sha256sum --check` and `shasum --check` read. */
export function checksums(name: string, text: string): string {
  const hashes = { SHA256: "sha256", SM3: "sm3" } as const;
  return Object.entries(hashes)
    .map(([tag, hash]) => `${tag} (${name}) = ${createHash(hash).update(text).digest("hex")}\n`)
    .join("");
}

// Whoever reads a file meanwhile finds the one before, or this one, whole.
function replace(path: string, text: string): void {
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}

/** The page and the file of its checksums, as they lie side by side. */
export interface BuiltPage {
  readonly path: string;
  readonly bytes: number;
  readonly sums: string;
}

/**
 * Builds the page.
 * @param root the project's folder
 * @throws Error where it would be larger than MAX_PAGE_BYTES
 */
export async function buildPage(root: string): Promise<BuiltPage> {
  const text = await pageText(root);
  const path = join(root, PAGE);
  const sums = checksums(basename(path), text);
  mkdirSync(dirname(path), { recursive: true });
  replace(path, text);
  replace(join(dirname(path), SUMS), sums);
  return { path, bytes: Buffer.byteLength(text), sums };
}
