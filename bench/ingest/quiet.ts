// SPDX-License-Identifier: Apache-2.0
// What one target still does after its turn must not be paid for by the next.
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const LOOK_MS = 500;
const PATIENCE_MS = 60_000;
/** The kernel counts in hundredths of a second: a tenth of one core. */
const IDLE_TICKS = 5;
/** Where user and system time stand after the name in /proc/<pid>/stat. */
const PLACES = { user: 11, system: 12 };

/** Waits until a process has next to nothing to do. */
export async function quiet(pid: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  let before = await ticks(pid);
  while (Date.now() < end) {
    await sleep(LOOK_MS);
    const now = await ticks(pid);
    if (now - before <= IDLE_TICKS) return;
    before = now;
  }
}

/** What a process has worked since its start, in hundredths of a second. */
export async function ticks(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return Number(fields[PLACES.user]) + Number(fields[PLACES.system]);
}
