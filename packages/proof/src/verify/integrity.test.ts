// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Evidence } from "../evidence/types.ts";
import { formatVerifierKey } from "../note/key.ts";
import { noteSigner } from "../note/sign.ts";
import { signStatement } from "../statement/build.ts";
import { testAccount } from "../testing/accounts.ts";
import { CHAIN_ID, ORIGIN, OTHER_LOG, T } from "../testing/story.ts";
import { type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";
import { altered, faults, faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";

describe("format", () => {
  it.each([
    ["an entry that is no entry", { entry: "AAAA" }],
    ["a checkpoint that is no note", { checkpoint: "hello\n" }],
    ["a key that is none", { log: { origin: ORIGIN, key: "none" } }],
    ["nodes out of order", { nodes: ["wQI=", "wQE="] }],
    ["a node twice", { nodes: ["wQE=", "wQE="] }],
  ])("fails with %s, and nothing else is judged", async (_, change) => {
    const verdict = await altered((evidence) => ({ ...evidence, ...change }));
    expect(verdict.exit).toBe(10);
    expect(linesOf(verdict, "format")).toEqual(["failed malformed"]);
    expect(verdict.checks.slice(1).every(({ state }) => state === "not-checked")).toBe(true);
    expect(verdict.subject).toBeUndefined();
    expect(verdict.groups).toEqual({
      integrity: "failed",
      authorisation: "not-checked",
      trust: "not-checked",
    });
  });
});

describe("statement", () => {
  it("fails when made for another chain", async () => {
    const verdict = await verdictOn({ statement: (of) => ({ ...of, chainId: CHAIN_ID + 1 }) });
    expect(faultsOf(verdict)).toContain("statement: failed chain-id-differs");
    expect(verdict.exit).toBe(10);
  });

  it("fails when made for another contract", async () => {
    const exchangeLog = `0x${"99".repeat(20)}` as const;
    const verdict = await verdictOn({ statement: (of) => ({ ...of, exchangeLog }) });
    expect(faultsOf(verdict)).toContain("statement: failed contract-differs");
    expect(verdict.exit).toBe(10);
  });

  it("fails when replayed from another log", async () => {
    const verdict = await verdictOn({ statement: (of) => ({ ...of, log: OTHER_LOG }) });
    expect(faultsOf(verdict)).toEqual([
      "statement: failed log-differs",
      "chain-links: failed links-broken",
    ]);
    expect(verdict.exit).toBe(10);
  });
});

describe("signature", () => {
  it("fails when another account signed", async () => {
    const verdict = await verdictOn({
      sign: async (of) => [await signStatement(of, testAccount("someone else").sign)],
    });
    expect(faultsOf(verdict)).toEqual(["signature: failed signer-differs"]);
    expect(verdict.exit).toBe(10);
  });

  it("fails when the counterparty's is another account's", async () => {
    const verdict = await verdictOn({
      of: "reconciliation",
      sign: async (of) => [
        await signStatement(of, testAccount("provider, head of the data office").sign),
        await signStatement(of, testAccount("someone else").sign, { seat: 4 }),
      ],
    });
    expect(faultsOf(verdict)).toEqual(["signature: failed signer-differs"]);
  });

  it("fails when it was made for another statement", async () => {
    const world = await World.tell();
    const other = await World.tell({ statement: (of) => ({ ...of, time: of.time + 1 }) });
    const { signatures } = JSON.parse(Buffer.from(world.evidence().entry, "base64").toString()) as {
      signatures: never;
    };
    const mixed = await World.tell({
      statement: (of) => ({ ...of, time: of.time + 1 }),
      entry: (entry) => ({ ...entry, signatures }),
    });
    expect(verify(other.evidence(), other.policy()).exit).toBe(0);
    expect(faultsOf(verify(mixed.evidence(), mixed.policy()))).toEqual([
      "signature: failed signer-differs",
    ]);
  });
});

describe("inclusion", () => {
  it("fails at another index", async () => {
    const [exit, ...rest] = await faults((evidence) => ({
      ...evidence,
      index: evidence.index + 1,
    }));
    expect(exit).toBe(10);
    expect(rest).toContain("inclusion: failed not-included");
  });

  it.each([
    ["a hash more", (path: readonly string[]) => [...path, path[0]]],
    ["a hash less", (path: readonly string[]) => path.slice(1)],
    ["two hashes exchanged", (path: readonly string[]) => [path[1], path[0], ...path.slice(2)]],
  ])("fails with %s", async (_, change) => {
    const broken = await faults(
      (evidence) => ({ ...evidence, inclusion: change(evidence.inclusion) }) as Evidence,
    );
    expect(broken).toEqual([10, "inclusion: failed not-included"]);
  });

  it("fails for the entry of another kind at this index", async () => {
    const world = await World.tell();
    const { entry } = world.evidence("receipt");
    const verdict = verify({ ...world.evidence(), entry }, world.policy());
    expect(faultsOf(verdict)).toContain("inclusion: failed not-included");
    expect(verdict.exit).toBe(10);
  });
});

describe("the log's key", () => {
  const withKeyOf =
    (name: (origin: string) => string) =>
    (evidence: Evidence): Evidence => {
      const { key } = noteSigner(name(evidence.log.origin), new Uint8Array(32));
      return { ...evidence, log: { ...evidence.log, key: formatVerifierKey(key) } };
    };

  it("is the one named in the file", async () => {
    const broken = await faults(withKeyOf((origin) => origin));
    expect(broken[0]).toBe(10);
    expect(broken).toContain("checkpoint: failed checkpoint-unsigned");
  });

  it("bears the name of the log", async () => {
    const broken = await faults(withKeyOf(() => "x"));
    expect(broken[0]).toBe(10);
    expect(broken).toContain("checkpoint: failed checkpoint-other-log");
  });
});

describe("times", () => {
  const seenAt = (seen: number, logged: number): Twist => ({
    entry: (entry) => ({ ...entry, logged: T + logged, seen: { ...entry.seen, time: T + seen } }),
  });

  it.each([
    ["logged a minute after the anchor", seenAt(1_500, 2_060)],
    ["seen in the second of the anchor", seenAt(2_000, 2_000)],
    ["logged in the second seen", seenAt(1_500, 1_500)],
  ])("are in order when %s", async (_, twist) => {
    expect((await verdictOn(twist)).exit).toBe(0);
  });

  it.each([
    ["logged later than that", seenAt(1_500, 2_061)],
    ["logged before what the log had seen", seenAt(1_506, 1_505)],
    ["what was seen is later than the anchor", seenAt(2_001, 2_001)],
  ])("are out of order when %s", async (_, twist) => {
    const verdict = await verdictOn(twist);
    expect(linesOf(verdict, "times")).toEqual(["failed times-out-of-order"]);
    expect(verdict.exit).toBe(10);
  });

  it("allow a statement a week before and five minutes after it was logged, and no more", async () => {
    const line = async (time: number) => {
      const verdict = await verdictOn({ statement: (of) => ({ ...of, time }) });
      return linesOf(verdict, "times")[0];
    };
    const logged = T + 1_505;
    expect(await line(logged - 604_800)).toBe("ok times-in-order");
    expect(await line(logged - 604_801)).toBe("failed times-out-of-order");
    expect(await line(logged + 300)).toBe("ok times-in-order");
    expect(await line(logged + 301)).toBe("failed times-out-of-order");
  });
});
