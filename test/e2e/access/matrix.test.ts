// SPDX-License-Identifier: Apache-2.0
// Every route of the API against every kind of caller, over HTTP, and nobody can tell what is another's from what is not
// there.
import { PATHS } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/access.ts";
import { type Answer, bodyOf } from "../../support/http.ts";
import { signedBy } from "../../support/statements.ts";
import { type CallerName, CALLERS, type Stage, startStage } from "./stage.ts";
import { type Case, NOTHING, SECRETS, STRANGERS, TABLE } from "./table.ts";

/** No grant has this id. */
const NONE: Hex = `0x${"cd".repeat(32)}`;
/** Evidence is made and verified for each caller, and the machine may have other things to do. */
const PATIENCE_MS = 600_000;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
}, PATIENCE_MS);
afterAll(async () => {
  await stage.stop();
});

const tokenOf = (caller: CallerName) => {
  const token = stage.tokens[caller];
  return token === undefined ? {} : { token };
};

const LETTERS: Readonly<Record<number, string>> = {
  400: "P",
  401: "I",
  403: "F",
  404: "N",
  409: "C",
};

function letterOf({ status, text }: Answer, { holds }: Case): string {
  if (status !== 200) return LETTERS[status] ?? `(${status} ${text})`;
  return holds === undefined || text.includes(holds(stage)) ? "O" : "E";
}

async function told(method: string, one: Case): Promise<string> {
  const verb = method.toUpperCase() as "GET" | "POST" | "DELETE";
  const letters: string[] = [];
  for (const caller of CALLERS) {
    const body = one.body === undefined ? {} : { body: one.body };
    const url = stage.gateway.url + one.path(stage);
    letters.push(letterOf(await call(verb, url, { ...tokenOf(caller), ...body }), one));
  }
  return letters.join("");
}

describe("the authorisation matrix", () => {
  it("has every route of the OpenAPI document and no other", async () => {
    const { json } = await call("GET", stage.gateway.url + PATHS.openapi);
    const { paths } = json as { paths: Record<string, Record<string, unknown>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(Object.keys(TABLE).toSorted()).toEqual(routes.toSorted());
  });

  it("has a letter for each caller in every row", () => {
    for (const { row } of Object.values(TABLE).flat()) {
      expect(row.replaceAll(" ", "")).toHaveLength(CALLERS.length);
    }
  });

  const routes = Object.entries(TABLE).filter(([route]) => route !== "post /v1/sign-out");
  it.each(routes)(
    "%s is answered to whom it is for",
    { timeout: PATIENCE_MS },
    async (route, cases) => {
      const [method = ""] = route.split(" ");
      for (const one of cases) {
        const expected = one.row.replaceAll(" ", "");
        expect(await told(method, one), one.path(stage)).toBe(expected);
      }
    },
  );
});

/** An answer with all that may differ for two ids, and from one block to the next. */
function shownOf({ status, headers, text }: Answer, id: string): object {
  const names = ["content-type", "cache-control", "retry-after", "www-authenticate", "allow"];
  const told = text.replaceAll(id, "ID").replaceAll(id.slice(2), "ID");
  const still = told.replace(/block \d+/, "block").replace(/"indexed":\{[^}]*\}/, "");
  return { status, headers: names.map((name) => headers.get(name)), still };
}

describe("what is another's", () => {
  it.each(SECRETS)(
    "at %s (%s) is answered as what is not there",
    async (path, thing) => {
      const own = stage.things[thing];
      const ask = async (caller: CallerName, id: string) => {
        const url = stage.gateway.url + path.replace("{id}", id);
        return shownOf(await call("GET", url, tokenOf(caller)), id);
      };
      for (const stranger of STRANGERS) {
        // The log's own statements are no secret to a centre; this one's log is another.
        expect(await ask(stranger, own), stranger).toEqual(await ask(stranger, NOTHING));
      }
      // The same question of a side is answered otherwise: the comparison can fail.
      expect(await ask("auditor", own)).not.toEqual(await ask("auditor", NOTHING));
    },
    PATIENCE_MS,
  );

  it("shows in no list, whatever it is asked by", async () => {
    const { providerHead, recipientHead } = stage.province.seats;
    const filters = [
      ...[`grants?provider=${providerHead.organization}`, "grants?state=1"],
      ...[`grants?recipient=${recipientHead.organization}`, "demands", "changes", "findings"],
      ...[`requests?organization=${recipientHead.organization}`, "requests?status=5"],
      ...[`deliveries?provider=${providerHead.organization}`, "deliveries?result=0"],
      ...[`disputes?raiser=${recipientHead.organization}`, "corrections?state=1", "cases?state=1"],
    ];
    const { grant, dispute, correction, ownership, finding, demand, statement } = stage.things;
    const secrets = [grant, dispute, correction, ownership, finding, demand, statement];
    for (const filter of filters) {
      const seen = async (caller: CallerName) => {
        const url = `${stage.gateway.url}/v1/${filter}`;
        const { text } = await call("GET", url, tokenOf(caller));
        return secrets.filter((secret) => text.includes(secret)).length;
      };
      for (const stranger of STRANGERS) expect(await seen(stranger), filter).toBe(0);
      expect(await seen("auditor"), filter).toBeGreaterThan(0);
    }
  });

  it("is in no inbox but of those who have a part in it", async () => {
    const { third, province, things } = stage;
    const { recipientHead } = province.seats;
    const inbox = async (caller: CallerName, { number }: { readonly number: number }) =>
      (await call("GET", `${stage.gateway.url}/v1/inbox/${number}`, tokenOf(caller))).text;
    expect(await inbox("recipientHead", recipientHead)).toContain(things.grant);
    const strange = await inbox("third", third);
    expect(strange).toContain('"late"');
    for (const id of Object.values(things)) expect(strange).not.toContain(id);
  });

  it("is told to nobody who names it in a statement", async () => {
    const { third, province, things, log } = stage;
    const { chainId, contracts } = province.deployment;
    const time = await province.now();
    const ask = async (caller: CallerName, grant: Hex) => {
      const signed = await signedBy(third, {
        type: "suyuan/use@1",
        ...{ chainId, exchangeLog: contracts.exchangeLog.address, log: log.id, time },
        ...{ nonce: `0x${"11".repeat(16)}`, organization: third.organization, seat: third.number },
        ...{ asset: things.asset, grant, purpose: 12, from: time - 1, until: time, count: 1 },
        effect: NOTHING,
      });
      const body = JSON.parse(bodyOf(signed)) as unknown;
      const url = stage.gateway.url + PATHS.statements;
      return shownOf(await call("POST", url, { ...tokenOf(caller), body }), grant);
    };
    for (const caller of ["third", "neighbour", "otherCentre"] as const) {
      const told = await ask(caller, things.grant);
      expect(told).toMatchObject({ status: 422 });
      expect(told, caller).toEqual(await ask(caller, NONE));
    }
    // Who has a part in the grant is told why.
    expect(await ask("providerHead", things.grant)).not.toEqual(await ask("providerHead", NONE));
  });

  it("cannot be reached by a cursor that another was given", async () => {
    const url = `${stage.gateway.url}/v1/assets?limit=1`;
    const page = await call("GET", url, tokenOf("providerHead"));
    const cursor = String(page.json?.["next"]);
    const next = `${url}&cursor=${cursor}`;
    expect((await call("GET", next, tokenOf("providerHead"))).status).toBe(200);
    for (const other of ["recipientHead", "auditor", "reads"] as const) {
      expect((await call("GET", next, tokenOf(other))).status, other).toBe(400);
    }
    const list = `${stage.gateway.url}/v1/organizations?limit=1&cursor=${cursor}`;
    expect((await call("GET", list, tokenOf("providerHead"))).status).toBe(400);
  });

  it("has no number of statements for those who may not read its history", async () => {
    const url = `${stage.gateway.url}/v1/assets/${stage.things.asset}`;
    const countOf = async (caller: CallerName) =>
      (await call("GET", url, tokenOf(caller))).json?.["statements"];
    for (const one of ["providerHead", "authority", "auditor", "centre"] as const) {
      expect(await countOf(one), one).toBe(2);
    }
    for (const one of ["third", "recipientHead", "neighbour", "otherCentre"] as const) {
      expect(await countOf(one), one).toBeUndefined();
    }
  });
});

describe("a session that was ended", () => {
  it("is nobody's", { timeout: PATIENCE_MS }, async () => {
    const [one] = TABLE["post /v1/sign-out"] ?? [];
    if (!one) throw new Error("the table has no row for signing out");
    expect(await told("post", one)).toBe(one.row.replaceAll(" ", ""));
    const chain = { row: "", path: () => "/v1/chain" };
    // Tokens of systems are no sessions.
    expect(await told("get", chain)).toBe("IIIIIIIIIIIIOFFIII");
  });
});

describe("what the gateway has said meanwhile", () => {
  it("has let nothing of a token be said", () => {
    const said = stage.gateway.said();
    // The secret part of either kind of token, cut up.
    const parts = Object.values(stage.tokens).flatMap(
      (token) => token.slice(-42).match(/.{12}/g) ?? [],
    );
    expect(parts).toHaveLength(3 * (CALLERS.length - 1));
    expect(parts.filter((part) => said.includes(part))).toEqual([]);
    for (const line of said.split("\n").filter(Boolean)) JSON.parse(line);
  });
});
