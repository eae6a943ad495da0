// SPDX-License-Identifier: Apache-2.0
// Metrics on a port of their own, for an agent on this machine: it needs no token, and asks nothing of the port on
// which members are answered.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ListenConfig } from "./config/schema.ts";
import { HEADERS_TIMEOUT_MS, MAX_METRICS_CONNECTIONS } from "./constraints.ts";
import { StartRefusal } from "./refusal.ts";
import type { Metrics } from "./services/metrics.ts";

const PATH = "/metrics";
const STATUS = { ok: 200, absent: 404, failed: 500 } as const;

/** A listener for metrics. */
export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** @throws StartRefusal `port-in-use` */
export async function openMetricsServer(
  { host, port }: ListenConfig,
  metrics: Metrics,
  report: (error: unknown) => void,
): Promise<MetricsServer> {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: HEADERS_TIMEOUT_MS },
    (request, response) => {
      answer(request, response, metrics).catch((error: unknown) => {
        report(error);
        response.writeHead(STATUS.failed).end();
      });
    },
  );
  server.maxConnections = MAX_METRICS_CONNECTIONS;
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (cause) {
    throw new StartRefusal("port-in-use", `metrics cannot be given at ${host}:${port}`, cause);
  }
  const { address, family, port: taken } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://${family === "IPv6" ? `[${address}]` : address}:${taken}${PATH}`, close };
}

async function answer(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  metrics: Metrics,
): Promise<void> {
  if (method !== "GET" || url !== PATH) {
    response.writeHead(STATUS.absent).end();
    return;
  }
  const text = await metrics.text();
  response.writeHead(STATUS.ok, { "Content-Type": metrics.type }).end(text);
}
