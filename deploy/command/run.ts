// SPDX-License-Identifier: Apache-2.0
// npm run deploy: founds a ledger from files, and says how far it has come.
import { existsSync } from "node:fs";

import { toHex } from "@suyuan/proof";

import { type Addresses, DeployError } from "../addresses.ts";
import { beside, deploy } from "../deploy.ts";
import type { Tell } from "../progress.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { checkNode } from "./node.ts";
import { type CommandOptions, languageOf, parseOptions } from "./options.ts";
import { Refusal } from "./refusal.ts";
import {
  checkedWords,
  doneWords,
  type Language,
  progressWords,
  refusalWords,
  usageOf,
} from "./words.ts";

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Where lines go, what the environment says, and the folder that paths are relative to. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly base: string;
}

interface Outcome {
  readonly result: unknown;
  readonly lines: readonly string[];
}

async function deployed(
  { rpcUrl, outFile, journalDir, networkName }: CommandOptions,
  { founding, trust, key }: Inputs,
  tell: Tell,
): Promise<Addresses> {
  try {
    return await deploy({
      ...{ rpcUrl, outFile, journalDir, networkName, founding, tell },
      deployerKey: toHex(key.secret),
      ...(trust && { trust }),
    });
  } catch (cause) {
    const code = cause instanceof DeployError ? "deployment-refused" : "deployment-stopped";
    throw new Refusal(code, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** Asks the node for funds only where something is left to send. */
async function carryOut(
  options: CommandOptions,
  { env, language, tell }: { env: NodeJS.ProcessEnv; language: Language; tell: Tell },
): Promise<Outcome> {
  const inputs = await readInputs(options, env);
  const { rpcUrl, outFile } = options;
  const isDone = existsSync(outFile);
  const chainId = await checkNode(rpcUrl, options.chainId, isDone ? undefined : inputs.key.address);
  if (options.check) {
    return { result: { chainId, sent: false }, lines: [checkedWords(language, chainId)] };
  }
  const { deploymentId, block } = await deployed(options, inputs, tell);
  const files = [outFile, beside(outFile, "report"), beside(outFile, "policy")];
  const written = files.filter((path) => existsSync(path));
  const lines = isDone ? [] : doneWords(language, written);
  return { result: { chainId, deploymentId, block, files: written }, lines };
}

/** @returns the exit status: 0, 1 when no ledger was founded, 2 for wrong usage */
export async function run(args: readonly string[], around: Surroundings): Promise<number> {
  const { out, error, env, base } = around;
  const language = languageOf(args, env);
  const isJson = args.includes("--json");
  try {
    const options = parseOptions(args, base);
    if (options === undefined) {
      out(usageOf(language));
      return EXIT.ok;
    }
    // Standard output is the outcome's alone: progress goes beside it.
    const tell: Tell = (event) => {
      error(isJson ? JSON.stringify(event) : progressWords(language, event));
    };
    const { result, lines } = await carryOut(options, { env, language, tell });
    for (const line of isJson ? [JSON.stringify(result)] : lines) out(line);
    return EXIT.ok;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    const { code, about } = cause;
    const message = refusalWords(language, code, about);
    error(isJson ? JSON.stringify({ error: { code, message } }) : `${code}: ${message}`);
    if (code === "usage" && !isJson) error(usageOf(language));
    return code === "usage" ? EXIT.usage : EXIT.failed;
  }
}
