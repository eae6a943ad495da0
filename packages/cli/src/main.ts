// SPDX-License-Identifier: Apache-2.0
import { CommanderError } from "commander";

import { ACTIONS } from "./commands/actions.ts";
import { EXIT } from "./commands/run.ts";
import { failureOf } from "./failures.ts";
import { InputError } from "./failure.ts";
import { LANGUAGES, languageAsked, languageOfLocale } from "./language.ts";
import { type Messages, messagesOf } from "./messages/index.ts";
import { processOutput } from "./output/output.ts";
import { paintFor } from "./output/paint.ts";
import { type Understood, understand } from "./program.ts";

const HELP_CODES = ["commander.helpDisplayed", "commander.version"];

function tell(cause: unknown, messages: Messages, json: boolean, url: string): number {
  const { code, sentence, exit } = failureOf(cause, messages, url);
  const line = json ? JSON.stringify({ error: { code, sentence } }) : sentence;
  process.stderr.write(`${line}\n`);
  return exit;
}

async function runCommand({ name, args, options }: Understood, json: boolean, messages: Messages) {
  const language = messages === messagesOf("zh") ? "zh" : "en";
  const paint = paintFor(process.stdout.isTTY, process.env);
  const out = processOutput({ language, messages, json, paint });
  const action = await ACTIONS[name]();
  return action({ args, options, out });
}

function requireKnownLanguage(argv: readonly string[]): void {
  const place = argv.indexOf("--lang");
  const value = argv[place + 1];
  if (place === -1 || value === undefined || languageAsked(argv)) return;
  throw new InputError("unknown-word", { what: "--lang", value, words: LANGUAGES.join(", ") });
}

/**
 * The whole command.
 * @param argv words after the command's name
 * @returns the exit status: 0; 1 refused; 2 wrong usage or unreadable input; 10, 11, 12 by a verdict
 */
export async function main(argv: readonly string[]): Promise<number> {
  const messages = messagesOf(languageAsked(argv) ?? languageOfLocale(process.env));
  const json = argv.includes("--json");
  let url = process.env["SUYUAN_GATEWAY"] ?? "";
  try {
    requireKnownLanguage(argv);
    const understood = await understand(argv, messages);
    if (!understood) return EXIT.badInput;
    if (typeof understood.options.gateway === "string") url = understood.options.gateway;
    return await runCommand(understood, json, messages);
  } catch (cause) {
    if (cause instanceof CommanderError && HELP_CODES.includes(cause.code)) return EXIT.ok;
    if (cause instanceof CommanderError && cause.code === "commander.help") return EXIT.badInput;
    return tell(cause, messages, json, url);
  }
}
