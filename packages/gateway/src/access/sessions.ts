// SPDX-License-Identifier: Apache-2.0
// Who has signed in. A token is a signed statement of who and until when, under a key that is never on disk; it is
// worth something only while its session is open here, so that signing out ends it at once and a restart ends all.
import { hash, randomBytes, randomUUID } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { MAX_SESSIONS, MAX_SESSIONS_OF_ONE } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { Signed } from "./members.ts";

export interface SessionsParts {
  /** Who gives tokens out, and for whom: `uri` of the sign-in messages. */
  readonly issuer: string;
  /** How long a session lasts. */
  readonly seconds: number;
  /** Seconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds that never go back: a clock that is set back does not make sessions longer. */
  readonly clock: () => number;
}

interface Session {
  readonly signed: Signed;
  readonly expires: number;
  /** By the clock that never goes back. */
  readonly ends: number;
  /** SHA-256 of its token, once that was verified. */
  verified?: string;
}

export interface OpenedSession {
  readonly token: string;
  /** The first moment at which it is worth nothing, seconds since the epoch. */
  readonly expires: number;
}

const ALGORITHM = "HS256";
const KEY_BYTES = 32;
const MILLISECONDS = 1_000;

const whose = ({ kind, number }: Signed): string => `${kind}:${number}`;

export class Sessions {
  readonly #parts: SessionsParts;
  readonly #key = randomBytes(KEY_BYTES);
  /** By their ids; all last equally long, so that the oldest ends first. */
  readonly #sessions = new Map<string, Session>();
  /** Ids by the hashes of tokens that were verified: that need not be done at every request. */
  readonly #verified = new Map<string, string>();
  /** Ids of the sessions of one seat or head, oldest first. */
  readonly #of = new Map<string, Set<string>>();

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /** Sessions that have not been ended, also those whose time is over until the next one is opened. */
  get size(): number {
    return this.#sessions.size;
  }

  /** @throws Refusal `busy` when there are too many sessions in all */
  async open(signed: Signed): Promise<OpenedSession> {
    const { issuer, seconds, now, clock } = this.#parts;
    this.#forget();
    const own = this.#of.get(whose(signed)) ?? new Set();
    const [oldest] = own;
    if (oldest !== undefined && own.size >= MAX_SESSIONS_OF_ONE) this.#end(oldest);
    if (this.#sessions.size >= MAX_SESSIONS) throw new Refusal("busy", "too many are signed in");
    const id = randomUUID();
    const issued = now();
    const expires = issued + seconds;
    this.#sessions.set(id, { signed, expires, ends: clock() + seconds * MILLISECONDS });
    this.#of.set(whose(signed), own.add(id));
    const token = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM, typ: "JWT" })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setSubject(whose(signed))
      .setJti(id)
      .setIssuedAt(issued)
      .setExpirationTime(expires)
      .sign(this.#key);
    return { token, expires };
  }

  /** As whom the bearer of a token has signed in; undefined when the token is worth nothing. */
  async holder(token: string): Promise<Signed | undefined> {
    const id = await this.#idOf(token);
    const session = id === undefined ? undefined : this.#sessions.get(id);
    if (!session || !this.#isOpen(session)) return undefined;
    return session.signed;
  }

  /** Ends a session at once. @returns whether there was one */
  async close(token: string): Promise<boolean> {
    const id = await this.#idOf(token);
    return id !== undefined && this.#end(id);
  }

  async #idOf(token: string): Promise<string | undefined> {
    const name = hash("sha256", token);
    const known = this.#verified.get(name);
    if (known !== undefined) return known;
    const id = await this.#verify(token);
    const session = id === undefined ? undefined : this.#sessions.get(id);
    if (id !== undefined && session && session.verified === undefined) {
      session.verified = name;
      this.#verified.set(name, id);
    }
    return id;
  }

  async #verify(token: string): Promise<string | undefined> {
    const { issuer, now } = this.#parts;
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        ...{ algorithms: [ALGORITHM], typ: "JWT", issuer, audience: issuer },
        currentDate: new Date(now() * MILLISECONDS),
        requiredClaims: ["exp", "jti", "sub"],
      });
      return payload.jti;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  #isOpen({ expires, ends }: Session): boolean {
    const { now, clock } = this.#parts;
    return now() < expires && clock() < ends;
  }

  #forget(): void {
    for (const [id, session] of this.#sessions) {
      if (this.#isOpen(session)) return;
      this.#end(id);
    }
  }

  #end(id: string): boolean {
    const session = this.#sessions.get(id);
    if (!session) return false;
    this.#sessions.delete(id);
    if (session.verified !== undefined) this.#verified.delete(session.verified);
    const name = whose(session.signed);
    const own = this.#of.get(name);
    own?.delete(id);
    if (own?.size === 0) this.#of.delete(name);
    return true;
  }
}
