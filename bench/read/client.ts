// SPDX-License-Identifier: Apache-2.0
// A client that keeps its connections: more of one address than a gateway takes would measure its refusals.
import { Agent, request } from "node:http";

const CONNECTIONS = 48;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/** What is sent, where something is. */
export interface Sent {
  readonly body: string;
  readonly type: string;
}

/** The text of an answer. @throws Error unless it is 200 */
export async function ask(url: string, sent?: Sent): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const headers = sent && {
    "content-type": sent.type,
    "content-length": Buffer.byteLength(sent.body),
  };
  const asked = request(url, { agent, method: sent ? "POST" : "GET", headers: { ...headers } });
  asked.on("error", reject).on("response", (response) => {
    const parts: Buffer[] = [];
    response.on("error", reject).on("data", (part: Buffer) => parts.push(part));
    response.on("end", () => {
      const text = Buffer.concat(parts).toString();
      if (response.statusCode === 200) resolve(text);
      else reject(new Error(`${url} answers ${response.statusCode ?? 0}: ${text.slice(0, 400)}`));
    });
  });
  asked.end(sent?.body);
  return promise;
}
