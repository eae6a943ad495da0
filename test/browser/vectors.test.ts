// SPDX-License-Identifier: Apache-2.0
// Every vector, on the page and by the command: the same verdict to the last word.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { main } from "@suyuan/cli";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { vectors } from "../vectors/files.ts";
import { CHROMIUM, launch } from "../support/chromium.ts";
import { json, open, type Opened, verify } from "./chromium.ts";

interface Judged {
  readonly file: unknown;
  readonly policy: unknown;
  readonly exit: number;
}

const FORMATS = ["evidence", "right", "grant", "history"] as const;
const SIDES = ["valid", "invalid"] as const;

/** The command itself, in this process; what it writes on stdout is kept. */
async function command(folder: string, vector: Judged): Promise<[exit: number, verdict: unknown]> {
  const [file, policy] = [join(folder, "file.json"), join(folder, "policy.json")];
  writeFileSync(file, JSON.stringify(vector.file));
  writeFileSync(policy, JSON.stringify(vector.policy));
  let text = "";
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  try {
    const exit = await main(["verify", file, "--policy", policy, "--json"]);
    return [exit, JSON.parse(text)];
  } finally {
    process.stdout.write = write;
  }
}

describe.skipIf(CHROMIUM.missing)(`the vectors on the page ${CHROMIUM.label}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "suyuan-page-"));
  let browser: Browser;
  let opened: Opened;

  beforeAll(async () => {
    browser = await launch();
    opened = await open(browser);
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  describe.each(FORMATS)("%s", (format) => {
    describe.each(SIDES)("%s", (side) => {
      it.each(vectors<Judged>(side, format))("$rule", async ({ rule, vector }) => {
        const name = `${side}-${format}-${rule}.json`;
        const file = json(name, vector.file);
        const shown = await verify(opened.page, file, json("policy.json", vector.policy));
        const [exit, verdict] = await command(folder, vector);
        expect(shown).toEqual(verdict);
        expect(shown.exit).toBe(exit);
        expect(await opened.page.locator("#verdict").getAttribute("data-exit")).toBe(String(exit));
      });
    });
  });

  it("was said without an error", () => {
    expect(opened.complaints).toEqual([]);
  });
});
