// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Collector, startCollector } from "../testing/collector.ts";
import { tracingFindings } from "./tracing.ts";

let folder: string;
let collector: Collector;
let headersFile: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-doctor-"));
  headersFile = join(folder, "headers");
  collector = await startCollector();
});
afterEach(async () => {
  await collector.close();
  await rm(folder, { recursive: true });
});

const found = async () =>
  (await tracingFindings({ tracing: { url: collector.url, headersFile } })).map(
    ({ code, values }) => [code, values["why"]],
  );

describe("the doctor on traces", () => {
  it("says nothing where there are none", async () => {
    expect(await tracingFindings({})).toEqual([]);
  });

  it("finds a collector that takes them, and sends it no span", async () => {
    await writeFile(headersFile, "api-key: hush", { mode: 0o600 });
    expect(await found()).toEqual([["tracing-answers", undefined]]);
    expect(collector.headers[0]?.["api-key"]).toBe("hush");
    expect(collector.spans()).toEqual([]);
  });

  it("finds one that refuses, headers that others may read, and headers that are none", async () => {
    await writeFile(headersFile, "api-key: hush", { mode: 0o644 });
    collector.status = 401;
    expect(await found()).toEqual([
      ["secret-open", undefined],
      ["tracing-away", "status 401"],
    ]);
    await rm(headersFile);
    const [[code] = []] = await found();
    expect(code).toBe("tracing-headers");
  });

  it("finds that nobody is there", async () => {
    await writeFile(headersFile, "api-key: hush", { mode: 0o600 });
    await collector.close();
    expect(await found()).toEqual([["tracing-away", "ECONNREFUSED"]]);
    collector = await startCollector();
  });
});
