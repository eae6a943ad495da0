// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";

import type { Order, Report } from "./thread.ts";

const hash = createHash("sm3");

const report = (what: Report): void => {
  parentPort?.postMessage(what);
};

parentPort?.on("message", (order: Order) => {
  if (order === "digest") {
    report({ digest: hash.digest("hex") });
    return;
  }
  hash.update(order.buffer.subarray(0, order.length));
  report({ free: order.buffer });
});
