// SPDX-License-Identifier: Apache-2.0
// HTTP as it goes over the wire: what no well-behaved client would send.
import { connect } from "node:net";

/**
 * Opens a connection, sends what is given, and reads until the other side closes it.
 * @param parts each sent as it is
 * @returns all that came back
 */
export async function exchangeRaw(url: string, ...parts: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let came = "";
  const socket = connect(Number(port), hostname);
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => (came += chunk));
  socket.on("close", () => {
    resolve(came);
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    // What came before the other side broke the connection off was read.
    if (error.code === "ECONNRESET" || error.code === "EPIPE") resolve(came);
    else reject(error);
  });
  for (const part of parts) socket.write(part);
  return promise;
}

/** The status of an answer as it came. */
export const statusOf = (answer: string): number =>
  Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

/** The code of the problem that an answer as it came holds. */
export const codeOf = (answer: string): string =>
  /"code":"([a-z-]+)"/.exec(answer)?.[1] ?? `none: ${answer}`;

/**
 * Sends a whole request before the first byte of the answer is read, as clients do that cannot do both at once.
 * @returns all that came back until the other side closed the connection
 * @throws Error when the connection is reset before all of it is read
 */
export async function sendThenRead(url: string, head: string, body: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(head, "latin1");
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.write(body, () => {
      resolve();
    });
  });
  socket.setEncoding("utf8");
  return (await socket.toArray()).join("");
}
