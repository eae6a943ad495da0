// SPDX-License-Identifier: Apache-2.0
// Files of signed deliveries, one a line: what every target takes.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Delivery, MAX_BATCH, signStatement } from "@suyuan/proof";
import type { Exchange } from "../../test/support/exchange.ts";
import { bodyOf } from "../../test/support/http.ts";
import { parcels } from "../../test/support/volume.ts";

/** How many signatures there are: one for each statement, or one for 1,000 of them. */
export type Signed = "single" | "batch";

const BATCH = 1_000;
const FIRST_SERIAL = 10_000_000;

/** Makes files below a folder; no serial comes twice. */
export class Bodies {
  readonly #exchange: Exchange;
  readonly #folder: string;
  #serial = FIRST_SERIAL;
  #files = 0;

  constructor(exchange: Exchange, folder: string) {
    this.#exchange = exchange;
    this.#folder = folder;
  }

  /** A file of so many bodies. */
  async file(signed: Signed, count: number): Promise<string> {
    const batch = Math.min(BATCH, MAX_BATCH);
    const made = await parcels(this.#exchange, count, this.#serial, batch);
    this.#serial += count;
    const bodies = made.map(({ body }) => body);
    const lines = signed === "batch" ? bodies : await this.#alone(bodies);
    const file = join(this.#folder, `${signed}-${++this.#files}.ndjson`);
    await writeFile(file, `${lines.join("\n")}\n`);
    return file;
  }

  async #alone(bodies: readonly string[]): Promise<string[]> {
    const { account } = this.#exchange.province.seats.providerRegistrant;
    const lines: string[] = [];
    for (const body of bodies) {
      const { statement } = JSON.parse(body) as { readonly statement: Delivery };
      const signature = await signStatement(statement, (digest) => account.sign(digest));
      lines.push(bodyOf({ statement, signatures: [signature] }));
    }
    return lines;
  }
}
