// SPDX-License-Identifier: Apache-2.0
// Every option against Besu's own list of options and against its documentation.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import besu from "../testing/besu.json" with { type: "json" };
import { planOf } from "../testing/plans.ts";
import { configToml, type Options, optionsOf, permissions, staticNodes } from "./config.ts";
import { enodeOf, type Plan } from "./plan.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const { source: _, ...TYPES } = besu.types;
const DOCUMENTED = besu.documented.flatMap(({ options }) => options);

function typeOf(value: unknown): keyof typeof TYPES {
  if (Array.isArray(value)) return "list";
  return typeof value as "boolean" | "number" | "string";
}

/** Options that Besu does not know, knows as another type, or does not document. */
const strange = (options: Options): string[] =>
  Object.entries(options)
    .filter(([name, value]) => !TYPES[typeOf(value)].includes(name) || !DOCUMENTED.includes(name))
    .map(([name]) => name);

/** Reads what was written: each line a name and a value as in JSON, which TOML shares for these. */
function read(toml: string): Record<string, unknown> {
  const lines = toml.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const pairs = lines.map((line) => {
    const [, name = "", value = ""] = /^([a-z0-9-]+)=(.+)$/u.exec(line) ?? [];
    return [name, JSON.parse(value)] as const;
  });
  expect(new Set(pairs.map(([name]) => name)).size).toBe(pairs.length);
  return Object.fromEntries(pairs);
}

const PLANS: readonly Plan[] = [
  planOf(4),
  planOf(1),
  planOf(40),
  planOf(4, { proofBlocks: 9_000 }),
];
const each = PLANS.flatMap((plan) => plan.nodes.map((node) => ({ plan, node })));
const [GATEWAYS, VALIDATOR] = [planOf(4).nodes.at(-1), planOf(4).nodes[0]];
const optionsFor = (node: typeof GATEWAYS, plan = planOf(4)): Options =>
  node === undefined ? {} : optionsOf(plan, node);

describe("the options of a node", () => {
  it("are all known to Besu, with their types, and documented", () => {
    for (const { plan, node } of each) expect(strange(optionsOf(plan, node))).toEqual([]);
  });
  it.each([
    { "rpc-http-hosts": "127.0.0.1" },
    { "p2p-port": "30303" },
    { "data-storage-formats": "FOREST" },
    { "pruning-enabled": true },
    { "bonsai-maximum-back-layers-to-load": 512 },
  ])("would be found if they were not: %o", (wrong) => {
    expect(strange(wrong)).toEqual(Object.keys(wrong));
  });
  it("are what stands in config.toml", () => {
    for (const { plan, node } of each) {
      expect(read(configToml(plan, node))).toEqual(optionsOf(plan, node));
    }
  });
});

describe("JSON-RPC and metrics", () => {
  it("are given to the node's own machine alone", () => {
    for (const { plan, node } of each) {
      const options = optionsOf(plan, node);
      const bound = Object.keys(options).filter((name) =>
        /^(?:rpc|metrics|graphql).*-host$/u.test(name),
      );
      expect(bound.toSorted()).toEqual(["metrics-host", "rpc-http-host"]);
      for (const name of bound) expect(options[name]).toBe("127.0.0.1");
      expect(options["host-allowlist"]).not.toContain("*");
      expect(Object.keys(options).join()).not.toMatch(/rpc-ws|graphql|cors/u);
    }
  });

  it("have the APIs of every method that a gateway calls, and none that Besu does not know", () => {
    const sources = ["chain", "gateway"].flatMap((name) =>
      globSync(`packages/${name}/src/**/*.ts`, { cwd: ROOT }).filter(
        (path) => !path.includes("test"),
      ),
    );
    const text = sources.map((path) => readFileSync(join(ROOT, path), "utf8")).join("\n");
    const called = [...text.matchAll(/"(eth|debug|qbft|net|web3|txpool|admin)_[A-Za-z]+"/gu)];
    const apis = optionsFor(GATEWAYS)["rpc-http-api"];
    expect(called.length).toBeGreaterThan(10);
    for (const [, prefix = ""] of called) expect(apis).toContain(prefix.toUpperCase());
    for (const api of apis as string[]) expect(besu.apis.names).toContain(api);
    expect(apis).not.toContain("ADMIN");
    expect(optionsFor(VALIDATOR)["rpc-http-api"]).toEqual(expect.arrayContaining(["QBFT", "PERM"]));
  });

  it("give events of as many blocks as a gateway asks for at once", () => {
    const limits = readFileSync(join(ROOT, "packages/gateway/src/constraints.ts"), "utf8");
    const [, range = ""] = /MAX_INDEX_RANGE = ([\d_]+)/u.exec(limits) ?? [];
    const asked = Number(range.replaceAll("_", ""));
    expect(asked).toBeGreaterThan(0);
    expect(optionsFor(GATEWAYS)["rpc-max-logs-range"]).toBeGreaterThanOrEqual(asked);
  });

  it("run whatever fits into a block", () => {
    const plan = planOf(4, { gasLimit: 300_000_000 });
    expect(optionsFor(GATEWAYS, plan)["rpc-gas-cap"]).toBe(300_000_000);
  });
});

describe("the transaction pool", () => {
  it("has options of its own kind alone, and none that a free chain refuses", () => {
    // TransactionPoolOptions.validate in Besu's source.
    const layered = /^tx-pool-(?:layer|max-prioritized|max-future|min-score|enable-balance)/u;
    for (const { plan, node } of each) {
      const names = Object.keys(optionsOf(plan, node));
      expect(optionsOf(plan, node)["tx-pool"]).toBe("sequenced");
      expect(names.filter((name) => layered.test(name))).toEqual([]);
      expect(names).not.toContain("tx-pool-price-bump");
      expect(optionsOf(plan, node)["min-gas-price"]).toBe(0);
    }
  });
});

describe("state", () => {
  const stateOf = (node: typeof GATEWAYS, proofBlocks: number) => {
    const { "data-storage-format": format, ...rest } = optionsFor(node, planOf(4, { proofBlocks }));
    return [format, rest["bonsai-historical-block-limit"], rest["bonsai-limit-trie-logs-enabled"]];
  };
  it("is proven at every age where no window is named", () => {
    expect(stateOf(GATEWAYS, 0)).toEqual(["FOREST", undefined, undefined]);
  });
  it("is proven as far back as is named, and never less than Besu's default", () => {
    expect(stateOf(GATEWAYS, 43_200)).toEqual(["BONSAI", 43_200, false]);
    expect(stateOf(GATEWAYS, 10)).toEqual(["BONSAI", 512, false]);
  });
  it("of a validator is kept for its own use", () => {
    expect(stateOf(VALIDATOR, 0)).toEqual(["BONSAI", 512, false]);
  });
  it("comes by full synchronisation, under which trie logs are kept", () => {
    for (const { plan, node } of each) expect(optionsOf(plan, node)["sync-mode"]).toBe("FULL");
  });
});

describe("peers", () => {
  it("are all others, and nobody else is let in", () => {
    for (const plan of PLANS) {
      const all = plan.nodes.map(enodeOf);
      expect(read(permissions(plan))).toEqual({ "nodes-allowlist": all });
      for (const node of plan.nodes) {
        const others = all.filter((enode) => enode !== enodeOf(node));
        expect(JSON.parse(staticNodes(plan, node))).toEqual(others);
        expect(optionsOf(plan, node)).toMatchObject({
          "discovery-enabled": false,
          "permissions-nodes-config-file-enabled": true,
        });
        expect(optionsOf(plan, node)["max-peers"]).toBeGreaterThanOrEqual(others.length);
      }
    }
  });
  it("have URLs as Besu reads them", () => {
    for (const { node } of each) {
      expect(enodeOf(node)).toMatch(/^enode:\/\/[0-9a-f]{128}@10\.0\.0\.\d+:30303$/u);
    }
  });
});
