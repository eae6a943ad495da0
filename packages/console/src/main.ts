// SPDX-License-Identifier: Apache-2.0
import { LANGUAGES } from "@suyuan/words";

import { App } from "./app.ts";
import { keptLanguage, type Keeper } from "./kept.ts";
import { Page } from "./view/page.ts";

function keeper(): Keeper | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

const storage = keeper();
const language = LANGUAGES.find((known) => known === keptLanguage(storage)) ?? "zh";
const page = new Page(document);
const app = new App(page, storage, language);
page.attach(app);
app.start();
