// SPDX-License-Identifier: Apache-2.0
// Who held a right at a moment, as a file that anyone can check (docs/spec/right.md).
import { type ChainClient, ChainError } from "@suyuan/chain";
import {
  buildRight,
  type CryptoProvider,
  type Hex,
  neededSlotsOfRight,
  type Policy,
  ProofError,
  type RightCertificate,
  type RightDraft,
  verify,
} from "@suyuan/proof";
import { Refusal } from "../refusal.ts";
import { orAway } from "./away.ts";
import { completeNodes, proveSlots } from "./nodes.ts";
import type { Settled } from "./settled.ts";

export interface CertificateParts {
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly crypto: CryptoProvider;
  readonly policy: Policy;
}

type Frame = Omit<RightDraft, "block" | "nodes">;

export class Certificates {
  readonly #parts: CertificateParts;

  constructor(parts: CertificateParts) {
    this.#parts = parts;
  }

  /**
   * The certificate of a right at a moment, proven at the settled block.
   * @param at seconds since the epoch; that block's time unless given
   * @throws Refusal `unknown-right`, `right-not-held`, `invalid-parameter`, `chain-away`, `evidence-unproven`
   */
  async of(right: Hex, at?: number): Promise<RightCertificate> {
    const { client, settled, crypto, policy } = this.#parts;
    const { block } = settled;
    const time = at ?? block.time;
    if (time > block.time) {
      const what = `at: the settled block is of ${block.time}; a later moment cannot be proven yet`;
      throw new Refusal("invalid-parameter", what, { path: "at" });
    }
    await this.#requireKnown(right, block.number);
    const frame = { ...this.#frame(), right, time };
    const start = await proveSlots(client, block, []);
    const draftOf = (nodes: readonly Uint8Array[]) => ({
      ...{ ...frame, block: { header: start.header }, nodes },
    });
    const { nodes } = await completeNodes(client, start, (known) =>
      neededSlotsOfRight(draftOf(known), crypto),
    );
    const certificate = this.#built(draftOf(nodes));
    const { groups, checks } = verify(certificate, policy, { crypto });
    const wrong = checks.find(
      ({ group, state }) => group === "authorisation" && state === "failed",
    );
    if (groups.integrity === "ok" && !wrong) return certificate;
    if (groups.integrity === "ok") {
      throw new Refusal("right-not-held", wrong?.sentence.en ?? "the right was not held");
    }
    const bad = checks.find(({ group, state }) => group === "integrity" && state !== "ok");
    throw new Refusal("evidence-unproven", bad?.sentence.en ?? "the certificate does not verify");
  }

  #frame(): Omit<Frame, "right" | "time"> {
    const { chainId, contracts } = this.#parts.client.deployment;
    const { organizationRegistry, assetRegistry, rightRegistry } = contracts;
    return {
      chainId,
      contracts: {
        organizationRegistry: organizationRegistry.address,
        assetRegistry: assetRegistry.address,
        rightRegistry: rightRegistry.address,
      },
    };
  }

  async #requireKnown(right: Hex, block: number): Promise<void> {
    const asked = orAway("the right", this.#parts.client.right(right, block));
    await asked.catch((cause: unknown) => {
      if (!(cause instanceof ChainError) || cause.code !== "not-found") throw cause;
      throw new Refusal("unknown-right", `there is none at block ${block}`, { cause });
    });
  }

  #built(draft: RightDraft): RightCertificate {
    try {
      return buildRight(draft, this.#parts.crypto);
    } catch (cause) {
      if (!(cause instanceof ProofError) || cause.code !== "right-not-held") throw cause;
      throw new Refusal("right-not-held", `nobody held it at ${draft.time}`, { cause });
    }
  }
}
