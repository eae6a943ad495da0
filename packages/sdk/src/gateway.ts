// SPDX-License-Identifier: Apache-2.0
import {
  ChainInfo,
  ChainView,
  pathOf,
  PATHS,
  Placed,
  RelayAccount,
  Relayed,
  type RelayRequest,
  StatementView,
} from "@suyuan/api";
import type { Hex } from "@suyuan/proof";

import { type GatewayOptions, Http } from "./http.ts";
import { type SubmitResult, submitLines } from "./lines.ts";
import type { SignedStatement } from "./types.ts";

/** What a subject's history may be asked for. */
export type HistorySubject = "asset" | "grant";

/**
 * One gateway. Answers are held against the schemas of @suyuan/api; every failure is a GatewayError with the
 * code of the gateway's problem, or `unreachable`, `timeout`, `bad-answer`.
 */
export class GatewayClient {
  readonly #http: Http;

  constructor(options: GatewayOptions) {
    this.#http = new Http(options);
  }

  /** Hands in one statement. The same one twice gives the same place. */
  async submit(signed: SignedStatement): Promise<Placed> {
    return this.#http.json(PATHS.statements, Placed, signed);
  }

  /** Hands in any number of statements; one result each, in their order, as the gateway gives them. */
  submitMany(
    statements: AsyncIterable<SignedStatement> | Iterable<SignedStatement>,
  ): AsyncGenerator<SubmitResult> {
    return submitLines(this.#http, statements);
  }

  /** A statement and how far it has come. */
  async statement(id: Hex): Promise<StatementView> {
    return this.#http.json(pathOf("statement", { id }), StatementView);
  }

  /** The text of a statement's evidence file. @throws GatewayError `not-anchored` */
  async getEvidence(id: Hex): Promise<string> {
    return this.#http.text(pathOf("evidence", { id }));
  }

  /** The text of a history file: everything that the log holds on an asset or a grant. */
  async getHistory(subject: HistorySubject, id: Hex): Promise<string> {
    const name = subject === "asset" ? "assetHistory" : "grantHistory";
    return this.#http.text(pathOf(name, { id }));
  }

  /** The text of the policy that trusts this gateway's deployment and log: its own claim. */
  async getPolicy(): Promise<string> {
    return this.#http.text(PATHS.policy);
  }

  async asset(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("asset", { id }), ChainView);
  }

  async grant(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("grant", { id }), ChainView);
  }

  async request(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("request", { id }), ChainView);
  }

  async organization(number: number): Promise<ChainView> {
    return this.#http.json(pathOf("organization", { number }), ChainView);
  }

  async seat(number: number): Promise<ChainView> {
    return this.#http.json(pathOf("seat", { number }), ChainView);
  }

  /** The deployment, the settled block and the log of this gateway. */
  async chain(): Promise<ChainInfo> {
    return this.#http.json(PATHS.chain, ChainInfo);
  }

  /** What an account needs to sign its next act. */
  async relayAccount(account: Hex): Promise<RelayAccount> {
    return this.#http.json(pathOf("relayAccount", { account }), RelayAccount);
  }

  /** Lets the gateway carry a signed act to the chain. @throws GatewayError `act-refused` */
  async relay(request: RelayRequest): Promise<Relayed> {
    return this.#http.json(PATHS.relay, Relayed, request);
  }
}
