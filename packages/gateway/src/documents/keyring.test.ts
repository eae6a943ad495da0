// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hex } from "@suyuan/proof";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SealError } from "./chunks.ts";
import { type Bound, Keyring, type KeysFile, readKeys } from "./keyring.ts";
import { Keys } from "./keys.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;

const newKey = (): string => randomBytes(32).toString("hex");
const id = (): Hex => `0x${randomBytes(32).toString("hex")}`;
const fileOf = (current: string, ...ids: readonly string[]): KeysFile => ({
  ...{ type: "suyuan/document-keys@1", current },
  keys: Object.fromEntries(ids.map((one) => [one, newKey()])),
});
const bound = (): Bound => ({ id: id(), owner: 3, mediaType: "text/plain" });
const secret = () => ({ key: randomBytes(32), salt: id() });

describe("a wrapped key", () => {
  it("opens with the salt that was wrapped with it, under any key that is kept", () => {
    const file = fileOf("a", "a");
    const [of, what] = [bound(), secret()];
    const wrapped = new Keyring(file).wrap(of, what);
    const rotated = new Keyring({ ...file, current: "b", keys: { ...file.keys, b: newKey() } });
    expect(rotated.unwrap(of, wrapped)).toEqual(what);
    const again = rotated.wrap(of, what);
    expect([wrapped.key, again.key]).toEqual(["a", "b"]);
    expect(rotated.unwrap(of, again)).toEqual(what);
  });

  it("does not show what it wraps", () => {
    const what = secret();
    const wrapped = JSON.stringify(new Keyring(fileOf("a", "a")).wrap(bound(), what));
    expect(wrapped).not.toContain(what.salt.slice(2));
    expect(wrapped).not.toContain(what.key.toString("base64"));
  });

  it("is refused for one flipped bit anywhere", () => {
    const ring = new Keyring(fileOf("a", "a"));
    const of = bound();
    const wrapped = ring.wrap(of, secret());
    const { length } = Buffer.from(wrapped.sealed, "base64");
    fc.assert(
      fc.property(fc.nat(8 * length - 1), (bit) => {
        const bytes = Buffer.from(wrapped.sealed, "base64");
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const changed = { ...wrapped, sealed: bytes.toString("base64") };
        expect(() => ring.unwrap(of, changed)).toThrow(SealError);
      }),
      { numRuns },
    );
    expect(ring.unwrap(of, wrapped)).toBeDefined();
  });

  it("is refused for another document, owner, type or key", () => {
    const file = fileOf("a", "a", "b");
    const ring = new Keyring(file);
    const of = bound();
    const wrapped = ring.wrap(of, secret());
    const others: Bound[] = [
      { ...of, id: id() },
      { ...of, owner: of.owner + 1 },
      { ...of, mediaType: "image/png" },
    ];
    for (const other of others) expect(() => ring.unwrap(other, wrapped)).toThrow(SealError);
    expect(() => ring.unwrap(of, { ...wrapped, key: "b" })).toThrow(SealError);
    expect(() => ring.unwrap(of, { ...wrapped, key: "gone" })).toThrow(SealError);
    expect(() => ring.unwrap(of, { ...wrapped, sealed: "AAAA" })).toThrow(SealError);
  });
});

describe("the file of keys", () => {
  let dir: string;
  const path = (name: string) => join(dir, name);
  const write = async (name: string, text: string, mode = 0o600) => {
    await writeFile(path(name), text, { mode });
    await chmod(path(name), mode);
    return path(name);
  };
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "suyuan-keys-"));
  });
  afterAll(async () => {
    await rm(dir, { recursive: true });
  });

  it("is read when only its owner may use it", async () => {
    const file = fileOf("a", "a", "b");
    const text = JSON.stringify(file);
    expect(await readKeys(await write("own", text))).toEqual(file);
    for (const mode of [0o640, 0o604, 0o610, 0o660]) {
      const open = await write("open", text, mode);
      await expect(readKeys(open), mode.toString(8)).rejects.toMatchObject({
        code: "document-keys",
      });
    }
  });

  it.each<[string, (file: KeysFile) => unknown]>([
    ["another type", (file) => ({ ...file, type: "suyuan/document-keys@2" })],
    ["a current key that it lacks", (file) => ({ ...file, current: "b" })],
    ["a key of another length", (file) => ({ ...file, keys: { a: newKey().slice(2) } })],
    ["an id that is none", (file) => ({ ...file, current: "A", keys: { A: newKey() } })],
    ["more members", (file) => ({ ...file, more: 1 })],
    ["no keys", ({ type, current }) => ({ type, current })],
  ])("is refused with %s", async (_, change) => {
    const text = JSON.stringify(change(fileOf("a", "a")));
    const told = readKeys(await write("wrong", text));
    await expect(told).rejects.toMatchObject({ code: "document-keys" });
  });

  it("is refused when it is no JSON, without a word of what it holds", async () => {
    const path_ = await write("torn", `{"keys":{"a":"${newKey()}`);
    const error = await readKeys(path_).catch((cause: unknown) => cause as Error);
    expect(error).toMatchObject({ code: "document-keys" });
    expect(error).not.toHaveProperty("cause");
    await expect(readKeys(path("none"))).rejects.toMatchObject({ code: "document-keys" });
  });

  it("is read again when it has changed, and goes on with what was when it cannot be used", async () => {
    const file = fileOf("a", "a");
    const at = await write("turned", JSON.stringify(file));
    const keys = await Keys.open(at);
    expect((await keys.now()).current).toBe("a");
    await write("turned", "{}");
    expect((await keys.now()).current).toBe("a");
    const rotated = { ...file, current: "b", keys: { ...file.keys, b: newKey() } };
    await write("turned", JSON.stringify(rotated));
    expect((await keys.now()).current).toBe("b");
  });
});
