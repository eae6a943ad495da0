// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { commitment } from "../digest.ts";
import type { EvidenceDraft } from "../evidence/build.ts";
import type { Evidence } from "../evidence/types.ts";
import { scopeOf } from "../scope.ts";
import type { TestChain } from "../testing/chain.ts";
import { GRANT, SALT, SCOPE } from "../testing/story.ts";
import { type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";
import { altered, faults, faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";

describe("chain-links", () => {
  it("are not checked, without a fault, when the entry named is not given", async () => {
    const verdict = await altered((evidence) => {
      const { related, ...rest } = evidence;
      expect(related).toHaveLength(1);
      return rest;
    });
    expect(linesOf(verdict, "chain-links")).toEqual(["not-checked related-not-given"]);
    expect(verdict.exit).toBe(0);
  });

  const relatedTo = async (kind: "delivery" | "receipt" | "use", other: "receipt" | "use") => {
    const world = await World.tell();
    const { entry, index, inclusion } = world.evidence(other);
    const related = [{ entry, index, inclusion }];
    return linesOf(verify({ ...world.evidence(kind), related }, world.policy()), "chain-links");
  };

  it("fail for an entry that this one does not name", async () => {
    expect(await relatedTo("use", "receipt")).toEqual(["failed links-broken"]);
    expect(await relatedTo("receipt", "use")).toEqual(["failed links-broken"]);
    expect(await relatedTo("delivery", "use")).toEqual(["failed links-broken"]);
  });

  it("fail when the related entry stands at another index", async () => {
    const broken = await faults((evidence) => {
      const related = evidence.related?.map((placed) => ({ ...placed, index: 1 }));
      return { ...evidence, ...(related === undefined ? {} : { related }) };
    });
    expect(broken).toEqual([10, "chain-links: failed links-broken"]);
  });

  it("fail when an accepted receipt has another digest than the delivery", async () => {
    const digest = {
      bytes: 1,
      sha256: `0x${"11".repeat(32)}`,
      sm3: `0x${"22".repeat(32)}`,
    } as const;
    const other: Twist = { of: "receipt", statement: (of) => ({ ...of, digest }) };
    expect(faultsOf(await verdictOn(other))).toEqual(["chain-links: failed links-broken"]);
    const honest: Twist = {
      of: "receipt",
      statement: (of) => ({ ...of, digest, result: "mismatch" as const }),
    };
    expect((await verdictOn(honest)).exit).toBe(0);
  });

  it("fail when a mismatch is claimed though the digests are the same", async () => {
    const verdict = await verdictOn({
      of: "receipt",
      statement: (of) => ({ ...of, result: "mismatch" as const }),
    });
    expect(faultsOf(verdict)).toEqual(["chain-links: failed links-broken"]);
  });

  it("fail when the log put the entries into its chains in another order", async () => {
    const n = (value: number): Twist => ({
      of: "receipt",
      entry: (entry) => ({
        ...entry,
        chain: entry.chain.map((link) => ({ ...link, n: value, prev: `0x${"13".repeat(32)}` })),
      }),
    });
    for (const value of [2, 3]) {
      expect(faultsOf(await verdictOn(n(value)))).toEqual(["chain-links: failed links-broken"]);
    }
  });
});

describe("documents", () => {
  const document = { reason: "统计年鉴" };
  const effect = commitment(SALT, document);
  const disclosed = { commitment: effect, salt: toHex(SALT), document };
  const disclose = (twist: Twist, documents: Evidence["documents"]) =>
    verdictOn({ ...twist, draft: (draft) => ({ ...draft, documents: documents ?? [] }) });

  it("match the commitment that the statement names", async () => {
    const verdict = await disclose({ of: "use", statement: (of) => ({ ...of, effect }) }, [
      disclosed,
    ]);
    expect(linesOf(verdict, "documents")).toEqual(["ok documents-match"]);
    expect(verdict.exit).toBe(0);
  });

  it("match the commitment in the scope laid open", async () => {
    const scope = { commitment: effect, items: SCOPE };
    const chain = (on: TestChain): void => {
      on.grantScope(GRANT, scopeOf(scope));
    };
    const draft = (of: EvidenceDraft) => ({ ...of, documents: [disclosed], scope });
    const verdict = await verdictOn({ chain, draft });
    expect(linesOf(verdict, "documents")).toEqual(["ok documents-match"]);
    expect(linesOf(verdict, "scope")).toEqual(["ok scope-of-grant"]);
    expect(verdict.exit).toBe(0);
  });

  it("fail when one word of the document is another", async () => {
    const changed = { ...disclosed, document: { reason: "其他" } };
    const verdict = await disclose({ of: "use", statement: (of) => ({ ...of, effect }) }, [
      changed,
    ]);
    expect(linesOf(verdict, "documents")).toEqual(["failed document-differs"]);
    expect(verdict.exit).toBe(10);
  });

  it("fail when nothing names their commitment", async () => {
    expect(effect).not.toBe(SCOPE);
    const verdict = await disclose({ of: "use" }, [disclosed]);
    expect(linesOf(verdict, "documents")).toEqual(["failed document-unnamed"]);
    expect(verdict.exit).toBe(10);
  });
});
