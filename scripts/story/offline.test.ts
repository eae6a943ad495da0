// SPDX-License-Identifier: Apache-2.0
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { cannotConnect, isolation } from "./offline.ts";

describe("a process without network", () => {
  // In a process of its own would be no different: the port only has to be open.
  const server = createServer();
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.close();
  });
  const port = () => (server.address() as AddressInfo).port;

  it("cannot reach a port that is open, in the strongest isolation of this system", () => {
    expect(cannotConnect(isolation(), port())).toBe(true);
  });

  it("would reach it without isolation", () => {
    expect(cannotConnect("none", port())).toBe(false);
  });

  it("cannot reach it with refused sockets either", () => {
    expect(cannotConnect("refused-sockets", port())).toBe(true);
  });
});
