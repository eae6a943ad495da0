// SPDX-License-Identifier: Apache-2.0
import {
  ActPage,
  AdministrationPage,
  type ActSubject,
  ChainInfo,
  ChainView,
  Done,
  Inbox,
  Offers,
  type ListPath,
  type Pages,
  PAGES,
  pathOf,
  PATHS,
  Placed,
  PolicyUpdates,
  ProposalView,
  RelayAccount,
  Relayed,
  type RelayRequest,
  RuleView,
  SignedIn,
  SignInNonce,
  type SignInRequest,
  Standing,
  StatementView,
  SubjectEntryPage,
  TokenIssued,
  TokenList,
  type TokenRequest,
  YearView,
} from "@suyuan/api";
import type { Hex } from "@suyuan/proof";

import { Documents } from "./documents.ts";
import { type GatewayOptions, Http, type Schema } from "./http.ts";
import { type SubmitResult, submitLines } from "./lines.ts";
import type { SignedStatement } from "./types.ts";

/** By what a list is asked for, how much of it at once, and where to go on; see `LISTS` of the API. */
export type ListQuery = Readonly<Record<string, string | number>>;

const withQuery = (path: string, query: ListQuery): string => {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text === "" ? path : `${path}?${text}`;
};

/** What a subject's history may be asked for. */
export type HistorySubject = "asset" | "grant";

/**
 * One gateway. Answers are held against the schemas of @suyuan/api; every failure is a GatewayError with the
 * code of the gateway's problem, or `unreachable`, `timeout`, `bad-answer`.
 */
export class GatewayClient {
  readonly #http: Http;
  readonly #options: GatewayOptions;
  /** The documents that it keeps beside commitments. */
  readonly documents: Documents;

  constructor(options: GatewayOptions) {
    this.#http = new Http(options);
    this.#options = options;
    this.documents = new Documents(this.#http);
  }

  /** The address of the gateway. */
  get url(): string {
    return this.#http.base;
  }

  /** The same gateway, asked by somebody else. */
  as(token: NonNullable<GatewayOptions["token"]>): GatewayClient {
    return new GatewayClient({ ...this.#options, token });
  }

  /** What the next sign-in message must say; see `signIn`. */
  async signInNonce(): Promise<SignInNonce> {
    return this.#http.plain("POST", PATHS.signInNonce, SignInNonce);
  }

  /** Opens a session for the signer of a message. @throws GatewayError `sign-in-refused` */
  async signIn(request: SignInRequest): Promise<SignedIn> {
    return this.#http.json(PATHS.signIn, SignedIn, request);
  }

  /** Ends the session of this client's token at once. */
  async signOut(): Promise<void> {
    await this.#http.plain("POST", PATHS.signOut, Done);
  }

  /** The tokens of one's organisation, without their secrets. */
  async tokens(): Promise<TokenList> {
    return this.#http.json(PATHS.tokens, TokenList);
  }

  /** Issues a token for a system; its secret is in this answer only. @throws GatewayError `token-limit` */
  async issueToken(request: TokenRequest): Promise<TokenIssued> {
    return this.#http.json(PATHS.tokens, TokenIssued, request);
  }

  /** Revokes a token at once. @throws GatewayError `unknown-token` */
  async revokeToken(id: string): Promise<void> {
    await this.#http.plain("DELETE", pathOf("token", { id }), Done);
  }

  /** What was done beside the log, as the log was told, the newest first, as far as one may read it. */
  async administration(query: ListQuery = {}): Promise<AdministrationPage> {
    return this.#http.json(withQuery(PATHS.administration, query), AdministrationPage);
  }

  /** The text of the history file of all that. @throws GatewayError `not-allowed` */
  async getAdministrationHistory(): Promise<string> {
    return this.#http.text(PATHS.administrationHistory);
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

  /**
   * A page of what the log holds on an asset or a grant, the newest first unless `order` says `oldest`: as the gateway
   * says, without the proof that a history file has.
   */
  async entries(
    subject: HistorySubject,
    id: Hex,
    query: ListQuery = {},
  ): Promise<SubjectEntryPage> {
    const name = subject === "asset" ? "assetEntries" : "grantEntries";
    return this.#http.json(withQuery(pathOf(name, { id }), query), SubjectEntryPage);
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

  /** The signed updates that led to the gateway's policy, oldest first. */
  async policyUpdates(): Promise<PolicyUpdates> {
    return this.#http.json(PATHS.policyUpdates, PolicyUpdates);
  }

  /**
   * Whether a file given out before still stands: whether the chain still has the block that it shows.
   * @param header `block.header` of the file
   */
  async standing(header: Hex): Promise<Standing> {
    return this.#http.json(PATHS.standing, Standing, { header });
  }

  async asset(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("asset", { id }), ChainView);
  }

  async right(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("right", { id }), ChainView);
  }

  async case(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("case", { id }), ChainView);
  }

  /** A page of a list; its `next` is the `cursor` of the following one. */
  async list<L extends ListPath>(path: L, query: ListQuery = {}): Promise<Pages[L]> {
    const schema = PAGES[path] as unknown as Schema<Pages[L]>;
    return this.#http.json(withQuery(PATHS[path], query), schema);
  }

  /**
   * What a seat can do now and by when, what it waits for, what is late in its area.
   * @param query `part` for one part of it, `cursor` for where to go on in it, `limit`
   */
  async inbox(seat: number, query: ListQuery = {}): Promise<Inbox> {
    return this.#http.json(withQuery(pathOf("inbox", { seat }), query), Inbox);
  }

  /** A page of the acts that a thing had a part in, oldest first. */
  async acts(subject: ActSubject, id: string | number, query: ListQuery = {}): Promise<ActPage> {
    return this.#http.json(withQuery(pathOf("acts", { subject, id }), query), ActPage);
  }

  /** Everything that a seat can do with one thing now, whether or not it waits for the seat. */
  async offers(seat: number, subject: ActSubject, id: string | number): Promise<Offers> {
    return this.#http.json(pathOf("offers", { seat, subject, id }), Offers);
  }

  /** A rule by its key. */
  async rule(key: string): Promise<RuleView> {
    return this.#http.json(pathOf("rule", { key }), RuleView);
  }

  /** A published year of the work calendar. */
  async calendar(year: number): Promise<YearView> {
    return this.#http.json(pathOf("calendar", { year }), YearView);
  }

  /** A proposal of the council. */
  async proposal(id: string): Promise<ProposalView> {
    return this.#http.json(pathOf("proposal", { id }), ProposalView);
  }

  /**
   * The text of a right's certificate: who held it at a moment, with the proof of it.
   * @param at seconds since the epoch; now unless given
   */
  async getCertificate(id: Hex, at?: number): Promise<string> {
    return this.#http.text(
      withQuery(pathOf("certificate", { id }), at === undefined ? {} : { at }),
    );
  }

  async grant(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("grant", { id }), ChainView);
  }

  async request(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("request", { id }), ChainView);
  }

  async returnFlow(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("return", { id }), ChainView);
  }

  async finding(id: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("finding", { id }), ChainView);
  }

  /** What is proven of deliveries under a grant. */
  async delivery(grant: Hex): Promise<ChainView> {
    return this.#http.json(pathOf("delivery", { id: grant }), ChainView);
  }

  /** The text of a grant's certificate: the grant and its history, with the proof of it. */
  async getGrantCertificate(id: Hex, at?: number): Promise<string> {
    const query = at === undefined ? {} : { at };
    return this.#http.text(withQuery(pathOf("grantCertificate", { id }), query));
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
