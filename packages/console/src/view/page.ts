// SPDX-License-Identifier: Apache-2.0
import type { App, Screen } from "../app.ts";
import type { Judged, State } from "../model.ts";
import { outcomeOf } from "../outcome.ts";
import { type Words, wordsOf } from "../words/index.ts";
import { put } from "./dom.ts";
import { headerView, tagOf } from "./header.ts";
import { inputsView } from "./inputs.ts";
import { sizeOf } from "./size.ts";
import { verdictView } from "./verdict.ts";

function placeIn(document: Document, id: string): HTMLElement {
  const place = document.getElementById(id);
  if (place === null) throw new Error(`the page has no place "${id}"`);
  return place;
}

/** The page as a screen: three places that are filled anew after every change. */
export class Page implements Screen {
  private readonly document: Document;
  private app: App | undefined;
  private words: Words = wordsOf("zh");
  private judged: Judged | undefined;

  constructor(document: Document) {
    this.document = document;
  }

  /** Lets what happens on the page reach the one who decides. */
  attach(app: App): void {
    this.app = app;
    const { document } = this;
    const over = (isOver: boolean) => (event: DragEvent) => {
      event.preventDefault();
      document.body.classList.toggle("over", isOver);
    };
    document.addEventListener("dragover", over(true));
    document.addEventListener("dragleave", over(false));
    document.addEventListener("drop", (event) => {
      over(false)(event);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void app.take(files);
    });
    // What is folded on the screen is not on paper unless it is opened.
    let opened: readonly Element[] = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open], #raw)")];
      for (const details of opened) details.setAttribute("open", "");
    });
    window.addEventListener("afterprint", () => {
      for (const details of opened) details.removeAttribute("open");
    });
  }

  show(state: State): void {
    const { app, document } = this;
    if (app === undefined) return;
    const words = wordsOf(state.language);
    this.words = words;
    document.documentElement.lang = tagOf(state.language);
    document.title = words.page.title;
    put(placeIn(document, "header"), ...headerView(words, app));
    put(placeIn(document, "files"), ...inputsView(state, words, app));
    const place = placeIn(document, "verdict");
    put(place, ...verdictView(state, words));
    place.dataset["exit"] = String(state.judged?.verdict.exit ?? "");
    place.dataset["file"] = state.judged === undefined ? "" : (state.proof?.name ?? "");
    placeIn(document, "said").textContent = this.said(state);
    this.bringIntoSight(state.judged);
  }

  // On a small screen a verdict would come below what is to be seen. The focus stays where it is.
  private bringIntoSight(judged: Judged | undefined): void {
    const isNew = judged !== undefined && judged !== this.judged;
    this.judged = judged;
    const banner = isNew ? this.document.querySelector("#verdict .banner") : null;
    if (banner === null || banner.getBoundingClientRect().top < window.innerHeight / 2) return;
    banner.scrollIntoView({ block: "start" });
  }

  progress(done: number, total: number): void {
    const bar = this.document.getElementById("progress");
    bar?.setAttribute("value", String(done));
    const text = this.document.getElementById("progress-words");
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    const { page, verdict } = this.words;
    if (text === null) return;
    text.textContent = `${page.hashing} ${verdict.progress(sizeOf(done), sizeOf(total), percent)}`;
  }

  // For those who hear the page: what came out, once, and not the whole of it.
  private said(state: State): string {
    const { page } = this.words;
    if (state.judged === undefined) return "";
    const { verdict } = state.judged;
    return `${page.outcomes[outcomeOf(verdict)]} ${verdict.sentence[state.language]}`;
  }
}
