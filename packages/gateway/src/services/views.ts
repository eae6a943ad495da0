// SPDX-License-Identifier: Apache-2.0
// What stands on the chain, read at the settled block and named with it.
import type { ChainView, ErrorCode } from "@suyuan/api";
import { type AbiValue, type ChainClient, ChainError } from "@suyuan/chain";
import type { Hex } from "@suyuan/proof";
import type { Caller } from "../access/caller.ts";
import type { ThingName } from "../access/things.ts";
import type { Kind } from "../indexing/types.ts";
import { Refusal } from "../refusal.ts";
import type { Subject } from "../store/keys.ts";
import type { LogStore } from "../store/types.ts";
import { orAway } from "./away.ts";
import type { Deadlines } from "./deadlines.ts";
import { plainJson } from "./json.ts";
import type { Settled } from "./settled.ts";
import type { Sights } from "./sight.ts";

export interface ViewsParts {
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly store: LogStore;
  readonly deadlines: Deadlines;
  readonly sights: Sights;
}

type Read = (block: number) => Promise<object>;

/** What is looked for, by whom, and what to say when it is not there for them. */
interface Wanted {
  readonly caller: Caller;
  readonly missing: ErrorCode;
  /** Under which id the index has it, where it is not every member's. */
  readonly secret?: { readonly kind: Kind & ThingName; readonly id: Hex };
  /** Whose statements are counted. */
  readonly counted?: Subject;
}

export class Views {
  readonly #parts: ViewsParts;

  constructor(parts: ViewsParts) {
    this.#parts = parts;
  }

  asset(id: Hex, caller: Caller): Promise<ChainView> {
    const read: Read = async (block) => {
      const { client, settled } = this.#parts;
      const facts = await client.asset(id, block);
      const affairs = await client.affairs(id, block, settled.block.time);
      const { due, provisional } = affairs.procedure;
      const deadline = await this.#parts.deadlines.at(due, provisional);
      return { ...facts, ...affairs, procedure: { ...affairs.procedure, deadline } };
    };
    return this.#view({ caller, missing: "unknown-asset", counted: { kind: "asset", id } }, read);
  }

  right(id: Hex, caller: Caller): Promise<ChainView> {
    const wanted = { caller, missing: "unknown-right" } as const;
    return this.#view(wanted, (block) => this.#parts.client.right(id, block));
  }

  case(id: Hex, caller: Caller): Promise<ChainView> {
    return this.#secret({ caller, missing: "unknown-case" }, "case", id, (block) =>
      this.#parts.client.case(id, block),
    );
  }

  grant(id: Hex, caller: Caller): Promise<ChainView> {
    const counted = { kind: "grant", id } as const;
    return this.#secret({ caller, missing: "unknown-grant", counted }, "grant", id, (block) =>
      this.#parts.client.grant(id, block),
    );
  }

  request(id: Hex, caller: Caller): Promise<ChainView> {
    return this.#secret({ caller, missing: "unknown-request" }, "request", id, (block) =>
      this.#parts.client.request(id, block),
    );
  }

  returnFlow(id: Hex, caller: Caller): Promise<ChainView> {
    return this.#secret({ caller, missing: "unknown-return" }, "return", id, (block) =>
      this.#parts.client.returnFlow(id, block),
    );
  }

  finding(id: Hex, caller: Caller): Promise<ChainView> {
    return this.#secret({ caller, missing: "unknown-finding" }, "finding", id, (block) =>
      this.#parts.client.finding(id, block),
    );
  }

  /** What is proven of deliveries under a grant. */
  delivery(id: Hex, caller: Caller): Promise<ChainView> {
    const counted = { kind: "grant", id } as const;
    const wanted = { caller, missing: "unknown-delivery", counted } as const;
    return this.#secret(wanted, "delivery", id, async (block) => {
      const found = await this.#parts.client.delivery(id, block);
      if (found) return found;
      throw new ChainError("not-found", `nothing is delivered under ${id}`);
    });
  }

  organization(number: number, caller: Caller): Promise<ChainView> {
    const wanted = { caller, missing: "unknown-organization" } as const;
    return this.#view(wanted, (block) => this.#parts.client.organization(number, block));
  }

  seat(number: number, caller: Caller): Promise<ChainView> {
    const wanted = { caller, missing: "unknown-seat" } as const;
    return this.#view(wanted, (block) => this.#parts.client.seat(number, block));
  }

  #secret(wanted: Wanted, kind: Kind & ThingName, id: Hex, read: Read): Promise<ChainView> {
    return this.#view({ ...wanted, secret: { kind, id } }, read);
  }

  /** Who may not read it hears the same as of what is not there, before the chain is asked. */
  async #view({ caller, missing, secret, counted }: Wanted, read: Read): Promise<ChainView> {
    const sight = this.#parts.sights.of(caller);
    const settled = this.#parts.settled.block;
    const absent = (cause?: unknown): Refusal =>
      new Refusal(missing, `there is none at block ${settled.number}`, { cause });
    if (secret) await sight.require(secret.kind, secret.kind, secret.id, absent);
    const state = await orAway("this", read(settled.number)).catch((error: unknown) => {
      if (!(error instanceof ChainError) || error.code !== "not-found") throw error;
      throw absent(error);
    });
    // How much was handed over of an asset is known to those who may read its history.
    const isCounted =
      counted?.kind === "grant" ||
      (counted && (await sight.mayId("asset-history", "asset", counted.id)));
    const [head] = counted && isCounted ? await this.#parts.store.heads([counted]) : [];
    return {
      settled,
      ...(isCounted && { statements: head?.n ?? 0 }),
      state: plainJson(state as Readonly<Record<string, AbiValue>>),
    };
  }
}
