// SPDX-License-Identifier: Apache-2.0
import { ChainError } from "@suyuan/chain";
import { describe, expect, it } from "vitest";

import { problemOf } from "../errors.ts";
import { orAway } from "./away.ts";

const refusalOf = async (error: Error): Promise<unknown> =>
  orAway("the state's proof", Promise.reject(error)).catch((refusal: unknown) => refusal);

describe("orAway", () => {
  it.each(["unreachable", "timeout", "rpc", "bad-answer"] as const)(
    "says of %s that the chain is away",
    async (code) => {
      expect(await refusalOf(new ChainError(code, "no"))).toMatchObject({ code: "chain-away" });
    },
  );
  it("says of a state that the node has dropped that it has, and what to do", async () => {
    const refusal = await refusalOf(new ChainError("state-pruned", "the node has dropped it"));
    const { code, status, detail } = problemOf(refusal);
    expect({ code, status }).toEqual({ code: "state-pruned", status: 503 });
    expect(detail).toBe(
      "The state's proof cannot be read: the node has dropped it. Give the gateway a node that keeps " +
        "more states than `settledDepth` asks for, or all of them; nothing is lost.",
    );
  });
  it("lets pass what the chain has answered", async () => {
    const reverted = new ChainError("reverted", "no");
    expect(await refusalOf(reverted)).toBe(reverted);
    expect(await orAway("this", Promise.resolve(1))).toBe(1);
  });
});
