// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { parseArgs } from "node:util";

export type Language = "zh" | "en";

export interface StoryOptions {
  /** End after the story instead of serving. */
  readonly exit: boolean;
  /** Delete the kept state first. */
  readonly reset: boolean;
  /** Where chain, keys, log and demo files are kept. */
  readonly directory: string;
  /** Where the validators' network is on which it is played; on a development chain of its own when left out. */
  readonly network?: string;
  /** Of the chain of its own. */
  readonly chainPort: number;
  readonly gatewayPort: number;
  readonly language: Language;
}

export const DEFAULT_DIRECTORY = resolve(import.meta.dirname, "../../.suyuan");
const ON_VALIDATORS = resolve(import.meta.dirname, "../../.suyuan-on-validators");
const DEFAULT_CHAIN_PORT = "8545";
const DEFAULT_GATEWAY_PORT = "8787";
const HIGHEST_PORT = 65_535;

/** Thrown for wrong usage; the message says what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The language of LC_ALL, LC_MESSAGES or LANG: Chinese when it names it, English otherwise. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const named = [environment["LC_ALL"], environment["LC_MESSAGES"], environment["LANG"]];
  const locale = named.find((value) => value !== undefined && value !== "") ?? "";
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function portOf(text: string, option: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT) {
    throw new UsageError(
      `--${option} takes a port from 1 to ${String(HIGHEST_PORT)}, not "${text}".`,
    );
  }
  return port;
}

function rawOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        exit: { type: "boolean", default: false },
        reset: { type: "boolean", default: false },
        dir: { type: "string" },
        network: { type: "string" },
        "chain-port": { type: "string" },
        "gateway-port": { type: "string", default: DEFAULT_GATEWAY_PORT },
        lang: { type: "string" },
      },
    }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(
      `${reason}\nUsage: npm start -- [--exit] [--reset] [--dir DIR] [--lang zh|en] ` +
        `[--network DIR | --chain-port N] [--gateway-port N]`,
      { cause },
    );
  }
}

function networkOf(
  network: string | undefined,
  chainPort: string | undefined,
): Pick<StoryOptions, "network"> {
  if (network === undefined) return {};
  if (network === "") throw new UsageError("--network needs a folder.");
  if (chainPort === undefined) return { network: resolve(network) };
  throw new UsageError(
    "--chain-port is for a chain of the story's own, and --network for another's.",
  );
}

/** Reads the options of `npm start -- …`. */
export function parseOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): StoryOptions {
  const raw = rawOptions(args);
  if (raw.lang !== undefined && raw.lang !== "zh" && raw.lang !== "en") {
    throw new UsageError(`--lang takes zh or en, not "${raw.lang}".`);
  }
  return {
    exit: raw.exit,
    reset: raw.reset,
    directory: resolve(raw.dir ?? (raw.network === undefined ? DEFAULT_DIRECTORY : ON_VALIDATORS)),
    ...networkOf(raw.network, raw["chain-port"]),
    chainPort: portOf(raw["chain-port"] ?? DEFAULT_CHAIN_PORT, "chain-port"),
    gatewayPort: portOf(raw["gateway-port"], "gateway-port"),
    language: raw.lang ?? languageOf(environment),
  };
}
