// SPDX-License-Identifier: Apache-2.0
import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** What the command is told to do; numbers of validators begin at 1. */
export type Command =
  | {
      readonly name: "init";
      readonly validators: number;
      readonly port: number | undefined;
      /** The one that keeps the states of the last blocks only. */
      readonly pruned: number | undefined;
      /** How many days before the present its clock begins, in a test in which months pass. */
      readonly past: number | undefined;
    }
  | { readonly name: "status" }
  | { readonly name: "up" | "heal" | "present" | "reset" }
  | { readonly name: "down"; readonly kill: boolean }
  | { readonly name: "stop"; readonly number: number; readonly kill: boolean }
  | { readonly name: "start" | "wipe"; readonly number: number }
  | { readonly name: "vote"; readonly number: number; readonly into: boolean }
  | { readonly name: "seal"; readonly numbers: readonly number[]; readonly on: boolean }
  | { readonly name: "partition"; readonly numbers: readonly number[] };

export interface NetworkOptions {
  /** Where everything of the network is kept. */
  readonly directory: string;
  /** Tell the outcome as JSON. */
  readonly json: boolean;
  readonly command: Command;
}

const DEFAULT_DIRECTORY = resolve(import.meta.dirname, "../../.suyuan-network");
const DEFAULT_VALIDATORS = "4";
const MOST_VALIDATORS = 9;
/** RPC takes the ports after it, the validators among themselves those a hundred further on. */
const DEFAULT_PORT = "8600";
const LOWEST_PORT = 1_024;
const HIGHEST_PORT = 65_000;
const MOST_DAYS = 3_650;

const USAGE = `Usage: npm run network -- <command> [--dir DIR] [--json]
  init [--validators 1…9] [--port N|free]   make keys, genesis block and folders;
       [--pruned N]                         N keeps the states of the last 128 blocks only
       [--past DAYS]                        a test build of geth, whose clock begins so many days ago
  up                                        start all, connect them, then begin to seal
  status                                    height, peers, sealing, who signed last
  stop N [--kill]                           stop one validator; --kill at once, without saving
  start N                                   start one that is stopped
  partition N[,N…]                          cut these off from the others
  heal                                      connect all again
  seal N[,N…] off|on                        let these seal no more, or again whoever they see
  vote N out|in                             the others vote a validator out, or in again
  wipe N                                    delete the chain of one that is stopped
  present                                   the clock that began in the past: to the present, for good
  down [--kill]                             stop all
  reset                                     delete the network, which must be down
  besu …                                    files of a network for production: suyuan-network`;

/** Thrown for wrong usage; the message says what is right. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(reason: string, cause?: unknown) {
    super(`${reason}\n${USAGE}`, { cause });
  }
}

function integer(text: string, what: string, [least, most]: readonly [number, number]): number {
  const value = /^[1-9]\d*$/u.test(text) ? Number(text) : 0;
  if (value >= least && value <= most) return value;
  throw new UsageError(
    `${what} is a number from ${String(least)} to ${String(most)}, not "${text}".`,
  );
}

const numberOf = (text: string | undefined): number => {
  if (text === undefined) throw new UsageError("Which validator? Its number is missing.");
  return integer(text, "A validator's number", [1, MOST_VALIDATORS]);
};

function numbersOf(text: string | undefined): number[] {
  const numbers = (text ?? "").split(",").map((part) => numberOf(part === "" ? undefined : part));
  if (new Set(numbers).size === numbers.length) return numbers;
  throw new UsageError(`"${String(text)}" names a validator twice.`);
}

function portOf(text: string): number | undefined {
  return text === "free" ? undefined : integer(text, "--port", [LOWEST_PORT, HIGHEST_PORT]);
}

/** Whether a word is the one that says yes. */
function choice(text: string | undefined, yes: string, no: string): boolean {
  if (text === yes || text === no) return text === yes;
  throw new UsageError(`Say "${yes}" or "${no}", not "${text ?? ""}".`);
}

const FLAGS = {
  dir: { type: "string" },
  json: { type: "boolean" },
  validators: { type: "string" },
  port: { type: "string" },
  pruned: { type: "string" },
  past: { type: "string" },
  kill: { type: "boolean" },
} as const;

function raw(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: FLAGS });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), cause);
  }
}
type Values = ReturnType<typeof raw>["values"];

/** For each command: how many words follow its name, which options it takes, and how it is read. */
const COMMANDS: Readonly<
  Record<
    Command["name"],
    readonly [
      words: number,
      flags: readonly (keyof typeof FLAGS)[],
      read: (words: readonly string[], values: Values) => Command,
    ]
  >
> = {
  init: [
    0,
    ["validators", "port", "pruned", "past"],
    (_, { validators = DEFAULT_VALIDATORS, port = DEFAULT_PORT, pruned, past }) => {
      const count = integer(validators, "--validators", [1, MOST_VALIDATORS]);
      const one = pruned === undefined ? undefined : integer(pruned, "--pruned", [1, count]);
      const days = past === undefined ? undefined : integer(past, "--past", [1, MOST_DAYS]);
      return { name: "init", validators: count, port: portOf(port), pruned: one, past: days };
    },
  ],
  up: [0, [], () => ({ name: "up" })],
  status: [0, [], () => ({ name: "status" })],
  heal: [0, [], () => ({ name: "heal" })],
  present: [0, [], () => ({ name: "present" })],
  reset: [0, [], () => ({ name: "reset" })],
  down: [0, ["kill"], (_, { kill = false }) => ({ name: "down", kill })],
  stop: [
    1,
    ["kill"],
    ([number], { kill = false }) => ({ name: "stop", number: numberOf(number), kill }),
  ],
  start: [1, [], ([number]) => ({ name: "start", number: numberOf(number) })],
  wipe: [1, [], ([number]) => ({ name: "wipe", number: numberOf(number) })],
  vote: [
    2,
    [],
    ([number, direction]) => ({
      ...{ name: "vote", number: numberOf(number), into: choice(direction, "in", "out") },
    }),
  ],
  seal: [
    2,
    [],
    ([numbers, state]) => ({
      ...{ name: "seal", numbers: numbersOf(numbers), on: choice(state, "on", "off") },
    }),
  ],
  partition: [1, [], ([numbers]) => ({ name: "partition", numbers: numbersOf(numbers) })],
};

const isCommand = (name: string): name is Command["name"] => Object.hasOwn(COMMANDS, name);

/** Reads what follows `npm run network --`. @throws UsageError */
export function parseOptions(args: readonly string[]): NetworkOptions {
  const { values, positionals } = raw(args);
  const [name = "", ...words] = positionals;
  if (!isCommand(name))
    throw new UsageError(name === "" ? "Which command?" : `No command "${name}".`);
  const [most, flags, read] = COMMANDS[name];
  const strange = Object.keys(values).find(
    (flag) => !["dir", "json", ...flags].includes(flag as keyof typeof FLAGS),
  );
  if (strange !== undefined) throw new UsageError(`${name} takes no --${strange}.`);
  if (words.length > most) throw new UsageError(`${name} does not take "${words.at(-1) ?? ""}".`);
  if (values.dir === "") throw new UsageError("--dir needs a folder.");
  return {
    directory: resolve(values.dir ?? DEFAULT_DIRECTORY),
    json: values.json ?? false,
    command: read(words, values),
  };
}
