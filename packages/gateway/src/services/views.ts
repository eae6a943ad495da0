// SPDX-License-Identifier: Apache-2.0
// What stands on the chain, read at the settled block and named with it.
import type { ChainView, ErrorCode } from "@suyuan/api";
import { type AbiValue, type ChainClient, ChainError } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/keys.ts";
import type { LogStore } from "../store/types.ts";
import { orAway } from "./away.ts";
import type { Deadlines } from "./deadlines.ts";
import { plainJson } from "./json.ts";
import type { Settled } from "./settled.ts";

export interface ViewsParts {
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly store: LogStore;
  readonly deadlines: Deadlines;
}

type Read = (block: number) => Promise<object>;

export class Views {
  readonly #parts: ViewsParts;

  constructor(parts: ViewsParts) {
    this.#parts = parts;
  }

  asset(id: Hex): Promise<ChainView> {
    const read: Read = async (block) => {
      const { client, settled } = this.#parts;
      const facts = await client.asset(id, block);
      const affairs = await client.affairs(id, block, settled.block.time);
      const { due, provisional } = affairs.procedure;
      const deadline = await this.#parts.deadlines.at(due, provisional);
      return { ...facts, ...affairs, procedure: { ...affairs.procedure, deadline } };
    };
    return this.#view("unknown-asset", read, { kind: "asset", id });
  }

  right(id: Hex): Promise<ChainView> {
    return this.#view("unknown-right", (block) => this.#parts.client.right(id, block));
  }

  case(id: Hex): Promise<ChainView> {
    return this.#view("unknown-case", (block) => this.#parts.client.case(id, block));
  }

  grant(id: Hex): Promise<ChainView> {
    const read: Read = (block) => this.#parts.client.grant(id, block);
    return this.#view("unknown-grant", read, { kind: "grant", id });
  }

  request(id: Hex): Promise<ChainView> {
    return this.#view("unknown-request", (block) => this.#parts.client.request(id, block));
  }

  returnFlow(id: Hex): Promise<ChainView> {
    return this.#view("unknown-return", (block) => this.#parts.client.returnFlow(id, block));
  }

  finding(id: Hex): Promise<ChainView> {
    return this.#view("unknown-finding", (block) => this.#parts.client.finding(id, block));
  }

  /** What is proven of deliveries under a grant. */
  delivery(grant: Hex): Promise<ChainView> {
    const read: Read = async (block) => {
      const found = await this.#parts.client.delivery(grant, block);
      if (found) return found;
      throw new ChainError("not-found", `nothing is delivered under ${grant}`);
    };
    return this.#view("unknown-delivery", read, { kind: "grant", id: grant });
  }

  organization(number: number): Promise<ChainView> {
    return this.#view("unknown-organization", (block) =>
      this.#parts.client.organization(number, block),
    );
  }

  seat(number: number): Promise<ChainView> {
    return this.#view("unknown-seat", (block) => this.#parts.client.seat(number, block));
  }

  async #view(missing: ErrorCode, read: Read, subject?: Subject): Promise<ChainView> {
    const settled = this.#parts.settled.block;
    const state = await orAway("this", read(settled.number)).catch((error: unknown) => {
      if (!(error instanceof ChainError) || error.code !== "not-found") throw error;
      throw new Refusal(missing, `there is none at block ${settled.number}`, { cause: error });
    });
    const [head] = subject ? await this.#parts.store.heads([subject]) : [];
    return {
      settled,
      ...(subject && { statements: head?.n ?? 0 }),
      state: plainJson(state as Readonly<Record<string, AbiValue>>),
    };
  }
}
