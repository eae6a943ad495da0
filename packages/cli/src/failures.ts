// SPDX-License-Identifier: Apache-2.0
import { CommanderError } from "commander";

import { EXIT } from "./commands/run.ts";
import { InputError } from "./failure.ts";
import type { Messages } from "./messages/index.ts";

/** What is told of a failure: a stable code, one sentence, and the exit status. */
export interface Failure {
  readonly code: string;
  readonly sentence: string;
  readonly exit: number;
}

const USAGE = {
  "commander.unknownCommand": "usage-unknown-command",
  "commander.unknownOption": "usage-unknown-option",
  "commander.missingMandatoryOptionValue": "usage-missing-option",
  "commander.missingArgument": "usage-missing-argument",
  "commander.optionMissingArgument": "usage-missing-value",
  "commander.excessArguments": "usage-excess",
} as const;

const isUsage = (code: string): code is keyof typeof USAGE => Object.hasOwn(USAGE, code);

/** The word in quotes that commander's message is about, an option without its value's name. */
const wordOf = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? message;

function usage(cause: CommanderError, { failures }: Messages): Failure {
  const code = isUsage(cause.code) ? USAGE[cause.code] : "usage-other";
  return { code, sentence: failures[code]({ word: wordOf(cause.message) }), exit: EXIT.badInput };
}

const detailOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

/** What the gateway said, in the reader's language where its code is known there. */
function refusal(cause: NamedError, messages: Messages): string {
  const { problem } = cause;
  const known = messages.refusals[cause.code];
  const fact = problem?.fact && ` [${problem.fact.check}: ${problem.fact.code}]`;
  const act = problem?.act && ` [${problem.act.error} ${JSON.stringify(problem.act.values)}]`;
  const why = (problem?.act && messages.reverts[problem.act.error]) ?? known ?? cause.message;
  const place = problem?.path === undefined ? "" : ` (${problem.path})`;
  return `${why}${place}${fact ?? ""}${act ?? ""}`;
}

// Known by name and not by class: loading the classes would load the whole sdk with them.
interface NamedError extends Error {
  readonly code: string;
  readonly problem?: {
    readonly path?: string;
    readonly fact?: { readonly check: string; readonly code: string };
    readonly act?: { readonly error: string; readonly values: unknown };
  };
}

const named = (cause: unknown, name: string): cause is NamedError =>
  cause instanceof Error && cause.name === name;

function gateway(cause: NamedError, messages: Messages, url: string): Failure {
  const { failures } = messages;
  const exit = EXIT.refused;
  const { code } = cause;
  if (code === "unreachable") {
    return {
      code: "gateway-unreachable",
      sentence: failures["gateway-unreachable"]({ url }),
      exit,
    };
  }
  if (code === "timeout") {
    return { code: "gateway-timeout", sentence: failures["gateway-timeout"]({}), exit };
  }
  const detail = refusal(cause, messages);
  if (code === "bad-answer") {
    const sentence = failures["gateway-bad-answer"]({ detail });
    return { code: "gateway-bad-answer", sentence, exit };
  }
  return { code, sentence: failures["gateway-refused"]({ code, detail }), exit };
}

/** Puts any failure into a sentence, a code and an exit status. */
export function failureOf(cause: unknown, messages: Messages, gatewayUrl: string): Failure {
  const { failures } = messages;
  if (cause instanceof CommanderError) return usage(cause, messages);
  if (cause instanceof InputError) {
    const sentence = failures[cause.code](cause.values);
    return { code: cause.code, sentence, exit: EXIT.badInput };
  }
  if (named(cause, "GatewayError")) return gateway(cause, messages, gatewayUrl);
  const detail = detailOf(cause);
  if (named(cause, "ProofError") || (named(cause, "ChainError") && cause.code === "malformed")) {
    const sentence = failures["wrong-arguments"]({ reason: detail });
    return { code: "wrong-arguments", sentence, exit: EXIT.badInput };
  }
  if (named(cause, "ChainError")) {
    return {
      code: "chain-refused",
      sentence: failures["chain-refused"]({ detail }),
      exit: EXIT.refused,
    };
  }
  return { code: "internal", sentence: failures.internal({ detail }), exit: EXIT.refused };
}
