// SPDX-License-Identifier: Apache-2.0
// The verify page in a real Chromium: each hash alone, and a file hashed beside the page. How long a verdict
// takes there is measured with the other verdicts (verify.bench.ts).
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import type { Browser, Page } from "playwright-core";

import { launch, pageWithLibrary } from "../test/support/chromium.ts";
import { PAGE, setup } from "../test/support/page.ts";
import { type Figure, median, rounded } from "./figure.ts";

const bench = "page";
const MIB = 1_048_576;
const PIECE_MIB = 4;
const PIECES = 16;
const FILE_MIB = 512;
const ROUNDS = 5;
const PATIENCE_MS = 300_000;

const VECTOR = fileURLToPath(
  new URL("../test/vectors/valid/evidence/sealed-by-qbft.json", import.meta.url),
);

interface Vector {
  readonly file: unknown;
  readonly policy: unknown;
}

/** MB a second of one streaming hash, over data held in memory. */
async function hashing(page: Page, name: "createSha256" | "createSm3"): Promise<number> {
  const milliseconds = await page.evaluate<number>(`{
    const piece = new Uint8Array(${PIECE_MIB * MIB}).map((_, at) => at * 31);
    const hasher = proof.nobleCrypto.${name}();
    const start = performance.now();
    for (let done = 0; done < ${PIECES}; done++) hasher.update(piece);
    hasher.digest();
    performance.now() - start;
  }`);
  return (PIECES * PIECE_MIB * MIB) / 1e3 / milliseconds;
}

/** MB a second from the moment a file is chosen on the page to the verdict. */
async function onThePage(browser: Browser, vector: Vector, data: string): Promise<number> {
  const page = await browser.newPage();
  const given = (name: string, value: unknown) => ({
    ...{ name, mimeType: "application/json" },
    buffer: Buffer.from(JSON.stringify(value)),
  });
  await page.goto(pathToFileURL(PAGE).href);
  await page.setInputFiles("#choose-policy", given("policy.json", vector.policy));
  await page.setInputFiles("#choose-data", data);
  await page.setInputFiles("#choose-proof", given("a.json", vector.file));
  await page.fill("#salt", "09".repeat(32));
  const start = performance.now();
  await page.press("#salt", "Enter");
  await page.locator("#verdict[data-exit='10']").waitFor({ timeout: PATIENCE_MS });
  const speed = (FILE_MIB * MIB) / 1e3 / (performance.now() - start);
  await page.close();
  return speed;
}

const repeated = async (times: number, act: () => Promise<number>): Promise<number> => {
  const values: number[] = [];
  for (let round = 0; round < times; round++) values.push(await act());
  return rounded(median(values), 3);
};

/** @returns figures of speed */
export async function run(): Promise<Figure[]> {
  setup();
  const folder = await mkdtemp(join(tmpdir(), "suyuan-bench-"));
  const data = join(folder, "data.bin");
  await writeFile(data, "");
  await truncate(data, FILE_MIB * MIB);
  const vector = JSON.parse(await readFile(VECTOR, "utf8")) as Vector;
  const browser = await launch();
  try {
    const page = await pageWithLibrary(browser);
    const memory = `${PIECES * PIECE_MIB} MiB in memory, Chromium ${browser.version()}, median`;
    const speed = { bench, unit: "MB/s", n: ROUNDS, conditions: memory };
    const sm3 = await repeated(ROUNDS, () => hashing(page, "createSm3"));
    const sha256 = await repeated(ROUNDS, () => hashing(page, "createSha256"));
    const both = await repeated(ROUNDS, () => onThePage(browser, vector, data));
    const file = `file of ${FILE_MIB} MiB chosen on the page, Chromium ${browser.version()}, median`;
    return [
      { ...speed, case: "SM3 alone", value: sm3 },
      { ...speed, case: "SHA-256 alone", value: sha256 },
      { ...speed, case: "both, beside the page", value: both, conditions: file },
    ];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
