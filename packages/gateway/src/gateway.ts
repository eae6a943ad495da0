// SPDX-License-Identifier: Apache-2.0
// The running program: what listens, what runs beside it, and how it ends.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ChainError } from "@suyuan/chain";
import { openKeys } from "./config/keys.ts";
import type { Config } from "./config/schema.ts";
import {
  DRAIN_MS,
  FOLLOW_UP_MS,
  HEADERS_TIMEOUT_MS,
  KEEP_ALIVE_MS,
  MAX_CONNECTIONS,
  MAX_HEADER_BYTES,
  MAX_HEADERS,
  REQUEST_TIMEOUT_MS,
} from "./constraints.ts";
import { type Context, openContext, type Saying } from "./context.ts";
import { Refusal, StartRefusal } from "./refusal.ts";
import { application } from "./routes/application.ts";
import { isAway } from "./services/away.ts";
import { Loop } from "./services/loop.ts";

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
  const context = await openContext(config, keys, saying);
  const server = makeServer(context);
  try {
    await listen(server, config);
  } catch (error) {
    await context.index.close();
    await context.store.close();
    throw error;
  }
  return run(server, context, config);
}

function run(server: Server, context: Context, config: Config): Gateway {
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
    new Loop(() => context.indexer.step(), pause, onFault, onEnd),
    new Loop(() => context.recorder.step(), pause, onFault, onEnd),
    new Loop(() => tend(context), pause, onFault, onEnd),
    new Loop(() => context.watch.step(), pause, onFault, onEnd),
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
async function follow({ settled, windows }: Context): Promise<boolean> {
  const wasAway = settled.awaySince !== undefined;
  const { rewinds } = settled;
  const answers = await settled.poll();
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

async function shutDown(server: Server, context: Context, loops: readonly Loop[]): Promise<void> {
  context.submit.close();
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, DRAIN_MS);
  // A loop that failed is what calls this: it has ended already.
  await Promise.all([closed, ...loops.map((loop) => loop.stop())]);
  clearTimeout(timer);
  await context.sequencer.drain();
  await context.index.close();
  await context.store.close();
}

function makeServer(context: Context): Server {
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
      noDelay: true,
    },
    application(context),
  );
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

async function listen(server: Server, { host, port }: Config): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE") throw error;
    throw new StartRefusal("port-in-use", `another program listens on ${host}:${port}`, error);
  }
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
