// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { parseOptions } from "./options.ts";
import { refusal } from "./testing/plans.ts";

const read = (line: string) => parseOptions(line.split(" "));
const refused = (line: string) => refusal(() => read(line));

describe("init", () => {
  it("makes four validators and one node for gateways by itself", () => {
    expect(read("besu init")).toEqual({
      folder: resolve(".suyuan-besu"),
      json: false,
      command: {
        name: "init",
        ...{ validators: 4, rpcNodes: 1, blockSeconds: 2, gasLimit: 100_000_000, proofHours: 0 },
        ...{ hosts: undefined, publicKeys: undefined, chainId: undefined },
      },
    });
  });
  it("takes everything that it is told", () => {
    const line =
      "besu init --validators 1 --rpc-nodes 1 --hosts 10.0.0.1,10.0.0.2 --public a.pub,b.pub " +
      "--chain-id 7 --period 5 --gas-limit 50000000 --proofs 24 --dir x --json";
    expect(read(line)).toEqual({
      folder: resolve("x"),
      json: true,
      command: {
        name: "init",
        ...{ validators: 1, rpcNodes: 1, blockSeconds: 5, gasLimit: 50_000_000, proofHours: 24 },
        ...{ hosts: ["10.0.0.1", "10.0.0.2"], chainId: 7 },
        publicKeys: [resolve("a.pub"), resolve("b.pub")],
      },
    });
  });
  it.each([
    ...["--validators 0", "--validators 101", "--validators 4.5", "--validators four"],
    ...["--rpc-nodes -1", "--period 0", "--period 61", "--gas-limit 9999999", "--proofs 0"],
    ...["--proofs ever", "--chain-id 0", "--chain-id 9007199254740992", "--chain-id 0x10"],
    ...["--out x", "more", "--dir="],
  ])("is refused with %s", (wrong) => {
    expect(refused(`besu init ${wrong}`)).toBe("usage");
  });
});

describe("other commands", () => {
  it.each([
    ["besu check", { name: "check" }],
    ["besu files --dir y", { name: "files" }],
    ["besu key --out k", { name: "key", out: resolve("k") }],
    [
      "besu add --public p --host 10.0.0.1",
      { name: "add", role: "validator", host: "10.0.0.1", publicKey: resolve("p") },
    ],
    [
      "besu transition --block 501 --addresses 0x1,0x2",
      { name: "transition", block: 501, validators: ["0x1", "0x2"] },
    ],
    ["besu policy d --out o", { name: "policy", file: resolve("d"), out: resolve("o") }],
    [
      "besu range p --from 9 --addresses 0x1,0x2 --out o",
      {
        ...{ name: "range", file: resolve("p"), out: resolve("o"), from: 9 },
        validators: ["0x1", "0x2"],
      },
    ],
  ])("%s", (line, command) => {
    expect(read(line).command).toEqual(command);
  });
  it.each([
    ...["", "besu", "fabric init", "besu start", "besu check --json=yes", "besu key"],
    ...["besu key --out=", "besu add --public p", "besu add --public p --host h --role miner"],
    ...["besu policy --out o", "besu policy d", "besu policy d e --out o", "besu check --force"],
    ...["besu range p --from 0 --addresses 0x1 --out o", "besu range p --from 9 --out o"],
    ...["besu transition --block 9", "besu transition --addresses 0x1", "besu constructor"],
    ...["besu transition --block 0 --addresses 0x1", "besu transition --block 9 --addresses="],
    ...["besu transition --block 9 --addresses 0x1 --out o", "besu --unknown"],
  ])("%s is refused", (line) => {
    expect(refused(line)).toBe("usage");
  });
});
