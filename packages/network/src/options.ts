// SPDX-License-Identifier: Apache-2.0
// What the command is told, read in full before anything is done.
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { LANGUAGES } from "@suyuan/words";

import type { Addition } from "./besu/add.ts";
import type { Wanted } from "./besu/init.ts";
import { type Role, ROLES } from "./besu/plan.ts";
import type { Change } from "./besu/transition.ts";
import { Failure, type Told } from "./failure.ts";
import { USAGE } from "./usage.ts";

export type Command =
  | ({ readonly name: "init" } & Wanted)
  | { readonly name: "key"; readonly out: string }
  | { readonly name: "check" | "files" }
  | ({ readonly name: "add" } & Addition)
  | ({ readonly name: "transition" } & Change)
  | { readonly name: "policy"; readonly file: string; readonly out: string }
  | {
      readonly name: "range";
      readonly file: string;
      readonly out: string;
      readonly from: number;
      readonly validators: readonly string[];
    };

/** What the command line says. */
export interface Asked {
  readonly folder: string;
  readonly json: boolean;
  readonly command: Command;
}

const MOST_NODES = 100;
const DEFAULT_FOLDER = ".suyuan-besu";

const usage = ({ zh, en }: Told, cause?: unknown): Failure =>
  new Failure("usage", { zh: `${zh}\n${USAGE.zh}`, en: `${en}\n${USAGE.en}` }, cause);

const FLAGS = {
  dir: { type: "string" },
  json: { type: "boolean" },
  lang: { type: "string" },
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
  block: { type: "string" },
  from: { type: "string" },
  addresses: { type: "string" },
} as const;
type Flag = keyof typeof FLAGS;

function raw(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw usage({ zh: message, en: message }, cause);
  }
}
type Values = Readonly<ReturnType<typeof raw>["values"]>;

function integer(text: string, flag: Flag, least: number, most: number): number {
  const value = /^(?:0|[1-9]\d{0,15})$/u.test(text) ? Number(text) : -1;
  if (value >= least && value <= most) return value;
  throw usage({
    zh: `--${flag} 应是 ${least} 到 ${most} 的整数，而不是 "${text}"。`,
    en: `--${flag} is a whole number from ${least} to ${most}, not "${text}".`,
  });
}

function needed(values: Values, flag: Exclude<Flag, "json">): string {
  const value = values[flag];
  if (value === undefined || value === "")
    throw usage({ zh: `缺少 --${flag}。`, en: `--${flag} is missing.` });
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
  if (role === undefined)
    throw usage({
      zh: `--role 应是 ${ROLES.join("、")} 之一，而不是 "${text}"。`,
      en: `--role is one of ${ROLES.join(", ")}, not "${text}".`,
    });
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
  transition: [
    0,
    ["block", "addresses"],
    (_, values) => ({
      name: "transition",
      block: integer(needed(values, "block"), "block", 1, Number.MAX_SAFE_INTEGER),
      validators: listOf(needed(values, "addresses")),
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

function checkLanguage({ lang }: Values): void {
  if (lang === undefined || LANGUAGES.some((one) => one === lang)) return;
  const known = LANGUAGES.join(", ");
  throw usage({
    zh: `--lang 应是 ${known} 之一，而不是 "${lang}"。`,
    en: `--lang is one of ${known}, not "${lang}".`,
  });
}

/** Reads what follows `suyuan-network`. @throws Failure `usage` */
export function parseOptions(args: readonly string[]): Asked {
  const { values, positionals } = raw(args);
  const [kind = "", name = "", ...words] = positionals;
  if (kind !== "besu") {
    throw kind === ""
      ? usage({ zh: "哪一种网络？", en: "Which network?" })
      : usage({ zh: `没有网络“${kind}”。`, en: `No network "${kind}".` });
  }
  if (!isCommand(name)) {
    throw name === ""
      ? usage({ zh: "哪一个命令？", en: "Which command?" })
      : usage({ zh: `没有命令“${name}”。`, en: `No command "${name}".` });
  }
  const [count, flags, read] = COMMANDS[name];
  const strange = Object.keys(values).find(
    (flag) => !["dir", "json", "lang", ...flags].includes(flag as Flag),
  );
  if (strange !== undefined)
    throw usage({ zh: `${name} 没有选项 --${strange}。`, en: `${name} takes no --${strange}.` });
  if (words.length !== count) {
    const last = words.at(-1) ?? "";
    throw words.length < count
      ? usage({ zh: "哪一个文件？", en: "Which file?" })
      : usage({ zh: `${name} 不接受“${last}”。`, en: `${name} does not take "${last}".` });
  }
  checkLanguage(values);
  const folder = values.dir ?? DEFAULT_FOLDER;
  if (folder === "") throw usage({ zh: "--dir 之后要有目录。", en: "--dir needs a folder." });
  return { folder: resolve(folder), json: values.json ?? false, command: read(words, values) };
}
