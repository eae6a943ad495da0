// SPDX-License-Identifier: Apache-2.0
// Given a policy that names two offices, and the real command.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPolicy } from "@suyuan/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { suyuan } from "../testing/command.ts";

const VECTOR = new URL("../../../../test/vectors/valid/policy/qbft-two-sets.json", import.meta.url);
const CLIQUE = new URL("../../../../test/vectors/valid/policy/clique-buried.json", import.meta.url);
const PASSPHRASE = { SUYUAN_PASSPHRASE: "correct horse" };
const DIGITS = /^\d{5}( \d{5}){5}$/;

let folder: string;
const at = (name: string): string => join(folder, name);

interface Shown {
  readonly fingerprint: string;
  readonly hash: string;
  readonly supersedes?: string;
}

async function told<T>(...words: string[]): Promise<T> {
  const { status, stdout, stderr } = await suyuan(["--json", ...words], PASSPHRASE);
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as T;
}

interface Refused {
  readonly code: string;
  readonly sentence: string;
}

async function refused(...words: string[]): Promise<Refused & { readonly status: number | null }> {
  const { status, stderr } = await suyuan(["--json", "--lang", "en", ...words], PASSPHRASE);
  const { error } = JSON.parse(stderr) as { error: Refused };
  return { status, ...error };
}

async function office(name: string): Promise<string> {
  const path = at(`${name}.key`);
  const words = ["key", "new", "--kind", "log", "--light", "--out", path];
  const made = await told<{ public: `0x${string}` }>(...words);
  const key = Buffer.from(`01${made.public.slice(2)}`, "hex");
  const named = Buffer.concat([Buffer.from(`${name}.example\n`), key]);
  const id = createHash("sha256").update(named).digest("hex").slice(0, 8);
  return `${name}.example+${id}+${key.toString("base64")}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-policy-"));
  const keys = [await office("one"), await office("two")];
  await office("stranger");
  const { policy } = JSON.parse(await readFile(VECTOR, "utf8")) as { policy: object };
  const first = readPolicy({ ...policy, authority: { threshold: 2, keys } });
  await writeFile(at("first.json"), JSON.stringify(first, undefined, 2));
  await writeFile(at("draft.json"), JSON.stringify({ ...first, name: "第二版" }));
}, 60_000);
afterAll(async () => rm(folder, { recursive: true }));

const sign = (file: string, key: string, out: string) => [
  ...["policy", "sign", at(file), "--policy", at("first.json")],
  ...["--key", at(key), "--out", at(out)],
];
const update = (file: string, out: string) => [
  ...["policy", "update", at(file), "--policy", at("first.json"), "--out", at(out)],
];

describe("a key", () => {
  it("is shown as policies name it", async () => {
    const { authority } = readPolicy(JSON.parse(await readFile(at("first.json"), "utf8")));
    const words = ["key", "show", at("one.key"), "--name"];
    const shown = await told<{ verifierKey: string }>(...words, "one.example");
    expect(shown.verifierKey).toBe(authority?.keys[0]);
    expect((await refused(...words, "one example")).status).toBe(2);
    expect(await told("key", "show", at("one.key"))).not.toHaveProperty("verifierKey");
    const account = at("account.key");
    await told("key", "new", "--light", "--out", account);
    expect((await refused("key", "show", account, "--name", "one.example")).status).toBe(2);
  }, 60_000);
});

describe("a policy", () => {
  it("is shown with a fingerprint, the same in both languages", async () => {
    const { fingerprint } = await told<Shown>("policy", "show", at("first.json"));
    expect(fingerprint).toMatch(DIGITS);
    for (const [language, word] of [
      ["zh", "指纹"],
      ["en", "Fingerprint"],
    ] as const) {
      const { stdout } = await suyuan(["policy", "show", at("first.json"), "--lang", language]);
      expect(stdout).toContain(word);
      expect(stdout).toContain(fingerprint);
    }
  });

  it("is shown with everyone and everything that it trusts", async () => {
    const { stdout } = await suyuan(["policy", "show", at("first.json"), "--lang", "en"]);
    const { chain, contracts, logs } = readPolicy(
      JSON.parse(await readFile(at("first.json"), "utf8")),
    );
    const addresses = Object.values(contracts).map(({ address }) => address);
    const { sets } = chain.consensus as { sets: readonly { validators: readonly string[] }[] };
    const validators = sets.flatMap((set) => set.validators);
    const origins = logs.map(({ origin }) => origin);
    for (const one of [...validators, ...addresses, ...origins]) expect(stdout).toContain(one);
    const counted = (one: string) => stdout.split(one).length - 1;
    expect(validators.map(counted)).toEqual(
      validators.map((one) => validators.filter((other) => other === one).length),
    );
    expect(stdout).toMatch(/^Witnesses +1 \/ 2 \(key2\.example, key3\.example\)$/m);
    expect(stdout).toMatch(/^Checks required +witnesses$/m);
    expect(stdout).toMatch(/^May be updated by +2 \/ 2 \(one\.example, two\.example\)$/m);
  });

  it("is shown with how deep a block of Clique must be buried", async () => {
    const { policy } = JSON.parse(await readFile(CLIQUE, "utf8")) as { policy: object };
    await writeFile(at("clique.json"), JSON.stringify(policy));
    const { stdout } = await suyuan(["policy", "show", at("clique.json"), "--lang", "en"]);
    expect(stdout).toMatch(/^Headers to follow +\d+$/m);
    expect(stdout).toMatch(/^Distinct signers of these +\d+$/m);
  });

  it("is renewed by an update that two offices signed, one after the other", async () => {
    await told(...sign("draft.json", "one.key", "half.json"));
    const early = await refused(...update("half.json", "early.json"));
    expect(early).toMatchObject({ status: 2, code: "policy-undersigned" });
    expect(early.sentence).toContain("too few");
    await told(...sign("half.json", "two.key", "whole.json"));
    await told(...update("whole.json", "second.json"));
    const before = await told<Shown>("policy", "show", at("first.json"));
    const after = await told<Shown>("policy", "show", at("second.json"));
    expect(after.supersedes).toBe(before.hash);
    expect(after.fingerprint).not.toBe(before.fingerprint);
    const brought = await told<Shown>("policy", "show", at("whole.json"));
    expect(brought.fingerprint).toBe(after.fingerprint);
  }, 60_000);

  it("is not signed by a key that it does not name, nor twice by one", async () => {
    const stranger = await refused(...sign("draft.json", "stranger.key", "no.json"));
    expect(stranger.sentence).toContain("none of the keys");
    await told(...sign("draft.json", "one.key", "once.json"));
    const again = await refused(...sign("once.json", "one.key", "twice.json"));
    expect(again.sentence).toContain("duplicate-item");
  }, 60_000);
});
