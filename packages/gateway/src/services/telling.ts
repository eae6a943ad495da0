// SPDX-License-Identifier: Apache-2.0
// Tells the log what was done beside it, signed by the seat that operates the log. An act is told once: its statement
// is settled on disk before it is handed in, and another one is made only where the log does not hold the first.
import type { ErrorCode } from "@suyuan/api";
import type { Deployment } from "@suyuan/chain";
import {
  type Administration,
  ChainFacts,
  type CryptoProvider,
  type Hex,
  ProofError,
  type SignDigest,
  signStatement,
  STATEMENT_MAX_AGE,
  statementId,
  utf8,
} from "@suyuan/proof";
import { Refusal } from "../refusal.ts";
import type { ActQueue, Teller, WaitingAct } from "../store/acts.ts";
import type { LogStore } from "../store/types.ts";
import type { Settled } from "./settled.ts";
import type { Submit } from "./submit.ts";

export interface TellingParts {
  readonly queues: readonly ActQueue[];
  readonly submit: Pick<Submit, "one">;
  readonly store: Pick<LogStore, "places">;
  readonly settled: Pick<Settled, "over">;
  readonly crypto: CryptoProvider;
  readonly log: Hex;
  readonly deployment: Deployment;
  /** The seat that operates the log, and its key. */
  readonly operator: { readonly seat: number; readonly sign: SignDigest };
  /** Seconds since the epoch. */
  readonly now: () => number;
  readonly notice: (code: string, detail: string) => void;
}

type Entrusted = WaitingAct & { readonly teller: Teller };

/** After so many seconds a statement is soon too old for the log. */
const OLD = STATEMENT_MAX_AGE / 2;

export class Telling {
  readonly #parts: TellingParts;
  #noticed: ErrorCode | undefined;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** How many acts the log has not been told. */
  get waiting(): number {
    return this.#parts.queues.reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** Tells all that waits, the oldest first; what the log does not take waits on. */
  async step(): Promise<boolean> {
    for (const queue of this.#parts.queues) {
      for (const act of queue.waiting) if (!(await this.#tell(queue, act))) return false;
    }
    return false;
  }

  async #tell(queue: ActQueue, act: WaitingAct): Promise<boolean> {
    try {
      await this.#handIn(await this.#entrusted(queue, act));
      await queue.told(act);
      this.#noticed = undefined;
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== "closing" && this.#noticed !== error.code) {
        const what = `${this.waiting} administrative acts wait to be told to the log`;
        this.#parts.notice("acts-waiting", `${what}: ${error.message}`);
      }
      this.#noticed = error.code;
      return false;
    }
  }

  async #entrusted(queue: ActQueue, act: WaitingAct): Promise<Entrusted> {
    const { teller } = act;
    if (teller && !(await this.#isOver({ ...act, teller }))) return { ...act, teller };
    const made = await this.#teller(act);
    await queue.entrust(act, made);
    return { ...act, teller: made };
  }

  /** Whether the log will hardly take a statement any more, and does not hold it. */
  async #isOver(act: Entrusted): Promise<boolean> {
    const { store, operator, crypto, now } = this.#parts;
    const { seat, time } = act.teller;
    if (seat === operator.seat && time > now() - OLD) return false;
    const [place] = await store.places([statementId(this.#statement(act), crypto)]);
    return place === undefined;
  }

  async #teller({ at }: WaitingAct): Promise<Teller> {
    const { settled, crypto, operator, now } = this.#parts;
    const { value } = await settled.over((reader) => {
      try {
        return new ChainFacts(reader, crypto).seat(operator.seat).organization;
      } catch (error) {
        // What is still missing is read from the chain, and this is asked again.
        if (error instanceof ProofError && error.code === "state-missing") return undefined;
        throw error;
      }
    });
    if (!value) throw new Refusal("not-authorised", `there is no seat ${operator.seat}`);
    return { organization: value, seat: operator.seat, time: Math.max(at, now()) };
  }

  async #handIn(act: Entrusted): Promise<void> {
    const { submit, operator, crypto } = this.#parts;
    const statement = this.#statement(act);
    const signatures = [await signStatement(statement, operator.sign, { crypto })];
    await submit.one(utf8(JSON.stringify({ statement, signatures })), { kind: "open" });
  }

  #statement({ act, at, subject, concerned, by, nonce, teller }: Entrusted): Administration {
    const { log, deployment } = this.#parts;
    const { chainId, contracts } = deployment;
    return {
      type: "suyuan/administration@1",
      ...{ chainId, exchangeLog: contracts.exchangeLog.address, log, ...teller },
      ...{ nonce, asset: log, act, at, subject },
      ...(concerned !== undefined && { concerned }),
      ...(by !== undefined && { by }),
    };
  }
}
