// SPDX-License-Identifier: Apache-2.0
// Documents at a real gateway: what is stored, by whom it is read, what keeps it, and its keys renewed under way.
import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathOf, PATHS } from "@suyuan/api";
import { canonicalBytes, type Hex, itemsRoot, scopeOf, toHex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCESS, call, tokenFor } from "../../support/access.ts";
import { eventOf } from "../../support/acting.ts";
import { newAsset, openLog } from "../../support/acts.ts";
import { run } from "../../support/admin.ts";
import type { TestSeat } from "../../support/cast.ts";
import { until } from "../../support/exchange.ts";
import { REGION } from "../../support/founding.ts";
import {
  type GatewayHome,
  prepareGateway,
  type RunningGateway,
  startGateway,
} from "../../support/gateway.ts";
import { type Answer, problemOf } from "../../support/http.ts";
import { documentKeys, handIn, paper } from "../../support/papers.ts";
import { type Province, startProvince } from "../../support/province.ts";
import { codeOf, sendThenRead, statusOf } from "../../support/raw.ts";
import { departmentOf } from "../../support/sharing-life.ts";

const NONE: Hex = `0x${"00".repeat(32)}`;
const NOTHING: Hex = `0x${"ab".repeat(32)}`;
const YEAR = 365 * 86_400;
const MANY = { burst: 100_000, perSecond: 100_000 };
const MEBIBYTE = 1_048_576;

/** What the request is for, as a person wrote it. */
const WANTED = { 依据: "防汛条例第十条", 场景: "汛期调度", conditions: ["仅限本次"] };
const ITEMS = [{ item: "水位", salt: toHex(randomBytes(32)) }];
const REASONS = paper(
  Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(20 * MEBIBYTE)]),
  "application/pdf",
);

let province: Province;
let home: GatewayHome;
let gateway: RunningGateway;
let keys: string;
let request: Hex;
let tokens: Readonly<Record<"recipient" | "provider" | "authority" | "third", string>>;
let wanted: ReturnType<typeof paper>;
let scope: Hex;

beforeAll(async () => {
  province = await startProvince();
  const log = await openLog(province, "log.example/documents");
  const { recipientHead, providerHead, authorityHead } = province.seats;
  const third = await departmentOf(province, { region: REGION, level: "city" });
  const asset = await newAsset(province);
  const own = paper(Buffer.from(canonicalBytes(WANTED)), "application/json");
  // What is sent is written otherwise than what was committed to; its canonical bytes are the same.
  wanted = { ...own, bytes: Buffer.from(JSON.stringify(WANTED, undefined, 2)) };
  scope = scopeOf({ commitment: wanted.commitment, items: itemsRoot(ITEMS) });
  const ends = (await province.now()) + YEAR;
  const filed = await province.send(recipientHead.account, "sharingRegistry", "request", [
    ...[recipientHead.number, [asset, scope, 12, 2, ends, NONE, NONE]],
  ]);
  request = eventOf(filed, "RequestFiled")["request"] as Hex;
  const refusal = [providerHead.number, request, 1, REASONS.commitment];
  await province.send(providerHead.account, "sharingRegistry", "refuse", refusal);
  await province.client.rpc("evm_setIntervalMining", [1]);
  const documents = await documentKeys(province.folder);
  ({ keys } = documents);
  const access = { ...ACCESS, limits: { organization: MANY, address: MANY, attempts: MANY } };
  home = await prepareGateway(province, log, { access, documents });
  gateway = await startGateway(home);
  const signIn = (seat: TestSeat) =>
    until("a seat is signed in", () => tokenFor(gateway, seat).catch(() => undefined));
  tokens = {
    recipient: await signIn(recipientHead),
    provider: await signIn(providerHead),
    authority: await signIn(authorityHead),
    third: await signIn(third),
  };
});
afterAll(async () => {
  await gateway.stop();
  await province.stop();
});

const files = () => readdir(join(home.dir, "documents"));
const told = ({ status, json }: Answer): string =>
  status < 300 ? String(status) : `${status} ${String(json?.["code"])}`;
const putWanted = (token: string, more: Record<string, string> = {}): Promise<Response> => {
  const query = new URLSearchParams({ subject: "request", thing: request, commitment: scope });
  const headers = {
    ...{ authorization: `Bearer ${token}`, "content-type": wanted.type },
    ...{ "suyuan-salt": wanted.salt, "suyuan-items": itemsRoot(ITEMS), ...more },
  };
  const body = new Uint8Array(wanted.bytes);
  return fetch(`${gateway.url}${PATHS.documents}?${query.toString()}`, {
    method: "POST",
    headers,
    body,
  });
};
const contentOf = (id: Hex, token: string): Promise<Response> =>
  fetch(gateway.url + pathOf("documentContent", { id }), {
    headers: { authorization: `Bearer ${token}` },
  });

describe("a document at a gateway", () => {
  let id: Hex;
  let reasons: Hex;

  it("is stored by who committed to it, once the act is in the index", async () => {
    const stored = await until("the request is in the index", async () => {
      const response = await putWanted(tokens.recipient);
      return response.status === 201 && response;
    });
    const view = (await stored.json()) as Record<string, unknown>;
    id = view["id"] as Hex;
    const { organization } = province.seats.recipientHead;
    expect(view).toMatchObject({ owner: organization, class: "sharing", commitment: scope });
    expect((await putWanted(tokens.recipient)).status).toBe(200);
  });

  it.each([
    ["of a type that is not kept", "text/html", "415 document-type"],
    ["that is not what it says it is", "image/png", "415 document-type"],
    ["that nobody committed to", REASONS.type, "404 unknown-commitment"],
  ])("%s is refused, and a client that sends all of it first reads why", async (_, type, why) => {
    const thing = type === REASONS.type ? NOTHING : request;
    const query = { subject: "request", thing, commitment: REASONS.commitment };
    const head = [
      `POST ${PATHS.documents}?${new URLSearchParams(query).toString()} HTTP/1.1`,
      ...["Host: gateway.test", `Authorization: Bearer ${tokens.provider}`],
      ...[`Content-Type: ${type}`, `Suyuan-Salt: ${REASONS.salt}`],
      ...[`Content-Length: ${REASONS.bytes.length}`, "", ""],
    ].join("\r\n");
    const answer = await sendThenRead(gateway.url, head, REASONS.bytes);
    expect(`${statusOf(answer)} ${codeOf(answer)}`).toBe(why);
    expect(answer).toContain("Connection: close");
  });

  it("may be large, and comes back as it went", async () => {
    const of = { subject: "request", thing: request, token: tokens.provider };
    const { status, json } = await handIn(gateway, REASONS, of);
    expect(status).toBe(201);
    reasons = json?.["id"] as Hex;
    const content = await contentOf(reasons, tokens.recipient);
    expect(content.headers.get("content-type")).toBe("application/pdf");
    expect(content.headers.get("content-disposition")).toContain("attachment");
    expect(content.headers.get("suyuan-salt")).toBe(REASONS.salt);
    const bytes = Buffer.from(await content.arrayBuffer());
    expect(bytes.equals(REASONS.bytes)).toBe(true);
  });

  it("opens its commitment for whoever reads it", async () => {
    const content = await contentOf(id, tokens.provider);
    const salt = Buffer.from(content.headers.get("suyuan-salt")?.slice(2) ?? "", "hex");
    const items = content.headers.get("suyuan-items") as Hex;
    const document = canonicalBytes(await content.json());
    const hash = createHash("sha256").update(salt).update(document).digest();
    expect(scopeOf({ commitment: toHex(hash), items })).toBe(scope);
  });

  it("is nobody else's to store, whatever is sent", async () => {
    const before = await files();
    for (const token of [tokens.provider, tokens.third, tokens.authority]) {
      expect((await putWanted(token)).status).toBe(404);
    }
    const of = { subject: "request", thing: request, token: tokens.provider };
    const wrong = [
      [{ ...REASONS, commitment: NOTHING }, of, "404 unknown-commitment"],
      [REASONS, { ...of, thing: NOTHING }, "404 unknown-commitment"],
      [REASONS, { ...of, subject: "seat" }, "400 invalid-parameter"],
      [{ ...REASONS, type: "text/html" }, of, "415 document-type"],
    ] as const;
    for (const [one, where, expected] of wrong) {
      expect(told(await handIn(gateway, one, where))).toBe(expected);
    }
    expect((await putWanted(tokens.recipient, { "suyuan-salt": "0x00" })).status).toBe(400);
    expect(await files()).toEqual(before);
  });

  it("does not show to strangers", async () => {
    for (const end of ["", "/content", "/accesses"]) {
      const ask = (one: Hex) =>
        call("GET", `${gateway.url}/v1/documents/${one}${end}`, { token: tokens.third });
      const [own, none] = [await ask(id), await ask(NOTHING)];
      expect(told(own)).toBe("404 unknown-document");
      expect([own.text, own.status]).toEqual([none.text, none.status]);
    }
  });

  it("is held by the authority, and neither it nor what is not due is erased", async () => {
    const document = gateway.url + pathOf("document", { id });
    const erase = async () => told(await call("DELETE", document, { token: tokens.recipient }));
    expect(await erase()).toBe("409 document-not-due");
    const body = { reference: "监〔2026〕1号" };
    const holds = gateway.url + pathOf("documentHolds", { id });
    expect(told(await call("POST", holds, { token: tokens.recipient, body }))).toBe(
      "403 not-allowed",
    );
    const held = await call("POST", holds, { token: tokens.authority, body });
    expect(held.status).toBe(201);
    expect(await erase()).toBe("409 document-held");
    const [hold] = held.json?.["holds"] as { id: string }[];
    const release = `${holds}/${hold?.id ?? ""}`;
    expect(told(await call("DELETE", release, { token: tokens.recipient }))).toBe(
      "404 unknown-hold",
    );
    expect(told(await call("DELETE", release, { token: tokens.authority }))).toBe("200");
    expect(await erase()).toBe("409 document-not-due");
    const accesses = gateway.url + pathOf("documentAccesses", { id });
    const list = await call("GET", accesses, { token: tokens.recipient });
    const items = list.json?.["items"] as { what: string }[];
    expect(items.map(({ what }) => what)).toEqual(["stored", "read", "held", "released"]);
  });

  it("is wrapped anew while it can be read, and needs the old key no more", async () => {
    const config = ["--config", home.config];
    expect(await run("document-key", ...config)).toMatchObject({ status: 0, lines: [{ keys: 2 }] });
    const readable = async () => (await contentOf(reasons, tokens.provider)).status;
    expect(await readable()).toBe(200);
    const rewrapped = { rewrapped: 2, current: 0, failed: [] };
    expect(await run("document-rewrap", ...config)).toMatchObject({
      status: 0,
      lines: [rewrapped],
    });
    const again = { rewrapped: 0, current: 2, failed: [] };
    expect(await run("document-rewrap", ...config)).toMatchObject({ status: 0, lines: [again] });
    const {
      type,
      current,
      keys: all,
    } = JSON.parse(await readFile(keys, "utf8")) as {
      type: string;
      current: string;
      keys: Record<string, string>;
    };
    const left = { type, current, keys: { [current]: all[current] } };
    await writeFile(keys, JSON.stringify(left));
    expect(await readable()).toBe(200);
    await gateway.stop();
    gateway = await startGateway(home);
    // Whoever had signed in has to do so again.
    tokens = { ...tokens, provider: await tokenFor(gateway, province.seats.providerHead) };
    expect(await readable()).toBe(200);
    // Without it, nothing is read: what lies on disk is nothing by itself.
    await writeFile(
      keys,
      JSON.stringify({ type, current: "other", keys: { other: "00".repeat(32) } }),
    );
    expect(
      problemOf(
        await call("GET", `${gateway.url}/v1/documents/${id}/content`, { token: tokens.provider }),
      ).code,
    ).toBe("document-damaged");
    await writeFile(keys, JSON.stringify(left));
    expect(await readable()).toBe(200);
  });
});
