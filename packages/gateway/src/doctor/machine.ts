// SPDX-License-Identifier: Apache-2.0
// What the machine gives: folder, disk, open files, clock, ports.
import { access, constants, readFile, stat, statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { dirname, join } from "node:path";
import type { Config } from "../config/schema.ts";
import { type Finding, found, whyOf } from "./words.ts";

const OTHERS = 0o077;
const MODE = 0o777;
/** Connections, and the files that LevelDB keeps open. */
const NEEDED_FILES = 4_096;
const LOW_PART = 0.1;
const FULL_BYTES = 256 * 2 ** 20;
const GIB = 2 ** 30;
const MILLISECONDS = 1_000;
/** A clock that jumps less than this is set by NTP. */
const CLOCK_GRACE_MS = 5_000;

export const modeOf = (mode: number): string => (mode & MODE).toString(8).padStart(4, "0");
export const isOpen = (mode: number): boolean => (mode & OTHERS) !== 0;

const sizeOf = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

const infoOf = async (path: string) => stat(path).catch(() => undefined);

/** The nearest folder that is there. */
async function nearest(path: string): Promise<string> {
  return (await infoOf(path)) || dirname(path) === path ? path : nearest(dirname(path));
}

export async function folderFinding({ dir }: Pick<Config, "dir">): Promise<Finding> {
  const info = await infoOf(dir);
  const place = await nearest(dir);
  try {
    if (info && !info.isDirectory()) throw new Error("it is no folder");
    await access(place, constants.W_OK | constants.X_OK);
  } catch (error) {
    return found("folder-unwritable", { dir, why: whyOf(error) });
  }
  if (!info) return found("folder-new", { dir });
  return isOpen(info.mode)
    ? found("folder-open", { dir, mode: modeOf(info.mode) })
    : found("folder-ready", { dir });
}

export async function diskFinding({ dir }: Pick<Config, "dir">): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(await nearest(dir));
  const [free, size] = [bavail * bsize, blocks * bsize];
  const values = { free: sizeOf(free), size: sizeOf(size) };
  if (free < FULL_BYTES) return found("disk-full", values);
  return found(free < size * LOW_PART ? "disk-low" : "disk-roomy", values);
}

/** @param limits what the system says of a process, `/proc/self/limits` on Linux */
export async function filesFindings(limits = "/proc/self/limits"): Promise<readonly Finding[]> {
  const text = await readFile(limits, "utf8").catch(() => "");
  const limit = /^Max open files\s+(\d+|unlimited)/m.exec(text)?.[1];
  if (limit === undefined) return [];
  const isFew = limit !== "unlimited" && Number(limit) < NEEDED_FILES;
  return [found(isFew ? "files-few" : "files-enough", { limit, needed: NEEDED_FILES })];
}

/** A store that was written later than now: a clock that was set back would keep the gateway from taking anything. */
export async function pastFindings(
  { dir }: Pick<Config, "dir">,
  now: number,
): Promise<readonly Finding[]> {
  const info = await infoOf(join(dir, "commits.log"));
  if (!info || info.mtimeMs <= now * MILLISECONDS + CLOCK_GRACE_MS) return [];
  return [found("clock-before-store", { moment: info.mtime.toISOString() })];
}

export async function portFindings({
  host,
  port,
}: Pick<Config, "host" | "port">): Promise<readonly Finding[]> {
  if (port === 0) return [];
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    server.close();
    await once(server, "close");
    return [found("port-free", { host, port })];
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    const values = { host, port, why: whyOf(error) };
    return [found(isTaken ? "port-taken" : "port-refused", values)];
  }
}
