// SPDX-License-Identifier: Apache-2.0
// The real command at work in an exchange: key files of all who take part, documents, and what a person sees.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import { expect } from "vitest";

import type { Party, SeatName, TestSeat } from "./cast.ts";
import { answerOf, keepKey, PASSPHRASE } from "./command.ts";
import { type Exchange, type ExchangeOptions, startExchange, until } from "./exchange.ts";
import type { TestSigner } from "./signers.ts";

/** A refusal as a contract names it, and as people read it. */
export interface Refused {
  readonly error: string;
  readonly zh: string;
  readonly en: string;
}

export class CommandLine {
  readonly exchange: Exchange;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(exchange: Exchange) {
    this.exchange = exchange;
    this.#env = { SUYUAN_PASSPHRASE: PASSPHRASE, SUYUAN_GATEWAY: exchange.gateway.url };
  }

  /** Starts an exchange, and writes the key files of its seats and heads, and these documents. */
  static async start(
    documents: readonly string[],
    options?: ExchangeOptions,
  ): Promise<CommandLine> {
    const line = new CommandLine(await startExchange(options));
    const { seats, roots, organizations } = line.exchange.province;
    for (const [name, { account }] of Object.entries(seats)) await line.keep(name, account);
    for (const [name, { head }] of Object.entries(roots)) await line.keep(name, head);
    await line.keep("provider", organizations.provider.head as TestSigner);
    for (const name of documents) {
      await writeFile(line.json(name), JSON.stringify({ about: name }));
    }
    return line;
  }

  at(name: string): string {
    return join(this.exchange.province.folder, name);
  }

  json(name: string): string {
    return this.at(`${name}.json`);
  }

  keep(name: string, { secret }: TestSigner): Promise<void> {
    return keepKey(this.at(`${name}.key`), secret);
  }

  key(name: string): string[] {
    return ["--key", this.at(`${name}.key`)];
  }

  /** Who signs: a seat of the cast, or another one whose key file has this name. */
  as(name: string, seat?: TestSeat): string[] {
    const { number } = seat ?? this.exchange.province.seats[name as SeatName];
    return [...this.key(name), "--seat", String(number)];
  }

  number(party: Party): string {
    return String(this.exchange.province.organizations[party].number);
  }

  /** Runs a command, whatever comes of it. */
  try(...words: readonly string[]): ReturnType<typeof suyuan> {
    return suyuan(words, this.#env);
  }

  /** Runs a command that must succeed; its answer. */
  run(...words: readonly string[]): Promise<Record<string, unknown>> {
    return answerOf(words, this.#env);
  }

  /** What a person sees in Chinese. */
  chinese(...words: readonly string[]): Promise<string> {
    return this.#seen("zh", words);
  }

  /** What a person sees in English. */
  english(...words: readonly string[]): Promise<string> {
    return this.#seen("en", words);
  }

  async #seen(lang: "zh" | "en", words: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.try(...words, "--lang", lang);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  }

  /** Runs a command until a person sees this: the index follows the chain a moment later. */
  shows(what: RegExp, ...words: readonly string[]): Promise<string> {
    return until(`${words.join(" ")} shows ${String(what)}`, async () => {
      const shown = await this.chinese(...words);
      return what.test(shown) && shown;
    });
  }

  /** Runs a command that a contract must refuse, in both languages. */
  async refuses({ error, zh, en }: Refused, ...words: readonly string[]): Promise<void> {
    for (const [lang, sentence] of Object.entries({ zh, en })) {
      const { status, stdout, stderr } = await this.try(...words, "--lang", lang);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toContain(error);
      expect(stderr).toContain(sentence);
    }
  }

  /** Takes a draft of the provider to the registrar. */
  async submit(asset: string): Promise<void> {
    const papers = ["--secrecy", this.json("record"), "--personal-information"];
    const office = this.as("providerHead");
    await this.run("asset", "assess", asset, ...papers, this.json("record"), ...office);
    await this.run("asset", "approve", asset, ...this.key("provider"));
    const to = ["--registrar", this.number("authority")];
    await this.run("asset", "submit", asset, ...to, ...office);
  }

  /** Registers an asset of the provider. @returns its id */
  async register(localNumber: number, attribute = "conditional"): Promise<string> {
    const codes = ["--catalogue-code", `307014/00${localNumber}`, "--region", "990000"];
    const marks = ["--attribute", attribute, "--grade", "general", "--holds-no-secrets"];
    const own = ["--local-number", String(localNumber), "--record", this.json("record")];
    const words = ["asset", "register", ...codes, ...marks, ...own];
    return String((await this.run(...words, ...this.as("providerRegistrant")))["asset"]);
  }

  /** Registers an asset of the provider and has it coded. @returns its id */
  async coded(localNumber: number, attribute?: string): Promise<string> {
    const asset = await this.register(localNumber, attribute);
    await this.submit(asset);
    for (const act of ["accept", "review", "confirm"]) {
      await this.run("asset", act, asset, ...this.as("authorityHead"));
    }
    return asset;
  }
}
