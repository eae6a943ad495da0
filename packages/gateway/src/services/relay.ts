// SPDX-License-Identifier: Apache-2.0
// Carries acts that departments have signed (ERC-2771). The gateway pays for the transaction and never
// holds a department's key.
import {
  type ActRefusal,
  MAX_RELAY_AHEAD,
  MAX_RELAY_GAS,
  type RelayAccount,
  type Relayed,
  RelayRequest,
} from "@suyuan/api";
import {
  type AbiValue,
  ACTING_CONTRACTS,
  type ChainClient,
  ChainError,
  CONTRACT_NAMES,
  executeForward,
  FORWARD_TYPES,
  type ForwarderDomain,
  gasOfForward,
  type Writer,
} from "@suyuan/chain";
import { type Hex, toHex } from "@suyuan/proof";
import { getAddress, verifyTypedData } from "ethers";
import { MAX_RELAYS, MAX_RELAYS_OF_ONE, RETRY_AFTER_BUSY } from "../constraints.ts";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import { orAway } from "./away.ts";
import { strictJson } from "./input.ts";
import { plainJson } from "./json.ts";
import { type Quota, Quotas } from "./quotas.ts";
import { requireShape } from "./shape.ts";
import type { Sights } from "./sight.ts";

export interface RelayParts {
  readonly client: ChainClient;
  /** Who sends them; undefined where none are carried. */
  readonly writer: Writer | undefined;
  /** What each organisation may have relayed. */
  readonly quota: Quota;
  readonly now: () => number;
  readonly sights: Sights;
}

export class Relay {
  readonly #parts: RelayParts;
  #domain: ForwarderDomain | undefined;
  readonly #quotas: Quotas;
  /** Acts under way: all, and those of each organisation. */
  #underWay = 0;
  readonly #underWayOf = new Map<number, number>();

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#quotas = new Quotas(parts.quota);
  }

  /** What an account needs to sign its next act. @throws Refusal `not-allowed`, `chain-away` */
  async account(account: Hex, caller: Caller): Promise<RelayAccount> {
    await this.#requireOwn(account, caller);
    const nonce = await orAway("the nonce", this.#parts.client.forwarderNonce(account));
    const domain = await this.#forwarderDomain();
    const { chainId, verifyingContract } = domain;
    return { nonce: String(nonce), forwarder: verifyingContract, chainId, domain: { ...domain } };
  }

  /**
   * Relays one act and waits for its block.
   * @throws Refusal `not-allowed`, `act-refused` with the contract's error, `relay-target`, `relay-expired`,
   *   `relay-signature`, `relay-gas`, `relay-quota`, `chain-away`, `busy`, and as any input
   */
  async act(body: Uint8Array, caller: Caller): Promise<Relayed> {
    const given = requireShape(RelayRequest, strictJson(body));
    this.#requireSane(given);
    if (this.#underWay >= MAX_RELAYS) throw new Refusal("busy", "too many acts are under way");
    this.#underWay++;
    try {
      await this.#requireOwn(given.request.from, caller);
      await this.#requireSigned(given);
      return await this.#inTurn(given);
    } finally {
      this.#underWay--;
    }
  }

  /** Accounts that never served anybody have nobody else to carry their acts. */
  async #requireOwn(account: Hex, caller: Caller): Promise<void> {
    if (caller.kind === "open") return;
    const organization = await this.#organizationOf(account);
    if (organization === 0 || (await this.#parts.sights.of(caller).carriesFor(organization)))
      return;
    throw new Refusal("not-allowed", `account ${account} is of another organisation`);
  }

  #requireSane({ request }: RelayRequest): void {
    const { contracts } = this.#parts.client.deployment;
    const now = this.#parts.now();
    if (!ACTING_CONTRACTS.some((name) => contracts[name].address === request.to)) {
      throw new Refusal(
        "relay-target",
        `${request.to} is not a contract that acts are relayed to`,
        { path: "request.to" },
      );
    }
    if (request.deadline <= now || request.deadline > now + MAX_RELAY_AHEAD) {
      throw new Refusal(
        "relay-expired",
        `the deadline ${request.deadline} is not within the next hour`,
        { path: "request.deadline" },
      );
    }
    if (request.gas > MAX_RELAY_GAS) {
      throw new Refusal("relay-gas", `the request asks for ${request.gas} gas`, {
        path: "request.gas",
      });
    }
  }

  async #requireSigned({ request, signature }: RelayRequest): Promise<void> {
    const account = request.from;
    const nonce = await orAway("the nonce", this.#parts.client.forwarderNonce(account));
    const domain = await this.#forwarderDomain();
    const message = { ...request, nonce };
    if (signerOf(domain, message, signature) === account) return;
    const what = `the signature is not by ${account} with nonce ${nonce}`;
    throw new Refusal("relay-signature", what, { path: "signature" });
  }

  /** One organisation does not take every other one's place. */
  async #inTurn(given: RelayRequest): Promise<Relayed> {
    const organization = await this.#organizationOf(given.request.from);
    const underWay = this.#underWayOf.get(organization) ?? 0;
    if (underWay >= MAX_RELAYS_OF_ONE) throw quotaRefusal(organization, RETRY_AFTER_BUSY);
    this.#underWayOf.set(organization, underWay + 1);
    try {
      await this.#requireGas(given);
      this.#requireQuota(organization);
      return await this.#send(given);
    } finally {
      const left = (this.#underWayOf.get(organization) ?? 1) - 1;
      if (left > 0) this.#underWayOf.set(organization, left);
      else this.#underWayOf.delete(organization);
    }
  }

  /** The one that an account serves or served; accounts that never served any are counted as one. */
  async #organizationOf(account: Hex): Promise<number> {
    const call = {
      contract: "organizationRegistry",
      fn: "organizationOf",
      args: [account],
    } as const;
    const values = await orAway("the account's organisation", this.#parts.client.read(call));
    return Number(Object.values(values)[0]);
  }

  async #requireGas({ request }: RelayRequest): Promise<void> {
    const needs = await asAct("the gas that it needs", gasOfForward(this.#parts.client, request));
    if (request.gas >= needs) return;
    const what = `the request asks for ${request.gas} gas, the act needs ${needs}`;
    throw new Refusal("relay-gas", what, { path: "request.gas" });
  }

  /** Only what is sent counts. */
  #requireQuota(organization: number): void {
    const now = this.#parts.now();
    const seconds = this.#quotas.wait(organization, now);
    if (seconds > 0) throw quotaRefusal(organization, seconds);
    this.#quotas.use(organization, now);
  }

  async #send({ request, signature }: RelayRequest): Promise<Relayed> {
    const { from, to, gas, deadline, data } = request;
    const { writer } = this.#parts;
    if (!writer) throw new Refusal("read-only-follower", "no acts are carried here");
    const sent = executeForward(writer, { from, to, value: 0, gas, deadline, data }, signature);
    const receipt = await asAct("the act's outcome", sent);
    const { transaction, block, time, events } = receipt;
    const told = events.map(({ contract, name, args }) => ({
      contract,
      name,
      args: plainJson(args),
    }));
    return { transaction, block, time, events: told };
  }

  async #forwarderDomain(): Promise<ForwarderDomain> {
    this.#domain ??= await orAway("the forwarder", this.#parts.client.forwarderDomain());
    return this.#domain;
  }
}

/** What a contract refuses is refused with its error. */
const asAct = <T>(what: string, asked: Promise<T>): Promise<T> =>
  orAway(what, asked).catch((error: unknown) => {
    if (!(error instanceof ChainError) || error.code !== "reverted") throw error;
    throw new Refusal("act-refused", error.message, { act: actRefusal(error), cause: error });
  });

function quotaRefusal(organization: number, retryAfter: number): Refusal {
  const whose = organization === 0 ? "accounts of no organisation" : `organisation ${organization}`;
  return new Refusal("relay-quota", `too many acts of ${whose}`, { retryAfter });
}

function signerOf(
  domain: ForwarderDomain,
  message: Record<string, unknown>,
  signature: string,
): Hex | undefined {
  try {
    const signer = verifyTypedData({ ...domain }, FORWARD_TYPES, message, signature);
    return toHex(Buffer.from(getAddress(signer).slice(2), "hex"));
  } catch {
    // A signature from which no account can be recovered is by no account.
    return undefined;
  }
}

function actRefusal({ revert }: ChainError): ActRefusal {
  if (!revert) return { error: "unknown", values: {} };
  const values: Readonly<Record<string, AbiValue>> = revert.values;
  const [prefix = ""] = revert.name.split("__");
  const contract = CONTRACT_NAMES.find((name) => name.toLowerCase() === prefix.toLowerCase());
  return { ...(contract && { contract }), error: revert.name, values: plainJson(values) };
}
