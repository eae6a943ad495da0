// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { parseConfig } from "./read.ts";

const BASE = {
  ...{ dir: "store", host: "127.0.0.1", port: 8_080, rpcUrl: "http://127.0.0.1:8545" },
  ...{ deployment: "deployment.json", origin: "log.example/one", logKey: "log.key" },
  ...{ operatorKey: "operator.key", operatorSeat: 7, relayerKey: "relayer.key" },
  ...{ window: { entries: 1_000, milliseconds: 1_000 }, settledDepth: 0 },
};
const access = { domain: "log.example.org", uri: "https://log.example.org" };
const tls = { cert: "gateway.crt", key: "gateway.key" };
const codeOf = (change: object): unknown => {
  try {
    parseConfig({ ...BASE, ...change });
    return undefined;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe("where a gateway may listen", () => {
  const OUTSIDE = ["0.0.0.0", "::", "192.0.2.7", "log.example.org"];
  it.each(OUTSIDE)("is %s with access and TLS, its own or a proxy's, and nothing less", (host) => {
    expect(codeOf({ host, access, tls })).toBeUndefined();
    expect(codeOf({ host, access, proxy: true })).toBeUndefined();
    expect(codeOf({ host })).toBe("bind-refused");
    expect(codeOf({ host, access })).toBe("bind-refused");
    expect(codeOf({ host, tls })).toBe("bind-refused");
    expect(codeOf({ host, proxy: true })).toBe("bind-refused");
  });

  it("is loopback with any of them, but behind a proxy with access only", () => {
    for (const change of [{}, { access }, { tls }, { access, tls }, { access, proxy: true }])
      expect(codeOf(change)).toBeUndefined();
    expect(codeOf({ proxy: true })).toBe("bind-refused");
    expect(codeOf({ access, tls, proxy: true })).toBe("config-invalid");
  });
});

describe("metrics without a token", () => {
  it.each(["127.0.0.1", "::1", "localhost"])("are given at %s", (host) => {
    expect(codeOf({ metrics: { host, port: 9_464 } })).toBeUndefined();
  });
  it.each(["0.0.0.0", "::", "192.0.2.7", "log.example.org"])("are not given at %s", (host) => {
    expect(codeOf({ metrics: { host, port: 9_464 } })).toBe("bind-refused");
  });
  it.each([true, {}, { host: "127.0.0.1" }, { host: "::1", port: 65_536 }, { host: 1, port: 1 }])(
    "may not be %j",
    (metrics) => {
      expect(codeOf({ metrics })).toBe("config-invalid");
    },
  );
});

describe("access", () => {
  it.each([
    { sessionSeconds: 60 },
    { public: ["log"] },
    { origins: ["https://console.example.org", "http://localhost:5173"] },
    { limits: {} },
    { limits: { address: { burst: 1, perSecond: 1 } } },
    { domain: "127.0.0.1:8787" },
    { domain: "localhost:8787" },
  ])("may have %j", (change) => {
    expect(codeOf({ access: { ...access, ...change } })).toBeUndefined();
  });

  it.each([
    { domain: "" },
    { domain: "https://log.example.org" },
    { domain: "log.example.org/v1" },
    { domain: 1 },
    { uri: "log.example.org" },
    { sessionSeconds: 0 },
    { sessionSeconds: 3_601 },
    { public: [] },
    { public: ["entries"] },
    { origins: ["*"] },
    { origins: ["https://console.example.org/"] },
    { origins: [] },
    { limits: { seats: { burst: 1, perSecond: 1 } } },
    { limits: { address: { burst: 0, perSecond: 1 } } },
    { limits: { address: { burst: 1 } } },
    { password: "x" },
  ])("may not have %j", (change) => {
    expect(codeOf({ access: { ...access, ...change } })).toBe("config-invalid");
  });

  it.each([{ access: {} }, { access: true }, { tls: { cert: "a" } }, { tls: { ...tls, ca: "b" } }])(
    "may not be as in %j",
    (change) => {
      expect(codeOf(change)).toBe("config-invalid");
    },
  );
  it("says that a proxy does TLS by true alone", () => {
    for (const proxy of [false, "true", 1])
      expect(codeOf({ access, proxy })).toBe("config-invalid");
  });
});
