// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { parseConfig } from "./read.ts";
import { KEEPERS } from "./schema.ts";

const FOLLOW = { url: "https://leader.example/", key: "log.example/one+00000000+AAAA" };
const GOOD = {
  dir: "store",
  host: "127.0.0.1",
  port: 8_080,
  rpcUrl: "http://127.0.0.1:8545",
  deployment: "deployment.json",
  origin: "log.example/one",
  settledDepth: 0,
  follow: FOLLOW,
};
const WEBHOOK = {
  ...{ name: "desk", url: "https://desk.example/", secretFile: "desk.secret" },
  events: ["suyuan.gateway.alarm"],
};
/** Each as a gateway that keeps a log may have it. */
const KEPT: Readonly<Record<string, unknown>> = {
  logKey: "log.key",
  operatorKey: "operator.key",
  operatorSeat: 7,
  relayerKey: "relayer.key",
  passphraseFile: "pass",
  window: { entries: 1, milliseconds: 1 },
  relayQuota: { acts: 1, seconds: 60 },
  documents: { keys: "documents.keys" },
  webhooks: [WEBHOOK],
};
const said = (json: unknown): unknown => {
  try {
    parseConfig(json);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a configuration of a follower", () => {
  it("needs no key, and may have a token", () => {
    expect(said(GOOD)).toBeUndefined();
    expect(said({ ...GOOD, follow: { ...FOLLOW, tokenFile: "token" } })).toBeUndefined();
  });

  it.each([...KEEPERS])("may not have %s, which one that keeps a log may", (member) => {
    const value = KEPT[member];
    expect(value).toBeDefined();
    expect(said({ ...GOOD, [member]: value })).toMatchObject({
      code: "config-invalid",
      message: expect.stringContaining(`${member} is not for one that follows`) as string,
    });
    const { follow: _, ...kept } = { ...GOOD, ...KEPT };
    expect(said(kept)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    { url: FOLLOW.url },
    { key: FOLLOW.key },
    { ...FOLLOW, token: "secret" },
    { ...FOLLOW, url: "ftp://leader.example/" },
    { ...FOLLOW, url: "https://name:word@leader.example/" },
    { ...FOLLOW, url: "https://leader.example/?key=1" },
    { ...FOLLOW, key: "" },
  ])("may not follow %j", (follow) => {
    expect(said({ ...GOOD, follow })).toMatchObject({ code: "config-invalid" });
  });
});
