// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HDNodeWallet, Mnemonic } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { type Keyring, openKeyring } from "./keyring.ts";

/** The phrase whose accounts every development chain knows. */
const WELL_KNOWN = "test test test test test test test test test test test junk";
const WELL_KNOWN_COUNT = 50;

describe("the keys of the story", () => {
  let directory: string;
  let keys: Keyring;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "suyuan-keys-"));
    keys = await openKeyring(directory);
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const addresses = () => [
    keys.deployer.address,
    keys.relayer.address,
    ...Object.values(keys.heads).map(({ address }) => address),
    ...Object.values(keys.seats).map(({ address }) => address),
  ];

  it("are all different", () => {
    expect(new Set(addresses()).size).toBe(addresses().length);
  });

  it("are none of the well-known accounts of development chains", () => {
    const phrase = Mnemonic.fromPhrase(WELL_KNOWN);
    const known = Array.from({ length: WELL_KNOWN_COUNT }, (_, place) =>
      HDNodeWallet.fromMnemonic(phrase, `m/44'/60'/0'/0/${String(place)}`).address.toLowerCase(),
    );
    expect(known[0]).toBe("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    expect(addresses().filter((address) => known.includes(address))).toEqual([]);
  });

  it("are the same when opened again", async () => {
    const again = await openKeyring(directory);
    expect(again.seats.statisticsHead.address).toBe(keys.seats.statisticsHead.address);
    expect(again.centreLog.public).toBe(keys.centreLog.public);
  });

  it("lie in files that only their owner reads", () => {
    const modes = readdirSync(directory).map(
      (name) => statSync(join(directory, name)).mode & 0o077,
    );
    expect(modes.every((mode) => mode === 0)).toBe(true);
  });
});
