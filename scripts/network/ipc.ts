// SPDX-License-Identifier: Apache-2.0
// A node's own socket in its folder, which alone may ask it to connect, to seal and to vote.
import { connect } from "node:net";

import { NetworkError } from "./errors.ts";

const PATIENCE_MS = 15_000;

interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

function parsed(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    // More is to come.
    return undefined;
  }
}

/**
 * One JSON-RPC call over a local socket.
 * @throws NetworkError when the node is not there, does not answer in time, or refuses
 */
export async function ask(
  socket: string,
  method: string,
  params: readonly unknown[] = [],
): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const fail = (reason: string) => {
    reject(new NetworkError(`The node at ${socket} ${reason} (${method}).`));
  };
  const connection = connect(socket);
  connection.setTimeout(PATIENCE_MS, () => {
    fail("does not answer");
  });
  let said = "";
  connection.setEncoding("utf8");
  connection.on("data", (chunk: string) => {
    said += chunk;
    const answer = parsed(said);
    if (answer) resolve(answer);
  });
  connection.on("error", (error) => {
    fail(`cannot be asked: ${error.message}`);
  });
  connection.on("close", () => {
    fail("ended without an answer");
  });
  connection.write(`${JSON.stringify({ jsonrpc: "2.0", id: 1, method, params })}\n`);
  try {
    const { result, error } = await promise;
    if (error) throw new NetworkError(`The node at ${socket} refuses ${method}: ${error.message}`);
    return result;
  } finally {
    connection.destroy();
  }
}
