// SPDX-License-Identifier: Apache-2.0
// suyuan-network: files of a network for production. It starts nothing, and asks nobody on a network.
import { canonicalText, policyFingerprint } from "@suyuan/proof";
import { languageAsked, languageOfLocale } from "@suyuan/words";

import { addNode, writeFiles } from "./besu/add.ts";
import { check, type Checked, planIn, toldOf } from "./besu/check.ts";
import { initialise, makeKey } from "./besu/init.ts";
import { addressOf } from "./besu/keys.ts";
import { nextRange, policyIn, sealedPolicy } from "./besu/policy.ts";
import { addTransition, type Change } from "./besu/transition.ts";
import { Failure, type Told } from "./failure.ts";
import { ANYONE_READS, makeFile } from "./folder.ts";
import { type Command, parseOptions } from "./options.ts";
import { USAGE } from "./usage.ts";

const HELP = ["--help", "-h"];
const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** What was done: for programs, and in lines for people. */
interface Outcome {
  readonly result: unknown;
  readonly lines: readonly Told[];
}

const same = (text: string): Told => ({ zh: text, en: text });
const faulty = (count: number): number => Math.floor((count - 1) / 3);

/** A warning where a set bears no loss. */
const fewOf = (validators: readonly string[]): readonly Told[] =>
  faulty(validators.length) === 0
    ? [
        {
          zh: "验证人少于四个时不能缺任何一个：不可用于生产。",
          en: "Fewer than four validators bear no loss: not for production.",
        },
      ]
    : [];

const listed = (validators: readonly string[]): readonly Told[] =>
  validators.map((address) => same(`  ${address}`));

function linesOf({ plan, genesisFile, genesisBlock, validators }: Omit<Checked, "keys">): Told[] {
  const spare = faulty(validators.length);
  const later = (plan.transitions ?? []).flatMap((one) => [
    { zh: `从区块 ${one.block} 起：`, en: `From block ${one.block} on:` },
    ...listed(one.validators),
  ]);
  return [
    {
      zh: `链 ${plan.chainId}：${validators.length} 个验证人，其中 ${spare} 个可以缺席或作假。`,
      en: `Chain ${plan.chainId}: ${validators.length} validators, of which ${spare} may be away or false.`,
    },
    ...fewOf(validators),
    ...listed(validators),
    ...later,
    same(`genesis.json  sha256 ${genesisFile}`),
    { zh: `区块 0        ${genesisBlock}`, en: `block 0       ${genesisBlock}` },
  ];
}

function init(folder: string, command: Extract<Command, { name: "init" }>): Outcome {
  const told = toldOf(initialise(folder, command, Math.floor(Date.now() / 1_000)));
  const made =
    command.publicKeys === undefined
      ? {
          zh: `文件在 ${folder}，其中有全部节点的私钥。`,
          en: `The files are in ${folder}, with the private keys of all nodes.`,
        }
      : { zh: `文件在 ${folder}，其中没有密钥。`, en: `The files are in ${folder}, no keys.` };
  return { result: { folder, ...told }, lines: [made, ...linesOf(told)] };
}

function checked(folder: string): Outcome {
  const found = check(folder);
  const keys = found.keys.join(", ");
  return {
    result: found,
    lines: [
      { zh: "全部文件都由 network.json 生成。", en: "All files are what network.json makes." },
      { zh: `这里的私钥：${keys || "无"}。`, en: `Private keys here: ${keys || "none"}.` },
      ...linesOf(found),
    ],
  };
}

function policy(command: Extract<Command, { name: "policy" | "range" }>, folder: string): Outcome {
  const { file, out } = command;
  const draft = policyIn(file);
  const made =
    command.name === "policy"
      ? sealedPolicy(draft, planIn(folder), file)
      : nextRange(draft, command.from, command.validators, file);
  makeFile({ path: out, text: `${canonicalText(made)}\n`, mode: ANYONE_READS });
  const fingerprint = policyFingerprint(made);
  const told = { zh: `指纹 ${fingerprint}`, en: `Fingerprint ${fingerprint}` };
  return { result: { out, fingerprint }, lines: [same(out), told] };
}

function transition(folder: string, change: Change): Outcome {
  const made = addTransition(folder, change);
  const { block, validators } = made.transition;
  const next = `--from ${block} --addresses ${validators.join(",")}`;
  return {
    result: made,
    lines: [
      {
        zh: `从区块 ${block} 起由它们出块；区块 0 不变。已写入：`,
        en: `From block ${block} on these seal; block 0 stays the same. Written:`,
      },
      ...made.written.map(same),
      ...fewOf(validators),
      {
        zh: "在全部节点停止时，把 genesis.json 复制到每个节点，再签署此后的策略：",
        en: "Copy genesis.json to every node while all are stopped, and sign the policy of then:",
      },
      same(`  suyuan-network besu range POLICY ${next} --out FILE`),
    ],
  };
}

function add(folder: string, command: Extract<Command, { name: "add" }>): Outcome {
  const { node, written } = addNode(folder, command);
  const told = { zh: `已加入 ${node.name}。已写入：`, en: `${node.name} is added. Written:` };
  return { result: { node, written }, lines: [told, ...written.map(same)] };
}

function key({ out }: Extract<Command, { name: "key" }>): Outcome {
  const made = makeKey(out);
  const told = { out, public: made.public, address: addressOf(made.public) };
  const address = { zh: `地址 ${told.address}`, en: `Address ${told.address}` };
  return { result: told, lines: [same(out), same(`${out}.pub`), address] };
}

function files(folder: string): Outcome {
  const written = writeFiles(folder);
  const told = { zh: `写入 ${written.length} 个。`, en: `${written.length} written.` };
  return { result: { written }, lines: [told, ...written.map(same)] };
}

function carryOut(folder: string, command: Command): Outcome {
  switch (command.name) {
    case "init":
      return init(folder, command);
    case "check":
      return checked(folder);
    case "files":
      return files(folder);
    case "add":
      return add(folder, command);
    case "transition":
      return transition(folder, command);
    case "key":
      return key(command);
    case "policy":
    case "range":
      return policy(command, folder);
  }
}

/** Where lines go: what was done, and what was refused. */
export interface Streams {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

const STANDARD: Streams = {
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
};

/**
 * Runs the command, in the language that it asks for by --lang, or else in that of the locale.
 * @returns the exit status: 0, 1 when it could not be done, 2 for wrong usage
 */
export function main(
  args: readonly string[],
  streams: Streams = STANDARD,
  env: Readonly<Record<string, string | undefined>> = process.env,
): number {
  const language = languageAsked(args) ?? languageOfLocale(env);
  if (args.some((word) => HELP.includes(word))) {
    streams.out(USAGE[language]);
    return EXIT.ok;
  }
  try {
    const { folder, json, command } = parseOptions(args);
    const { result, lines } = carryOut(folder, command);
    const told = json ? [JSON.stringify(result)] : lines.map((line) => line[language]);
    for (const line of told) streams.out(line);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, told } = error;
    const message = told[language];
    streams.error(args.includes("--json") ? JSON.stringify({ error: { code, message } }) : message);
    return code === "usage" ? EXIT.usage : EXIT.failed;
  }
}
