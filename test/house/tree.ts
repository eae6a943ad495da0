// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const PACKAGES = [
  ...["api", "chain", "cli", "console", "gateway"],
  ...["network", "proof", "sdk", "words"],
];
const OTHERS = ["@noble/hashes", "canonicalize", "express", "level", "left-pad"];

/** A folder with the shape of this project and next to nothing in it. */
export class Tree {
  readonly root = mkdtempSync(join(tmpdir(), "suyuan-arrows-"));

  constructor() {
    const byName = (names: readonly string[]): Record<string, string> =>
      Object.fromEntries(names.map((name) => [name, "1.0.0"]));
    const dependencies = byName([...OTHERS, ...PACKAGES.map((name) => `@suyuan/${name}`)]);
    const top = { name: "suyuan", type: "module", workspaces: ["packages/*"] };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions: { module: "nodenext" } }));
    this.write("package.json", JSON.stringify({ ...top, dependencies: byName(OTHERS) }));
    for (const folder of ["scripts", "test", "bench", "deploy", "artifacts", "contracts"]) {
      this.write(`${folder}/empty.ts`, "");
    }
    for (const name of OTHERS) this.addPackage(`node_modules/${name}`, name, "index.js", {});
    for (const name of PACKAGES) {
      this.addPackage(`packages/${name}`, `@suyuan/${name}`, "src/index.ts", dependencies);
      this.link(`packages/${name}`, `node_modules/@suyuan/${name}`);
    }
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private addPackage(folder: string, name: string, entry: string, dependencies: object): void {
    const manifest = {
      name,
      version: "1.0.0",
      type: "module",
      exports: `./${entry}`,
      dependencies,
    };
    this.write(`${folder}/package.json`, JSON.stringify(manifest));
    this.write(`${folder}/${entry}`, "export const nothing = 0;\n");
  }

  private link(target: string, path: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    symlinkSync(join(this.root, target), join(this.root, path), "dir");
  }
}
