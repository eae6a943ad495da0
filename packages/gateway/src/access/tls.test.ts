// SPDX-License-Identifier: Apache-2.0
// Connections are made by node's own client.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, get, type RequestOptions, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCertificate } from "../testing/certificate.ts";
import { Certificate } from "./tls.ts";

let folder: string;
const at = (name: string): string => join(folder, name);
const copy = (from: string, to: string): void => {
  copyFileSync(at(from), at(to));
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "suyuan-tls-"));
  for (const name of ["one", "two"]) {
    const { cert, key } = makeCertificate(name);
    writeFileSync(at(`${name}.crt`), cert);
    writeFileSync(at(`${name}.key`), key);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function listening(certificate: Certificate): Promise<Server> {
  const server = createServer(certificate.options, (_request, response) => {
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

/** The name in the certificate that a new connection gets; undefined when none comes about. */
async function nameAt(server: Server, own: RequestOptions = {}): Promise<string | undefined> {
  const { port } = server.address() as AddressInfo;
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const where = { host: "127.0.0.1", port, agent: false, rejectUnauthorized: false };
  get({ ...where, ...own }, (response) => {
    const { socket } = response;
    response.resume();
    resolve(
      socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : undefined,
    );
  }).on("error", () => {
    resolve(undefined);
  });
  return promise;
}

describe("a certificate", () => {
  const notices: string[] = [];
  const notice = (code: string): void => void notices.push(code);

  it("is replaced without a restart, once both files are there", async () => {
    for (const kind of ["crt", "key"]) copy(`one.${kind}`, `own.${kind}`);
    const certificate = await Certificate.open({ cert: at("own.crt"), key: at("own.key") }, notice);
    const server = await listening(certificate);
    expect(await nameAt(server)).toBe("one");
    await certificate.look(server);
    expect(notices).toEqual([]);
    copy("two.crt", "own.crt");
    for (let look = 0; look < 2; look++) await certificate.look(server);
    expect(await nameAt(server)).toBe("one");
    copy("two.key", "own.key");
    await certificate.look(server);
    expect(await nameAt(server)).toBe("two");
    expect(notices).toEqual(["tls-kept", "tls-changed"]);
    server.close();
  });

  it.each([
    ["of another key", "one.crt", "two.key", ""],
    ["that is not there", "none.crt", "one.key", ""],
    ["with an authority that is none", "one.crt", "one.key", "one.key"],
  ])("%s is refused at the start", async (_, cert, key, authority) => {
    const ca = authority === "" ? {} : { clientCa: at(authority) };
    const opening = Certificate.open({ cert: at(cert), key: at(key), ...ca }, notice);
    await expect(opening).rejects.toMatchObject({ code: "tls-unreadable" });
  });

  it("lets only those in whom the authority knows, where one is named", async () => {
    const config = { cert: at("one.crt"), key: at("one.key"), clientCa: at("two.crt") };
    const server = await listening(await Certificate.open(config, notice));
    const client = (name: string) => ({
      cert: readFileSync(at(`${name}.crt`)),
      key: readFileSync(at(`${name}.key`)),
    });
    expect(await nameAt(server, client("two"))).toBe("one");
    expect(await nameAt(server, client("one"))).toBeUndefined();
    expect(await nameAt(server)).toBeUndefined();
    server.close();
  });
});
