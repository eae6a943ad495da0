// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MAX_SPAN_HEADERS } from "../constraints.ts";
import { readHeaders } from "./headers.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-headers-"));
});
afterAll(async () => rm(folder, { recursive: true }));

async function readFrom(text: string): Promise<Record<string, string>> {
  const path = join(folder, "headers");
  await writeFile(path, text);
  return readHeaders(path);
}
const lines = (count: number): string =>
  Array.from({ length: count }, (_, at) => `x-${at}: v`).join("\n");

describe("the headers of a collector", () => {
  it("are none without a file", async () => {
    expect(await readHeaders(undefined)).toEqual({});
  });

  it.each([
    ["api-key: hush", { "api-key": "hush" }],
    [
      "Authorization:Bearer a:b==  \r\n\r\nx-tenant: one\n",
      { Authorization: "Bearer a:b==", "x-tenant": "one" },
    ],
  ])("are read from %j", async (text, expected) => {
    expect(await readFrom(text)).toEqual(expected);
  });

  it("are as many as may be", async () => {
    expect(Object.keys(await readFrom(lines(MAX_SPAN_HEADERS)))).toHaveLength(MAX_SPAN_HEADERS);
  });

  it.each([
    ...["", "\n", "hush", ": hush", "api-key:", "api key: hush", "api-key: hu\u0001sh", "é: hush"],
    ...["api-key: hush\nhush", lines(MAX_SPAN_HEADERS + 1)],
  ])("are not read from %j, of which nothing is shown", async (text) => {
    const error: unknown = await readFrom(text).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: "tracing-headers" });
    expect((error as Error).message).not.toContain("hush");
  });

  it("are not read from a file that is not there", async () => {
    const asked = readHeaders(join(folder, "nowhere"));
    await expect(asked).rejects.toMatchObject({ code: "tracing-headers" });
  });
});
