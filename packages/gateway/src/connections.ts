// SPDX-License-Identifier: Apache-2.0
// Nobody keeps others out by opening all the connections that there may be.
import type { Server, Socket } from "node:net";
import { addressOf } from "./routes/caller.ts";

/** Closes connections of an address beyond so many, and counts those that are open. */
export function limitConnections(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const address = addressOf({ ip: socket.remoteAddress });
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
