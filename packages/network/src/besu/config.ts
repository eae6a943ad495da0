// SPDX-License-Identifier: Apache-2.0
// A node's config.toml. Every option is held against Besu's own list by options.test.ts.
import { type BesuNode, enodeOf, type Plan } from "./plan.ts";

/** Where the files of a node lie on its machine, in a container as well. */
export const configFolder = ({ name }: BesuNode): string => `/etc/suyuan-besu/${name}`;
export const dataFolder = ({ name }: BesuNode): string => `/var/lib/suyuan-besu/${name}`;

const LOOPBACK = "127.0.0.1";
/** Besu's own default; validators prove no state. */
const DEFAULT_PROOF_BLOCKS = 512;
/** A gateway that makes its index anew asks for the events of so many blocks at once; Besu's default is 5,000. */
const LOG_BLOCKS = 20_000;
/** Besu's default; more nodes than this all connect to each other too. */
const PEERS = 25;

type Value = string | number | boolean | readonly string[];
export type Options = Readonly<Record<string, Value>>;

/** Text, lists of text, numbers and truth values are written in TOML as in JSON. */
const line = ([name, value]: readonly [string, Value]): string =>
  `${name}=${Array.isArray(value) ? `[${value.map((one) => JSON.stringify(one)).join(",")}]` : JSON.stringify(value)}`;

// Full synchronisation keeps the trie logs, without which a longer look back is of no use.
const bonsai = (blocks: number): Options => ({
  "data-storage-format": "BONSAI",
  "bonsai-historical-block-limit": blocks,
  "bonsai-limit-trie-logs-enabled": false,
});

const state = (plan: Plan, { role }: BesuNode): Options => {
  if (role === "validator") return bonsai(DEFAULT_PROOF_BLOCKS);
  return plan.proofBlocks === 0
    ? { "data-storage-format": "FOREST" }
    : bonsai(Math.max(DEFAULT_PROOF_BLOCKS, plan.proofBlocks));
};

// Votes and peers are looked after on the validator itself; a gateway needs headers, proofs, events and the set.
const APIS: Readonly<Record<BesuNode["role"], readonly string[]>> = {
  validator: ["ETH", "NET", "WEB3", "QBFT", "ADMIN", "PERM"],
  rpc: ["ETH", "NET", "WEB3", "QBFT", "DEBUG"],
};

/** A comment, and options by name. */
type Section = readonly [string, Options];

const identity = (node: BesuNode): Section => [
  "Who this node is, and where it keeps the chain",
  {
    "genesis-file": `${configFolder(node)}/genesis.json`,
    "node-private-key-file": `${configFolder(node)}/key`,
    "data-path": dataFolder(node),
    "version-compatibility-protection": true,
  },
];

const peers = (plan: Plan, node: BesuNode): Section => [
  "Peers: those that are named, and no others",
  {
    "sync-min-peers": 1,
    "p2p-host": node.host,
    "p2p-interface": node.host === LOOPBACK ? LOOPBACK : "0.0.0.0",
    "p2p-port": node.p2pPort,
    "max-peers": Math.max(PEERS, plan.nodes.length),
    "remote-connections-limit-enabled": false,
    "discovery-enabled": false,
    "static-nodes-file": `${configFolder(node)}/static-nodes.json`,
    "permissions-nodes-config-file-enabled": true,
    "permissions-nodes-config-file": `${configFolder(node)}/permissions_config.toml`,
  },
];

const TRANSACTIONS: Section = [
  "Transactions cost nothing; a relayer sends all of its own from one account",
  {
    "min-gas-price": 0,
    "tx-pool": "sequenced",
    "tx-pool-limit-by-account-percentage": 1,
    "tx-pool-no-local-priority": true,
    "strict-tx-replay-protection-enabled": true,
  },
];

const rpc = (plan: Plan, node: BesuNode): Section => [
  "JSON-RPC for this machine alone: host-allowlist is no access control, the address is",
  {
    "rpc-http-enabled": true,
    "rpc-http-host": LOOPBACK,
    "rpc-http-port": node.rpcPort,
    "rpc-http-api": APIS[node.role],
    "host-allowlist": ["localhost", LOOPBACK],
    "rpc-max-logs-range": LOG_BLOCKS,
    "rpc-gas-cap": plan.gasLimit,
    "revert-reason-enabled": node.role === "rpc",
  },
];

const watched = (node: BesuNode): Section => [
  "What is watched",
  {
    "metrics-enabled": true,
    "metrics-host": LOOPBACK,
    "metrics-port": node.metricsPort,
    logging: "INFO",
    "color-enabled": false,
  },
];

const sections = (plan: Plan, node: BesuNode): readonly Section[] => [
  identity(node),
  ["State, and how far back it can be proven", { "sync-mode": "FULL", ...state(plan, node) }],
  peers(plan, node),
  TRANSACTIONS,
  rpc(plan, node),
  watched(node),
];

/** All options of a node by name. */
export const optionsOf = (plan: Plan, node: BesuNode): Options =>
  Object.assign({}, ...sections(plan, node).map(([, options]) => options)) as Options;

/** A node's config.toml. */
export function configToml(plan: Plan, node: BesuNode): string {
  const parts = sections(plan, node).map(([comment, options]) =>
    [`# ${comment}.`, ...Object.entries(options).map(line)].join("\n"),
  );
  return `# ${node.name} of chain ${plan.chainId}\n\n${parts.join("\n\n")}\n`;
}

/** The nodes that a node connects to: all others. */
export const staticNodes = (plan: Plan, node: BesuNode): string =>
  `${JSON.stringify(plan.nodes.filter(({ name }) => name !== node.name).map(enodeOf), null, 2)}\n`;

/** The nodes that may connect, the same on all. */
export const permissions = (plan: Plan): string =>
  `${line(["nodes-allowlist", plan.nodes.map(enodeOf)])}\n`;
