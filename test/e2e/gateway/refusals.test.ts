// SPDX-License-Identifier: Apache-2.0
// Every way of sending something wrong, over HTTP: a stable code, a sentence that says what to do, and
// nothing stored.
import { type ErrorCode, pathOf } from "@suyuan/api";
import { type Delivery, fromHex, type Hex, signBatch, signStatement, toHex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { random32 } from "../../support/acting.ts";
import { endGrant, grantAsset, openLog } from "../../support/acts.ts";
import { type Exchange, startExchange, until } from "../../support/exchange.ts";
import { type Answer, get, problemOf, submit } from "../../support/http.ts";
import { refuses as refusesBy } from "../../support/refuses.ts";
import { type Signed, signedBy } from "../../support/statements.ts";

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const DAY = 86_400;
const ENDED = 2;

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange({ gateway: { window: { entries: 1_000, milliseconds: 100 } } });
});
afterAll(async () => {
  await exchange.stop();
});

const signer = () => exchange.province.seats.providerRegistrant;
const signed = (statement: Delivery): Promise<Signed<Delivery>> => signedBy(signer(), statement);

const refuses = (code: ErrorCode, send: () => Promise<Answer>): Promise<Answer> =>
  refusesBy(exchange, code, send);

describe("a statement that is not for this log or not of this time", () => {
  it.each<[string, ErrorCode, (statement: Delivery) => Partial<Delivery>]>([
    ["for another chain", "wrong-chain", ({ chainId }) => ({ chainId: chainId + 1 })],
    [
      "for another deployment",
      "wrong-exchange-log",
      () => ({ exchangeLog: `0x${"12".repeat(20)}` }),
    ],
    ["for another log", "wrong-log", () => ({ log: random32() })],
    ["from the future", "time-future", ({ time }) => ({ time: time + 400 })],
    ["from long ago", "time-ancient", ({ time }) => ({ time: time - 8 * DAY })],
  ])("%s", async (_, code, change) => {
    const { statement } = await exchange.nextDelivery();
    const other = await signed({ ...statement, ...change(statement) });
    await refuses(code, () => submit(exchange.gateway, other));
  });
});

describe("a signature that does not hold", () => {
  it("in high-s form", async () => {
    const { statement, signatures } = await exchange.nextDelivery();
    const bytes = fromHex(signatures[0]?.value ?? "0x");
    const s = CURVE_ORDER - BigInt(toHex(bytes.slice(32, 64)));
    const high = Buffer.concat([
      bytes.slice(0, 32),
      Buffer.from(s.toString(16).padStart(64, "0"), "hex"),
      Buffer.of(bytes[64] === 27 ? 28 : 27),
    ]);
    const twin = { statement, signatures: [{ ...signatures[0], value: toHex(high) }] };
    await refuses("signature-high-s", () => submit(exchange.gateway, twin));
  });

  it("by another account", async () => {
    const { statement } = await exchange.nextDelivery();
    const other = exchange.province.seats.recipientHead.account;
    const signature = await signStatement(statement, (digest) => other.sign(digest));
    await refuses("invalid-signature", () =>
      submit(exchange.gateway, { statement, signatures: [signature] }),
    );
  });

  it("over another statement", async () => {
    const [one, other] = [await exchange.nextDelivery(), await exchange.nextDelivery()];
    await refuses("invalid-signature", () =>
      submit(exchange.gateway, { ...one, signatures: other.signatures }),
    );
  });

  it("that names another seat, or stands twice", async () => {
    const one = await exchange.nextDelivery();
    const [signature] = one.signatures;
    const elsewhere = { ...one, signatures: [{ ...signature, seat: 1 }] };
    await refuses("signature-seat", () => submit(exchange.gateway, elsewhere));
    await refuses("signature-count", () =>
      submit(exchange.gateway, { ...one, signatures: [signature, signature] }),
    );
  });
});

describe("a batch signature", () => {
  const batch = async (count: number) => {
    const statements: Delivery[] = [];
    for (let at = 0; at < count; at++) statements.push((await exchange.nextDelivery()).statement);
    const { purpose } = exchange.grant;
    const signatures = await signBatch(statements, (digest) => signer().account.sign(digest), {
      purpose,
    });
    return statements.map((statement, at) => ({ statement, signatures: [signatures[at]] }));
  };

  it("with the path of another batch", async () => {
    const [[one], [other]] = [await batch(4), await batch(4)];
    const path = (other?.signatures[0] as { path: unknown }).path;
    const moved = { statement: one?.statement, signatures: [{ ...one?.signatures[0], path }] };
    await refuses("batch-path", () => submit(exchange.gateway, moved));
  });

  it("over another grant than the statement's", async () => {
    const [one] = await batch(2);
    const moved = {
      statement: one?.statement,
      signatures: [{ ...one?.signatures[0], grant: random32() }],
    };
    await refuses("batch-mismatch", () => submit(exchange.gateway, moved));
  });

  it("over another purpose than the grant's", async () => {
    const { statement } = await exchange.nextDelivery();
    const purpose = exchange.grant.purpose + 1;
    const signatures = await signBatch([statement], (digest) => signer().account.sign(digest), {
      purpose,
    });
    const answer = await refuses("not-authorised", () =>
      submit(exchange.gateway, { statement, signatures }),
    );
    expect(problemOf(answer).fact).toEqual({ check: "grant", code: "batch-purpose-differs" });
  });

  it("is taken for each of its statements", async () => {
    for (const one of await batch(3))
      expect((await submit(exchange.gateway, one)).status).toBe(201);
  });
});

describe("a statement that the chain does not allow", () => {
  const differing = async (change: Partial<Delivery>) =>
    signed({ ...(await exchange.nextDelivery()).statement, ...change });

  /** Ends a grant, and waits until the gateway has seen it. */
  const endAndTell = async (id: Hex) => {
    await endGrant(exchange.province, id);
    await until("the gateway knows that the grant has ended", async () => {
      const { json } = await get(exchange.gateway.url + pathOf("grant", { id }));
      return (json as { state: { state: number } } | undefined)?.state.state === ENDED;
    });
  };

  it("on an asset that nobody registered", async () => {
    const one = await differing({ asset: random32() });
    const answer = await refuses("asset-not-registered", () => submit(exchange.gateway, one));
    expect(problemOf(answer).fact).toEqual({ check: "asset", code: "not-yet-valid" });
  });

  it("under a grant that nobody gave", async () => {
    const one = await differing({ grant: random32() });
    const answer = await refuses("grant-not-given", () => submit(exchange.gateway, one));
    expect(problemOf(answer).fact).toEqual({ check: "grant", code: "grant-unknown" });
  });

  it("to another recipient than the grant's", async () => {
    const one = await differing({ recipient: 1 });
    const answer = await refuses("not-authorised", () => submit(exchange.gateway, one));
    expect(problemOf(answer).fact).toEqual({ check: "party", code: "recipient-differs" });
  });

  it("by a seat whose office may not", async () => {
    const { number, organization, account } = exchange.province.seats.recipientReceiver;
    const { statement } = await exchange.nextDelivery();
    const moved: Delivery = { ...statement, organization, seat: number };
    const signature = await signStatement(moved, (digest) => account.sign(digest));
    const answer = await refuses("not-authorised", () =>
      submit(exchange.gateway, { statement: moved, signatures: [signature] }),
    );
    expect(problemOf(answer).fact).toEqual({ check: "office", code: "office-not-allowed" });
  });

  it("under a grant that has ended", async () => {
    const { province, asset, log } = exchange;
    const other = await grantAsset(province, asset, log.id);
    await endAndTell(other.id);
    const late = await differing({ grant: other.id, time: await province.now() });
    const answer = await refuses("grant-ended", () => submit(exchange.gateway, late));
    expect(problemOf(answer).fact).toEqual({ check: "grant", code: "already-ended" });
  });

  it("is the same statement still, when it was taken while it was allowed", async () => {
    const { province, asset, log } = exchange;
    const other = await grantAsset(province, asset, log.id);
    const early = await differing({ grant: other.id, time: await province.now() });
    expect((await submit(exchange.gateway, early)).status).toBe(201);
    await endAndTell(other.id);
    const { serial: _serial, ...rest } = early.statement;
    const late = await signed({ ...rest, serial: 2, time: await province.now() });
    await refuses("grant-ended", () => submit(exchange.gateway, late));
    expect((await submit(exchange.gateway, early)).json).toMatchObject({ duplicate: true });
  });

  it("under a grant whose exchanges belong into another log", async () => {
    const { province, asset } = exchange;
    const elsewhere = await openLog(province, "log.example/elsewhere", "otherCentre");
    const other = await grantAsset(province, asset, elsewhere.id);
    const misled = await differing({ grant: other.id, time: await province.now() });
    const answer = await refuses("grant-of-other-log", () => submit(exchange.gateway, misled));
    expect(problemOf(answer).fact).toEqual({ check: "log", code: "log-not-of-grant" });
  });

  it("with a serial that another delivery used", async () => {
    const first = await exchange.nextDelivery();
    expect((await submit(exchange.gateway, first)).status).toBe(201);
    const { serial } = first.statement;
    const second = await differing({ serial });
    await refuses("serial-used", () => submit(exchange.gateway, second));
    const again = await submit(exchange.gateway, first);
    expect(again.status).toBe(200);
    expect(again.json).toMatchObject({ duplicate: true });
  });
});
