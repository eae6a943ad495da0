// SPDX-License-Identifier: Apache-2.0
import { isIPv6 } from "node:net";
import type { Request, RequestHandler } from "express";
import type { Access } from "../access/access.ts";
import type { Limits } from "../access/limits.ts";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";

const CALLERS = new WeakMap<Request, Caller>();

/** Who asks. A request that nobody has looked at is a mistake of this program, never allowed by default. */
export function callerOf(request: Request): Caller {
  const caller = CALLERS.get(request);
  if (caller) return caller;
  throw new Error("a route was reached before its caller was known");
}

/** The same for the log, where a request may have ended before anybody looked. */
export const callerIfKnown = (request: Request): Caller | undefined => CALLERS.get(request);

/** Finds out who asks, at every request. Without access everybody does. */
export function findCaller(access: Access | undefined, limits: Limits): RequestHandler {
  return async (request, _response, next) => {
    CALLERS.set(request, access ? await known(request, access, limits) : { kind: "open" });
    next();
  };
}

/** Refuses whoever asks too much: members by their organisation, everybody else by where they are. */
async function known(request: Request, access: Access, limits: Limits): Promise<Caller> {
  const address = addressOf(request);
  const caller = await access.caller(request.get("authorization")).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === "not-signed-in") limits.attempt(address);
    throw error;
  });
  limits.take(caller, address);
  return caller;
}

const IPV6_GROUPS = 4;

/** Where a request comes from; what one subscriber is given in IPv6 counts as one. */
export function addressOf({ ip = "" }: Pick<Request, "ip">): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("::");
  const groups = head === "" ? [] : head.split(":");
  const rest = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  const whole = tail === undefined ? groups : [...groups, ...zeros, ...rest];
  return whole
    .slice(0, IPV6_GROUPS)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}
