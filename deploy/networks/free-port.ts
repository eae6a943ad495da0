// SPDX-License-Identifier: Apache-2.0
import { createServer } from "node:net";

/** Whether nobody listens on a port of loopback. */
export async function isFree(port: number): Promise<boolean> {
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
