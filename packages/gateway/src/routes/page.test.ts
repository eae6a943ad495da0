// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import express from "express";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { errorHandler } from "../errors.ts";
import { openPage, type VerifyPage } from "../services/verify-page.ts";
import { docsRoutes, pageRoutes } from "./page.ts";

const POLICY = "default-src 'none'; script-src 'sha256-AA='";
const HTML = `<html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}" /></head></html>`;

let folder = "";
let server: Server | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-verify-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  server?.close();
});

const file = (text: string): string => {
  const path = join(folder, "verify.html");
  writeFileSync(path, text);
  return path;
};

async function served(page: VerifyPage | undefined): Promise<string> {
  const app = express();
  const router = express.Router({ caseSensitive: true, strict: true });
  pageRoutes(router, { page });
  app.use(router);
  app.use(errorHandler({ report: () => undefined, metrics: { refused: () => undefined } }));
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/verify`;
}

describe("the page of the API", () => {
  it("is sent under a policy that allows no script", async () => {
    const app = express();
    const router = express.Router({ caseSensitive: true, strict: true });
    docsRoutes(router);
    app.use(router);
    server = createServer(app).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${String(port)}/docs`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    );
    expect(await answer.text()).toContain("溯源网关接口");
  });
});

describe("given a page that the configuration names", () => {
  it("sends it byte for byte, with its own policy and no frame around it", async () => {
    const answer = await fetch(await served(await openPage(file(HTML))));
    expect([answer.status, await answer.text()]).toEqual([200, HTML]);
    const { headers } = answer;
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-security-policy")).toBe(`${POLICY}; frame-ancestors 'none'`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("takes nothing: there is no upload", async () => {
    const answer = await fetch(await served(await openPage(file(HTML))), {
      method: "POST",
      body: "{}",
    });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it.each([
    ["is not there", () => join(folder, "nowhere.html")],
    ["names no policy", () => file("<html></html>")],
    ["is far too large", () => file(HTML + " ".repeat(2_000_000))],
    ["has a line break in its policy", () => file(HTML.replace("; ", ";\r\n"))],
  ])("does not start with one that %s", async (_, path) => {
    await expect(openPage(path())).rejects.toMatchObject({ code: "config-invalid" });
  });
});

describe("given none", () => {
  it("has no such path", async () => {
    expect(await openPage(undefined)).toBeUndefined();
    expect((await fetch(await served(undefined))).status).toBe(404);
  });
});
