// SPDX-License-Identifier: Apache-2.0
// One process at a time, among all that run tests of this working copy.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 50;
const COPY = createHash("sha256")
  .update(import.meta.dirname)
  .digest("hex")
  .slice(0, 12);

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether the lock's owner is gone without having given it back. */
async function isLeftBehind(lock: string): Promise<boolean> {
  const owner = Number(
    await readFile(join(lock, "owner"), "utf8").catch(() => String(process.pid)),
  );
  return !isAlive(owner);
}

/** Runs a task while no other process runs one of the same name. */
export async function inTurn<T>(name: string, task: () => Promise<T>): Promise<T> {
  const lock = join(tmpdir(), `suyuan-${COPY}-${name}.lock`);
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch {
      if (await isLeftBehind(lock)) await rm(lock, { recursive: true, force: true });
      else await sleep(PAUSE_MS);
    }
  }
  try {
    await writeFile(join(lock, "owner"), String(process.pid));
    return await task();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
