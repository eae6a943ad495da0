// SPDX-License-Identifier: Apache-2.0
// A gateway over a validator that keeps the states of the last blocks only.
import { PATHS } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { DEPTH } from "../support/clique.ts";
import { anchored, anchorOf, until, viewOf } from "../support/exchange.ts";
import { get, problemOf } from "../support/http.ts";
import { geth, headAt } from "../support/validators.ts";
import {
  askEvidence,
  evidenceOf,
  exchanged,
  exchangeOnFour,
  exitOf,
  logged,
  moveTo,
  type NetworkExchange,
  PATIENCE_MS,
  pinnedPolicy,
  urlOf,
} from "./exchanges.ts";

const PRUNED = 2;
const OTHER = 3;
/** More blocks than a pruned node keeps states of: 128 in geth, and a few between two changes of the state. */
const DEEP = 140;

let exchange: NetworkExchange;
/** A delivery of the beginning. */
let first: Hex;

beforeAll(async () => {
  if (geth.missing) return;
  exchange = await exchangeOnFour(["--pruned", String(PRUNED)]);
  ({ id: first } = await exchanged(exchange));
});
afterAll(async () => {
  if (!geth.missing) await exchange.stop();
});

describe.skipIf(geth.missing)(`a node with pruned state ${geth.label}`, () => {
  describe("given a gateway that is moved to it", () => {
    it("says that the state is no longer kept, where it is, and gives the evidence elsewhere", async () => {
      const { number = 0 } = anchorOf(await viewOf(exchange.gateway, first)) ?? {};
      // A state that never changes again is that of the newest block too, and is kept.
      const pruned = async () => {
        await anchored(exchange.gateway, (await logged(exchange)).id, PATIENCE_MS);
        const heads = await Promise.all([PRUNED, OTHER].map((one) => headAt(urlOf(exchange, one))));
        return heads.every((head) => head.number >= number + DEEP + DEPTH);
      };
      await until("the states of then are pruned", pruned, 2 * PATIENCE_MS);
      await moveTo(exchange, PRUNED, { settledDepth: DEEP });
      const refused = await askEvidence(exchange, first);
      expect(problemOf(refused)).toMatchObject({ code: "state-pruned", status: 503 });
      expect(refused.headers.get("retry-after")).toMatch(/^\d+$/u);
      await moveTo(exchange, OTHER, { settledDepth: DEEP });
      expect((await evidenceOf(exchange, first)).block.following).toHaveLength(DEEP);
    });
  });

  describe("given a gateway that asks it for new blocks only", () => {
    it("goes on with the same log, under a policy of the chain's signers", async () => {
      const before = await logged(exchange);
      const policy = await pinnedPolicy(exchange);
      await moveTo(exchange, PRUNED, { settledDepth: DEPTH, policy });
      await anchored(exchange.gateway, before.id, PATIENCE_MS);
      expect(await exitOf(exchange, await evidenceOf(exchange, first))).toBe(0);
      await exchanged(exchange);
      const { json } = await get(exchange.gateway.url + PATHS.ready);
      expect(json).toEqual({ ready: true, reasons: [] });
    });
  });
});
