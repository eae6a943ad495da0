// SPDX-License-Identifier: Apache-2.0
// Whoever is told of events: a server that listens, checks signatures by Node alone, and answers as a test wants.
import { createHmac, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Receiver {
  readonly url: string;
  /** As a file of secrets has it. */
  readonly secret: string;
  /** What was taken, in the order in which it came. */
  readonly taken: CloudEvent[];
  /** How often something came. */
  readonly came: number;
  /** The answer to what comes from here on; 0 gives none. */
  status: number;
  /** Of a type, those that were taken. */
  of(type: string): CloudEvent[];
  close(): Promise<void>;
}

const MAX_AGE_S = 300;
const REFUSED = 401;
const TAKEN = 200;

/** Whether an event was signed with a key, lately. */
function isSigned(headers: IncomingHttpHeaders, body: string, key: Uint8Array): boolean {
  const [id, time, given] = ["id", "timestamp", "signature"].map((name) =>
    String(headers[`webhook-${name}`]),
  );
  if (Math.abs(Date.now() / 1_000 - Number(time)) > MAX_AGE_S) return false;
  const mac = createHmac("sha256", key).update(`${id}.${time}.${body}`).digest();
  return (given ?? "").split(" ").some((one) => {
    const bytes = Buffer.from(one.replace(/^v1,/, ""), "base64");
    return bytes.length === mac.length && timingSafeEqual(bytes, mac);
  });
}

/** Starts to listen. */
export async function startReceiver(key = Buffer.alloc(32, 5)): Promise<Receiver> {
  let came = 0;
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await text(request);
      came += 1;
      if (!isSigned(request.headers, body, key)) response.writeHead(REFUSED).end();
      else if (receiver.status !== 0) {
        if (receiver.status === TAKEN) receiver.taken.push(JSON.parse(body) as CloudEvent);
        response.writeHead(receiver.status).end();
      }
    };
    // Whoever sends may have been killed before all of it was here.
    answer().catch(() => response.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`,
    secret: `whsec_${key.toString("base64")}`,
    taken: [],
    get came() {
      return came;
    },
    status: TAKEN,
    of: (type) => receiver.taken.filter((event) => event.type === type),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return receiver;
}
