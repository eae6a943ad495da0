// SPDX-License-Identifier: Apache-2.0
// One endpoint: what it is told of is gathered, then sent one by one, each until it was taken or was tried too often.
import type { Hex } from "@suyuan/proof";
import {
  MAX_DEAD_LETTERS,
  MAX_LETTERS,
  WEBHOOK_ATTEMPTS,
  WEBHOOK_MAX_PAUSE_MS,
  WEBHOOK_RETRY_MS,
  WEBHOOK_TIMEOUT_MS,
} from "../constraints.ts";
import type { WebhookConfig } from "../config/webhooks.ts";
import { isAway } from "../services/away.ts";
import { attempt } from "./attempt.ts";
import { eventText, type Told } from "./events.ts";
import type { Letter, Numbered, WebhookOutbox } from "./outbox.ts";
import type { Places, Sources } from "./sources.ts";

export interface EndpointParts {
  readonly config: WebhookConfig;
  readonly outbox: WebhookOutbox;
  readonly sources: Pick<Sources, "begin" | "since">;
  readonly log: Hex;
  /** Ends what is under way. */
  readonly stopped: AbortSignal;
  readonly attempted: (endpoint: string, outcome: "taken" | "failed", seconds: number) => void;
}

const HALF = 0.5;
const MILLISECONDS = 1_000;

export class Endpoint {
  readonly #parts: EndpointParts;
  #since = 0;

  constructor(parts: EndpointParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.config.name;
  }

  /** Since when the first letter waits, in milliseconds since the epoch; 0 when none does. */
  get waitingSince(): number {
    return this.#parts.outbox.box(this.name).waiting === 0 ? 0 : this.#since;
  }

  /** Gathers, and sends one letter. @returns whether there is more to be done at once */
  async step(): Promise<boolean> {
    const more = await this.#gather();
    return (await this.#send()) || more;
  }

  async #gather(): Promise<boolean> {
    const { outbox, sources, config, log } = this.#parts;
    const { name } = this;
    const places = outbox.places(name);
    if (!places) {
      await outbox.put(name, [], await sources.begin());
      return true;
    }
    // Its sources wait where they are until there is room.
    if (outbox.box(name).waiting >= MAX_LETTERS) return false;
    try {
      const gathered = await sources.since(places);
      const wanted = gathered.events.filter(({ type }) => config.events.includes(type));
      const letters = wanted.map((told) => letterOf(told, log));
      const isNoted = letters.length === 0 && !mustKeep(places, gathered.places);
      if (isNoted) outbox.note(name, gathered.places);
      else await outbox.put(name, letters, gathered.places);
      return gathered.more;
    } catch (error) {
      if (!isAway(error)) throw error;
      return false;
    }
  }

  async #send(): Promise<boolean> {
    const { outbox, config, stopped, attempted } = this.#parts;
    const { name } = this;
    const letter = outbox.box(name).waiting > 0 ? await outbox.first(name) : undefined;
    this.#since = letter?.since ?? 0;
    if (!letter || letter.notBefore > Date.now() || isOver(stopped)) return false;
    const { url, secretFile, timeoutMs = WEBHOOK_TIMEOUT_MS } = config;
    const begun = performance.now();
    const failed = await attempt({ url, secretFile, timeoutMs }, letter, stopped);
    const seconds = (performance.now() - begun) / MILLISECONDS;
    if (failed === undefined) {
      attempted(name, "taken", seconds);
      await outbox.delivered(name, letter);
      return true;
    }
    // It was broken off, and is no attempt.
    if (isOver(stopped)) return false;
    attempted(name, "failed", seconds);
    return this.#failed({ ...letter, attempts: letter.attempts + 1, failed });
  }

  /** Tries later, or never again: a full list of dead letters is emptied by people first. */
  async #failed(letter: Numbered): Promise<boolean> {
    const { outbox, config } = this.#parts;
    const { name } = this;
    const { attempts: most = WEBHOOK_ATTEMPTS, retryMs = WEBHOOK_RETRY_MS } = config;
    if (letter.attempts >= most && outbox.box(name).dead < MAX_DEAD_LETTERS) {
      await outbox.bury(name, letter);
      return true;
    }
    const notBefore = Date.now() + pauseMs(letter.attempts, retryMs);
    await outbox.failed(name, { ...letter, notBefore });
    return false;
  }
}

const isOver = ({ aborted }: AbortSignal): boolean => aborted;

/** Twice as long after each attempt, up to a bound, and spread, so that many do not come at once. */
export function pauseMs(attempts: number, first: number, random = Math.random): number {
  const longest = Math.min(WEBHOOK_MAX_PAUSE_MS, first * 2 ** Math.max(0, attempts - 1));
  return Math.round(longest * (HALF + random() * HALF));
}

/** Whether new places go to disk without a letter: from older ones of the others nothing would be told twice. */
const mustKeep = (before: Places, after: Places): boolean =>
  before.act !== after.act || before.alarms.join() !== after.alarms.join();

const letterOf = (told: Told, log: Hex): Letter => ({
  ...{ id: told.id, type: told.type, body: eventText(told, log) },
  ...{ since: Date.now(), attempts: 0, notBefore: 0 },
});
