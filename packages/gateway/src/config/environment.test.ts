// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeConfig } from "./described.ts";
import { variableOf } from "./environment.ts";
import { readConfig, readSourced } from "./read.ts";
import { MEMBERS } from "./schema.ts";

const FILE = {
  ...{ dir: "store", host: "127.0.0.1", port: 8_080, rpcUrl: "http://127.0.0.1:8545" },
  ...{ deployment: "deployment.json", origin: "log.example/one", logKey: "log.key" },
  ...{ operatorKey: "operator.key", operatorSeat: 7, relayerKey: "relayer.key" },
  ...{ window: { entries: 1_000, milliseconds: 1_000 }, settledDepth: 0 },
};
let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-config-"));
  path = join(folder, "gateway.json");
  await writeFile(path, JSON.stringify(FILE));
});
afterAll(async () => rm(folder, { recursive: true }));

const refused = async (env: NodeJS.ProcessEnv, file: unknown = FILE): Promise<unknown> => {
  const tried = join(folder, "tried.json");
  await writeFile(tried, JSON.stringify(file));
  return readConfig(tried, env).then(
    () => undefined,
    (error: unknown) => {
      const { code, message } = error as { readonly code: string; readonly message: string };
      return `${code} ${message}`;
    },
  );
};

describe("a variable", () => {
  it("is called after its member, each member after another one", () => {
    expect(variableOf("dir")).toBe("SUYUAN_GATEWAY_DIR");
    expect(variableOf("settledDepth")).toBe("SUYUAN_GATEWAY_SETTLED_DEPTH");
    const names = MEMBERS.map(variableOf);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is stronger than the file, and its paths are relative to the file", async () => {
    const config = await readConfig(path, {
      SUYUAN_GATEWAY_PORT: "9000",
      SUYUAN_GATEWAY_DIR: "other",
      SUYUAN_GATEWAY_ORIGIN: "log.example/two",
      SUYUAN_GATEWAY_WINDOW: '{"entries":5,"milliseconds":6}',
      SUYUAN_GATEWAY_LOG_REQUESTS: "true",
    });
    expect(config).toMatchObject({
      ...{ port: 9_000, dir: join(folder, "other"), origin: "log.example/two", logRequests: true },
      ...{ window: { entries: 5, milliseconds: 6 }, host: "127.0.0.1" },
    });
  });

  it("may be quoted, where a text looks like a number", async () => {
    const seven = await readConfig(path, { SUYUAN_GATEWAY_ORIGIN: '"7"' });
    expect(seven.origin).toBe("7");
    expect(await refused({ SUYUAN_GATEWAY_ORIGIN: "7" })).toMatch(/^config-invalid/);
  });

  it.each(["SUYUAN_GATEWAY_PROT", "SUYUAN_GATEWAY_", "SUYUAN_GATEWAY_port"])(
    "that no member is called after is refused: %s",
    async (name) => {
      const why = await refused({ [name]: "1" });
      expect(why).toMatch(new RegExp(`^config-invalid ${name}: `));
    },
  );

  it("of others is left alone", async () => {
    expect(await refused({ SUYUAN_GATEWAY: "x", SUYUAN_PASSPHRASE: "y", PORT: "z" })).toBe(
      undefined,
    );
  });
});

describe("what is said of a wrong member", () => {
  it("names the variable or the file in which it stands", async () => {
    expect(await refused({ SUYUAN_GATEWAY_PORT: "65536" })).toBe(
      "config-invalid SUYUAN_GATEWAY_PORT: port must be a port, 0 to 65535",
    );
    const tried = join(folder, "tried.json");
    expect(await refused({}, { ...FILE, port: -1 })).toBe(
      `config-invalid ${tried}: port must be a port, 0 to 65535`,
    );
    expect(await refused({}, { ...FILE, prot: 1 })).toBe(
      `config-invalid ${tried}: prot is no member of the configuration`,
    );
    const { dir, ...rest } = FILE;
    expect(dir).toBe("store");
    expect(await refused({}, rest)).toBe(
      `config-invalid ${tried}: dir is missing; it must be a path`,
    );
    expect(await refused({}, [])).toBe(`config-invalid ${tried}: is no JSON object`);
    expect(await refused({ SUYUAN_GATEWAY_DIR: "here" }, rest)).toBe(undefined);
  });
});

describe("what is said of a wrong part of a member", () => {
  it.each([
    [{ window: { entries: 1 } }, "window.milliseconds is missing; it must be 0 to 3600000"],
    [{ window: { entries: 0, milliseconds: 1 } }, "window.entries must be 1 to 1000000"],
    [
      { window: { entries: 1, milliseconds: 1, blocks: 1 } },
      "window.blocks is no member of the configuration",
    ],
    [{ window: 7 }, "window must be an object of entries, milliseconds"],
    [{ policyUpdates: ["a", ""] }, "policyUpdates[1] must be a path"],
    [
      { webhooks: [{ url: "http://name:hush@desk.example" }] },
      "webhooks[0].name is missing; it must be 1 to 32 of a-z, 0-9 and -, the first of them no -",
    ],
  ])("of %j names its place and no value", async (change, what) => {
    const tried = join(folder, "tried.json");
    expect(await refused({}, { ...FILE, ...change })).toBe(`config-invalid ${tried}: ${what}`);
    const [[member, value] = ["", undefined]] = Object.entries(change);
    const variable = variableOf(member);
    expect(await refused({ [variable]: JSON.stringify(value) })).toBe(
      `config-invalid ${variable}: ${what}`,
    );
  });

  it("names what is unknown before what is missing: it was mistyped", async () => {
    const { port, ...rest } = FILE;
    expect(await refused({}, { ...rest, prot: port })).toMatch(/: prot is no member/);
  });
});

describe("a configuration as it is shown", () => {
  const shown = async (env: NodeJS.ProcessEnv) => describeConfig(await readSourced(path, env), env);

  it("says of each member where it comes from", async () => {
    const { port, host, tls, passphrase } = await shown({ SUYUAN_GATEWAY_PORT: "1" });
    expect(port).toEqual({ value: 1, from: "SUYUAN_GATEWAY_PORT" });
    expect(host).toEqual({ value: "127.0.0.1", from: path });
    expect(tls).toEqual({ from: "left out (SUYUAN_GATEWAY_TLS sets it)" });
    expect(passphrase).toEqual({ from: "left out" });
  });

  it("has every member and no other", async () => {
    const names = [...MEMBERS, "passphrase"];
    expect(Object.keys(await shown({})).toSorted()).toEqual(names.toSorted());
  });

  it.each([
    ["https://node.example:8545", "https://node.example:8545/"],
    ["https://name:hush@node.example", "https://…:…@node.example/"],
    ["https://node.example/v3/hush", "https://node.example/…"],
    ["https://node.example/?key=hush", "https://node.example/…"],
    ["https://name:hush@node.example/hush", "https://node.example/…"],
  ])("shows no secret of %s", async (url, expected) => {
    const env = { SUYUAN_GATEWAY_RPC_URL: url, SUYUAN_PASSPHRASE: "hush" };
    const told = await shown(env);
    expect(told["rpcUrl"]?.value).toBe(expected);
    expect(told["passphrase"]).toEqual({ value: "…", from: "SUYUAN_PASSPHRASE" });
    expect(JSON.stringify(told)).not.toContain("hush");
  });
});
