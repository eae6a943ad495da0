// SPDX-License-Identifier: Apache-2.0
// The certificate of the gateway: read when it starts, and again when its files change, without a restart.
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Server, ServerOptions } from "node:https";
import { createSecureContext } from "node:tls";
import type { TlsConfig } from "../config/access.ts";
import { StartRefusal } from "../refusal.ts";

const LOWEST = "TLSv1.2";
const PEM = "-----BEGIN CERTIFICATE-----";

type Notice = (code: string, detail: string) => void;
/** Certificate, key, and the authority of client certificates or nothing. */
type Files = readonly [string, string, string];

export class Certificate {
  readonly #config: TlsConfig;
  readonly #notice: Notice;
  #seen: string;
  #options: ServerOptions;

  private constructor(config: TlsConfig, files: Files, notice: Notice) {
    this.#config = config;
    this.#options = usable(files);
    this.#notice = notice;
    this.#seen = files.join("\n");
  }

  /**
   * Reads the files.
   * @param notice is told when files changed, and whether the new ones are used
   * @throws StartRefusal `tls-unreadable`
   */
  static async open(config: TlsConfig, notice: Notice): Promise<Certificate> {
    try {
      const files = await read(config);
      const certificate = new Certificate(config, files, notice);
      // Nobody connects with it, but the log must go on.
      const fault = faultNow(files);
      if (fault !== undefined) notice("tls-expired", fault);
      return certificate;
    } catch (cause) {
      throw new StartRefusal("tls-unreadable", `tls: ${why(cause)}`, cause);
    }
  }

  get options(): ServerOptions {
    return this.#options;
  }

  /** End of the certificate in use, in milliseconds since the epoch. */
  get notAfter(): number {
    return new X509Certificate(String(this.#options.cert)).validToDate.getTime();
  }

  /** Looks whether the files have changed; new connections get the new certificate, those open go on. */
  async look(server: Pick<Server, "setSecureContext">): Promise<void> {
    let seen = "";
    try {
      const files = await read(this.#config);
      seen = files.join("\n");
      if (seen === this.#seen) return;
      const options = usable(files);
      const fault = faultNow(files);
      if (fault !== undefined) throw new Error(fault);
      server.setSecureContext(options);
      this.#options = options;
      this.#notice("tls-changed", `the certificate at ${this.#config.cert} is in use`);
    } catch (error) {
      // One of the files may be written already and the other not yet: that is told once, and looked at again.
      if (seen === this.#seen) return;
      this.#notice("tls-kept", `the certificate before stays in use: ${why(error)}`);
    }
    this.#seen = seen;
  }
}

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const text = (path: string): Promise<string> => readFile(path, "utf8");

async function read({ cert, key, clientCa }: TlsConfig): Promise<Files> {
  const ca = clientCa === undefined ? "" : await text(clientCa);
  // Without an authority everybody would come in.
  if (clientCa !== undefined && !ca.includes(PEM))
    throw new Error(`${clientCa} has no certificate`);
  return [await text(cert), await text(key), ca];
}

/** Why clients would refuse the certificate now; undefined when it is in force. */
function faultNow([cert]: Files): string | undefined {
  const { validFromDate, validToDate } = new X509Certificate(cert);
  const now = Date.now();
  if (now < validFromDate.getTime()) return `not in force before ${validFromDate.toISOString()}`;
  if (now > validToDate.getTime()) return `no longer in force since ${validToDate.toISOString()}`;
  return undefined;
}

/** @throws Error when they are no certificate and key that belong together */
function usable([cert, key, ca]: Files): ServerOptions {
  const client = ca === "" ? {} : { ca, requestCert: true, rejectUnauthorized: true };
  const options = { minVersion: LOWEST, cert, key, ...client } as const;
  createSecureContext(options);
  return options;
}
