// SPDX-License-Identifier: Apache-2.0
import { createServer } from "node:net";

/** Thrown when a port that the story needs is taken; the message names the option that moves it. */
export class PortError extends Error {
  override readonly name = "PortError";
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once("error", () => {
    resolve(false);
  });
  probe.listen(port, "127.0.0.1", () => {
    probe.close(() => {
      resolve(true);
    });
  });
  return promise;
}

/** Refuses before anything is started when a port is in use. */
export async function requireFreePorts(
  ports: readonly { readonly port: number; readonly option: string; readonly use: string }[],
): Promise<void> {
  for (const { port, option, use } of ports) {
    if (await isFree(port)) continue;
    throw new PortError(
      `Port ${String(port)} (${use}) is in use. Is another npm start running? ` +
        `Stop it, or choose another port with --${option} N.`,
    );
  }
}
