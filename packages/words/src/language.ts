// SPDX-License-Identifier: Apache-2.0

export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The locale's language, by POSIX order; English unless it is Chinese. */
export function languageOfLocale(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find((value) => value);
  return locale?.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** The language that the command line asks for; undefined when it asks for none, or for an unknown one. */
export function languageAsked(argv: readonly string[]): Language | undefined {
  const joined = argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  const place = argv.indexOf("--lang");
  const asked = joined ?? (place === -1 ? undefined : argv[place + 1]);
  return LANGUAGES.find((language) => language === asked);
}
