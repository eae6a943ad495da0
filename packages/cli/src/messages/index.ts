// SPDX-License-Identifier: Apache-2.0
import { type Language, type VerdictWords, verdictWords } from "@suyuan/words";

import type { OptionName } from "../commands/options.ts";
import type { ArgumentName } from "../commands/spec.ts";
import type { CommandName } from "../commands/specs.ts";
import type { FailureValues } from "../failure.ts";
import { ENGLISH_FAILURES } from "./en/failures.ts";
import { ENGLISH_COMMANDS } from "./en/commands.ts";
import { ENGLISH_ARGUMENTS, ENGLISH_GROUPS, ENGLISH_OPTIONS } from "./en/help.ts";
import { ENGLISH_REVERTS } from "./en/reverts.ts";
import { ENGLISH_WORDS } from "./en/words.ts";
import type { FailureCode } from "./failures.ts";
import type { Words } from "./words.ts";
import { CHINESE_FAILURES } from "./zh/failures.ts";
import { CHINESE_REFUSALS } from "./zh/gateway.ts";
import { CHINESE_COMMANDS } from "./zh/commands.ts";
import { CHINESE_ARGUMENTS, CHINESE_GROUPS, CHINESE_OPTIONS } from "./zh/help.ts";
import { CHINESE_REVERTS } from "./zh/reverts.ts";
import { CHINESE_WORDS } from "./zh/words.ts";

/** Everything that the command says, in one language. */
export interface Messages extends Words, VerdictWords {
  readonly failures: Readonly<Record<FailureCode, (values: FailureValues) => string>>;
  /** What a gateway's codes mean; where there is none, its own words are shown. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Why a contract refuses, by the name of its error; others are shown by their name alone. */
  readonly reverts: Readonly<Record<string, string>>;
  readonly commands: Readonly<Record<CommandName, string>>;
  readonly groupsOfCommands: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<OptionName, string>>;
  readonly arguments: Readonly<Record<ArgumentName, string>>;
}

const MESSAGES: Readonly<Record<Language, Messages>> = {
  en: {
    ...verdictWords("en"),
    ...ENGLISH_WORDS,
    failures: ENGLISH_FAILURES,
    refusals: {},
    reverts: ENGLISH_REVERTS,
    commands: ENGLISH_COMMANDS,
    groupsOfCommands: ENGLISH_GROUPS,
    options: ENGLISH_OPTIONS,
    arguments: ENGLISH_ARGUMENTS,
  },
  zh: {
    ...verdictWords("zh"),
    ...CHINESE_WORDS,
    failures: CHINESE_FAILURES,
    refusals: CHINESE_REFUSALS,
    reverts: CHINESE_REVERTS,
    commands: CHINESE_COMMANDS,
    groupsOfCommands: CHINESE_GROUPS,
    options: CHINESE_OPTIONS,
    arguments: CHINESE_ARGUMENTS,
  },
};

export const messagesOf = (language: Language): Messages => MESSAGES[language];
