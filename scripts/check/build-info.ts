// SPDX-License-Identifier: Apache-2.0
// Hardhat's build info, cut down to what holds today. Hardhat compiles what changed and leaves the rest, so that a
// build info may tell of sources as they no longer are.
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Artifact {
  readonly buildInfoId?: string;
  readonly inputSourceName?: string;
}

interface Ast {
  readonly nodes: readonly { readonly nodeType: string; readonly absolutePath?: string }[];
}

type Named<T> = Readonly<Record<string, T>>;

/** The compiler's input, where sources hold text, or its output, where they hold trees. */
interface Part {
  readonly sources: Named<{ readonly ast?: Ast }>;
  readonly contracts?: Named<unknown>;
}

interface BuildInfo {
  readonly input?: Part;
  readonly output?: Part;
}

const TESTS = "project/test/";

/** Writes the build info of the contracts below `artifacts` to the folder `to`, without tests and stale parts. */
export function copyBuildInfo(artifacts: string, to: string): void {
  const roots = rootsByBuild(artifacts);
  mkdirSync(to);
  for (const name of readdirSync(join(artifacts, "build-info"))) {
    if (!name.endsWith(".output.json")) continue;
    const id = name.slice(0, -".output.json".length);
    const [wanted, output] = [roots.get(id), read(artifacts, name)];
    if (wanted === undefined || output.output === undefined) continue;
    const names = closure(wanted, output.output.sources);
    writeFileSync(join(to, name), JSON.stringify(cut(output, names)));
    const input = `${id}.json`;
    writeFileSync(join(to, input), JSON.stringify(cut(read(artifacts, input), names)));
  }
}

/** How many builds the present artifacts of the contracts come from. */
export const buildsOf = (artifacts: string): number => rootsByBuild(artifacts).size;

const read = (artifacts: string, name: string): BuildInfo =>
  JSON.parse(readFileSync(join(artifacts, "build-info", name), "utf8")) as BuildInfo;

/** For each build info, the sources whose present artifacts are from it. */
function rootsByBuild(artifacts: string): Map<string, string[]> {
  const roots = new Map<string, string[]>();
  for (const path of globSync("**/*.json", { cwd: artifacts })) {
    if (path.startsWith("build-info")) continue;
    const artifact = JSON.parse(readFileSync(join(artifacts, path), "utf8")) as Artifact;
    const { buildInfoId: id, inputSourceName: source } = artifact;
    if (id === undefined || source === undefined || source.startsWith(TESTS)) continue;
    roots.set(id, [...(roots.get(id) ?? []), source]);
  }
  return roots;
}

/** These sources and all that they import. */
export function closure(roots: readonly string[], sources: Part["sources"]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const { nodeType, absolutePath } of sources[name]?.ast?.nodes ?? []) {
      if (nodeType === "ImportDirective" && absolutePath !== undefined) visit(absolutePath);
    }
  };
  roots.forEach(visit);
  return found;
}

function cut(info: BuildInfo, names: ReadonlySet<string>): BuildInfo {
  const kept = <T>(all: Named<T>): Named<T> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  const part = (one: Part): Part => ({
    ...one,
    sources: kept(one.sources),
    ...(one.contracts && { contracts: kept(one.contracts) }),
  });
  return {
    ...info,
    ...(info.input && { input: part(info.input) }),
    ...(info.output && { output: part(info.output) }),
  };
}
