// SPDX-License-Identifier: Apache-2.0
// Tokens that organisations issue to their systems. What is kept is the hash of a secret: whoever reads the disk
// cannot use what stands there.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import {
  MAX_TOKEN_SECONDS,
  MAX_TOKENS,
  TOKEN_PREFIX,
  type TokenIssued,
  type TokenRequest,
  type TokenRow,
} from "@suyuan/api";
import { fromUtf8, toHex, utf8 } from "@suyuan/proof";
import { MAX_ALL_TOKENS } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { Act, ActQueue } from "../store/acts.ts";
import type { Database } from "../store/level.ts";

/** A token as it is kept. */
export interface StoredToken extends TokenRow {
  readonly organization: number;
  /** SHA-256 of the secret, base64url. */
  readonly hash: string;
}

const ID_BYTES = 8;
const SECRET_BYTES = 32;
const FORM = new RegExp(`^${TOKEN_PREFIX}([0-9a-f]{16})_([A-Za-z0-9_-]{43})$`);
const ID = /^[0-9a-f]{16}$/;
const KEY = "t/";
const NO_HASH = Buffer.alloc(SECRET_BYTES);

const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();
const rowOf = ({ id, name, scopes, expires, created, by }: StoredToken): TokenRow => ({
  ...{ id, name, scopes, expires, created, by },
});

/** Where tokens lie, and what tells the log of them. */
export interface TokensGround {
  readonly database: Database;
  /** Of the same database. */
  readonly acts: Pick<ActQueue, "write">;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

/** All tokens, in memory and on disk. */
export class Tokens {
  readonly #ground: TokensGround;
  readonly #tokens: Map<string, StoredToken>;

  private constructor(ground: TokensGround, tokens: Map<string, StoredToken>) {
    this.#ground = ground;
    this.#tokens = tokens;
  }

  static async open(ground: TokensGround): Promise<Tokens> {
    const tokens = new Map<string, StoredToken>();
    for await (const bytes of ground.database.values({ gte: KEY, lt: `${KEY}~` })) {
      const token = JSON.parse(fromUtf8(bytes)) as StoredToken;
      tokens.set(token.id, token);
    }
    return new Tokens(ground, tokens);
  }

  /** All that are kept, also those whose time is over until the next one is issued. */
  get size(): number {
    return this.#tokens.size;
  }

  /** Whether a text has the form of a token, whoever made it. */
  static isOne(text: string): boolean {
    return text.startsWith(TOKEN_PREFIX);
  }

  /** The token of a text that is valid now. The work does not tell which part of it is wrong. */
  holder(text: string): StoredToken | undefined {
    const [, id = "", secret = ""] = FORM.exec(text) ?? [];
    const token = this.#tokens.get(id);
    const kept = token ? Buffer.from(token.hash, "base64url") : NO_HASH;
    const isRight = timingSafeEqual(hashOf(secret), kept);
    return token && isRight && this.#ground.now() < token.expires ? token : undefined;
  }

  /** Those of an organisation that are valid now, oldest first. */
  list(organization: number): readonly TokenRow[] {
    return this.#of(organization).map(rowOf);
  }

  /**
   * Issues one; it is on disk when its secret is told.
   * @param by the seat that issues it, 0 for the head of the organisation
   * @throws Refusal `token-limit`
   */
  async issue(organization: number, by: number, asked: TokenRequest): Promise<TokenIssued> {
    const created = this.#ground.now();
    if (asked.expires <= created || asked.expires > created + MAX_TOKEN_SECONDS) {
      throw new Refusal("token-limit", "the token's end is not within 366 days", {
        path: "expires",
      });
    }
    await this.#forget();
    if (this.#of(organization).length >= MAX_TOKENS || this.#tokens.size >= MAX_ALL_TOKENS) {
      throw new Refusal("token-limit", `an organisation may have ${MAX_TOKENS} tokens`);
    }
    const id = randomBytes(ID_BYTES).toString("hex");
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const hash = hashOf(secret).toString("base64url");
    const token = { ...asked, id, created, by, organization, hash };
    // In memory at once, so that of many who ask at once none goes beyond the limit; nobody knows its secret yet.
    this.#tokens.set(id, token);
    try {
      const kept = [KEY + id, utf8(JSON.stringify(token))] as const;
      await this.#ground.acts.write([kept], [actOn(token, "token-issued", by, created)]);
    } catch (error) {
      this.#tokens.delete(id);
      throw error;
    }
    return { ...rowOf(token), token: `${TOKEN_PREFIX}${id}_${secret}` };
  }

  /**
   * Revokes one at once.
   * @param by as in {@link issue}
   * @throws Refusal `unknown-token` for one of another organisation too
   */
  async revoke(organization: number, by: number, id: string): Promise<void> {
    const token = ID.test(id) && this.#of(organization).find((one) => one.id === id);
    if (!token) {
      throw new Refusal("unknown-token", "the organisation has no such token");
    }
    this.#tokens.delete(id);
    const { acts, now } = this.#ground;
    await acts.write([[KEY + id, undefined]], [actOn(token, "token-revoked", by, now())]);
  }

  #of(organization: number): StoredToken[] {
    const now = this.#ground.now();
    return [...this.#tokens.values()]
      .filter((token) => token.organization === organization && now < token.expires)
      .toSorted((one, other) => one.created - other.created || (one.id < other.id ? -1 : 1));
  }

  /** Those whose time is over are not kept. */
  async #forget(): Promise<void> {
    const now = this.#ground.now();
    const over = [...this.#tokens.values()].filter(({ expires }) => expires <= now);
    if (over.length === 0) return;
    for (const { id } of over) this.#tokens.delete(id);
    await this.#ground.database.write(over.map(({ id }) => [KEY + id, undefined]));
  }
}

/** What the log is told: of a token no more than the hash of its id. */
const actOn = (
  { id, organization }: StoredToken,
  act: "token-issued" | "token-revoked",
  by: number,
  at: number,
): Act => ({
  ...{ act, at, concerned: organization },
  subject: toHex(createHash("sha256").update(id).digest()),
  ...(by !== 0 && { by }),
});
