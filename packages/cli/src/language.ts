// SPDX-License-Identifier: Apache-2.0
export { type Language, languageAsked, languageOfLocale, LANGUAGES } from "@suyuan/words";
