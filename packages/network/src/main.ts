// SPDX-License-Identifier: Apache-2.0
// suyuan-network: files of a network for production. It starts nothing, and asks nobody on a network.
import { canonicalText, policyFingerprint } from "@suyuan/proof";

import { addNode, writeFiles } from "./besu/add.ts";
import { check, type Checked, planIn, toldOf } from "./besu/check.ts";
import { initialise, makeKey } from "./besu/init.ts";
import { addressOf } from "./besu/keys.ts";
import { nextRange, policyIn, sealedPolicy } from "./besu/policy.ts";
import { Failure } from "./failure.ts";
import { ANYONE_READS, makeFile } from "./folder.ts";
import { type Command, parseOptions } from "./options.ts";

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** What was done: for programs, and in lines for people. */
interface Outcome {
  readonly result: unknown;
  readonly lines: readonly string[];
}

const faulty = (count: number): number => Math.floor((count - 1) / 3);

function linesOf({ plan, genesisFile, genesisBlock, validators }: Omit<Checked, "keys">) {
  const spare = faulty(validators.length);
  return [
    `Chain ${plan.chainId}: ${validators.length} validators, of which ${spare} may be away or false.`,
    ...(spare === 0 ? ["Fewer than four validators bear no loss: not for production."] : []),
    ...validators.map((address) => `  ${address}`),
    `genesis.json  sha256 ${genesisFile}`,
    `block 0       ${genesisBlock}`,
  ];
}

function init(folder: string, command: Extract<Command, { name: "init" }>): Outcome {
  const told = toldOf(initialise(folder, command, Math.floor(Date.now() / 1_000)));
  const keys = command.publicKeys === undefined ? "with the private keys of all nodes" : "no keys";
  return {
    result: { folder, ...told },
    lines: [`The files are in ${folder}, ${keys}.`, ...linesOf(told)],
  };
}

function checked(folder: string): Outcome {
  const found = check(folder);
  const keys = found.keys.length === 0 ? "none" : found.keys.join(", ");
  return {
    result: found,
    lines: [
      "All files are what network.json makes.",
      `Private keys here: ${keys}.`,
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
  return { result: { out, fingerprint }, lines: [out, `Fingerprint ${fingerprint}`] };
}

function carryOut(folder: string, command: Command): Outcome {
  switch (command.name) {
    case "init":
      return init(folder, command);
    case "check":
      return checked(folder);
    case "files": {
      const written = writeFiles(folder);
      return { result: { written }, lines: [`${written.length} written.`, ...written] };
    }
    case "add": {
      const { node, written } = addNode(folder, command);
      return { result: { node, written }, lines: [`${node.name} is added. Written:`, ...written] };
    }
    case "key": {
      const key = makeKey(command.out);
      const told = { out: command.out, public: key.public, address: addressOf(key.public) };
      return {
        result: told,
        lines: [command.out, `${command.out}.pub`, `Address ${told.address}`],
      };
    }
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

/** Runs the command. @returns the exit status: 0, 1 when it could not be done, 2 for wrong usage */
export function main(args: readonly string[], streams: Streams = STANDARD): number {
  try {
    const { folder, json, command } = parseOptions(args);
    const { result, lines } = carryOut(folder, command);
    for (const line of json ? [JSON.stringify(result)] : lines) streams.out(line);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message } = error;
    const told = args.includes("--json") ? JSON.stringify({ error: { code, message } }) : message;
    streams.error(told);
    return code === "usage" ? EXIT.usage : EXIT.failed;
  }
}
