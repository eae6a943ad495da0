// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { describe, expect, it } from "vitest";

import { refusal, temporary, WANTED } from "../testing/plans.ts";
import { check, planIn } from "./check.ts";
import { filesOf } from "./files.ts";
import { initialise, makeKey, type Wanted } from "./init.ts";
import { readSecret } from "./keys.ts";

const at = temporary();
const NOW = 1_785_000_000;
const make = (name: string, changes: Partial<Wanted> = {}) =>
  initialise(at(name), { ...WANTED, ...changes }, NOW);
const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const hosts = (count: number) => Array.from({ length: count }, (_, place) => `10.1.0.${place + 1}`);

describe("a new network", () => {
  it("has what its plan makes, and a key for each node that its owner alone reads", () => {
    const plan = make("new");
    const keys = plan.nodes.map(({ name }) => `${name}/key`);
    expect(everything(at("new"))).toEqual([...filesOf(plan).keys(), ...keys].sort());
    for (const node of plan.nodes) {
      const path = join(at("new"), node.name, "key");
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readSecret(readFileSync(path, "utf8"), path).public).toBe(node.publicKey);
      expect(statSync(dirname(path)).mode & 0o077).toBe(0);
    }
    expect(planIn(at("new"))).toEqual(plan);
    expect(check(at("new")).keys).toHaveLength(5);
  });
  it("names no private key in any file that may be seen", () => {
    const plan = make("secret");
    const secrets = plan.nodes.map(({ name }) =>
      readFileSync(join(at("secret"), name, "key"), "utf8"),
    );
    for (const text of filesOf(plan).values()) {
      for (const secret of secrets) expect(text).not.toContain(secret.slice(2));
    }
  });
  it("has a chain id of its own where none is named, and keys that no other has", () => {
    const [one, other] = [
      make("one", { chainId: undefined }),
      make("other", { chainId: undefined }),
    ];
    expect(one.chainId).not.toBe(other.chainId);
    const keys = [...one.nodes, ...other.nodes].map(({ publicKey }) => publicKey);
    expect(new Set(keys).size).toBe(10);
  });
  it("has ports of their own for nodes of one machine, and the same on machines of their own", () => {
    const ports = (nodes: readonly { p2pPort: number; rpcPort: number; metricsPort: number }[]) =>
      new Set(
        nodes.flatMap(({ p2pPort, rpcPort, metricsPort }) => [p2pPort, rpcPort, metricsPort]),
      );
    expect(ports(make("here").nodes).size).toBe(15);
    const { nodes } = make("there", { hosts: hosts(5) });
    expect(ports(nodes).size).toBe(3);
    expect(nodes.map(({ host }) => host)).toEqual(hosts(5));
  });
  it("turns hours into blocks, rounded up", () => {
    expect(make("hours", { proofHours: 24 }).proofBlocks).toBe(43_200);
    expect(make("slow", { proofHours: 1, blockSeconds: 7 }).proofBlocks).toBe(515);
  });
});

describe("a network of keys that others made", () => {
  it("holds no private key", () => {
    const publicKeys = ["a", "b", "c", "d", "e"].map((name) => {
      makeKey(at(`${name}.key`));
      return at(`${name}.key.pub`);
    });
    const plan = make("given", { publicKeys });
    expect(everything(at("given"))).toEqual([...filesOf(plan).keys()].sort());
    expect(check(at("given")).keys).toEqual([]);
    const first = `${plan.nodes[0]?.publicKey ?? ""}\n`;
    expect(readFileSync(at("a.key.pub"), "utf8")).toBe(first);
  });
});

describe("a network that cannot be made", () => {
  const before = (name: string) => readdirSync(dirname(at(name)));

  it("leaves a folder with anything in it as it was", () => {
    mkdirSync(at("full"));
    writeFileSync(join(at("full"), "key"), "precious");
    const there = before("full");
    expect(refusal(() => make("full"))).toBe("folder-not-empty");
    expect(everything(at("full"))).toEqual(["key"]);
    expect(readFileSync(join(at("full"), "key"), "utf8")).toBe("precious");
    expect(before("full")).toEqual(there);
    mkdirSync(at("empty"));
    expect(refusal(() => make("empty"))).toBeUndefined();
    expect(refusal(() => make("empty"))).toBe("folder-not-empty");
  });
  it("leaves nothing where the folder cannot be", () => {
    writeFileSync(at("file"), "");
    const there = before("file");
    expect(refusal(() => make("file"))).toBe("folder-not-empty");
    expect(refusal(() => make("file/below"))).toBe("folder-not-empty");
    expect(before("file")).toEqual(there);
  });
  it.each<[string, Partial<Wanted>, string]>([
    ["too few addresses", { hosts: hosts(4) }, "hosts-differ"],
    ["too many addresses", { hosts: hosts(6) }, "hosts-differ"],
    ["a name for an address", { hosts: [...hosts(4), "node.example"] }, "host-malformed"],
    ["an address beyond 255", { hosts: [...hosts(4), "10.0.0.256"] }, "host-malformed"],
    ["an address with a zero before", { hosts: [...hosts(4), "10.0.0.01"] }, "host-malformed"],
    ["no machine's address", { hosts: [...hosts(4), "0.0.0.0"] }, "host-malformed"],
    ["two nodes at one address", { hosts: [...hosts(4), "10.1.0.1"] }, "node-twice"],
    ["too few keys", { publicKeys: [] }, "hosts-differ"],
  ])("is refused with %s", (_, changes, code) => {
    const there = before("refused");
    expect(refusal(() => make("refused", changes))).toBe(code);
    expect(before("refused")).toEqual(there);
  });
  it("is refused with one key twice, and with a key file that is not there", () => {
    makeKey(at("x.key"));
    const twice = Array<string>(5).fill(at("x.key.pub"));
    expect(refusal(() => make("refused", { publicKeys: twice }))).toBe("node-twice");
    const absent = [...twice.slice(1), at("none.pub")];
    expect(refusal(() => make("refused", { publicKeys: absent }))).toBe("file-unreadable");
  });
});

describe("the key of one node", () => {
  it("is never written over", () => {
    const made = makeKey(at("y.key"));
    expect(refusal(() => makeKey(at("y.key")))).toBe("file-exists");
    rmSync(at("y.key.pub"));
    expect(refusal(() => makeKey(at("y.key")))).toBe("file-exists");
    expect(readFileSync(at("y.key"), "utf8")).toBe(made.secret);
    expect(statSync(at("y.key")).mode & 0o777).toBe(0o600);
    expect(refusal(() => makeKey(at("no/where")))).toBe("file-unwritable");
    writeFileSync(at("z.key.pub"), "somebody's");
    expect(refusal(() => makeKey(at("z.key")))).toBe("file-exists");
    expect(readdirSync(dirname(at("z")))).not.toContain("z.key");
  });
});
