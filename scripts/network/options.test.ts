// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { type Command, parseOptions, UsageError } from "./options.ts";

const command = (...args: string[]): Command => parseOptions(args).command;

const init = (validators: number, port?: number, pruned?: number, past?: number): Command => ({
  ...{ name: "init", validators, port, pruned, past },
});

describe("parseOptions", () => {
  it.each<[string, Command]>([
    ["init", init(4, 8_600)],
    ["init --validators 1 --port free", init(1, undefined)],
    ["init --validators 9 --port 1024", init(9, 1_024)],
    ["init --validators 3 --pruned 3", init(3, 8_600, 3)],
    ["init --past 60", init(4, 8_600, undefined, 60)],
    ["init --past 3650", init(4, 8_600, undefined, 3_650)],
    ["up", { name: "up" }],
    ["present", { name: "present" }],
    ["status", { name: "status" }],
    ["stop 4", { name: "stop", number: 4, kill: false }],
    ["stop --kill 4", { name: "stop", number: 4, kill: true }],
    ["start 2", { name: "start", number: 2 }],
    ["partition 1", { name: "partition", numbers: [1] }],
    ["partition 3,1", { name: "partition", numbers: [3, 1] }],
    ["heal", { name: "heal" }],
    ["vote 3 out", { name: "vote", number: 3, into: false }],
    ["vote 3 in", { name: "vote", number: 3, into: true }],
    ["seal 2 off", { name: "seal", numbers: [2], on: false }],
    ["seal 2,3 on", { name: "seal", numbers: [2, 3], on: true }],
    ["wipe 1", { name: "wipe", number: 1 }],
    ["down", { name: "down", kill: false }],
    ["down --kill", { name: "down", kill: true }],
    ["reset", { name: "reset" }],
  ])("reads %s", (line, read) => {
    expect(command(...line.split(" "))).toEqual(read);
  });

  it("keeps the network where it is told to, else beside the project's files", () => {
    expect(parseOptions(["up", "--dir", "net", "--json"])).toMatchObject({
      directory: resolve("net"),
      json: true,
    });
    expect(parseOptions(["up"]).directory).toBe(
      resolve(import.meta.dirname, "../../.suyuan-network"),
    );
    expect(parseOptions(["up"]).json).toBe(false);
  });

  it.each([
    ["", "Which command?"],
    ["restart", 'No command "restart".'],
    ["toString", 'No command "toString".'],
    ["init --validators 0", '1 to 9, not "0"'],
    ["init --validators 10", '1 to 9, not "10"'],
    ["init --validators 4.0", '1 to 9, not "4.0"'],
    ["init --validators 04", '1 to 9, not "04"'],
    ["init --validators", "argument missing"],
    ["init --port 1023", '1024 to 65000, not "1023"'],
    ["init --port 65001", '1024 to 65000, not "65001"'],
    ["init --validators 3 --pruned 4", '1 to 3, not "4"'],
    ["init --pruned 0", '1 to 4, not "0"'],
    ["init --past 0", '1 to 3650, not "0"'],
    ["init --past 3651", '1 to 3650, not "3651"'],
    ["up --past 60", "up takes no --past"],
    ["present now", 'present does not take "now"'],
    ["up --pruned 1", "up takes no --pruned"],
    ["init 4", 'init does not take "4"'],
    ["init --kill", "init takes no --kill"],
    ["up --validators 4", "up takes no --validators"],
    ["up now", 'up does not take "now"'],
    ["up --dir=", "--dir needs a folder"],
    ["up --force", "'--force'"],
    ["stop", "Its number is missing"],
    ["stop 0", '1 to 9, not "0"'],
    ["stop one", '1 to 9, not "one"'],
    ["stop 1 2", 'stop does not take "2"'],
    ["start 1 --kill", "start takes no --kill"],
    ["partition", "Its number is missing"],
    ["partition 1,", "Its number is missing"],
    ["partition 1,1", '"1,1" names a validator twice'],
    ["partition 1 2", 'partition does not take "2"'],
    ["vote 1", '"in" or "out", not ""'],
    ["seal 1", '"on" or "off", not ""'],
    ["seal 1 in", '"on" or "off", not "in"'],
    ["seal off", '1 to 9, not "off"'],
    ["vote 1 off", '"in" or "out", not "off"'],
  ])("refuses %s", (line, reason) => {
    const parse = () => parseOptions(line.split(" ").filter(Boolean));
    expect(parse).toThrow(UsageError);
    expect(parse).toThrow(reason);
    expect(parse).toThrow("Usage: npm run network --");
  });
});
