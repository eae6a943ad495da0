// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeeperConfig } from "../config/schema.ts";
import { makeCertificate } from "../testing/certificate.ts";
import { accessFindings, tlsFindings } from "./tls.ts";

const DAY = 86_400;
const HOST = "log.example.org";
const ACCESS = { domain: HOST, uri: `https://${HOST}` };
let folder: string;
let config: KeeperConfig;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "suyuan-doctor-tls-"));
  const { cert, key } = makeCertificate(HOST);
  const [certFile, keyFile] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  config = {
    host: "0.0.0.0",
    access: ACCESS,
    tls: { cert: certFile, key: keyFile },
  } as KeeperConfig;
});
afterAll(async () => rm(folder, { recursive: true }));

/** The certificate is good for a day before and after now. */
const codes = async (days: number, change: Partial<KeeperConfig> = {}) => {
  const now = Math.floor(Date.now() / 1_000) + days * DAY;
  return (await tlsFindings({ ...config, ...change }, now)).map(({ code }) => code);
};

describe("a certificate", () => {
  it("is looked at by its term", async () => {
    expect(await codes(-20)).toEqual(["tls-early"]);
    expect(await codes(0)).toEqual(["tls-ends"]);
    expect(await codes(2)).toEqual(["tls-over"]);
  });

  it("is for the host of the sign-in messages", async () => {
    const domain = "other.example.org";
    expect(await codes(0, { access: { ...ACCESS, domain } })).toEqual(["tls-ends", "tls-name"]);
    expect(await codes(0, { access: { ...ACCESS, domain: `${HOST}:8443` } })).toEqual(["tls-ends"]);
  });

  it("must be there with its own key", async () => {
    const { tls } = config;
    if (!tls) throw new Error("there is a certificate");
    expect(await codes(0, { tls: { ...tls, key: tls.cert } })).toEqual(["tls-unusable"]);
    expect(await codes(0, { tls: { ...tls, cert: join(folder, "no") } })).toEqual(["tls-unusable"]);
  });
});

describe("access", () => {
  const of = (change: object) => accessFindings({ ...config, ...change }).map(({ code }) => code);
  it("is told as it is", () => {
    expect(of({})).toEqual(["access-asked"]);
    expect(of({ access: undefined })).toEqual(["access-open"]);
    const local = { domain: "127.0.0.1:8787", uri: "http://127.0.0.1:8787" };
    expect(of({ access: local, host: "127.0.0.1" })).toEqual(["access-asked"]);
    expect(of({ access: local })).toEqual(["access-asked", "access-plain"]);
    expect(of({ access: { ...ACCESS, uri: "https://other.example.org" } })).toEqual([
      ...["access-asked", "access-host"],
    ]);
  });
});
