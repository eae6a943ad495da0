// SPDX-License-Identifier: Apache-2.0
// Who held a right at a moment, and what a grant was and how it came about, as files that anyone can check
// (docs/spec/right.md, docs/spec/grant.md).
import { type ChainClient, ChainError, type Deployment } from "@suyuan/chain";
import {
  buildGrant,
  buildRight,
  type CryptoProvider,
  type GrantCertificate,
  type GrantDraft,
  type Hex,
  type NeededState,
  neededSlotsOfGrant,
  neededSlotsOfRight,
  type Policy,
  ProofError,
  type RightCertificate,
  type RightDraft,
  verify,
} from "@suyuan/proof";
import { sentenceOf } from "@suyuan/words";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import { orAway } from "./away.ts";
import { completeNodes, proveSlots, draftBlock } from "./nodes.ts";
import type { Settled } from "./settled.ts";
import type { Sights } from "./sight.ts";

export interface CertificateParts {
  readonly client: ChainClient;
  readonly settled: Settled;
  readonly crypto: CryptoProvider;
  readonly policy: Policy;
  readonly sights: Sights;
}

type Unproven<D> = Omit<D, "block" | "nodes">;
type Proven = Pick<RightDraft, "block" | "nodes">;

/** How a kind of certificate is made. */
interface Making<D extends Proven, C> {
  readonly needed: (draft: D, crypto: CryptoProvider) => readonly NeededState[];
  readonly build: (draft: D, crypto: CryptoProvider) => C;
}

const RIGHT: Making<RightDraft, RightCertificate> = {
  needed: neededSlotsOfRight,
  build: buildRight,
};
const GRANT: Making<GrantDraft, GrantCertificate> = {
  needed: neededSlotsOfGrant,
  build: buildGrant,
};

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
    const { client, settled } = this.#parts;
    const time = this.#moment(at);
    const known = orAway("the right", client.right(right, settled.block.number));
    await this.#require("unknown-right", known);
    const frame = { ...rightFrame(client.deployment), right, time };
    const certificate = await this.#made(RIGHT, frame).catch((cause: unknown) => {
      if (!(cause instanceof ProofError) || cause.code !== "right-not-held") throw cause;
      throw new Refusal("right-not-held", `nobody held it at ${time}`, { cause });
    });
    const wrong = this.#wrong(certificate);
    if (wrong !== undefined) throw new Refusal("right-not-held", wrong);
    return certificate;
  }

  /**
   * The certificate of a grant with its history up to a moment, whether or not it was in force then.
   * @param caller who asks: those without a part in it hear the same as of a grant that is not there
   * @param at seconds since the epoch; the settled block's time unless given
   * @throws Refusal `unknown-grant`, `invalid-parameter`, `chain-away`, `evidence-unproven`
   */
  async grant(grant: Hex, caller: Caller, at?: number): Promise<GrantCertificate> {
    const { client, settled, sights } = this.#parts;
    const time = this.#moment(at);
    const none = `there is none at block ${settled.block.number}`;
    const absent = () => new Refusal("unknown-grant", none);
    await sights.of(caller).require("grant", "grant", grant, absent);
    const known = orAway("the grant", client.grant(grant, settled.block.number));
    await this.#require("unknown-grant", known);
    const frame = { ...grantFrame(client.deployment), grant, time };
    const certificate = await this.#made(GRANT, frame).catch((cause: unknown) => {
      if (!(cause instanceof ProofError) || cause.code !== "grant-not-given") throw cause;
      throw new Refusal("unknown-grant", `it was not given at ${time}`, { cause });
    });
    this.#wrong(certificate);
    return certificate;
  }

  #moment(at: number | undefined): number {
    const { block } = this.#parts.settled;
    const time = at ?? block.time;
    if (time <= block.time) return time;
    const what = `at: the settled block is of ${block.time}; a later moment cannot be proven yet`;
    throw new Refusal("invalid-parameter", what, { path: "at" });
  }

  async #require(missing: "unknown-right" | "unknown-grant", asked: Promise<unknown>) {
    const block = this.#parts.settled.block.number;
    await asked.catch((cause: unknown) => {
      if (!(cause instanceof ChainError) || cause.code !== "not-found") throw cause;
      throw new Refusal(missing, `there is none at block ${block}`, { cause });
    });
  }

  /** Made from what the chain proves, with nothing left out. */
  async #made<D extends Proven, C>(
    { needed, build }: Making<D, C>,
    frame: Unproven<D>,
  ): Promise<C> {
    const { client, settled, crypto } = this.#parts;
    const start = await proveSlots(client, settled, []);
    const draftOf = (nodes: readonly Uint8Array[]): D =>
      ({ ...frame, block: draftBlock(start), nodes }) as unknown as D;
    const { nodes } = await completeNodes(client, start, (known) => needed(draftOf(known), crypto));
    return build(draftOf(nodes), crypto);
  }

  /** What does not hold of it, in a sentence. @throws Refusal `evidence-unproven` */
  #wrong(certificate: Parameters<typeof verify>[0]): string | undefined {
    const { policy, crypto } = this.#parts;
    const { groups, checks } = verify(certificate, policy, { crypto });
    const bad = checks.find(({ group, state }) => group === "integrity" && state !== "ok");
    if (groups.integrity !== "ok") {
      const what = bad ? sentenceOf(bad).en : "the certificate does not verify";
      throw new Refusal("evidence-unproven", what);
    }
    const denied = checks.find(
      ({ group, state }) => group === "authorisation" && state === "failed",
    );
    return denied && sentenceOf(denied).en;
  }
}

const rightFrame = ({
  chainId,
  contracts,
}: Deployment): Pick<RightDraft, "chainId" | "contracts"> => ({
  chainId,
  contracts: {
    organizationRegistry: contracts.organizationRegistry.address,
    assetRegistry: contracts.assetRegistry.address,
    rightRegistry: contracts.rightRegistry.address,
  },
});

const grantFrame = ({
  chainId,
  contracts,
}: Deployment): Pick<GrantDraft, "chainId" | "contracts"> => ({
  chainId,
  contracts: {
    organizationRegistry: contracts.organizationRegistry.address,
    assetRegistry: contracts.assetRegistry.address,
    sharingRegistry: contracts.sharingRegistry.address,
    deliveryRegistry: contracts.deliveryRegistry.address,
  },
});
