// SPDX-License-Identifier: Apache-2.0
import { Command } from "commander";

import type { Run } from "./commands/run.ts";
import { type OptionName, OPTIONS } from "./commands/options.ts";
import type { ArgumentName, CommandSpec } from "./commands/spec.ts";
import { type CommandName, COMMANDS } from "./commands/specs.ts";
import type { Messages } from "./messages/index.ts";

/** A command that was understood, ready to be run. */
export interface Understood {
  readonly name: CommandName;
  readonly args: readonly string[];
  readonly options: Run["options"];
}

const EVERYWHERE = ["json", "lang"] as const satisfies readonly OptionName[];

/** Options that every command takes, the groups of commands too. */
function withEverywhere(command: Command, messages: Messages): Command {
  for (const option of EVERYWHERE) command.option(OPTIONS[option], messages.options[option]);
  return command;
}

/** Commander's own words for "options" and "command" in a line of usage. */
const usageWords = (text: string, help: Messages["help"]): string =>
  text.replace("[options]", `[${help.optionsWord}]`).replace("[command]", `[${help.commandWord}]`);

/** Help in the reader's language, and errors thrown instead of an exit in the middle. */
function prepared(command: Command, { help }: Messages): Command {
  const titles: Readonly<Record<string, string>> = {
    "Usage:": help.usage,
    "Arguments:": help.arguments,
    "Options:": help.options,
    "Commands:": help.commands,
  };
  return command
    .exitOverride()
    .helpOption("-h, --help", help.showHelp)
    .helpCommand(false)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleUsage: (text) => usageWords(text, help),
      styleSubcommandText: (text) => usageWords(text, help),
    })
    .configureOutput({ outputError: () => undefined });
}

function optionsOf(spec: CommandSpec): OptionName[] {
  const online: OptionName[] = spec.online || spec.signs ? ["gateway", "tokenFile"] : [];
  const signs: OptionName[] = spec.signs ? ["key"] : [];
  return [...(spec.takes ?? []), ...signs, ...online];
}

/** The one command of these words, found or made below the program. */
function place(program: Command, words: readonly string[], messages: Messages): Command {
  const [word = "", ...rest] = words;
  const found = program.commands.find((command) => command.name() === word);
  const command = found ?? prepared(program.command(word), messages);
  if (rest.length === 0) return command;
  if (!found) {
    command.description(messages.groupsOfCommands[word] ?? "").enablePositionalOptions();
    withEverywhere(command, messages);
  }
  return place(command, rest, messages);
}

function describe(command: Command, name: CommandName, messages: Messages): void {
  const spec: CommandSpec = COMMANDS[name];
  command.description(messages.commands[name]);
  for (const argument of spec.args ?? []) {
    command.argument(`<${argument}>`, messages.arguments[argument satisfies ArgumentName]);
  }
  for (const option of spec.needs ?? []) {
    command.requiredOption(OPTIONS[option], messages.options[option]);
  }
  for (const option of optionsOf(spec)) command.option(OPTIONS[option], messages.options[option]);
  withEverywhere(command, messages);
}

/**
 * Understands a command line.
 * @throws CommanderError for wrong usage, and after help was shown.
 */
export async function understand(
  argv: readonly string[],
  messages: Messages,
): Promise<Understood | undefined> {
  let understood: Understood | undefined;
  const program = prepared(new Command("suyuan"), messages).description(messages.help.about);
  withEverywhere(program.enablePositionalOptions(), messages);
  for (const name of Object.keys(COMMANDS) as CommandName[]) {
    const command = place(program, name.split(" "), messages);
    describe(command, name, messages);
    command.action(() => {
      understood = { name, args: command.args, options: command.opts() };
    });
  }
  await program.parseAsync(argv, { from: "user" });
  return understood;
}
