// SPDX-License-Identifier: Apache-2.0
import { ENGLISH, ENGLISH_FILES } from "./en.ts";
import type { Language } from "./language.ts";
import type { FileCode, FileWords, VerdictWords } from "./types.ts";
import { CHINESE, CHINESE_FILES } from "./zh.ts";

export { ACT_NAMES } from "./acts.ts";
export { type Language, languageAsked, languageOfLocale, LANGUAGES } from "./language.ts";
export { OFFICE_NAMES } from "./offices.ts";
export { sentenceOf } from "./sentences.ts";
export { subjectSentence } from "./subject.ts";
export { told, type ToldCheck, type ToldVerdict } from "./told.ts";
export { UPDATE_CODES, type UpdateCode } from "./updates.ts";
export type { FileCode, FileWords, VerdictWords };

const VERDICTS: Readonly<Record<Language, VerdictWords>> = { zh: CHINESE, en: ENGLISH };
const FILES: Readonly<Record<Language, FileWords>> = { zh: CHINESE_FILES, en: ENGLISH_FILES };

export const verdictWords = (language: Language): VerdictWords => VERDICTS[language];

export const fileWords = (language: Language): FileWords => FILES[language];
