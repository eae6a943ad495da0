// SPDX-License-Identifier: Apache-2.0
// Who asks, found anew at every request: what was true at the sign-in may be over.
import {
  type SignedIn,
  type SignInNonce,
  SignInRequest,
  type TokenIssued,
  TokenRequest,
  type TokenRow,
} from "@suyuan/api";
import { type Hex, OFFICES } from "@suyuan/proof";
import { verifyMessage } from "ethers";
import { Refusal } from "../refusal.ts";
import { strictJson } from "../services/input.ts";
import { requireShape } from "../services/shape.ts";
import type { Caller } from "./caller.ts";
import type { Members } from "./members.ts";
import { type MessageGround, readMessage } from "./message.ts";
import type { Nonces } from "./nonces.ts";
import type { Sessions } from "./sessions.ts";
import { Tokens } from "./tokens.ts";

export interface AccessParts {
  readonly ground: MessageGround;
  readonly members: Members;
  readonly nonces: Nonces;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  /** Seconds since the epoch. */
  readonly now: () => number;
}

const BEARER = /^Bearer ([\x21-\x7e]{1,2048})$/i;
const OVER = "the token is worth nothing, or no longer";

/** Everything by which callers are known. */
export class Access {
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  /**
   * Who sends a request.
   * @param authorization the header of that name
   * @throws Refusal `not-signed-in` for a token that is worth nothing now, `chain-away`
   */
  async caller(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) return { kind: "nobody" };
    const token = tokenIn(authorization);
    const caller = Tokens.isOne(token) ? await this.#system(token) : await this.#person(token);
    if (caller) return caller;
    throw new Refusal("not-signed-in", OVER);
  }

  /** What the next sign-in message must say. */
  nonce(): SignInNonce {
    return { ...this.#parts.nonces.issue(this.#parts.now()), ...this.#parts.ground };
  }

  /**
   * Opens a session.
   * @param body `SignInRequest` as JSON
   * @throws Refusal `sign-in-message`, `sign-in-nonce`, `sign-in-refused`, `chain-away`, `busy`, and as any input
   */
  async signIn(body: Uint8Array): Promise<SignedIn> {
    const { ground, members, nonces, sessions, now } = this.#parts;
    const { message, signature } = requireShape(SignInRequest, strictJson(body));
    const { account, claimed, nonce } = readMessage(message, ground, now());
    if (!nonces.holds(nonce, now())) throw usedUp();
    const signer = signerOf(message, signature);
    // A stranger learns nothing of seats: which one is claimed is looked at for accounts of members only.
    const isMember = signer !== undefined && signer === account && (await members.isBound(signer));
    const found = isMember ? await members.holder(claimed) : undefined;
    if (found?.account !== signer || found === undefined) {
      throw new Refusal("sign-in-refused", "the message is not signed by who it names");
    }
    if (!nonces.use(nonce, now())) throw usedUp();
    const { person } = found;
    const { organization } = person;
    const seat = person.kind === "seat" ? { seat: person.seat } : {};
    const session = await sessions.open({ ...claimed, account });
    return { ...session, organization, ...seat };
  }

  /** Ends the session of a request at once. @throws Refusal `not-signed-in` when it has none */
  async signOut(authorization: string | undefined): Promise<void> {
    const isOne = authorization !== undefined;
    if (isOne && (await this.#parts.sessions.close(tokenIn(authorization)))) return;
    throw new Refusal("not-signed-in", OVER);
  }

  /** The tokens of a caller's organisation. @throws Refusal `not-signed-in`, `not-allowed` */
  list(caller: Caller): readonly TokenRow[] {
    return this.#parts.tokens.list(governing(caller).organization);
  }

  /** Issues a token. @throws Refusal `not-allowed`, `token-limit`, and as any input */
  async issue(caller: Caller, body: Uint8Array): Promise<TokenIssued> {
    const { organization, by } = governing(caller);
    return this.#parts.tokens.issue(organization, by, requireShape(TokenRequest, strictJson(body)));
  }

  /** Revokes a token. @throws Refusal `not-allowed`, `unknown-token` */
  async revoke(caller: Caller, id: string): Promise<void> {
    const { organization, by } = governing(caller);
    await this.#parts.tokens.revoke(organization, by, id);
  }

  /** How many may come in now, at most. */
  get open(): { readonly sessions: number; readonly tokens: number } {
    return { sessions: this.#parts.sessions.size, tokens: this.#parts.tokens.size };
  }

  async #person(token: string): Promise<Caller | undefined> {
    const { sessions, members } = this.#parts;
    const signed = await sessions.holder(token);
    const found = signed && (await members.holder(signed));
    return found?.account === signed?.account ? found?.person : undefined;
  }

  async #system(text: string): Promise<Caller | undefined> {
    const { tokens, members } = this.#parts;
    const token = tokens.holder(text);
    if (!token || !(await members.isActive(token.organization))) return undefined;
    const { organization, id, scopes } = token;
    return { kind: "system", organization, token: id, scopes: new Set(scopes) };
  }
}

const usedUp = (): Refusal =>
  new Refusal("sign-in-nonce", "the nonce is not one that can be used now", { path: "message" });

function tokenIn(authorization: string): string {
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new Refusal("not-signed-in", "Authorization is not a bearer's");
  return token;
}

/** Who may give others the right to act for the organisation: its head, and the head of its data office. */
function governing(caller: Caller): { readonly organization: number; readonly by: number } {
  if (caller.kind === "head") return { organization: caller.organization, by: 0 };
  if (caller.kind === "seat" && caller.office === OFFICES.headOfDataOffice) {
    return { organization: caller.organization, by: caller.seat };
  }
  if (caller.kind === "nobody") throw new Refusal("not-signed-in", "nobody has signed in");
  throw new Refusal("not-allowed", "tokens are for the head of the organisation or data office");
}

/** The account that signed a text (EIP-191), in lower case. */
function signerOf(text: string, signature: Hex): Hex | undefined {
  try {
    return verifyMessage(text, signature).toLowerCase() as Hex;
  } catch {
    // A signature from which no account can be recovered is by no account.
    return undefined;
  }
}
