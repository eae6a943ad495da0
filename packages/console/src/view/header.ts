// SPDX-License-Identifier: Apache-2.0
import { LANGUAGES, type Language } from "@suyuan/words";

import type { App } from "../app.ts";
import type { Words } from "../words/index.ts";
import { h } from "./dom.ts";

const NAMES: Readonly<Record<Language, string>> = { zh: "中文", en: "English" };
const TAGS: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en" };

/** The language as a document names it. */
export const tagOf = (language: Language): string => TAGS[language];

export function headerView({ language, page }: Words, app: App): readonly Node[] {
  const buttons = LANGUAGES.map((one) =>
    h(
      "button",
      {
        id: `language-${one}`,
        type: "button",
        lang: TAGS[one],
        "aria-pressed": String(one === language),
        click: () => {
          app.speak(one);
        },
      },
      NAMES[one],
    ),
  );
  return [
    h("div", { class: "languages", role: "group", "aria-label": page.language }, ...buttons),
    h("h1", {}, page.title),
    h("p", { class: "lead" }, page.lead),
    h("p", { class: "stays" }, page.stays),
  ];
}
