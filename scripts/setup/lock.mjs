// SPDX-License-Identifier: Apache-2.0
import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";

import { say } from "./project.mjs";

const BEAT_MS = 1_000;
const STALE_MS = 20_000;
const POLL_MS = 300;

/** Runs `work` while no other process does; a lock whose holder died is taken over. */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  await acquire(file);
  const beat = setInterval(() => {
    touch(file);
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

async function acquire(file) {
  let told = false;
  while (!tryCreate(file)) {
    if (isStale(file)) {
      discard(file);
      continue;
    }
    if (!told) say("another setup is running: waiting for it / 另一个安装正在进行，等待中");
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function tryCreate(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** A holder touches its lock every second; a dead or silent one has lost it. */
export function isStale(file, now = Date.now()) {
  try {
    const silent = now - statSync(file).mtimeMs > STALE_MS;
    return silent || !isAlive(Number(readFileSync(file, "utf8")));
  } catch {
    return false;
  }
}

function isAlive(pid) {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// Renaming first: of two that find the same stale lock only one removes it.
function discard(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
