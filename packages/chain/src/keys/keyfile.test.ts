// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { nobleCrypto } from "@suyuan/proof";
import { decryptKeystoreJson, encryptKeystoreJson, verifyMessage, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { LIGHT_COST } from "./keystore.ts";
import { createKeyFile, openKeyFile, readKeyFile, writeKeyFile } from "./keyfile.ts";
import type { KeyFile } from "./parse.ts";

const PASSPHRASE = "正确的 口令 correct horse";
const SECRET = Uint8Array.from({ length: 32 }, (_, place) => place + 1);
const light = { passphrase: PASSPHRASE, cost: LIGHT_COST } as const;

const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString("hex")}`;

// RFC 8032, section 7.1, test 1.
const RFC_SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
const RFC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const RFC_SIGNATURE =
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

describe("given an account's key", () => {
  const wallet = new Wallet(hex(SECRET));
  let file: KeyFile;
  beforeAll(async () => {
    file = await createKeyFile({ kind: "secp256k1", secret: SECRET, ...light });
  });

  it("names the account that ethers computes", () => {
    expect(file).toMatchObject({ type: "suyuan/key@1", kind: "secp256k1" });
    expect(file.public).toBe(wallet.address.toLowerCase());
  });

  it("is opened by ethers, which knows the same standard", async () => {
    const opened = await decryptKeystoreJson(JSON.stringify(file.keystore), PASSPHRASE);
    expect(opened.privateKey).toBe(hex(SECRET));
  });

  it("opens what ethers sealed", async () => {
    const options = { scrypt: { N: 1024, r: 8, p: 1 } };
    const sealed = await encryptKeystoreJson(wallet, PASSPHRASE, options);
    const { version, id, Crypto: crypto } = JSON.parse(sealed) as Record<string, unknown>;
    const opened = await openKeyFile({ ...file, keystore: { version, id, crypto } }, PASSPHRASE);
    expect(hex(opened.secret)).toBe(hex(SECRET));
  });

  it("signs as the account", async () => {
    const opened = await openKeyFile(file, PASSPHRASE);
    if (opened.kind !== "secp256k1") throw new Error("wrong kind");
    const { hashMessage } = await import("ethers");
    const digest = Buffer.from(hashMessage("溯源").slice(2), "hex");
    const signature = await opened.sign(digest);
    expect(signature).toHaveLength(65);
    expect(verifyMessage("溯源", hex(signature))).toBe(wallet.address);
  });

  describe("when the passphrase is another", () => {
    it.each(["", "正确的 口令 correct house", `${PASSPHRASE} `])(
      "refuses %j by name",
      async (other) => {
        await expect(openKeyFile(file, other)).rejects.toMatchObject({ code: "wrong-passphrase" });
      },
    );
  });

  describe("when the passphrase is typed in another Unicode form", () => {
    it("opens all the same", async () => {
      const decomposed = await createKeyFile({
        kind: "secp256k1",
        ...light,
        passphrase: "e\u0301",
      });
      await expect(openKeyFile(decomposed, "\u00e9")).resolves.toMatchObject({ kind: "secp256k1" });
    });
  });

  describe("when the file names another account than it holds", () => {
    it("refuses", async () => {
      const other = `0x${"11".repeat(20)}`;
      const opening = openKeyFile({ ...file, public: other }, PASSPHRASE);
      await expect(opening).rejects.toMatchObject({ code: "malformed" });
    });
  });

  describe("when it asks for endless work", () => {
    it.each([{ n: 2 ** 30 }, { r: 2 ** 20 }, { p: 2 ** 20 }, { n: 3 }])(
      "refuses %j",
      async (cost) => {
        const { crypto } = file.keystore;
        const kdfparams = { ...crypto.kdfparams, ...cost };
        const keystore = { ...file.keystore, crypto: { ...crypto, kdfparams } };
        const opening = openKeyFile({ ...file, keystore }, PASSPHRASE);
        await expect(opening).rejects.toMatchObject({ code: "malformed" });
      },
    );
  });

  describe("when a field is unknown, missing or of another shape", () => {
    const wrong: [string, (good: KeyFile) => unknown][] = [
      ["null", () => null],
      ["a list", () => []],
      ["another type", (good) => ({ ...good, type: "suyuan/key@2" })],
      ["another kind", (good) => ({ ...good, kind: "sm2" })],
      ["an extra field", (good) => ({ ...good, note: "" })],
      ["no public part", (good) => ({ ...good, public: undefined })],
      ["a short address", (good) => ({ ...good, public: "0x11" })],
      ["no keystore", (good) => ({ ...good, keystore: null })],
      ["version 4", (good) => ({ ...good, keystore: { ...good.keystore, version: 4 } })],
    ];
    it.each(wrong)("refuses %s", async (_, spoil) => {
      const opening = openKeyFile(spoil(file), PASSPHRASE);
      await expect(opening).rejects.toMatchObject({ name: "KeyFileError", code: "malformed" });
    });
  });
});

describe("given a log's key", () => {
  it("has the public key and signature of RFC 8032", async () => {
    const secret = Uint8Array.from(Buffer.from(RFC_SEED, "hex"));
    const file = await createKeyFile({ kind: "ed25519", secret, ...light });
    const opened = await openKeyFile(file, PASSPHRASE);
    if (opened.kind !== "ed25519") throw new Error("wrong kind");
    expect(file.public).toBe(`0x${RFC_KEY}`);
    expect(hex(opened.sign(new Uint8Array()))).toBe(`0x${RFC_SIGNATURE}`);
  });

  it("signs what an independent implementation verifies", async () => {
    const file = await createKeyFile({ kind: "ed25519", ...light });
    const opened = await openKeyFile(file, PASSPHRASE);
    if (opened.kind !== "ed25519") throw new Error("wrong kind");
    const key = Buffer.from(opened.public.slice(2), "hex");
    const signature = opened.sign(SECRET);
    expect(nobleCrypto.verifyEd25519(key, SECRET, signature)).toBe(true);
  });
});

describe("given no secret", () => {
  it("makes another key each time", async () => {
    const [one, two] = await Promise.all([
      createKeyFile({ kind: "secp256k1", ...light }),
      createKeyFile({ kind: "secp256k1", ...light }),
    ]);
    expect(one.public).not.toBe(two.public);
  });
});

describe("given a secret that is no key", () => {
  it.each([31, 33])("refuses %i bytes", async (length) => {
    const making = createKeyFile({ kind: "ed25519", secret: new Uint8Array(length), ...light });
    await expect(making).rejects.toMatchObject({ code: "malformed" });
  });

  // SEC 2: the order of secp256k1; keys lie strictly between zero and it.
  const ORDER = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
  it.each(["00".repeat(32), ORDER])("refuses %s", async (scalar) => {
    const secret = Uint8Array.from(Buffer.from(scalar, "hex"));
    const making = createKeyFile({ kind: "secp256k1", secret, ...light });
    await expect(making).rejects.toMatchObject({ code: "malformed" });
  });
});

describe("given a folder", () => {
  let folder: string;
  let file: KeyFile;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "suyuan-keys-"));
    file = await createKeyFile({ kind: "secp256k1", ...light });
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("writes for the owner alone, whole, and reads back", async () => {
    const path = join(folder, "a.key.json");
    await writeKeyFile(path, file);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readKeyFile(path)).toEqual(file);
    expect(await readdir(folder)).toEqual(["a.key.json"]);
  });

  it("never overwrites", async () => {
    const path = join(folder, "taken.json");
    await writeFile(path, "mine");
    await expect(writeKeyFile(path, file)).rejects.toMatchObject({ code: "exists" });
    expect(await readFile(path, "utf8")).toBe("mine");
  });

  it("says that a file is not there, a folder, cut short, or something else", async () => {
    const cut = join(folder, "cut.json");
    await writeFile(cut, JSON.stringify(file).slice(0, 100));
    await expect(readKeyFile(join(folder, "none"))).rejects.toMatchObject({ code: "unreadable" });
    await expect(readKeyFile(folder)).rejects.toMatchObject({ code: "unreadable" });
    await expect(readKeyFile(cut)).rejects.toMatchObject({ code: "malformed" });
    await expect(writeKeyFile(join(folder, "no", "a"), file)).rejects.toMatchObject({
      code: "unreadable",
    });
  });
});
