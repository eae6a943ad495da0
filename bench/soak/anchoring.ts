// SPDX-License-Identifier: Apache-2.0
// Single statements beside the stream, each followed until its view says that it is anchored.
import { setTimeout as sleep } from "node:timers/promises";
import { MEDIA, pathOf, PATHS, type StatementView } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { anchorOf } from "../../test/support/exchange.ts";
import { bodyOf } from "../../test/support/http.ts";
import type { Acknowledged, Acknowledgement } from "./acknowledged.ts";
import type { Client } from "./client.ts";
import type { Tally } from "./tally.ts";

const [OK, CREATED] = [200, 201];
const BETWEEN_MS = 1_000;
const LOOK_MS = 50;
/** After the end of a run, until the last of them must be anchored. */
const PATIENCE_MS = 120_000;

/** What single statements need. */
export interface Anchoring {
  readonly client: Client;
  readonly acknowledged: Acknowledged;
  readonly tally: Tally;
  readonly next: () => Promise<object>;
}

interface Waiting {
  readonly id: Hex;
  /** When its acknowledgement came. */
  readonly since: number;
}

/** Statements that are anchored, and how long that took. */
export class Singles {
  /** Milliseconds until each was acknowledged. */
  readonly acknowledging: number[] = [];
  /** Milliseconds from there until its view said that it is anchored. */
  readonly anchoring: number[] = [];
  readonly anchored: Hex[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #parts: Anchoring;

  constructor(parts: Anchoring) {
    this.#parts = parts;
  }

  /** One a second for so long, then until the last is anchored. */
  async run(seconds: number): Promise<void> {
    const end = performance.now() + seconds * 1_000;
    await Promise.all([this.#sendUntil(end), this.#followUntil(end)]);
    if (this.#waiting.length > 0)
      this.#parts.tally.add(`${this.#waiting.length} single statements were not anchored`);
  }

  async #sendUntil(end: number): Promise<void> {
    const { client, tally, acknowledged, next } = this.#parts;
    for (let due = performance.now(); due < end; due += BETWEEN_MS) {
      await sleep(Math.max(0, due - performance.now()));
      const body = bodyOf(await next());
      const begin = performance.now();
      const reply = await client.ask(PATHS.statements, { body, type: MEDIA.json });
      const since = performance.now();
      if (!tally.takes("a single statement", reply, CREATED)) continue;
      const placed = JSON.parse(reply.body.toString()) as Acknowledgement;
      acknowledged.add(placed);
      this.acknowledging.push(since - begin);
      this.#waiting.push({ id: placed.id, since });
    }
  }

  /** The oldest first: what came after it is not anchored before it. */
  async #followUntil(end: number): Promise<void> {
    const patience = end + PATIENCE_MS;
    while (performance.now() < end || (this.#waiting.length > 0 && performance.now() < patience)) {
      const [oldest] = this.#waiting;
      if (!oldest || !(await this.#isAnchored(oldest.id))) {
        await sleep(LOOK_MS);
        continue;
      }
      this.#waiting.shift();
      this.anchoring.push(performance.now() - oldest.since);
      this.anchored.push(oldest.id);
    }
  }

  async #isAnchored(id: Hex): Promise<boolean> {
    const { client, tally } = this.#parts;
    const reply = await client.ask(pathOf("statement", { id }));
    if (!tally.takes("the view of a single statement", reply, OK)) return false;
    return anchorOf(JSON.parse(reply.body.toString()) as StatementView) !== undefined;
  }
}
