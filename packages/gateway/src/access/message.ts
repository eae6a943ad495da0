// SPDX-License-Identifier: Apache-2.0
// The message that a seat signs to sign in (EIP-4361). It is taken only when it is, letter for letter, what its own
// fields make: two readers of it can then never see two things.
import { MAX_MESSAGE_LENGTH, SIGN_IN } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { createSiweMessage, parseSiweMessage } from "viem/siwe";
import { MAX_SIGN_IN_SECONDS, MAX_SIGN_IN_SKEW } from "../constraints.ts";
import { Refusal } from "../refusal.ts";
import type { Claimed } from "./members.ts";

/** What a message of this gateway must say. */
export interface MessageGround {
  readonly domain: string;
  readonly uri: string;
  readonly chainId: number;
}

export interface SignInMessage {
  /** Who is said to sign, in lower case. */
  readonly account: Hex;
  readonly claimed: Claimed;
  readonly nonce: string;
}

type Fields = ReturnType<typeof parseSiweMessage>;

const refused = (what: string): Refusal =>
  new Refusal("sign-in-message", what, { path: "message" });

const NUMBER = /^[1-9][0-9]{0,9}$/;
const MAX_NUMBER = 0xffff_ffff;
const MILLISECONDS = 1_000;

/**
 * Reads a sign-in message.
 * @param now seconds since the epoch
 * @throws Refusal `sign-in-message` with the field that is wrong
 */
export function readMessage(text: string, ground: MessageGround, now: number): SignInMessage {
  if (text.length > MAX_MESSAGE_LENGTH) throw refused("the message is too long");
  const fields = parseSiweMessage(text);
  const { address, nonce = "" } = fields;
  requireGround(fields, ground);
  requireTimes(fields, now);
  const claimed = claimedIn(fields.resources);
  if (address === undefined || remade(fields) !== text) {
    throw refused("the message is not exactly what its fields make");
  }
  return { account: address.toLowerCase() as Hex, claimed, nonce };
}

function requireGround(fields: Fields, ground: MessageGround): void {
  const expected = { ...ground, version: "1", statement: SIGN_IN.statement } as const;
  for (const name of ["domain", "uri", "chainId", "version", "statement"] as const) {
    if (fields[name] !== expected[name]) throw refused(`${name} must be ${expected[name]}`);
  }
  for (const name of ["scheme", "requestId", "notBefore"] as const) {
    if (fields[name] !== undefined) throw refused(`${name} must be left out`);
  }
}

/** The maker's clock may be somewhat wrong; how long the message may be used is its maker's to say. */
function requireTimes({ issuedAt, expirationTime }: Fields, now: number): void {
  const issued = (issuedAt?.getTime() ?? Number.NaN) / MILLISECONDS;
  const expires = (expirationTime?.getTime() ?? Number.NaN) / MILLISECONDS;
  if (!(Math.abs(issued - now) <= MAX_SIGN_IN_SKEW)) {
    throw refused(`issuedAt must be within ${MAX_SIGN_IN_SKEW} seconds of the gateway's clock`);
  }
  if (!(expires > now && expires > issued && expires - issued <= MAX_SIGN_IN_SECONDS)) {
    throw refused(
      `expirationTime must lie ahead, at most ${MAX_SIGN_IN_SECONDS} seconds after issuedAt`,
    );
  }
}

function claimedIn(resources: readonly string[] | undefined): Claimed {
  const [resource = "", ...others] = resources ?? [];
  for (const kind of ["seat", "head"] as const) {
    const number = resource.startsWith(SIGN_IN[kind]) ? resource.slice(SIGN_IN[kind].length) : "";
    if (others.length > 0 || !NUMBER.test(number) || Number(number) > MAX_NUMBER) continue;
    return { kind, number: Number(number) };
  }
  throw refused("resources must name one seat, or one organisation whose head signs");
}

function remade(fields: Fields): string | undefined {
  try {
    return createSiweMessage(fields as Parameters<typeof createSiweMessage>[0]);
  } catch {
    // Fields of which no message can be made are not those of one.
    return undefined;
  }
}
