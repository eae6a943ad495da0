// SPDX-License-Identifier: Apache-2.0
// The compiler's syntax tree of the contracts. Places in it count bytes, not characters.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { projectFiles } from "../check/files.ts";

/** A node: its kind, its place as "start:length:file", and whatever the kind has. */
export interface Node {
  readonly id: number;
  readonly nodeType: string;
  readonly src: string;
  readonly [field: string]: unknown;
}

/** One source of the project with its tree. */
export interface Source {
  readonly path: string;
  readonly bytes: Buffer;
  readonly tree: Node;
}

export interface Trees {
  /** The project's own sources. */
  readonly sources: readonly Source[];
  /** Every node with a number, of the project's sources and of what they import. */
  readonly byId: ReadonlyMap<number, Node & { readonly bytes: Buffer }>;
}

interface Solc {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly sources: Readonly<Record<string, { readonly ast: Node }>>;
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, Compiled>>>>;
}

interface Compiled {
  readonly evm: { readonly bytecode: { readonly object: string } };
}

const require = createRequire(import.meta.url);

/** Compiles the project's contracts in this process. @throws where they do not compile */
export function compile(
  root: string,
  texts: ReadonlyMap<string, string>,
  settings: Readonly<Record<string, unknown>>,
): Output {
  const solc = require("solc") as Solc;
  const sources = Object.fromEntries([...texts].map(([path, content]) => [path, { content }]));
  const input = JSON.stringify({ language: "Solidity", sources, settings });
  const read = (path: string) => ({
    contents: readFileSync(join(root, "node_modules", path), "utf8"),
  });
  const output = JSON.parse(solc.compile(input, { import: read })) as Output;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map((one) => one.formattedMessage).join("\n"));
  return output;
}

/** The contracts' texts by path: contracts/ without what only tests use. */
export function contractTexts(root: string): Map<string, string> {
  const paths = projectFiles(root).filter((path) => /^contracts\/(?!mocks\/).*\.sol$/u.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** Parses the contracts at `root`. */
export const readTrees = (root: string): Trees => parse(root, contractTexts(root));

/** Parses contracts, given by path. What they import from packages is read below `root`. */
export function parse(root: string, texts: ReadonlyMap<string, string>): Trees {
  const output = compile(root, texts, { outputSelection: { "*": { "": ["ast"] } } });
  const byId = new Map<number, Node & { bytes: Buffer }>();
  const sources: Source[] = [];
  for (const [path, { ast }] of Object.entries(output.sources)) {
    const text = texts.get(path) ?? readFileSync(join(root, "node_modules", path), "utf8");
    const bytes = Buffer.from(text);
    for (const node of walk(ast)) byId.set(node.id, { ...node, bytes });
    if (texts.has(path)) sources.push({ path, bytes, tree: ast });
  }
  return { sources: sources.sort((a, b) => (a.path < b.path ? -1 : 1)), byId };
}

/** The nodes directly below a node, in the order of the text. */
export function children(node: Node): Node[] {
  const found = Object.values(node).flatMap((field) =>
    Array.isArray(field) ? field.filter(isNode) : isNode(field) ? [field] : [],
  );
  return found.sort((a, b) => start(a) - start(b));
}

/** A node and all below it. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* walk(child);
}

export const start = ({ src }: Node): number => Number(src.split(":")[0]);
export const end = (node: Node): number => start(node) + Number(node.src.split(":")[1]);

/** The text of a node. */
export const textOf = (bytes: Buffer, node: Node): string =>
  bytes.subarray(start(node), end(node)).toString();

/** A field that holds a node. */
export function part(node: Node, field: string): Node {
  const found = node[field];
  if (!isNode(found)) throw new Error(`${node.nodeType} has no ${field}`);
  return found;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}
