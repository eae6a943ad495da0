// SPDX-License-Identifier: Apache-2.0
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { type Hex, readPolicy } from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import besu from "../testing/besu.json" with { type: "json" };
import { planOf, refusal, secretOf, temporary, WANTED } from "../testing/plans.ts";
import { addNode } from "./add.ts";
import { check, planIn } from "./check.ts";
import { filesOf, policyChain } from "./files.ts";
import { genesisHash } from "./genesis.ts";
import { initialise } from "./init.ts";
import { addressOf, nodeKey } from "./keys.ts";
import { genesisValidators, readPlan } from "./plan.ts";
import { addTransition } from "./transition.ts";

const at = temporary();
const HOSTS = ["10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "10.1.0.5"];
const NOW = 1_785_000_000;

initialise(at("made"), { ...WANTED, hosts: HOSTS }, NOW);
const GENESIS = genesisValidators(planIn(at("made")));
const STRANGER = addressOf(nodeKey(secretOf(77)).public);

let copies = 0;
function copy(): string {
  const folder = at(`copy-${++copies}`);
  cpSync(at("made"), folder, { recursive: true });
  return folder;
}
const genesisIn = (folder: string, name = "validator-1") =>
  JSON.parse(readFileSync(join(folder, name, "genesis.json"), "utf8")) as {
    readonly config: { readonly transitions?: { readonly qbft: readonly object[] } };
  };
const change = (block: number, validators: readonly string[]) => ({ block, validators });
const codeOf = (folder: string, block: number, validators: readonly string[]) =>
  refusal(() => addTransition(folder, change(block, validators)));

describe("a change of validators by the genesis file", () => {
  it("stands in the genesis file of every node, in Besu's words, and block 0 stays", () => {
    const folder = copy();
    const before = check(folder);
    const three = GENESIS.slice(1);
    const { transition, written } = addTransition(folder, change(501, three.toReversed()));
    expect(transition).toEqual({ block: 501, validators: three });
    const files = planIn(folder).nodes.map(({ name }) => `${name}/genesis.json`);
    expect(written.toSorted()).toEqual(["network.json", "policy-chain.json", ...files].toSorted());
    for (const { name } of planIn(folder).nodes) {
      expect(genesisIn(folder, name).config.transitions).toEqual({ qbft: [transition] });
    }
    const { keys, genesisBlock, genesisFile } = check(folder);
    expect([keys, genesisBlock]).toEqual([before.keys, before.genesisBlock]);
    expect(genesisFile).not.toBe(before.genesisFile);
  });

  it("says who seals and nothing else: no reward, no period, no contract of validators", () => {
    const folder = copy();
    addTransition(folder, change(9, GENESIS.slice(1)));
    const [entry = {}] = genesisIn(folder).config.transitions?.qbft ?? [];
    expect(Object.keys(entry)).toEqual(["block", "validators"]);
    expect(besu.transition.names).toEqual(expect.arrayContaining(Object.keys(entry)));
  });

  it("takes in a node that was added, and a further change after it", () => {
    const folder = copy();
    const secret = nodeKey(secretOf(9));
    writeFileSync(at("ninth.pub"), `${secret.public}\n`, { flag: "w" });
    addNode(folder, { role: "validator", host: "10.1.0.9", publicKey: at("ninth.pub") });
    const ninth = addressOf(secret.public);
    addTransition(folder, change(100, [...GENESIS.slice(2), ninth]));
    addTransition(folder, change(101, [ninth.toUpperCase().replace("0X", "0x")]));
    const blocks = planIn(folder).transitions?.map(({ block }) => block);
    expect(blocks).toEqual([100, 101]);
    expect(check(folder).validators).toEqual(GENESIS);
  });

  it("is a range of the policy from its block on", () => {
    const folder = copy();
    addTransition(folder, change(20, GENESIS.slice(1)));
    addTransition(folder, change(30, GENESIS));
    expect(policyChain(planIn(folder)).consensus.sets).toEqual([
      { from: 0, to: 19, validators: GENESIS },
      { from: 20, to: 29, validators: GENESIS.slice(1) },
      { from: 30, validators: GENESIS },
    ]);
    const vector = "../../../../test/vectors/valid/policy/chain-without-seals.json";
    const text = readFileSync(new URL(vector, import.meta.url), "utf8");
    const { policy } = JSON.parse(text) as { policy: { chain: object } };
    const chain = { ...policy.chain, ...policyChain(planIn(folder)) };
    expect(() => readPolicy({ ...policy, chain })).not.toThrow();
  });
});

describe("a change that is none", () => {
  it.each([
    ["of nobody's address", 9, [STRANGER], "address-unknown"],
    ["of what is no address", 9, ["validator-1"], "address-unknown"],
    ["of no address", 9, [""], "address-unknown"],
    ["of the node for gateways", 9, [rpcAddress()], "address-unknown"],
    ["that names one twice", 9, [GENESIS[0], GENESIS[0]?.toUpperCase()], "transition-not-next"],
    ["to those who seal already", 9, GENESIS, "transition-not-next"],
    ["of the genesis block itself", 0, GENESIS.slice(1), "transition-not-next"],
  ])("is refused and writes nothing: one %s", (_, block, validators, code) => {
    const folder = copy();
    const given = validators.map((one) => (one ?? "").replace("0X", "0x"));
    expect(codeOf(folder, block, given)).toBe(code);
    expect(planIn(folder)).toEqual(planIn(at("made")));
  });

  it("is refused where the one before begins at its block or later", () => {
    const folder = copy();
    addTransition(folder, change(20, GENESIS.slice(1)));
    expect(codeOf(folder, 20, GENESIS)).toBe("transition-not-next");
    expect(codeOf(folder, 19, GENESIS)).toBe("transition-not-next");
    expect(codeOf(folder, 21, GENESIS.slice(1))).toBe("transition-not-next");
    expect(codeOf(folder, 21, GENESIS)).toBeUndefined();
  });

  it("is refused in a network that was changed by hand", () => {
    const folder = copy();
    const path = join(folder, "validator-1/genesis.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("qbft", "ibft2"));
    expect(codeOf(folder, 9, GENESIS.slice(1))).toBe("network-differs");
  });
});

describe("a plan with changes of validators", () => {
  const four = genesisValidators(planOf(4));
  const written = (transitions: unknown): string => JSON.stringify({ ...planOf(4), transitions });
  const read = (transitions: unknown) => () => readPlan(written(transitions), "network.json");

  it("is read again as it is, and has the hash of block 0 that it has without them", () => {
    const plan = planOf(4, { transitions: [{ block: 5, validators: four.slice(1) }] });
    expect(readPlan(filesOf(plan).get("network.json") ?? "", "network.json")).toEqual(plan);
    expect(genesisHash(plan)).toBe(genesisHash(planOf(4)));
  });
  it.each<[string, unknown]>([
    ["none in the list", []],
    ["no list", { block: 5, validators: four }],
    ["block 0", [{ block: 0, validators: four }]],
    ["nobody", [{ block: 5, validators: [] }]],
    ["a member more", [{ block: 5, validators: four, blockreward: "1" }]],
    ["addresses that do not ascend", [{ block: 5, validators: four.toReversed() }]],
    ["an address twice", [{ block: 5, validators: [four[0], four[0]] }]],
    ["capital letters", [{ block: 5, validators: [four[0]?.toUpperCase() as Hex] }]],
    [
      "blocks that do not ascend",
      [
        { block: 6, validators: four },
        { block: 6, validators: four.slice(1) },
      ],
    ],
  ])("is refused with %s", (_, transitions) => {
    expect(refusal(read(transitions))).toBe("network-malformed");
  });
});

function rpcAddress(): Hex {
  const node = planIn(at("made")).nodes.find(({ role }) => role === "rpc");
  return addressOf(node?.publicKey ?? "0x");
}
