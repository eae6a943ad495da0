// SPDX-License-Identifier: Apache-2.0
import { isFree } from "../../deploy/networks/free-port.ts";

/** Thrown when a port that the story needs is taken; the message names the option that moves it. */
export class PortError extends Error {
  override readonly name = "PortError";
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
