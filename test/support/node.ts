// SPDX-License-Identifier: Apache-2.0
// A node before the chain's own, which a test makes slow, silent, or another chain's.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

export interface TestNode {
  readonly url: string;
  /** Where questions go. */
  target: string;
  /** How long each answer waits. */
  delayMs: number;
  /** Takes questions and gives no answer. */
  isSilent: boolean;
  close(): Promise<void>;
}

/** Starts a node that passes everything on to `target`. */
export async function startNode(target: string): Promise<TestNode> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const node: TestNode = {
    url: `http://127.0.0.1:${port}`,
    ...{ target, delayMs: 0, isSilent: false },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  server.on("request", (request, response) => {
    const answer = async (): Promise<void> => {
      const body = await text(request);
      if (node.delayMs > 0) await sleep(node.delayMs);
      if (node.isSilent) return;
      const headers = { "content-type": "application/json" };
      const given = await fetch(node.target, { method: "POST", headers, body });
      response.setHeader("content-type", "application/json").end(await given.text());
    };
    // Whoever asked may be gone, and so may the chain.
    answer().catch(() => response.destroy());
  });
  return node;
}
