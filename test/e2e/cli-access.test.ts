// SPDX-License-Identifier: Apache-2.0
// Signing in and out, and an organisation's tokens, by the real command against a gateway with access.
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { suyuan } from "@suyuan/cli/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { openLog } from "../support/acts.ts";
import { answerOf, keepKey, PASSPHRASE } from "../support/command.ts";
import { prepareGateway, type RunningGateway, startGateway } from "../support/gateway.ts";
import { type Province, startProvince } from "../support/province.ts";
import type { TestSigner } from "../support/signers.ts";
import { freePort } from "../support/story.ts";

const PRIVATE = 0o600;
/** Each command is a process that loads everything anew. */
const PATIENCE_MS = 600_000;

let province: Province;
let gateway: RunningGateway;
let env: Record<string, string>;
const at = (name: string): string => join(province.folder, name);
const held = async (name: string): Promise<string> => (await readFile(at(name), "utf8")).trim();

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  province = await startProvince();
  const { seats, organizations } = province;
  const log = await openLog(province, "log.example/commands");
  const port = await freePort();
  const domain = `127.0.0.1:${port}`;
  const access = { domain, uri: `http://${domain}` };
  gateway = await startGateway(await prepareGateway(province, log, { port, access }));
  env = { SUYUAN_PASSPHRASE: PASSPHRASE, SUYUAN_GATEWAY: gateway.url };
  for (const [name, { account }] of Object.entries(seats)) {
    await keepKey(at(`${name}.key`), account.secret);
  }
  await keepKey(at("owner.key"), (organizations.provider.head as TestSigner).secret);
});
afterAll(async () => {
  await gateway.stop();
  await province.stop();
});

const by = (file: string): string[] => ["--token-file", at(file)];
const signingIn = (name: keyof Province["seats"], file: string): string[] => [
  ...["sign-in", "--key", at(`${name}.key`), "--seat", String(province.seats[name].number)],
  ...["--out", at(file)],
];
const english = (words: readonly string[], more = {}) =>
  suyuan([...words, "--lang", "en"], { ...env, ...more });

/** A command that the gateway must refuse with a code. */
async function refuses(code: string, words: readonly string[], more = {}): Promise<void> {
  const { status, stdout, stderr } = await english(words, more);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain(`(${code})`);
}

describe("signing in", () => {
  it("writes a token that only its owner reads, and shows it to nobody", async () => {
    const { status, stdout, stderr } = await english(signingIn("providerHead", "head.token"));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const token = await held("head.token");
    expect(stdout).not.toContain(token);
    expect(stdout).toContain(at("head.token"));
    expect((await stat(at("head.token"))).mode & 0o777).toBe(PRIVATE);
    const told = await answerOf(signingIn("providerHead", "again.token"), env);
    expect(JSON.stringify(told)).not.toContain(await held("again.token"));
    const { number, organization } = province.seats.providerHead;
    expect(told).toMatchObject({ seat: number, organization });
  });

  it("opens what is closed without it: by a file, by the environment, the file first", async () => {
    await refuses("not-signed-in", ["org", "list"]);
    const seen = await answerOf(["org", "list", ...by("head.token")], env);
    expect(seen["items"]).toHaveLength(7);
    const named = { ...env, SUYUAN_TOKEN: await held("head.token") };
    expect(await answerOf(["org", "list"], named)).toEqual(seen);
    await refuses("not-signed-in", ["org", "list"], { SUYUAN_TOKEN: "wrong" });
    const both = { ...env, SUYUAN_TOKEN: "wrong" };
    expect(await answerOf(["org", "list", ...by("head.token")], both)).toEqual(seen);
  });

  it("again writes over the token of a session, and over nothing else", async () => {
    const before = await held("again.token");
    await answerOf(signingIn("providerHead", "again.token"), env);
    expect(await held("again.token")).not.toBe(before);
    expect((await stat(at("again.token"))).mode & 0o777).toBe(PRIVATE);
    for (const text of ["a note\n", "suyuan_0123456789abcdef_secret\n", ""]) {
      await writeFile(at("other.token"), text);
      const { status, stderr } = await english(signingIn("providerHead", "other.token"));
      expect(status).toBe(2);
      expect(stderr).toContain("Nothing is overwritten");
      expect(await readFile(at("other.token"), "utf8")).toBe(text);
    }
  });

  it("is refused to another seat's key, and needs either a seat or an organisation", async () => {
    const other = ["--key", at("recipientHead.key"), "--out", at("none.token")];
    const seat = ["--seat", String(province.seats.providerHead.number)];
    await refuses("sign-in-refused", ["sign-in", ...seat, ...other]);
    for (const both of [[], [...seat, "--organization", "1"]]) {
      expect((await english(["sign-in", ...both, ...other])).status).toBe(2);
    }
    await expect(stat(at("none.token"))).rejects.toThrow("ENOENT");
  });

  it("signs nothing for a gateway that calls itself otherwise", async () => {
    const elsewhere = { SUYUAN_GATEWAY: gateway.url.replace("127.0.0.1", "localhost") };
    const { status, stdout } = await english(signingIn("providerHead", "else.token"), elsewhere);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    await expect(stat(at("else.token"))).rejects.toThrow("ENOENT");
    const named = ["--domain", new URL(gateway.url).host];
    const words = [...signingIn("providerHead", "else.token"), ...named];
    expect((await english(words, elsewhere)).status).toBe(0);
  });
});

describe("signing out", () => {
  it("ends that session and no other", async () => {
    expect((await english(["sign-out", ...by("again.token")])).status).toBe(0);
    await refuses("not-signed-in", ["org", "list", ...by("again.token")]);
    await refuses("not-signed-in", ["sign-out", ...by("again.token")]);
    expect((await english(["org", "list", ...by("head.token")])).status).toBe(0);
  });

  it("takes no file that holds no token", async () => {
    await writeFile(at("words.token"), "not a token at all\n");
    const { status, stderr } = await english(["sign-out", ...by("words.token")]);
    expect(status).toBe(2);
    expect(stderr).toContain("holds no token");
  });
});

describe("tokens of an organisation", () => {
  const issuing = (scopes: string, file: string): string[] => [
    ...["token", "new", "--name", "统计系统", "--scopes", scopes, "--until", "+30d"],
    ...["--out", at(file)],
  ];

  it("are issued by its head, listed without their secrets, and revoked", async () => {
    const { number } = province.organizations.provider;
    const owner = ["--key", at("owner.key"), "--organization", String(number)];
    await answerOf(["sign-in", ...owner, "--out", at("owner.token")], env);
    const made = await answerOf([...issuing("read", "system.token"), ...by("owner.token")], env);
    const secret = await held("system.token");
    expect(JSON.stringify(made)).not.toContain(secret);
    expect((await stat(at("system.token"))).mode & 0o777).toBe(PRIVATE);
    const listed = await english(["token", "list", ...by("head.token")]);
    expect(listed.stdout).toContain("统计系统");
    expect(listed.stdout).not.toContain(secret);
    expect((await english(["org", "list", ...by("system.token")])).status).toBe(0);
    const id = String(made["id"]);
    expect((await english(["token", "revoke", id, ...by("head.token")])).status).toBe(0);
    await refuses("not-signed-in", ["org", "list", ...by("system.token")]);
    await refuses("unknown-token", ["token", "revoke", id, ...by("head.token")]);
  });

  it("do what their scopes say, and issue no others", async () => {
    await answerOf([...issuing("submit,relay", "acts.token"), ...by("head.token")], env);
    await refuses("not-allowed", ["org", "list", ...by("acts.token")]);
    await refuses("not-allowed", [...issuing("read", "more.token"), ...by("acts.token")]);
    await expect(stat(at("more.token"))).rejects.toThrow("ENOENT");
  });

  it("are nothing for other seats, in the words of either language", async () => {
    await answerOf(signingIn("providerRegistrant", "registrant.token"), env);
    const words = ["token", "list", ...by("registrant.token")];
    await refuses("not-allowed", words);
    const { status, stderr } = await suyuan([...words, "--lang", "zh"], env);
    expect(status).toBe(1);
    expect(stderr).toContain("网关拒绝（not-allowed）");
  });

  it("need scopes that there are", async () => {
    const { status, stderr } = await english([
      ...issuing("read,write", "wrong.token"),
      ...by("head.token"),
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain("write");
  });
});
