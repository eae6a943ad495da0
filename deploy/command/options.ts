// SPDX-License-Identifier: Apache-2.0
// What the command is told, read in full before anything is done.
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";

import { Refusal } from "./refusal.ts";
import { type Language, LANGUAGES } from "./words.ts";

export interface CommandOptions {
  readonly founding: string;
  readonly rpcUrl: string;
  readonly key: string;
  readonly outFile: string;
  readonly trust: string | undefined;
  readonly networkName: string;
  readonly chainId: number | undefined;
  readonly journalDir: string;
  readonly passphraseFile: string | undefined;
  /** Whether to check everything and send nothing. */
  readonly check: boolean;
}

const FLAGS = {
  founding: { type: "string" },
  rpc: { type: "string" },
  key: { type: "string" },
  out: { type: "string" },
  trust: { type: "string" },
  name: { type: "string" },
  "chain-id": { type: "string" },
  journal: { type: "string" },
  "passphrase-file": { type: "string" },
  check: { type: "boolean" },
  lang: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

function raw(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values;
  } catch (cause) {
    throw new Refusal("usage", cause instanceof Error ? cause.message : String(cause), cause);
  }
}
type Values = ReturnType<typeof raw>;
type TextFlag = {
  [F in keyof typeof FLAGS]: (typeof FLAGS)[F]["type"] extends "string" ? F : never;
}[keyof typeof FLAGS];

function given(values: Values, flag: TextFlag): string | undefined {
  if (values[flag] === "") throw new Refusal("usage", `--${flag} is empty`);
  return values[flag];
}

function needed(values: Values, flag: TextFlag): string {
  const value = given(values, flag);
  if (value === undefined) throw new Refusal("usage", `--${flag} is missing`);
  return value;
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // What was given is not told: it may hold a password.
  if (url?.username || url?.password)
    throw new Refusal("usage", "--rpc holds a name or a password");
  if (url && /^https?:$/u.test(url.protocol)) return text;
  throw new Refusal("usage", "--rpc is no http or https address");
}

function chainIdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^[1-9]\d{0,15}$/u.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new Refusal("usage", `--chain-id is a whole number from 1, not "${text}"`);
}

/** The locale's language, by POSIX order; English unless it is Chinese. `--lang` goes before it, the last one. */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const asked = args.flatMap((word, place) => {
    if (word === "--lang") return [args[place + 1]];
    return word.startsWith("--lang=") ? [word.slice("--lang=".length)] : [];
  });
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find((value) => value);
  const usual = locale?.toLowerCase().startsWith("zh") ? "zh" : "en";
  return LANGUAGES.find((language) => language === asked.at(-1)) ?? usual;
}

/**
 * Reads the command line.
 * @param base the folder that paths are relative to
 * @returns undefined when help is asked for
 * @throws Refusal `usage`
 */
export function parseOptions(args: readonly string[], base: string): CommandOptions | undefined {
  const values = raw(args);
  if (values.help === true) return undefined;
  if (values.lang !== undefined && !LANGUAGES.some((language) => language === values.lang)) {
    throw new Refusal("usage", `--lang is ${LANGUAGES.join(" or ")}, not "${values.lang}"`);
  }
  const path = (text: string) => resolve(base, text);
  const optionalPath = (flag: TextFlag) => {
    const text = given(values, flag);
    return text === undefined ? undefined : path(text);
  };
  const outFile = path(needed(values, "out"));
  if (!outFile.endsWith(".json"))
    throw new Refusal("usage", "--out names a file that ends in .json");
  const stem = outFile.slice(0, -".json".length);
  return {
    founding: path(needed(values, "founding")),
    rpcUrl: webAddress(needed(values, "rpc")),
    key: path(needed(values, "key")),
    outFile,
    trust: optionalPath("trust"),
    networkName: given(values, "name") ?? basename(stem),
    chainId: chainIdOf(given(values, "chain-id")),
    journalDir: optionalPath("journal") ?? `${stem}.journal`,
    passphraseFile: optionalPath("passphrase-file"),
    check: values.check ?? false,
  };
}
