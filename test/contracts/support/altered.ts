// SPDX-License-Identifier: Apache-2.0
// Acts with one value changed.
import type { Act } from "./chain.ts";

type Node = Record<string, unknown>;

/** The same act, with another value at a path of names below its arguments: `0.common.seat`. */
export function altered(act: Act, path: string, value: unknown): Act {
  const args = structuredClone(act.args) as unknown[];
  const names = path.split(".");
  const last = names.pop() ?? "";
  let node = args as unknown as Node;
  for (const name of names) node = node[name] as Node;
  if (!(last in node)) throw new Error(`nothing stands at ${path}`);
  node[last] = value;
  return { ...act, args };
}

/** The value at a path. */
export function valueAt(act: Act, path: string): unknown {
  let node: unknown = act.args;
  for (const name of path.split(".")) node = (node as Node)[name];
  return node;
}

/** The paths of all values of an act, except those of lists. */
export function pathsOf(act: Act): string[] {
  const found: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (Array.isArray(node) || typeof node !== "object" || node === null) found.push(path);
    else for (const [name, inner] of Object.entries(node)) visit(inner, `${path}.${name}`);
  };
  for (const [place, value] of act.args.entries()) visit(value, String(place));
  return found;
}
