// SPDX-License-Identifier: Apache-2.0
// Asks a running gateway over its socket.
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { StartRefusal } from "../refusal.ts";
import { type Answer, doorPath, MAX_DOOR_PATH, type Question } from "./protocol.ts";

const NOBODY: ReadonlySet<string | undefined> = new Set(["ENOENT", "ECONNREFUSED"]);

/**
 * What a running gateway answers; undefined when none runs on this folder.
 * @throws StartRefusal as the gateway refuses it, `door-closed` when it breaks off
 */
export async function askDoor(
  dir: string,
  question: Question,
  progress: (told: object) => void,
): Promise<object | undefined> {
  const path = doorPath(dir);
  if (Buffer.byteLength(path) > MAX_DOOR_PATH) return undefined;
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch (error) {
    if (NOBODY.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw new StartRefusal("door-closed", `${path}: ${String(error)}`, error);
  }
  socket.write(`${JSON.stringify(question)}\n`);
  try {
    return await lastAnswer(socket, progress);
  } finally {
    socket.destroy();
  }
}

async function lastAnswer(socket: Socket, progress: (told: object) => void): Promise<object> {
  // A gateway that is killed ends the socket, with an error or without: either way there is no last line.
  socket.on("error", () => undefined);
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
    const said = JSON.parse(line) as Answer;
    if ("progress" in said) progress(said.progress);
    else if ("done" in said) return said.done;
    else if ("fault" in said) throw new Error(`the gateway failed: ${said.fault}`);
    else if (said.refused === "unknown-question") throw new Error(said.detail);
    else throw new StartRefusal(said.refused, said.detail);
  }
  throw new StartRefusal("door-closed", "the gateway ended before its answer");
}
