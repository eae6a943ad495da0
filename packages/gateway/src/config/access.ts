// SPDX-License-Identifier: Apache-2.0
// The parts of the configuration that say who may connect, and how.
import { SIGN_IN } from "@suyuan/api";
import { createSiweMessage } from "viem/siwe";
import { MAX_SESSION_SECONDS } from "../constraints.ts";
import { type Check, isObject, isText, isWhole } from "./checks.ts";

/** What may be asked for at once, and a second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Rates that are set otherwise: of an organisation, of an address, of attempts to sign in from an address. */
export interface Rates {
  readonly organization?: Rate;
  readonly address?: Rate;
  readonly attempts?: Rate;
}

/** With it nobody reads or hands in anything before saying who they are. */
export interface AccessConfig {
  /** What stands first in sign-in messages: the host, with its port, as it is called. */
  readonly domain: string;
  /** The address of this gateway as it is called. */
  readonly uri: string;
  readonly sessionSeconds?: number;
  /** What everybody may read all the same. */
  readonly public?: readonly "log"[];
  /** Pages of these origins may call the gateway from a browser. */
  readonly origins?: readonly string[];
  readonly limits?: Rates;
}

/** PEM files; they are read again when they change. */
export interface TlsConfig {
  readonly cert: string;
  readonly key: string;
  /** Only who shows a certificate of this authority may connect. */
  readonly clientCa?: string;
}

const isOrigin: Check = (value) =>
  typeof value === "string" && URL.canParse(value) && new URL(value).origin === value;
const isListOf =
  (is: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every(is);

/** Whether a sign-in message can be made for it. */
const isDomain: Check = (value) => {
  try {
    const address = `0x${"11".repeat(20)}` as const;
    const fixed = { address, chainId: 1, nonce: "12345678", version: "1" } as const;
    createSiweMessage({ ...fixed, domain: String(value), uri: `${SIGN_IN.seat}1` });
    return typeof value === "string";
  } catch {
    return false;
  }
};
const isAddress: Check = (value) =>
  typeof value === "string" && URL.canParse(value) && /^https?:/.test(value);
const isRate = isObject({ burst: isWhole(1, 1_000_000), perSecond: isWhole(1, 1_000_000) });

export const isAccess: Check = isObject(
  { domain: isDomain, uri: isAddress },
  {
    sessionSeconds: isWhole(1, MAX_SESSION_SECONDS),
    public: isListOf((one) => one === "log"),
    origins: isListOf(isOrigin),
    limits: isObject({}, { organization: isRate, address: isRate, attempts: isRate }),
  },
);

export const isTls: Check = isObject({ cert: isText, key: isText }, { clientCa: isText });
