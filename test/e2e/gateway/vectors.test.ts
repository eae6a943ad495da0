// SPDX-License-Identifier: Apache-2.0
// The gateway reads as strictly as the library: the same vectors, over HTTP. Valid ones are of another
// chain, which is the first thing that is asked once a statement has been read.
import { PATHS } from "@suyuan/api";
import { fromHex, type Hex } from "@suyuan/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Exchange, logSize, startExchange } from "../../support/exchange.ts";
import { post, problemOf } from "../../support/http.ts";
import { vectors } from "../../vectors/files.ts";

const SIGNATURES = [{ alg: "eip712", seat: 7, value: `0x${"11".repeat(64)}1b` }];

let exchange: Exchange;
beforeAll(async () => {
  // No window ends here: the log grows by what is stored alone.
  exchange = await startExchange({
    gateway: { window: { entries: 100_000, milliseconds: 3_000_000 } },
  });
});
afterAll(async () => {
  await exchange.stop();
});

async function answerTo(body: string | Uint8Array): Promise<{ status: number; code: string }> {
  const answer = await post(exchange.gateway.url + PATHS.statements, body);
  return { status: answer.status, code: problemOf(answer).code };
}

/** A body with this statement; the vector's own signatures where it has some. */
const bodyOf = (vector: { readonly statement: unknown; readonly signatures?: unknown }): string =>
  JSON.stringify({ statement: vector.statement, signatures: vector.signatures ?? SIGNATURES });

describe("given a statement of the valid vectors", () => {
  it.each(vectors<{ statement: unknown }>("valid", "statement"))("reads $rule", async (file) => {
    expect(await answerTo(bodyOf(file.vector))).toMatchObject({ status: 422, code: "wrong-chain" });
  });
});

describe("given what the library refuses to read", () => {
  let before: number;
  beforeAll(async () => {
    before = await logSize(exchange.gateway);
  });

  it.each(vectors<{ statement: unknown }>("invalid", "statement"))(
    "refuses the statement with $rule",
    async ({ vector }) => {
      const { status, code } = await answerTo(bodyOf(vector));
      expect(status).toBe(400);
      expect(code).not.toBe("wrong-chain");
    },
  );

  it.each(vectors<{ input: string } | { hex: Hex }>("invalid", "canonical"))(
    "refuses the body with $rule",
    async ({ vector }) => {
      const body = "hex" in vector ? fromHex(vector.hex) : vector.input;
      const { status } = await answerTo(body);
      expect([400, 413]).toContain(status);
    },
  );

  it("has stored nothing of it", async () => {
    expect(await logSize(exchange.gateway)).toBe(before);
  });
});
