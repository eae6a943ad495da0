// SPDX-License-Identifier: Apache-2.0
// One caller of a gateway: connections that stay open, and a token with each request.
import { Agent, type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";

/** What a gateway answered. */
export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

interface Sending {
  readonly body: string;
  readonly type: string;
}

/** Longest that an answer may stand still: far above what is asked for, so that only what hangs ends so. */
const PATIENCE_MS = 300_000;

/** A connection ended that had been idle. */
class IdleEnded extends Error {}

export class Client {
  readonly #url: string;
  readonly #token: () => Promise<string>;
  readonly #agent: Agent;

  /** @param connections at once */
  constructor(url: string, token: () => Promise<string>, connections: number) {
    this.#url = url;
    this.#token = token;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Gets a path, or posts what is given to it. */
  async ask(path: string, sending?: Sending): Promise<Reply> {
    for (;;) {
      try {
        const answer = await this.#send(path, await this.#token(), sending);
        return { status: answer.statusCode ?? 0, body: await buffer(answer) };
      } catch (error) {
        // A connection that was idle may end at the moment at which it is used again; what is sent twice counts once.
        if (!(error instanceof IdleEnded)) throw error;
      }
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(path: string, token: string, sending?: Sending): Promise<IncomingMessage> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(sending && {
        "content-type": sending.type,
        "content-length": String(Buffer.byteLength(sending.body)),
      }),
    };
    const method = sending ? "POST" : "GET";
    const options = { agent: this.#agent, method, headers, timeout: PATIENCE_MS };
    return new Promise((resolve, reject) => {
      const asked = request(this.#url + path, options, resolve);
      asked.once("timeout", () => asked.destroy(new Error(`no answer to ${method} ${path}`)));
      asked.once("error", (error: NodeJS.ErrnoException) => {
        const isIdle = asked.reusedSocket && error.code === "ECONNRESET";
        reject(isIdle ? new IdleEnded("an idle connection ended", { cause: error }) : error);
      });
      asked.end(sending?.body);
    });
  }
}
