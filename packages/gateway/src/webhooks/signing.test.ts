// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSecrets, signedHeaders } from "./signing.ts";

/** The example that implementations of Standard Webhooks are held against. */
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const EXAMPLE = {
  ...{ id: "msg_p5jXN8AQM9LWM0D4loKWxJek", time: 1_614_265_330 },
  body: '{"test": 2432232314}',
};
const MAC = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const OTHER = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-secret-"));
  path = join(folder, "secret");
});
afterEach(async () => rm(folder, { recursive: true }));

const headersBy = async (text: string, what = EXAMPLE) => {
  await writeFile(path, text);
  return signedHeaders(what, await readSecrets(path));
};

describe("a signature", () => {
  it("is the one of the specification's example", async () => {
    expect(await headersBy(`${SECRET}\n`)).toEqual({
      "webhook-id": EXAMPLE.id,
      "webhook-timestamp": "1614265330",
      "webhook-signature": MAC,
    });
  });

  it("is another one by another secret, id, moment or body", async () => {
    const changes = [{ id: "msg_" }, { time: EXAMPLE.time + 1 }, { body: '{"test":2432232314}' }];
    for (const change of changes) {
      const { "webhook-signature": found } = await headersBy(SECRET, { ...EXAMPLE, ...change });
      expect(found).toMatch(/^v1,[A-Za-z0-9+/]{43}=$/);
      expect(found).not.toBe(MAC);
    }
    expect((await headersBy(OTHER))["webhook-signature"]).not.toBe(MAC);
  });

  it("stands once for each secret, in their order", async () => {
    const { "webhook-signature": found = "" } = await headersBy(`${OTHER}\r\n${SECRET}\n`);
    const [first, second, ...more] = found.split(" ");
    expect([second, more]).toEqual([MAC, []]);
    expect(first).toBe((await headersBy(OTHER))["webhook-signature"]);
  });
});

describe("a file of secrets", () => {
  const bytes = (length: number): string => `whsec_${Buffer.alloc(length, 1).toString("base64")}`;

  it.each([24, 64])("may have %i bytes a secret", async (length) => {
    await writeFile(path, bytes(length));
    expect((await readSecrets(path)).map((one) => one.length)).toEqual([length]);
  });

  it.each([
    ["nothing", ""],
    ["too short a secret", bytes(23)],
    ["too long a secret", bytes(65)],
    ["no prefix", SECRET.slice(6)],
    ["what is no base64", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa-w"],
    ["four secrets", [1, 2, 3, 4].map(() => OTHER).join("\n")],
    ["a line that is none", `${SECRET}\nsecret`],
  ])("with %s is refused, and not shown", async (_, text) => {
    await writeFile(path, text);
    const refused = await readSecrets(path).catch((error: unknown) => error as Error);
    expect(refused).toMatchObject({ code: "webhook-secret" });
    if (text !== "") expect(String(refused)).not.toContain(text.slice(6, 20));
  });

  it("must be there", async () => {
    await expect(readSecrets(path)).rejects.toMatchObject({ code: "webhook-secret" });
  });
});
