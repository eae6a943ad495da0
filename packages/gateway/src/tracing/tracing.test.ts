// SPDX-License-Identifier: Apache-2.0
// Spans on their way to a collector that listens, that takes nothing, that is silent, or that is not there.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TracingConfig } from "../config/tracing.ts";
import { MAX_SPANS } from "../constraints.ts";
import { attributesOf, type Collector, startCollector } from "../testing/collector.ts";
import { openTracing } from "./open.ts";
import { type Dropped, traced, type Tracing } from "./tracing.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";
const [INTERNAL, SERVER, CLIENT] = [1, 2, 3];
const ERROR = 2;

let folder: string;
let collector: Collector;
let notices: string[];
let dropped: Record<Dropped, number>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-spans-"));
  collector = await startCollector();
  notices = [];
  dropped = { queue: 0, collector: 0 };
});
afterEach(async () => {
  await collector.close();
  await rm(folder, { recursive: true });
});

const open = (change: Partial<TracingConfig> = {}): Promise<Tracing> =>
  openTracing({
    config: { origin: "log.example/one", tracing: { url: collector.url, ...change } },
    notice: (code, detail) => notices.push(`${code}: ${detail}`),
    dropped: (spans, why) => (dropped[why] += spans),
  });

/** What arrives of spans that have ended. */
async function sent(...spans: readonly Parameters<Tracing["ended"]>[0][]) {
  const tracing = await open();
  for (const span of spans) tracing.ended(span);
  await tracing.close();
  return collector.spans();
}
const until = (met: () => boolean): Promise<boolean> =>
  vi.waitUntil(met, { timeout: 20_000, interval: 20 });

describe("a span", () => {
  it("arrives with its name, kind, attributes, duration and outcome", async () => {
    const [own, asked, failed] = await sent(
      { name: "log write", seconds: 0.25, attributes: { "suyuan.log.entries": 7 } },
      { name: "GET /v1/chain", kind: "server", seconds: 0 },
      { name: "anchor", kind: "client", seconds: 1, failed: true },
    );
    expect(own).toMatchObject({ name: "log write", kind: INTERNAL });
    expect(attributesOf(own ?? { attributes: [] })).toEqual({ "suyuan.log.entries": 7 });
    const took = BigInt(own?.endTimeUnixNano ?? 0) - BigInt(own?.startTimeUnixNano ?? 0);
    expect(took / 1_000_000n).toBe(250n);
    expect(own?.status.code).not.toBe(ERROR);
    expect(asked).toMatchObject({ name: "GET /v1/chain", kind: SERVER });
    expect(failed).toMatchObject({ kind: CLIENT, status: { code: ERROR } });
  });

  it("says of whom it is, and nothing of the machine", async () => {
    await sent({ name: "one", seconds: 0 });
    const [body = ""] = collector.bodies;
    const [first] = (
      JSON.parse(body) as { resourceSpans: { resource: Parameters<typeof attributesOf>[0] }[] }
    ).resourceSpans;
    expect(attributesOf(first?.resource ?? { attributes: [] })).toEqual({
      ...{ "service.name": "suyuan-gateway", "suyuan.log": "log.example/one" },
      "service.instance.id": expect.any(String) as string,
      "suyuan.role": "keeper",
    });
  });

  it("goes on the trace of its caller, and is left where the caller leaves it", async () => {
    const parent = { traceId: TRACE, spanId: SPAN };
    const [one, ...others] = await sent(
      { name: "kept", seconds: 0, parent: { ...parent, sampled: true } },
      { name: "left", seconds: 0, parent: { ...parent, sampled: false } },
    );
    expect(one).toMatchObject({ name: "kept", traceId: TRACE, parentSpanId: SPAN });
    expect(others).toEqual([]);
  });

  it("is sent by its ratio where there is no caller's", async () => {
    const tracing = await open({ ratio: 0 });
    tracing.ended({ name: "one", seconds: 0 });
    await tracing.close();
    expect(collector.bodies).toEqual([]);
  });

  it("is told of work, with its result or its failure", async () => {
    const tracing = await open();
    const done = await traced(
      tracing,
      "done",
      () => Promise.resolve(4),
      (four) => ({
        attributes: { four },
      }),
    );
    await traced(
      tracing,
      "nothing",
      () => Promise.resolve(0),
      () => undefined,
    );
    const failing = traced(
      tracing,
      "failing",
      () => Promise.reject(new Error("secret")),
      () => ({}),
    );
    await expect(failing).rejects.toThrow("secret");
    await tracing.close();
    expect(done).toBe(4);
    const [one, other, ...more] = collector.spans();
    expect([one?.name, other?.name, more]).toEqual(["done", "failing", []]);
    expect(other?.status.code).toBe(ERROR);
    expect(collector.bodies.join("")).not.toContain("secret");
  });
});

describe("the headers of the collector", () => {
  it("are read at each attempt", async () => {
    const headersFile = join(folder, "headers");
    await writeFile(headersFile, "api-key: one\n");
    const tracing = await open({ headersFile });
    await writeFile(headersFile, "api-key: other\n");
    tracing.ended({ name: "one", seconds: 0 });
    await tracing.close();
    expect(collector.headers.map((one) => one["api-key"])).toEqual(["other"]);
  });

  it("must be there when the gateway starts", async () => {
    const asked = open({ headersFile: join(folder, "nowhere") });
    await expect(asked).rejects.toMatchObject({ code: "tracing-headers" });
  });
});

describe("a collector that does not take spans", () => {
  it("is told of once, however many, and once more when it does; those lost are counted", async () => {
    const tracing = await open();
    collector.status = 400;
    for (const [at, count] of [3, 2].entries()) {
      for (let made = 0; made < count; made++) tracing.ended({ name: "lost", seconds: 0 });
      await until(() => collector.bodies.length === at + 1);
    }
    await until(() => dropped.collector === 5);
    collector.status = 200;
    tracing.ended({ name: "taken", seconds: 0 });
    await tracing.close();
    const { origin } = new URL(collector.url);
    expect(notices).toEqual([
      `tracing-away: spans are not taken at ${origin}: status 400`,
      `tracing-back: spans are taken at ${origin} again`,
    ]);
    expect(dropped).toEqual({ queue: 0, collector: 5 });
  });

  it("or is not there ends nothing and keeps nobody", async () => {
    const tracing = await open();
    await collector.close();
    tracing.ended({ name: "one", seconds: 0 });
    await tracing.close();
    collector = await startCollector();
    expect(collector.bodies).toEqual([]);
  });

  it("or answers byte by byte keeps no end", async () => {
    const asked = Promise.withResolvers<undefined>();
    const slow = createServer((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 20);
      response.once("close", () => {
        clearInterval(drip);
      });
      asked.resolve(undefined);
    }).listen(0, "127.0.0.1");
    await once(slow, "listening");
    const tracing = await open({
      url: `http://127.0.0.1:${(slow.address() as AddressInfo).port}/`,
    });
    tracing.ended({ name: "one", seconds: 0 });
    await asked.promise;
    await tracing.close();
    // No connection is left: the server would not end else.
    slow.close();
    await once(slow, "close");
  });

  it("or never answers lets no more than a bounded number wait, and no end", async () => {
    const tracing = await open();
    collector.status = 0;
    const many = 3 * MAX_SPANS;
    for (let made = 0; made < many; made++) tracing.ended({ name: "one", seconds: 0 });
    await until(() => collector.bodies.length > 0);
    const held = many - dropped.queue;
    expect(held).toBeGreaterThanOrEqual(MAX_SPANS);
    expect(held).toBeLessThan(2 * MAX_SPANS);
    await tracing.close();
    const came = collector.bodies.length;
    tracing.ended({ name: "afterwards", seconds: 0 });
    expect(collector.bodies).toHaveLength(came);
  });
});

describe("without tracing", () => {
  /** Modules of OpenTelemetry that a process loads to open this configuration. */
  async function loaded(tracing: TracingConfig | undefined): Promise<string> {
    const subject = new URL("open.ts", import.meta.url).href;
    const code = `
      import { registerHooks } from "node:module";
      registerHooks({ resolve: (name, context, next) => {
        if (name.startsWith("@opentelemetry/")) console.log(name);
        return next(name, context);
      } });
      const { openTracing } = await import(${JSON.stringify(subject)});
      const config = ${JSON.stringify({ origin: "o", tracing })};
      const tracing = await openTracing({ config, notice() {}, dropped() {} });
      tracing.ended({ name: "one", seconds: 0 });
      await tracing.close();`;
    const args = ["--input-type=module", "--eval", code];
    return (await promisify(execFile)(process.execPath, args)).stdout;
  }

  it("no code of OpenTelemetry is loaded, which it is with it", async () => {
    expect(await loaded(undefined)).toBe("");
    expect(await loaded({ url: collector.url })).toContain("@opentelemetry/sdk-trace");
    expect(collector.spans().map(({ name }) => name)).toEqual(["one"]);
  });
});
