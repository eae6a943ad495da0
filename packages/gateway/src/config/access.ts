// SPDX-License-Identifier: Apache-2.0
// The parts of the configuration that say who may connect, and how.
import { SIGN_IN } from "@suyuan/api";
import { z } from "@suyuan/api/zod";
import { createSiweMessage } from "viem/siwe";
import { MAX_SESSION_SECONDS } from "../constraints.ts";
import { address, list, name, object, path, whole } from "./checks.ts";

const MAX_RATE = 1_000_000;
const MAX_ORIGINS = 64;

const Rate = object({
  burst: whole(1, MAX_RATE).describe("so many at once"),
  perSecond: whole(1, MAX_RATE).describe("so many a second in the long run"),
});

/** What may be asked for at once, and a second in the long run. */
export type Rate = z.infer<typeof Rate>;

const rate = (what: string): z.ZodExactOptional<typeof Rate> => Rate.exactOptional().describe(what);
const Rates = object({
  organization: rate("requests of an organisation"),
  address: rate("requests of an address"),
  attempts: rate("attempts to sign in from an address"),
});

/** Rates that are set otherwise: of an organisation, of an address, of attempts to sign in from an address. */
export type Rates = z.infer<typeof Rates>;

/** Whether a sign-in message can be made for it. */
function isDomain(domain: string): boolean {
  try {
    const account = `0x${"11".repeat(20)}` as const;
    const fixed = { address: account, chainId: 1, nonce: "12345678", version: "1" } as const;
    createSiweMessage({ ...fixed, domain, uri: `${SIGN_IN.seat}1` });
    return true;
  } catch {
    return false;
  }
}

const DOMAIN = "a host as it is called, with its port if it is not the usual one";
const ORIGIN = "an origin: http or https, a host and perhaps a port";
const Origin = address(/^https?:\/\/[^/?#@\\]+$/, ORIGIN).refine(
  (value) => URL.canParse(value) && new URL(value).origin === value,
  ORIGIN,
);

/** With it nobody reads or hands in anything before saying who they are. */
export const Access = object({
  domain: name(DOMAIN)
    .regex(/^[^/\s]+$/, DOMAIN)
    .refine(isDomain, DOMAIN)
    .describe("what stands first in sign-in messages: the host, with its port, as it is called"),
  uri: address(/^https?:/, "an http or https address").describe(
    "the address of this gateway as it is called",
  ),
  sessionSeconds: whole(1, MAX_SESSION_SECONDS)
    .exactOptional()
    .describe("seconds until a session ends"),
  public: list(z.literal("log", "log"), 1, "kinds: log")
    .exactOptional()
    .describe("what everybody may read all the same"),
  origins: list(Origin, MAX_ORIGINS, "origins")
    .exactOptional()
    .describe("pages of these origins may call the gateway from a browser"),
  limits: Rates.exactOptional().describe("rates that are set otherwise"),
});

/** PEM files; they are read again when they change. */
export const Tls = object({
  cert: path("the certificate, a PEM file"),
  key: path("its key, a PEM file"),
  clientCa: path(
    "a PEM file: only who shows a certificate of this authority may connect",
  ).exactOptional(),
});
export type TlsConfig = z.infer<typeof Tls>;
