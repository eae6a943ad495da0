// SPDX-License-Identifier: Apache-2.0
import { ERRORS, type ErrorCode, PATHS, pathOf } from "@suyuan/api";
import { forwardRequest, type ForwardRequest, signForward, type Signer } from "@suyuan/chain";
import { OFFICES } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, startExchange } from "../../support/exchange.ts";
import { get, post, problemOf } from "../../support/http.ts";
import { newSigner } from "../../support/signers.ts";

const GAS = 1_000_000;
const SOON = 600;
const YEAR = 365 * 86_400;
/** Acts that each organisation may have relayed here; the tests before need fewer. */
const QUOTA = 8;

let exchange: Exchange;

beforeAll(async () => {
  exchange = await startExchange({ gateway: { relayQuota: { acts: QUOTA, seconds: 3_600 } } });
});
afterAll(async () => {
  await exchange.stop();
});

const relayUrl = (): string => exchange.gateway.url + PATHS.relay;

/** A request by a head to appoint a registrant, valid in everything. */
async function appointment(by: Signer, organization: number, change: Partial<ForwardRequest> = {}) {
  const { deployment, client } = exchange.province;
  const now = await exchange.province.now();
  const act = {
    ...({
      contract: "organizationRegistry",
      fn: "appointSeat",
      from: by.address,
      gas: GAS,
    } as const),
    args: [
      organization,
      OFFICES.registrant,
      newSigner().address,
      now + YEAR,
      `0x${"00".repeat(32)}`,
    ],
    nonce: await client.forwarderNonce(by.address),
    deadline: Math.floor(Date.now() / 1_000) + SOON,
  };
  const request = { ...forwardRequest(deployment, act), ...change };
  const signature = await signForward(request, await client.forwarderDomain(), by);
  const { nonce: _nonce, ...sent } = request;
  return { request: sent, signature };
}

const send = (body: object) => post(relayUrl(), JSON.stringify(body));

async function refuses(code: ErrorCode, body: object) {
  const answer = await send(body);
  expect(problemOf(answer)).toMatchObject({ code, status: ERRORS[code].status });
  return problemOf(answer);
}

describe("an act that an account signed", () => {
  it("is carried to the chain in the account's name", async () => {
    const { provider } = exchange.province.organizations;
    const answer = await send(await appointment(provider.head, provider.number));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      events: expect.arrayContaining([
        expect.objectContaining({ name: "SeatAppointed" }),
      ]) as unknown,
    });
  });

  it("counts the account's nonce", async () => {
    const { head, number } = exchange.province.organizations.recipient;
    const url = exchange.gateway.url + pathOf("relayAccount", { account: head.address });
    expect((await get(url)).json).toMatchObject({
      nonce: "0",
      domain: { name: expect.any(String) as unknown },
    });
    await send(await appointment(head, number));
    expect((await get(url)).json).toMatchObject({ nonce: "1" });
  });

  it("is refused with the contract's own error", async () => {
    const { provider, recipient } = exchange.province.organizations;
    const { act } = await refuses(
      "act-refused",
      await appointment(provider.head, recipient.number),
    );
    expect(act?.error).toMatch(/^OrganizationRegistry__/);
    expect(act?.contract).toBe("organizationRegistry");
  });

  it("is refused twice: its nonce is used", async () => {
    const { provider } = exchange.province.organizations;
    const body = await appointment(provider.head, provider.number);
    expect((await send(body)).status).toBe(200);
    await refuses("relay-signature", body);
  });

  it("is refused when anything in it was changed after signing", async () => {
    const { provider } = exchange.province.organizations;
    const body = await appointment(provider.head, provider.number);
    await refuses("relay-signature", { ...body, request: { ...body.request, gas: GAS + 1 } });
    const other = await appointment(newSigner(), provider.number);
    await refuses("relay-signature", { ...body, signature: other.signature });
  });

  it.each<[ErrorCode, Partial<ForwardRequest>]>([
    ["relay-target", { to: `0x${"12".repeat(20)}` }],
    ["relay-expired", { deadline: 1 }],
    ["relay-expired", { deadline: 4_000_000_000 }],
    ["relay-gas", { gas: 10_000_000 }],
    ["invalid-field", { data: "0x123" }],
  ])("is refused as %s with %j", async (code, change) => {
    const { provider } = exchange.province.organizations;
    const body = await appointment(provider.head, provider.number);
    await refuses(code, { ...body, request: { ...body.request, ...change } });
  });

  it("is not carried to the forwarder itself or to the access manager", async () => {
    const { provider } = exchange.province.organizations;
    const body = await appointment(provider.head, provider.number);
    for (const name of ["forwarder", "accessManager"] as const) {
      const to = exchange.province.deployment.contracts[name].address;
      await refuses("relay-target", { ...body, request: { ...body.request, to } });
    }
  });

  it("is refused with value, an unknown field, or a key twice", async () => {
    const { provider } = exchange.province.organizations;
    const body = await appointment(provider.head, provider.number);
    await refuses("invalid-field", { ...body, request: { ...body.request, value: 1 } });
    await refuses("unknown-field", { ...body, request: { ...body.request, nonce: 1 } });
    const twice = JSON.stringify(body).replace('"gas":', '"gas":1,"gas":');
    expect(problemOf(await post(relayUrl(), twice)).code).toBe("duplicate-key");
  });

  it("is not sent at all when the contract would refuse it", async () => {
    const { provider, recipient } = exchange.province.organizations;
    const { client, deployment } = exchange.province;
    const filter = { address: deployment.contracts.forwarder.address, fromBlock: "0x0" };
    const relayed = async () => ((await client.rpc("eth_getLogs", [filter])) as unknown[]).length;
    const before = await relayed();
    await refuses("act-refused", await appointment(provider.head, recipient.number));
    await send(await appointment(provider.head, provider.number));
    expect(await relayed()).toBe(before + 1);
  });

  it("is refused with less gas than it needs, which the refusal names, and taken with that", async () => {
    const { head, number } = exchange.province.organizations.provider;
    const { detail } = await refuses("relay-gas", await appointment(head, number, { gas: 21_000 }));
    const needs = Number(/the act needs (\d+)/.exec(detail)?.[1]);
    await refuses("relay-gas", await appointment(head, number, { gas: needs - 1_000 }));
    expect((await send(await appointment(head, number, { gas: needs + 1_000 }))).status).toBe(200);
  });

  it("gives the gateway no right of its own", async () => {
    const { authority } = exchange.province.organizations;
    const stranger = newSigner();
    const body = await appointment(stranger, authority.number);
    const { act } = await refuses("act-refused", body);
    expect(act?.error).toMatch(/^OrganizationRegistry__/);
  });
});

describe("given an organisation that has had as many acts carried as it may", () => {
  it("is refused the next one, told until when, and nobody else is", async () => {
    const { provider, recipient, authority } = exchange.province.organizations;
    let carried = 0;
    const next = async () => send(await appointment(recipient.head, recipient.number));
    let answer = await next();
    for (; answer.status === 200 && carried < QUOTA; carried++) answer = await next();
    expect(carried).toBeGreaterThan(0);
    expect(problemOf(answer)).toMatchObject({ code: "relay-quota", status: 429 });
    const seconds = Number(answer.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3_600 / QUOTA);
    expect((await send(await appointment(provider.head, provider.number))).status).toBe(200);
    // What the contract refuses is told as such, and uses nothing up.
    for (let count = 0; count <= QUOTA; count++)
      await refuses("act-refused", await appointment(authority.head, provider.number));
    expect((await send(await appointment(authority.head, authority.number))).status).toBe(200);
  });
});
