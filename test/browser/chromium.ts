// SPDX-License-Identifier: Apache-2.0
// The verify page as tests open it and use it.
import { pathToFileURL } from "node:url";

import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

import { launch } from "../support/chromium.ts";
import { PAGE } from "../support/page.ts";

/** The page from disk, with whatever it tried to fetch and whatever it complained of. */
export interface Opened {
  readonly page: Page;
  readonly requests: string[];
  readonly complaints: string[];
  close(): Promise<void>;
}

/** Opens the page as a person does who got the file, in a profile of its own. */
export async function open(
  browser: Browser,
  options: BrowserContextOptions = {},
  url: string = pathToFileURL(PAGE).href,
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(url);
  return { page, requests, complaints, close: () => context.close() };
}

/**
 * One browser for the tests of a block, and for each of them a page of its own, on which nothing may be
 * complained of.
 * @param take is given each page before its test
 * @param url where the page is; on disk when left out
 */
export function onFreshPages(
  take: (opened: Opened) => void | Promise<void>,
  url?: () => string,
): void {
  let browser: Browser;
  let opened: Opened;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    opened = await open(browser, {}, url?.());
    await take(opened);
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual([]);
    await opened.close();
  });
}

/** A file as it is dropped or chosen. */
export interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const given = (name: string, content: string | Uint8Array): Given => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});

export const json = (name: string, value: unknown): Given => given(name, JSON.stringify(value));

/** Drops files of text on the page, all at once. */
export async function drop(page: Page, ...files: readonly Given[]): Promise<void> {
  const texts = files.map(({ name, buffer }) => ({ name, text: buffer.toString("utf8") }));
  await page.evaluate(`{
    const transfer = new DataTransfer();
    for (const { name, text } of ${JSON.stringify(texts)}) transfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }`);
}

export interface PageVerdict {
  readonly exit: number;
  readonly checks: readonly { readonly name: string; readonly state: string }[];
}

/** The verdict that the page shows on a file of this name, once it does. */
export async function verdictOn(page: Page, name: string): Promise<PageVerdict> {
  await page.locator(`#verdict[data-file="${name}"]`).waitFor({ state: "attached" });
  const text = await page.locator("#verdict-json").textContent();
  return JSON.parse(text ?? "") as PageVerdict;
}

/** Chooses evidence and policy, and gives the verdict on them. */
export async function verify(page: Page, file: Given, policy: Given): Promise<PageVerdict> {
  await page.setInputFiles("#choose-policy", policy);
  await page.setInputFiles("#choose-proof", file);
  return verdictOn(page, file.name);
}
