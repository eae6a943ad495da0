// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { parseConfig } from "./read.ts";

const GOOD = {
  dir: "store",
  host: "127.0.0.1",
  port: 8_080,
  rpcUrl: "http://127.0.0.1:8545",
  deployment: "deployment.json",
  origin: "log.example/one",
  logKey: "log.key",
  operatorKey: "operator.key",
  operatorSeat: 7,
  relayerKey: "relayer.key",
  window: { entries: 1_000, milliseconds: 1_000 },
  settledDepth: 0,
};
const codeOf = (json: unknown): unknown => {
  try {
    parseConfig(json);
  } catch (error) {
    return (error as { readonly code: unknown }).code;
  }
  return undefined;
};

describe("a configuration", () => {
  it.each(["127.0.0.1", "::1", "localhost"])("may listen on %s", (host) => {
    expect(parseConfig({ ...GOOD, host })).toEqual({ ...GOOD, host });
  });

  it.each(["0.0.0.0", "::", "192.0.2.7", "example.org", "127.0.0.1.example.org"])(
    "may not listen on %s",
    (host) => {
      expect(codeOf({ ...GOOD, host })).toBe("bind-refused");
    },
  );

  it("may leave out what has a default, and nothing else", () => {
    const relayQuota = { acts: 1, seconds: 86_400 };
    const sealed = { policy: "policy.json", policyUpdates: ["update.json"] };
    const said = {
      followUpMs: 100,
      stallMs: 1_000,
      passphraseFile: "pass",
      relayQuota,
      verifyPage: "v.html",
    };
    expect(codeOf({ ...GOOD, ...said })).toBeUndefined();
    expect(codeOf({ ...GOOD, ...sealed })).toBeUndefined();
    for (const key of Object.keys(GOOD)) {
      const { [key]: _, ...rest } = GOOD as Record<string, unknown>;
      expect(codeOf(rest), key).toBe("config-invalid");
    }
  });

  it.each([
    { tls: true },
    { port: 65_536 },
    { port: 1.5 },
    { rpcUrl: "ftp://127.0.0.1" },
    { rpcUrl: "127.0.0.1" },
    { operatorSeat: 0 },
    { window: { entries: 1 } },
    { window: { entries: 1, milliseconds: 1, blocks: 1 } },
    { window: null },
    { settledDepth: -1 },
    { followUpMs: 1 },
    { stallMs: 99 },
    { relayQuota: { acts: 0, seconds: 60 } },
    { relayQuota: { acts: 1, seconds: 86_401 } },
    { relayQuota: { acts: 1 } },
    { relayQuota: { acts: 1, seconds: 60, gas: 1 } },
    { relayQuota: [1, 60] },
    { dir: "" },
    { policy: 1 },
    { policyUpdates: ["update.json"] },
    { policy: "policy.json", policyUpdates: [] },
    { policy: "policy.json", policyUpdates: [""] },
    { verifyPage: 1 },
    { logRequests: "yes" },
    { logRequests: null },
  ])("is refused with %j", (change) => {
    expect(codeOf({ ...GOOD, ...change })).toBe("config-invalid");
  });

  it.each([null, [], "x", 7])("is refused as %j", (json) => {
    expect(codeOf(json)).toBe("config-invalid");
  });
});
