// SPDX-License-Identifier: Apache-2.0
// Whether a file that was given out still stands: a file shows the state at one block, and where blocks are
// not final the chain may have lost that block since.
import { type Standing, StandingRequest } from "@suyuan/api";
import { type ChainClient, ChainError, type RawHeader } from "@suyuan/chain";
import {
  blockHash,
  type CryptoProvider,
  decodeHeader,
  fromHex,
  type HeaderBytes,
  ProofError,
  toHex,
} from "@suyuan/proof";
import { Refusal } from "../refusal.ts";
import { orAway } from "./away.ts";
import { strictJson } from "./input.ts";
import type { Settled } from "./settled.ts";
import { requireShape } from "./shape.ts";

export interface StandingParts {
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly crypto: CryptoProvider;
}

/** Compares blocks of files with the chain. Nothing is kept of what was given out. */
export class Standings {
  readonly #parts: StandingParts;

  constructor(parts: StandingParts) {
    this.#parts = parts;
  }

  /**
   * Whether the chain still has the block of a file.
   * @param body `StandingRequest` as JSON
   * @throws Refusal `invalid-field` for a header that is none, `chain-away`, and as any input
   */
  async of(body: Uint8Array): Promise<Standing> {
    const { settled } = this.#parts;
    const shown = headerOf(requireShape(StandingRequest, strictJson(body)));
    const number = Number(shown.header.number);
    const { block } = settled;
    if (settled.awaySince !== undefined) {
      throw new Refusal("chain-away", "whether the block stands cannot be read");
    }
    if (number > block.number) return { state: "awaited", number, settled: block };
    const held = await orAway("the block", this.#held(number));
    if (held === undefined) return { state: "awaited", number, settled: block };
    const by = { number, hash: held.hash, time: held.time };
    const isSame = hashLike(held, shown, this.#parts.crypto) === held.hash;
    return isSame
      ? { state: "stands", number, settled: block }
      : { state: "superseded", number, settled: block, by };
  }

  /** A chain that grows shorter meanwhile has no such block. */
  async #held(number: number): Promise<RawHeader | undefined> {
    try {
      return await this.#parts.client.header(number);
    } catch (error) {
      if (error instanceof ChainError && error.code === "not-found") return undefined;
      throw error;
    }
  }
}

function headerOf({ header }: StandingRequest): HeaderBytes {
  try {
    const bytes = fromHex(header);
    return { bytes, header: decodeHeader(bytes) };
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    const details = { path: "header", cause };
    throw new Refusal("invalid-field", `the header cannot be read: ${cause.message}`, details);
  }
}

/** The hash of a header by the rule of another one of its chain; undefined where the rule does not apply. */
function hashLike(
  { kind }: RawHeader,
  shown: HeaderBytes,
  crypto: CryptoProvider,
): string | undefined {
  try {
    return toHex(blockHash(kind, shown, crypto));
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}
