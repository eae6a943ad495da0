// SPDX-License-Identifier: Apache-2.0
// What the command is told, read in full before anything is done.
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import type { Addition } from "./besu/add.ts";
import type { Wanted } from "./besu/init.ts";
import { type Role, ROLES } from "./besu/plan.ts";
import { Failure } from "./failure.ts";

export type Command =
  | ({ readonly name: "init" } & Wanted)
  | { readonly name: "key"; readonly out: string }
  | { readonly name: "check" | "files" }
  | ({ readonly name: "add" } & Addition)
  | { readonly name: "policy"; readonly file: string; readonly out: string }
  | {
      readonly name: "range";
      readonly file: string;
      readonly out: string;
      readonly from: number;
      readonly validators: readonly string[];
    };

export interface Told {
  readonly folder: string;
  readonly json: boolean;
  readonly command: Command;
}

const MOST_NODES = 100;
const DEFAULT_FOLDER = ".suyuan-besu";

const USAGE = `Usage: suyuan-network besu <command> [--dir DIR] [--json]
  init [--validators 4] [--rpc-nodes 1] [--hosts IP,…] [--public FILE,…] [--chain-id N]
       [--period SECONDS] [--gas-limit N] [--proofs all|HOURS]
                             genesis, keys, configuration, services of a new network
  key --out FILE             the key of one node; the public part beside it in FILE.pub
  check                      are all files what network.json makes, and whose keys are here?
  files                      write the files again that are not
  add --public FILE --host IP [--role validator|rpc]
                             a further node, and the others' lists of peers
  policy DRAFT --out FILE    the policy that trusts the genesis block's validators
  range POLICY --from BLOCK --addresses 0x…,0x… --out FILE
                             the draft of the policy after a change of validators`;

const usage = (reason: string, cause?: unknown): Failure =>
  new Failure("usage", `${reason}\n${USAGE}`, cause);

const FLAGS = {
  dir: { type: "string" },
  json: { type: "boolean" },
  validators: { type: "string" },
  "rpc-nodes": { type: "string" },
  hosts: { type: "string" },
  public: { type: "string" },
  "chain-id": { type: "string" },
  period: { type: "string" },
  "gas-limit": { type: "string" },
  proofs: { type: "string" },
  out: { type: "string" },
  host: { type: "string" },
  role: { type: "string" },
  from: { type: "string" },
  addresses: { type: "string" },
} as const;
type Flag = keyof typeof FLAGS;

function raw(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
  } catch (cause) {
    throw usage(cause instanceof Error ? cause.message : String(cause), cause);
  }
}
type Values = Readonly<ReturnType<typeof raw>["values"]>;

function integer(text: string, flag: Flag, least: number, most: number): number {
  const value = /^(?:0|[1-9]\d{0,15})$/u.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw usage(`--${flag} is a whole number from ${least} to ${most}, not "${text}".`);
}

function needed(values: Values, flag: Exclude<Flag, "json">): string {
  const value = values[flag];
  if (value === undefined || value === "") throw usage(`--${flag} is missing.`);
  return value;
}

const listOf = (text: string): readonly string[] => text.split(",").map((one) => one.trim());
const optionalList = (text: string | undefined) => (text === undefined ? undefined : listOf(text));

function wanted(values: Values): Wanted {
  const { proofs = "all", "chain-id": chainId } = values;
  const most = Number.MAX_SAFE_INTEGER;
  return {
    validators: integer(values.validators ?? "4", "validators", 1, MOST_NODES),
    rpcNodes: integer(values["rpc-nodes"] ?? "1", "rpc-nodes", 0, MOST_NODES),
    hosts: optionalList(values.hosts),
    publicKeys: optionalList(values.public)?.map((path) => resolve(path)),
    chainId: chainId === undefined ? undefined : integer(chainId, "chain-id", 1, most),
    blockSeconds: integer(values.period ?? "2", "period", 1, 60),
    gasLimit: integer(values["gas-limit"] ?? "100000000", "gas-limit", 10_000_000, 2_000_000_000),
    proofHours: proofs === "all" ? 0 : integer(proofs, "proofs", 1, 100_000),
  };
}

function roleOf(text: string): Role {
  const role = ROLES.find((one) => one === text);
  if (role === undefined) throw usage(`--role is one of ${ROLES.join(", ")}, not "${text}".`);
  return role;
}

type Reader = readonly [
  words: number,
  flags: readonly Flag[],
  read: (words: readonly string[], values: Values) => Command,
];

/** For each command: how many words follow its name, which options it takes, and how it is read. */
const COMMANDS: Readonly<Record<Command["name"], Reader>> = {
  init: [
    0,
    [
      ...(["validators", "rpc-nodes", "hosts", "public", "chain-id"] as const),
      ...(["period", "gas-limit", "proofs"] as const),
    ],
    (_, values) => ({ name: "init", ...wanted(values) }),
  ],
  key: [0, ["out"], (_, values) => ({ name: "key", out: resolve(needed(values, "out")) })],
  check: [0, [], () => ({ name: "check" })],
  files: [0, [], () => ({ name: "files" })],
  add: [
    0,
    ["public", "host", "role"],
    (_, values) => ({
      name: "add",
      role: roleOf(values.role ?? "validator"),
      host: needed(values, "host"),
      publicKey: resolve(needed(values, "public")),
    }),
  ],
  policy: [
    1,
    ["out"],
    ([file = ""], values) => ({
      ...{ name: "policy", file: resolve(file), out: resolve(needed(values, "out")) },
    }),
  ],
  range: [
    1,
    ["from", "addresses", "out"],
    ([file = ""], values) => ({
      name: "range",
      file: resolve(file),
      out: resolve(needed(values, "out")),
      from: integer(needed(values, "from"), "from", 1, Number.MAX_SAFE_INTEGER),
      validators: listOf(needed(values, "addresses")),
    }),
  ],
};

const isCommand = (name: string): name is Command["name"] => Object.hasOwn(COMMANDS, name);

/** Reads what follows `suyuan-network`. @throws Failure `usage` */
export function parseOptions(args: readonly string[]): Told {
  const { values, positionals } = raw(args);
  const [kind = "", name = "", ...words] = positionals;
  if (kind !== "besu") throw usage(kind === "" ? "Which network?" : `No network "${kind}".`);
  if (!isCommand(name)) throw usage(name === "" ? "Which command?" : `No command "${name}".`);
  const [count, flags, read] = COMMANDS[name];
  const strange = Object.keys(values).find(
    (flag) => !["dir", "json", ...flags].includes(flag as Flag),
  );
  if (strange !== undefined) throw usage(`${name} takes no --${strange}.`);
  if (words.length !== count) {
    throw usage(
      words.length < count ? "Which file?" : `${name} does not take "${words.at(-1) ?? ""}".`,
    );
  }
  const folder = values.dir ?? DEFAULT_FOLDER;
  if (folder === "") throw usage("--dir needs a folder.");
  return { folder: resolve(folder), json: values.json ?? false, command: read(words, values) };
}
