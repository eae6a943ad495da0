// SPDX-License-Identifier: Apache-2.0
// How much anybody may ask for, from where they are said to come, and what a request may be: beyond each bound a
// refusal, at it an answer.
import { PATHS } from "@suyuan/api";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ACCESS, call, tokenFor } from "../../support/access.ts";
import { openLog } from "../../support/acts.ts";
import { until } from "../../support/exchange.ts";
import { prepareGateway, type RunningGateway, startGateway } from "../../support/gateway.ts";
import { type Answer, problemOf, read } from "../../support/http.ts";
import { type Province, startProvince } from "../../support/province.ts";
import { codeOf, exchangeRaw, statusOf } from "../../support/raw.ts";

const CONSOLE = "https://console.example";
const ADDRESS = { burst: 20, perSecond: 1 };
const ATTEMPTS = { burst: 30, perSecond: 1 };
const ORGANIZATION = { burst: 150, perSecond: 1 };
const MAX_HEADERS = 50;
const MAX_BODY = 65_536;

/** Waits end when what they wait for is there, however slow the machine. */
const PATIENCE_MS = 600_000;

let province: Province;
let gateway: RunningGateway;
let seats: Province["seats"];

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

beforeAll(async () => {
  province = await startProvince();
  ({ seats } = province);
  const log = await openLog(province, "log.example/bounds");
  const limits = { address: ADDRESS, attempts: ATTEMPTS, organization: ORGANIZATION };
  const access = { ...ACCESS, origins: [CONSOLE], limits };
  gateway = await startGateway(await prepareGateway(province, log, { access, proxy: true }));
});
afterAll(async () => {
  await gateway.stop();
  await province.stop();
});

const ask = async (headers: Readonly<Record<string, string>>, method = "GET"): Promise<Answer> =>
  read(await fetch(gateway.url + PATHS.chain, { method, headers }));
const from = (addresses: string): Promise<Answer> => ask({ "x-forwarded-for": addresses });
const isLimited = ({ status }: Answer): boolean => status === 429;
/** Asks so often at once. */
const often = (count: number, one: (turn: number) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, async (_, turn) => one(turn)));

describe("an address from which nobody has signed in", () => {
  it("gets what it may, then 429 with the time to wait, and an answer again after it", async () => {
    const answers = await often(ADDRESS.burst, async () => from("192.0.2.1"));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    const limited = await until("more is refused", async () => {
      const answer = await from("192.0.2.1");
      return isLimited(answer) && answer;
    });
    expect(problemOf(limited).code).toBe("rate-limited");
    expect(limited.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect((await from("192.0.2.2")).status).toBe(401);
    await until("it may ask again", async () => (await from("192.0.2.1")).status === 401);
  });

  it("is the last one that the proxy names: what a client says of itself before it counts for nothing", async () => {
    const others = await often(2 * ADDRESS.burst, async (turn) =>
      from(`192.0.2.9, 10.0.1.${turn}`),
    );
    expect(others.some(isLimited)).toBe(false);
    await until("those in front of one address are one", async () => {
      const answers = await often(ADDRESS.burst, async (turn) => from(`10.0.2.${turn}, 192.0.2.9`));
      return answers.some(isLimited);
    });
  });

  it("is limited in wrong tokens, and whoever has signed in there is not", async () => {
    const wrong = { authorization: "Bearer wrong", "x-forwarded-for": "192.0.2.20" };
    await until("wrong tokens are refused unseen", async () => isLimited(await ask(wrong)));
    const elsewhere = { ...wrong, "x-forwarded-for": "192.0.2.21" };
    expect((await ask(elsewhere)).status).toBe(401);
    const token = await tokenFor(gateway, seats.recipientReceiver);
    expect((await ask({ ...wrong, authorization: `Bearer ${token}` })).status).toBe(200);
  });
});

describe("the members of an organisation", () => {
  it("are counted together, wherever they are, and others go on", async () => {
    const [head, registrant, other] = await Promise.all(
      [seats.providerHead, seats.providerRegistrant, seats.recipientHead].map(async (seat) =>
        tokenFor(gateway, seat),
      ),
    );
    const each = Math.ceil(ORGANIZATION.burst * 0.9);
    const asking = [head, registrant].map(async (token, place) =>
      often(each, async (turn) =>
        ask({
          authorization: `Bearer ${token ?? ""}`,
          "x-forwarded-for": `10.${place}.3.${turn % 250}`,
        }),
      ),
    );
    const answers = (await Promise.all(asking)).flat();
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(
      ORGANIZATION.burst,
    );
    expect(answers.some(isLimited)).toBe(true);
    expect((await ask({ authorization: `Bearer ${other ?? ""}` })).status).toBe(200);
  });
});

describe("a page in a browser", () => {
  const wanting = { "access-control-request-method": "GET" };

  it("of an origin that is named may call, with what it may send and read", async () => {
    const { status, headers } = await ask({ origin: CONSOLE, ...wanting }, "OPTIONS");
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(CONSOLE);
    expect(headers.get("access-control-allow-headers")).toMatch(/^Authorization, Content-Type/);
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    const answer = await ask({ origin: CONSOLE });
    expect(answer.headers.get("access-control-allow-origin")).toBe(CONSOLE);
    expect(answer.headers.get("vary")).toBe("Origin");
  });

  it.each([`${CONSOLE}.example`, "http://console.example", "https://console.example:444", "null"])(
    "of %s may not, and is told nothing",
    async (origin) => {
      for (const method of ["OPTIONS", "GET"]) {
        const { status, headers } = await ask({ origin, ...wanting }, method);
        expect(status).not.toBe(204);
        expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
        expect(headers.get("vary")).toBe("Origin");
      }
    },
  );

  it("is told not to guess, to frame, to keep, or to come without TLS", async () => {
    const { headers } = await ask({});
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d+$/);
    expect(headers.get("set-cookie")).toBeNull();
  });
});

const headed = (count: number, filler = "1"): string => {
  const own = ["Host: gateway.test", "Connection: close"];
  const more = Array.from({ length: count - own.length }, (_, place) => `X-${place}: ${filler}`);
  return `GET ${PATHS.chain} HTTP/1.1\r\n${[...own, ...more].join("\r\n")}\r\n\r\n`;
};
let posts = 0;
/** Each from an address of its own, which has not asked before. */
const posting = (length: number): string =>
  `POST ${PATHS.signIn} HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n` +
  `X-Forwarded-For: 192.0.2.${100 + posts++}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

describe("a request", () => {
  const send = (...parts: readonly string[]) => exchangeRaw(gateway.url, ...parts);

  it("may have fifty headers; of more none is left out without a word, it is refused", async () => {
    expect(codeOf(await send(headed(MAX_HEADERS)))).toBe("not-signed-in");
    const beyond = await send(headed(MAX_HEADERS + 1));
    expect([statusOf(beyond), codeOf(beyond)]).toEqual([431, "too-many-headers"]);
    expect(statusOf(await send(headed(400)))).toBe(431);
  });

  it("may have 16 KiB of headers", async () => {
    expect(codeOf(await send(headed(18, "x".repeat(900))))).toBe("not-signed-in");
    expect(statusOf(await send(headed(18, "x".repeat(1_100))))).toBe(431);
  });

  it("may have a body of 64 KiB", async () => {
    expect(codeOf(await send(posting(MAX_BODY), "{}".padEnd(MAX_BODY)))).toBe("missing-field");
    const beyond = await send(posting(MAX_BODY + 1), "{}".padEnd(MAX_BODY + 1));
    expect([statusOf(beyond), codeOf(beyond)]).toEqual([413, "body-too-large"]);
  });

  it.concurrent("has ten seconds for its headers", async () => {
    expect(statusOf(await send(`GET ${PATHS.chain} HTTP/1.1\r\nHost: gateway`))).toBe(408);
  });

  it.concurrent("has ten seconds for a JSON body", async () => {
    const slow = await send(posting(100), '{"message":');
    expect([statusOf(slow), codeOf(slow)]).toEqual([408, "body-too-slow"]);
  });

  it("of two lengths, or of two ways to tell its length, is not read", async () => {
    const twice = posting(2).replace("\r\n\r\n", "\r\nContent-Length: 3\r\n\r\n");
    const both = posting(2).replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (const head of [twice, both]) expect(statusOf(await send(head, "{}"))).toBe(400);
    expect(codeOf(await send(posting(2), "{}"))).toBe("missing-field");
  });
});

describe("without the statement that a proxy is in front", () => {
  it("an address is where a connection comes from, whatever a client says", async () => {
    await gateway.stop();
    const log = await openLog(province, "log.example/direct", "otherCentre");
    const access = { ...ACCESS, limits: { address: ADDRESS } };
    gateway = await startGateway(await prepareGateway(province, log, { access }));
    const answer = await from("192.0.2.1");
    expect(answer.headers.get("strict-transport-security")).toBeNull();
    await until("all of them are one", async () => {
      const answers = await often(ADDRESS.burst, async (turn) => from(`10.0.4.${turn}`));
      return answers.some(isLimited);
    });
    const { status } = await call("GET", gateway.url + PATHS.health);
    expect([200, 429]).toContain(status);
  });
});
