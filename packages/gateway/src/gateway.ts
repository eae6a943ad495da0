// SPDX-License-Identifier: Apache-2.0
// The running program: what listens, what runs beside it, and how it ends.
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Certificate } from "./access/tls.ts";
import { ChainError } from "@suyuan/chain";
import { openKeys } from "./config/keys.ts";
import type { Config } from "./config/schema.ts";
import {
  DRAIN_MS,
  FOLLOW_UP_MS,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  MAX_CONNECTIONS,
  MAX_CONNECTIONS_OF_ADDRESS,
  MAX_HEADER_BYTES,
  MAX_HEADERS,
  MAX_PIPELINED,
  MAX_UNREAD_BYTES,
  REQUEST_TIMEOUT_MS,
  STALL_MS,
  TIMEOUT_LOOK_MS,
  TLS_LOOK_MS,
  UNREAD_LOOK_MS,
} from "./constraints.ts";
import { limitConnections } from "./connections.ts";
import { Door } from "./door/door.ts";
import { tasksOf } from "./door/tasks.ts";
import { type Context, openContext, type Saying } from "./context.ts";
import { type MetricsServer, openMetricsServer } from "./metrics-server.ts";
import { Refusal, StartRefusal } from "./refusal.ts";
import { application } from "./routes/application.ts";
import { isAway } from "./services/away.ts";
import { Loop } from "./services/loop.ts";
import { readingsOf } from "./services/readings.ts";
import { tracedIndex, tracedLook } from "./traced.ts";
import { Unread } from "./unread.ts";

/** A gateway that listens. */
export interface Gateway {
  readonly url: string;
  /** Ends requests under way, takes nothing new, closes the store. */
  stop(): Promise<void>;
  /** Resolves when the gateway has ended. */
  readonly ended: Promise<Ending>;
}

/** Why a gateway ended: without a reason it was asked to. */
export interface Ending {
  readonly reason?: unknown;
}

/**
 * Starts a gateway.
 * @param saying gets what is said beside the answers
 * @throws StartRefusal
 */
export async function startGateway(
  config: Config,
  env: NodeJS.ProcessEnv,
  saying: Saying,
): Promise<Gateway> {
  const keys = await openKeys(config, env);
  const certificate = config.tls && (await Certificate.open(config.tls, saying.notice));
  const context = await openContext(config, keys, saying);
  const tlsNotAfter = (): number | undefined => certificate?.notAfter;
  context.metrics.attach(readingsOf({ ...context, tlsNotAfter }));
  const unread = new Unread(MAX_UNREAD_BYTES, MAX_PIPELINED);
  const server = makeServer(context, certificate, unread);
  try {
    const door = await openDoor(context);
    try {
      await listen(server, config);
      const beside = await metricsBeside(context, saying);
      return run(server, { ...context, door, beside, unread }, certificate);
    } catch (error) {
      await door.close();
      throw error;
    }
  } catch (error) {
    server.close();
    await closeAll(context);
    throw error;
  }
}

async function metricsBeside(
  { config, metrics }: Context,
  { report, notice }: Saying,
): Promise<MetricsServer | undefined> {
  if (!config.metrics) return undefined;
  const opened = await openMetricsServer(config.metrics, metrics, report);
  notice("metrics-listening", `metrics are at ${opened.url}`);
  return opened;
}

function openDoor(context: Context): Promise<Door> {
  const { config, report, notice } = context;
  const now = (): number => Math.floor(Date.now() / 1_000);
  const tasks = tasksOf({ ...context, now });
  return Door.open({ dir: config.dir, tasks, report, notice });
}

/** What runs, with the socket by which commands reach it, and the port of the metrics where it has one. */
type Running = Context & {
  readonly door: Door;
  readonly beside: MetricsServer | undefined;
  readonly unread: Unread;
};

async function closeAll(context: Context): Promise<void> {
  const { closeAccess, documents, webhooks, index, store, recoveries, tracing } = context;
  // Spans are waited for beside the store, not before it.
  const handed = tracing.close();
  await recoveries.close();
  await closeAccess();
  await documents?.close();
  await webhooks?.close();
  await index.close();
  await store.close();
  await handed;
}

type AnyServer = Server | TlsServer;

function run(server: AnyServer, context: Running, certificate: Certificate | undefined): Gateway {
  const { config } = context;
  const { promise: ended, resolve } = Promise.withResolvers<Ending>();
  const pause = config.followUpMs ?? FOLLOW_UP_MS;
  let stopping: Promise<void> | undefined;
  const stop = (reason?: unknown): Promise<void> => {
    stopping ??= shutDown(server, context, loops).then(
      () => {
        resolve({ reason });
      },
      (error: unknown) => {
        resolve({ reason: reason ?? error });
      },
    );
    return stopping;
  };
  const onFault = (error: unknown): void => {
    if (mustEnd(error)) throw error;
    context.report(error);
  };
  const onEnd = (error: unknown): void => void stop(error);
  const loops = [
    new Loop(() => follow(context), pause, onFault, onEnd),
    new Loop(() => context.aftercare.step(), pause, onFault, onEnd),
    new Loop(() => tracedIndex(context.tracing, context.indexer), pause, onFault, onEnd),
    new Loop(() => context.recorder.step(), pause, onFault, onEnd),
    new Loop(() => tend(context), pause, onFault, onEnd),
    new Loop(async () => (await context.telling?.step()) ?? false, pause, onFault, onEnd),
    new Loop(async () => (await context.mirror?.step()) ?? false, pause, onFault, onEnd),
    new Loop(() => context.watch.step(), pause, onFault, onEnd),
    new Loop(() => renew(server, certificate), TLS_LOOK_MS, onFault, onEnd),
    new Loop(() => context.unread.step(), UNREAD_LOOK_MS, onFault, onEnd),
    ...(context.webhooks?.endpoints ?? []).map(
      (endpoint) => new Loop(() => endpoint.step(), pause, onFault, onEnd),
    ),
  ];
  return { url: urlOf(server), stop: () => stop(), ended };
}

/** Another chain, a store that the chain contradicts, a disk that refused a write: nothing may go on. */
function mustEnd(error: unknown): boolean {
  if (error instanceof ChainError)
    return error.code === "wrong-chain" || error.code === "wrong-code";
  return (
    error instanceof StartRefusal || (error instanceof Refusal && error.code === "store-failed")
  );
}

/** One look at the chain, then one step of the window. */
async function follow({ settled, windows, sequencer, tracing }: Context): Promise<boolean> {
  if (sequencer.failed) throw new Refusal("store-failed", "the store did not take a write");
  const wasAway = settled.awaySince !== undefined;
  const { rewinds } = settled;
  const answers = await tracedLook(tracing, settled);
  if (wasAway || settled.rewinds > rewinds) windows.forget();
  if (answers) await windows.step();
  return false;
}

/** Looks after transactions for which nobody waits any more, and those of an earlier start. */
async function tend({ writers, settled }: Context): Promise<boolean> {
  try {
    if (settled.awaySince === undefined) for (const writer of writers) await writer.tend();
  } catch (error) {
    if (!isAway(error)) throw error;
  }
  return false;
}

/** Takes a certificate that was replaced into use. */
async function renew(server: AnyServer, certificate: Certificate | undefined): Promise<boolean> {
  if ("setSecureContext" in server) await certificate?.look(server);
  return false;
}

async function shutDown(
  server: AnyServer,
  context: Running,
  loops: readonly Loop[],
): Promise<void> {
  context.submit.close();
  context.mirror?.close();
  context.webhooks?.stop();
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, DRAIN_MS);
  // A loop that failed is what calls this: it has ended already.
  await Promise.all([closed, context.door.close(), ...loops.map((loop) => loop.stop())]);
  clearTimeout(timer);
  await context.sequencer.drain();
  await context.beside?.close();
  await closeAll(context);
}

function makeServer(
  context: Context,
  certificate: Certificate | undefined,
  unread: Unread,
): AnyServer {
  const settings = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_LOOK_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    noDelay: true,
  };
  const secure = { ...settings, ...certificate?.options, handshakeTimeout: HEADERS_TIMEOUT_MS };
  const app = application(context);
  const listener: RequestListener = (request, response) => {
    if (unread.take(request.socket, response)) app(request, response);
  };
  const server = certificate ? createTlsServer(secure, listener) : createServer(settings, listener);
  // One more than may be, which is refused: there are versions of Node that leave out those behind without a word,
  // and the last one could be the proxy's.
  server.maxHeadersCount = MAX_HEADERS + 1;
  server.maxConnections = MAX_CONNECTIONS;
  if (certificate) limitConnections(server, MAX_CONNECTIONS_OF_ADDRESS);
  server.timeout = context.config.stallMs ?? STALL_MS;
  return server;
}

async function listen(server: AnyServer, { host, port }: Config): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE") throw error;
    throw new StartRefusal("port-in-use", `another program listens on ${host}:${port}`, error);
  }
}

function urlOf(server: AnyServer): string {
  const { address, family, port } = server.address() as AddressInfo;
  const scheme = "setSecureContext" in server ? "https" : "http";
  return `${scheme}://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
