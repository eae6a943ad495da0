// SPDX-License-Identifier: Apache-2.0
// A collector that takes OTLP over HTTP as JSON, and answers as a test wants.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}

/** A span as it is on the wire, as far as tests look. */
export interface WireSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code: number };
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

/** A collector that listens. */
export interface Collector {
  readonly url: string;
  /** Every body that came, as it came. */
  readonly bodies: string[];
  readonly headers: IncomingHttpHeaders[];
  /** The answer to what comes from here on; 0 gives none. */
  status: number;
  spans(): WireSpan[];
  close(): Promise<void>;
}

/** Attributes by their names. */
export const attributesOf = (of: {
  readonly attributes: readonly Attribute[];
}): Record<string, string | number | undefined> =>
  Object.fromEntries(
    of.attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue]),
  );

/** @param port that of an earlier one, or any */
export async function startCollector(port = 0): Promise<Collector> {
  const server = createServer((request, response) => {
    void text(request).then(
      (body) => {
        collector.bodies.push(body);
        collector.headers.push(request.headers);
        if (collector.status === 0) return;
        response.writeHead(collector.status, { "content-type": "application/json" }).end("{}");
      },
      () => response.destroy(),
    );
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`,
    ...{ bodies: [], headers: [], status: 200 },
    spans: () =>
      collector.bodies
        .map((body) => JSON.parse(body) as Sent)
        .flatMap(({ resourceSpans }) => resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return collector;
}
