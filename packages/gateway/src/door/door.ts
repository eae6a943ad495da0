// SPDX-License-Identifier: Apache-2.0
// The socket of a running gateway. Only its own user can connect: what is asked here is not looked at further.
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { StartRefusal } from "../refusal.ts";
import {
  type Answer,
  doorPath,
  MAX_DOOR_PATH,
  MAX_QUESTION_BYTES,
  MAX_QUESTIONS,
  type Question,
  QUESTION_MS,
} from "./protocol.ts";

/** What a question is answered with. */
export interface Task {
  readonly question: Question;
  readonly progress: (told: object) => void;
  /** Ends when whoever asked goes away, or the gateway stops. */
  readonly signal: AbortSignal;
}
export type Tasks = Readonly<Record<string, (task: Task) => Promise<object>>>;

export interface DoorParts {
  readonly dir: string;
  readonly tasks: Tasks;
  readonly notice: (code: string, detail: string) => void;
  readonly report: (error: unknown) => void;
}

/** Nobody but the owner may read from or write to it, from the moment that it is there. */
const OWNER_ONLY = 0o177;

export class Door {
  readonly #parts: DoorParts;
  readonly #server: Server;
  readonly #stopper = new AbortController();
  readonly #open = new Set<Promise<void>>();

  private constructor(parts: DoorParts) {
    this.#parts = parts;
    this.#server = createServer((socket) => {
      const visit = this.#serve(socket).finally(() => this.#open.delete(visit));
      this.#open.add(visit);
    });
    this.#server.maxConnections = MAX_QUESTIONS;
  }

  /** Opens it where the store is held: a socket that lies there is of a gateway that was killed. */
  static async open(parts: DoorParts): Promise<Door> {
    const door = new Door(parts);
    const path = doorPath(parts.dir);
    if (Buffer.byteLength(path) > MAX_DOOR_PATH) {
      const what = `${path} is too long for a socket: commands cannot reach this gateway while it runs`;
      parts.notice("door-closed", what);
      return door;
    }
    await rm(path, { force: true });
    const before = process.umask(OWNER_ONLY);
    try {
      door.#server.listen(path);
    } finally {
      process.umask(before);
    }
    await once(door.#server, "listening");
    return door;
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    this.#stopper.abort(new StartRefusal("door-closed", "the gateway is stopping"));
    const closed = this.#server.listening ? once(this.#server, "close") : undefined;
    this.#server.close();
    await Promise.all(this.#open);
    await closed;
  }

  async #serve(socket: Socket): Promise<void> {
    const gone = new AbortController();
    const leave = (): void => {
      gone.abort(new StartRefusal("door-closed", "whoever asked has gone"));
    };
    socket.on("error", leave).on("close", leave);
    const answer = (said: Answer): void => {
      if (!socket.destroyed) socket.write(`${JSON.stringify(said)}\n`);
    };
    try {
      const signal = AbortSignal.any([gone.signal, this.#stopper.signal]);
      answer(await this.#answer(await questionOf(socket, signal), answer, signal));
    } catch (error) {
      answer(this.#failed(error));
    }
    socket.end();
    socket.destroySoon();
  }

  async #answer(
    question: Question | undefined,
    answer: (said: Answer) => void,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { tasks } = this.#parts;
    const task = question && Object.hasOwn(tasks, question.ask) ? tasks[question.ask] : undefined;
    if (!question || !task) {
      const known = Object.keys(tasks).join(", ");
      return { refused: "unknown-question", detail: `this gateway answers: ${known}` };
    }
    const progress = (told: object): void => {
      answer({ progress: told });
    };
    return { done: await task({ question, progress, signal }) };
  }

  #failed(error: unknown): Answer {
    if (error instanceof StartRefusal) return { refused: error.code, detail: error.message };
    this.#parts.report(error);
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** The one line that is asked; undefined when none comes in time or it is no question. */
async function questionOf(socket: Socket, signal: AbortSignal): Promise<Question | undefined> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(QUESTION_MS)]);
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    text += chunk;
    if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    else if (text.length > MAX_QUESTION_BYTES) resolve(undefined);
  });
  socket.on("end", () => {
    resolve(undefined);
  });
  inTime.addEventListener("abort", () => {
    resolve(undefined);
  });
  const line = await promise;
  socket.removeAllListeners("data").resume();
  return line === undefined ? undefined : questionIn(line);
}

function questionIn(line: string): Question | undefined {
  try {
    const read = JSON.parse(line) as unknown;
    const isQuestion = typeof read === "object" && read !== null && "ask" in read;
    return isQuestion && typeof read.ask === "string" ? (read as Question) : undefined;
  } catch {
    return undefined;
  }
}
