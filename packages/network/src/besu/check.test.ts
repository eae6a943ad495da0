// SPDX-License-Identifier: Apache-2.0
import { chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, it } from "vitest";

import { planOf, refusal, secretOf, temporary, WANTED } from "../testing/plans.ts";
import { addNode, writeFiles } from "./add.ts";
import { check, planIn, toldOf } from "./check.ts";
import { filesOf } from "./files.ts";
import { genesisHash } from "./genesis.ts";
import { initialise, makeKey } from "./init.ts";
import { type Plan, readPlan } from "./plan.ts";

const at = temporary();
const HOSTS = ["10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "10.1.0.5"];
let plan: Plan;
let copies = 0;

beforeAll(() => {
  plan = initialise(at("made"), { ...WANTED, hosts: HOSTS }, 1_785_000_000);
});

/** A copy of the network to change. */
function copy(): string {
  const folder = at(`copy-${++copies}`);
  cpSync(at("made"), folder, { recursive: true });
  return folder;
}
const change = (folder: string, path: string, text: (before: string) => string): void => {
  writeFileSync(join(folder, path), text(readFileSync(join(folder, path), "utf8")));
};

describe("a network as it was made", () => {
  it("is told in what all who take part compare", () => {
    const found = check(at("made"));
    expect(found.validators).toEqual(toldOf(plan).validators);
    expect(found.genesisBlock).toBe(genesisHash(plan));
    expect(found.genesisFile).toMatch(/^[0-9a-f]{64}$/u);
    expect(found.keys).toEqual(plan.nodes.map(({ name }) => name));
  });
  it("is told the same with other keys away", () => {
    const folder = copy();
    for (const { name } of plan.nodes.slice(1)) rmSync(join(folder, name, "key"));
    expect(check(folder)).toEqual({ ...check(at("made")), keys: ["validator-1"] });
  });
});

describe("a network that is not as it was made", () => {
  it("is refused for every file that was changed or is away, and mended", () => {
    const folder = copy();
    for (const path of [...filesOf(plan).keys()].filter((name) => name !== "network.json")) {
      change(folder, path, (text) =>
        text.replace(/\d/u, (digit) => String((Number(digit) + 1) % 10)),
      );
      expect(refusal(() => check(folder))).toBe("network-differs");
      expect(writeFiles(folder)).toEqual([path]);
      rmSync(join(folder, path));
      expect(refusal(() => check(folder))).toBe("file-unreadable");
      expect(writeFiles(folder)).toEqual([path]);
    }
    expect(refusal(() => check(folder))).toBeUndefined();
    expect(writeFiles(folder)).toEqual([]);
  });
  it("is refused for a key that others may read, that is another's, or that is none", () => {
    const folder = copy();
    const key = join(folder, "validator-2/key");
    chmodSync(key, 0o640);
    expect(refusal(() => check(folder))).toBe("key-open");
    chmodSync(key, 0o400);
    expect(refusal(() => check(folder))).toBeUndefined();
    chmodSync(key, 0o600);
    writeFileSync(key, secretOf(1));
    expect(refusal(() => check(folder))).toBe("key-differs");
    writeFileSync(key, "none");
    expect(refusal(() => check(folder))).toBe("key-malformed");
  });
  it("is refused for a plan that is none", () => {
    const text = JSON.stringify(planOf(4));
    expect(readPlan(text, "network.json")).toEqual(planOf(4));
    const wrong = [
      ...["", "{}", "[]", "null", text.slice(1)],
      ...[text.replace("besu@1", "besu@2"), text.replace('"chainId"', '"chainID"')],
      ...[text.replace('{"type"', '{"more":1,"type"'), text.replace("10.0.0.11", "10.0.0")],
      ...[text.replace("validator-1", "../../etc"), text.replace('"rpc"', '"miner"')],
      ...[text.replace("30303", "70000"), text.replace("20260801", "0.5")],
      ...[text.replace("validator-2", "rpc-2"), text.replaceAll("true", "false")],
      text.replace("false", "true"),
    ];
    for (const one of wrong) expect(refusal(() => readPlan(one, ""))).toBe("network-malformed");
    const twice = text.replace("validator-2", "validator-1");
    expect(refusal(() => readPlan(twice, ""))).toBe("node-twice");
    expect(refusal(() => planIn(at("nowhere")))).toBe("file-unreadable");
  });
});

describe("a further node", () => {
  beforeAll(() => {
    makeKey(at("new.key"));
  });
  const addition = (host = "10.1.0.9") =>
    ({ role: "validator", host, publicKey: at("new.key.pub") }) as const;

  it("gets files of its own, and the others know it, but the genesis block and the keys stay", () => {
    const folder = copy();
    const { node, written } = addNode(folder, addition());
    expect(node).toMatchObject({ name: "validator-5", genesis: false, host: "10.1.0.9" });
    const found = check(folder);
    expect(found.plan.nodes.map(({ name }) => name)).toEqual([
      ...["validator-1", "validator-2", "validator-3", "validator-4", "rpc-1", "validator-5"],
    ]);
    const { genesisBlock, genesisFile, validators, keys } = check(at("made"));
    expect(found).toMatchObject({ genesisBlock, genesisFile, validators, keys });
    const own = written.filter((path) => path.startsWith("validator-5/"));
    expect(own).toHaveLength(6);
    const others = written.filter((path) => !own.includes(path));
    expect(others.join()).not.toMatch(/genesis|key|\/config\.toml|service/u);
    for (const { name } of plan.nodes) {
      expect(readFileSync(join(folder, name, "static-nodes.json"), "utf8")).toContain("@10.1.0.9:");
    }
  });
  it("for gateways is numbered for itself", () => {
    const { node } = addNode(copy(), { ...addition(), role: "rpc" });
    expect(node).toMatchObject({ name: "rpc-2", role: "rpc", genesis: false });
  });
  it("is refused twice, at an address that is taken, and in a network that was changed", () => {
    const folder = copy();
    addNode(folder, addition());
    expect(refusal(() => addNode(folder, addition("10.1.0.10")))).toBe("node-twice");
    const other = copy();
    expect(refusal(() => addNode(other, addition(HOSTS[0])))).toBe("node-twice");
    expect(refusal(() => addNode(other, addition("node.example")))).toBe("host-malformed");
    expect(refusal(() => check(other))).toBeUndefined();
    change(other, "rpc-1/config.toml", (text) => `${text}#\n`);
    expect(refusal(() => addNode(other, addition()))).toBe("network-differs");
  });
  it("whose addition was interrupted is finished by writing the files again", () => {
    const [folder, whole] = [copy(), copy()];
    addNode(whole, addition());
    cpSync(join(whole, "network.json"), join(folder, "network.json"));
    expect(refusal(() => check(folder))).toBe("network-differs");
    writeFiles(folder);
    expect(check(folder)).toEqual(check(whole));
  });
});
