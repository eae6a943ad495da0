// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { NetworkError } from "./errors.ts";
import {
  deleteFolder,
  makeFolder,
  nodePaths,
  readNetwork,
  validatorOf,
  writeNetwork,
} from "./state.ts";

const validator = (number: number) => ({
  ...{ number, address: `0x${"0a".repeat(20)}`, enode: "enode://00@127.0.0.1:1" },
  ...{ rpcPort: 8_600 + number, p2pPort: 8_700 + number },
});
const network = { chainId: 20_810, validators: [validator(1), validator(2)], groups: [[1, 2]] };

let directory = "";

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), "suyuan-network-")), "network");
});
afterEach(() => {
  rmSync(join(directory, ".."), { recursive: true });
});

describe("a network's description", () => {
  it("is read as it was written", () => {
    makeFolder(directory);
    writeNetwork(directory, network);
    expect(readNetwork(directory)).toEqual({ type: "suyuan/network@1", ...network });
  });
  it("is missed by name, with what to do", () => {
    expect(() => readNetwork(directory)).toThrow("npm run network -- init");
  });
  it.each(["", "{", "null", '{"type":"suyuan/network@2"}'])("is refused as %j", (text) => {
    makeFolder(directory);
    writeFileSync(join(directory, "network.json"), text);
    expect(() => readNetwork(directory)).toThrow(NetworkError);
    expect(() => readNetwork(directory)).toThrow("does not describe a network of this version");
  });
  it("names the validators that there are", () => {
    const whole = { type: "suyuan/network@1", ...network } as const;
    expect(validatorOf(whole, 2).rpcPort).toBe(8_602);
    expect(() => validatorOf(whole, 3)).toThrow("numbered 1 to 2");
  });
});

describe("the folder of a network", () => {
  it("is made where nothing is, and nowhere else", () => {
    makeFolder(directory);
    makeFolder(directory);
    writeFileSync(join(directory, "mine.txt"), "");
    expect(() => {
      makeFolder(directory);
    }).toThrow("is not empty");
  });
  it("is deleted with all that belongs to it", () => {
    makeFolder(directory);
    writeNetwork(directory, network);
    writeFileSync(join(directory, "genesis.json"), "{}");
    writeFileSync(join(directory, "network.json.part"), "{");
    mkdirSync(nodePaths(directory, 9).keystore, { recursive: true });
    deleteFolder(directory);
    expect(existsSync(directory)).toBe(false);
    deleteFolder(directory);
  });
  it.each(["mine.txt", "node-0", "node-10"])("is left alone when it holds %s", (name) => {
    makeFolder(directory);
    writeNetwork(directory, network);
    writeFileSync(join(directory, name), "");
    expect(() => {
      deleteFolder(directory);
    }).toThrow(`holds ${name}`);
    expect(readdirSync(directory).sort()).toEqual(["network.json", name].sort());
  });
});
