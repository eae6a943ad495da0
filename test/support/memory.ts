// SPDX-License-Identifier: Apache-2.0
// How much memory a process holds, as its operating system counts it.
import { readFile } from "node:fs/promises";

const KIB = 1_024;

/** Bytes of a process that are resident: all, and those that are not pages of files, which can go at any moment. */
export async function residentBytes(
  pid: number,
): Promise<{ readonly all: number; readonly own: number }> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const of = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
    if (found === undefined) throw new Error(`process ${pid} does not tell its ${name}`);
    return Number(found) * KIB;
  };
  return { all: of("VmRSS"), own: of("RssAnon") };
}
