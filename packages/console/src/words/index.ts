// SPDX-License-Identifier: Apache-2.0
import {
  fileWords,
  type FileWords,
  type Language,
  type VerdictWords,
  verdictWords,
} from "@suyuan/words";

import { ENGLISH } from "./en.ts";
import type { PageWords } from "./types.ts";
import { CHINESE } from "./zh.ts";

/** Everything that is said on the page, in one language. */
export interface Words {
  readonly language: Language;
  readonly page: PageWords;
  readonly verdict: VerdictWords;
  readonly files: FileWords;
}

const PAGES: Readonly<Record<Language, PageWords>> = { zh: CHINESE, en: ENGLISH };

export const wordsOf = (language: Language): Words => ({
  language,
  page: PAGES[language],
  verdict: verdictWords(language),
  files: fileWords(language),
});
