// SPDX-License-Identifier: Apache-2.0
// Who may connect, and whether the certificate serves for it.
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { Certificate } from "../access/tls.ts";
import { isLoopback } from "../config/rules.ts";
import type { Config } from "../config/schema.ts";
import { type Finding, found, whyOf } from "./words.ts";

const MILLISECONDS = 1_000;
const DAY_MS = 86_400_000;
const SOON_DAYS = 14;

/** @param now seconds since the epoch */
export async function tlsFindings(config: Config, now: number): Promise<readonly Finding[]> {
  const { tls, access } = config;
  if (!tls) return [];
  try {
    await Certificate.open(tls, () => undefined);
    const certificate = new X509Certificate(await readFile(tls.cert));
    const host = access && hostOf(access.domain);
    const isNamed = host === undefined || isFor(certificate, host);
    return [
      termOf(certificate, now * MILLISECONDS),
      ...(isNamed ? [] : [found("tls-name", { host })]),
    ];
  } catch (error) {
    return [found("tls-unusable", { why: whyOf(error) })];
  }
}

function termOf({ validFromDate, validToDate }: X509Certificate, now: number): Finding {
  const values = { from: validFromDate.toISOString(), until: validToDate.toISOString() };
  if (now < validFromDate.getTime()) return found("tls-early", values);
  const days = Math.floor((validToDate.getTime() - now) / DAY_MS);
  if (days < 0) return found("tls-over", values);
  return found(days < SOON_DAYS ? "tls-ends" : "tls-ready", { ...values, days });
}

const hostOf = (domain: string): string => new URL(`https://${domain}`).hostname;

const isFor = (certificate: X509Certificate, host: string): boolean =>
  (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;

export function accessFindings({ access, host }: Config): readonly Finding[] {
  if (!access) return [found("access-open", { host })];
  const { domain, uri } = access;
  const { host: named, protocol } = new URL(uri);
  return [
    found("access-asked", { uri }),
    ...(named === domain ? [] : [found("access-host", { domain, uri })]),
    ...(protocol === "https:" || isLoopback(host) ? [] : [found("access-plain", { uri, host })]),
  ];
}
