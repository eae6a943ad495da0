// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeConfig } from "./described.ts";
import { readSourced } from "./read.ts";
import { Tracing } from "./tracing.ts";

const URL = "https://collector.example/v1/traces";
const accepted = (value: unknown): boolean => Tracing.safeParse(value).success;

describe("tracing", () => {
  it.each([
    {},
    { url: "http://127.0.0.1:4318/v1/traces" },
    { url: "http://[::1]:4318/" },
    { headersFile: "collector.headers" },
    { ratio: 0 },
    { ratio: 0.25 },
    { ratio: 1 },
  ])("may have %j", (change) => {
    expect(accepted({ url: URL, ...change })).toBe(true);
  });

  it.each([
    { url: "http://collector.example/v1/traces" },
    { url: "https://name:word@collector.example/" },
    { url: "collector.example" },
    { url: undefined },
    { headersFile: "" },
    { headers: { "api-key": "hush" } },
    { ratio: -0.1 },
    { ratio: 1.1 },
    { ratio: NaN },
    { ratio: "0.5" },
    { rate: 0.5 },
  ])("may not have %j", (change) => {
    expect(accepted({ url: URL, ...change })).toBe(false);
  });

  it.each([true, null, URL, [], {}])("may not be %j", (value) => {
    expect(accepted(value)).toBe(false);
  });
});

describe("tracing in a configuration", () => {
  let folder: string;
  let path: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "suyuan-tracing-"));
    path = join(folder, "gateway.json");
    const file = {
      ...{ dir: "store", host: "127.0.0.1", port: 8_080, rpcUrl: "http://127.0.0.1:8545" },
      ...{ deployment: "deployment.json", origin: "log.example/one", settledDepth: 0 },
      follow: { url: "https://leader.example/", key: "log.example/one+00000000+AAAA" },
    };
    await writeFile(path, JSON.stringify(file));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("is taken from the environment, its file beside the configuration, and shown without its path", async () => {
    const url = "https://collector.example/hush/v1/traces";
    const tracing = JSON.stringify({ url, headersFile: "collector.headers", ratio: 0.5 });
    const sourced = await readSourced(path, { SUYUAN_GATEWAY_TRACING: tracing });
    const headersFile = join(folder, "collector.headers");
    expect(sourced.config.tracing).toEqual({ url, headersFile, ratio: 0.5 });
    const shown = describeConfig(sourced, {});
    expect(shown["tracing"]).toEqual({
      value: { url: "https://collector.example/…", headersFile, ratio: 0.5 },
      from: "SUYUAN_GATEWAY_TRACING",
    });
    expect(JSON.stringify(shown)).not.toContain("hush");
  });

  it("is refused by its name", async () => {
    const asked = readSourced(path, { SUYUAN_GATEWAY_TRACING: '{"url":"ftp://x/"}' });
    await expect(asked).rejects.toMatchObject({
      code: "config-invalid",
      message: expect.stringContaining("SUYUAN_GATEWAY_TRACING: tracing.url must be") as string,
    });
  });
});
