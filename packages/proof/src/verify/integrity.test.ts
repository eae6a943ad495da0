// SPDX-License-Identifier: Apache-2.0
import { keccak256 } from "ethers";
import { describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { toBase64 } from "../bytes/base64.ts";
import { commitment } from "../digest.ts";
import type { Evidence } from "../evidence/types.ts";
import { formatNote, parseNote } from "../note.ts";
import { formatVerifierKey } from "../note/key.ts";
import { noteSigner, signNote } from "../note/sign.ts";
import { signStatement } from "../statement/build.ts";
import { formatCheckpoint } from "../checkpoint.ts";
import { testAccount } from "../testing/accounts.ts";
import { CHAIN_ID, LOG, ORIGIN, OTHER_LOG, SALT, SCOPE, T } from "../testing/story.ts";
import { faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";
import { type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";

/** The verdict on a file altered after it was made. */
async function altered(change: (evidence: Evidence) => Evidence, twist: Twist = {}) {
  const world = await World.tell(twist);
  return verify(change(world.evidence()), world.policy());
}
const faults = async (...given: Parameters<typeof altered>) => {
  const verdict = await altered(...given);
  return [verdict.exit, ...faultsOf(verdict)];
};

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
    expect(faultsOf(verdict)).toEqual(["statement: failed log-differs", "chain-links: failed links-broken"]);
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
    const { signatures } = JSON.parse(
      Buffer.from(world.evidence().entry, "base64").toString(),
    ) as { signatures: never };
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
    const [exit, ...rest] = await faults((evidence) => ({ ...evidence, index: evidence.index + 1 }));
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

describe("checkpoint", () => {
  it("fails when another key of that name signed", async () => {
    const forger = noteSigner(ORIGIN, new Uint8Array(32).fill(77));
    const broken = await faults((evidence) => {
      const { text } = parseNote(evidence.checkpoint);
      return { ...evidence, checkpoint: formatNote({ text, signatures: [signNote(text, forger)] }) };
    });
    expect(broken).toEqual([10, "checkpoint: failed checkpoint-unsigned"]);
  });

  it("fails when it is of another log than the file names", async () => {
    const broken = await faults((evidence) => ({
      ...evidence,
      log: { ...evidence.log, origin: "log.example.gov.cn/other" },
    }));
    expect(broken).toContain("checkpoint: failed checkpoint-other-log");
    expect(broken).toContain("statement: failed log-differs");
  });

  it("fails when the signature was made for another root", async () => {
    const broken = await faults((evidence) => {
      const { signatures } = parseNote(evidence.checkpoint);
      const root = new Uint8Array(32).fill(1);
      const text = formatCheckpoint({ origin: ORIGIN, size: 10, root });
      return { ...evidence, checkpoint: formatNote({ text, signatures }) };
    });
    expect(broken).toEqual([
      ...[10, "inclusion: failed not-included", "checkpoint: failed checkpoint-unsigned"],
      ...["anchor: failed anchored-root-differs", "chain-links: failed links-broken"],
    ]);
  });

  it("does not mind signatures of keys that nobody named", async () => {
    const stranger = noteSigner("stranger.example", new Uint8Array(32).fill(78));
    const broken = await faults((evidence) => {
      const { text, signatures } = parseNote(evidence.checkpoint);
      const more = [...signatures, signNote(text, stranger)];
      return { ...evidence, checkpoint: formatNote({ text, signatures: more }) };
    });
    expect(broken).toEqual([0]);
  });
});

describe("anchor", () => {
  it("fails when the operator signed another tree than it anchored", async () => {
    const verdict = await verdictOn({
      chain: (chain) => {
        chain.checkpoint(LOG, 10, `0x${"77".repeat(32)}`, 2, [200, T + 2_000]);
      },
    });
    expect(faultsOf(verdict)).toEqual(["anchor: failed anchored-root-differs"]);
    expect(verdict.exit).toBe(10);
  });

  it("fails when the chain has no checkpoint of this size", async () => {
    const verdict = await verdictOn({
      chain: (chain) => {
        chain.checkpoint(LOG, 10, `0x${"00".repeat(32)}`, 0, [0, 0]);
      },
    });
    expect(faultsOf(verdict)).toContain("anchor: failed not-anchored");
    expect(verdict.exit).toBe(10);
  });

  it("fails when an earlier checkpoint covers the entry already", async () => {
    const world = await World.tell();
    const draft = world.draft("dataset-version");
    const later = world.draft("delivery");
    const related = later.related;
    if (related === undefined) throw new Error("no version beside the delivery");
    const verdict = await verdictOn({ draft: () => ({ ...later, ...related, related }) });
    expect(draft.index).toBe(0);
    expect(faultsOf(verdict)).toContain("anchor: failed outside-anchor");
    expect(verdict.exit).toBe(10);
  });
});

describe("state", () => {
  it("fails when the header is another than the hash says", async () => {
    const broken = await faults((evidence) => ({
      ...evidence,
      block: { ...evidence.block, hash: `0x${"12".repeat(32)}` },
    }));
    expect(broken).toEqual([10, "state: failed header-hash-differs"]);
  });

  it("fails with a node that belongs to nothing", async () => {
    const stray = toBase64(Uint8Array.of(0xc1, 0x05));
    const broken = await faults((evidence) => {
      const nodes = [...evidence.nodes, stray].sort((one, other) =>
        keccak256(Buffer.from(one, "base64")) < keccak256(Buffer.from(other, "base64")) ? -1 : 1,
      );
      return { ...evidence, nodes };
    });
    expect(broken).toEqual([10, "state: failed unused-node"]);
  });

  it("is not checked when a node is missing, and fails when others lose their use by that", async () => {
    const world = await World.tell();
    const evidence = world.evidence();
    for (const place of evidence.nodes.keys()) {
      const nodes = evidence.nodes.toSpliced(place, 1);
      const verdict = verify({ ...evidence, nodes }, world.policy());
      expect([10, 12]).toContain(verdict.exit);
      expect(["not-checked state-missing", "failed unused-node"]).toContain(
        linesOf(verdict, "state")[0],
      );
    }
  });

  it("fails when the block is older than the anchor", async () => {
    const verdict = await verdictOn({
      chain: (chain) => {
        const block = chain.block.bind(chain);
        chain.block = () => block(250, T + 1_999);
      },
    });
    expect(faultsOf(verdict)).toEqual(["state: failed anchor-after-block"]);
    expect(verdict.exit).toBe(10);
  });

  it("takes the anchor's own block", async () => {
    const verdict = await verdictOn({
      chain: (chain) => {
        const block = chain.block.bind(chain);
        chain.block = () => block(200, T + 2_000);
      },
    });
    expect(verdict.exit).toBe(0);
  });

  it("fails when one of the contracts has no account", async () => {
    const broken = await faults((evidence) => ({
      ...evidence,
      contracts: { ...evidence.contracts, assetRegistry: `0x${"99".repeat(20)}` },
    }));
    expect(broken[0]).toBe(10);
    expect(broken).toContain("state: failed state-invalid");
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

describe("chain-links", () => {
  it("are left out when there is no related entry", async () => {
    const verdict = await altered((evidence) => {
      const { related, ...rest } = evidence;
      expect(related).toHaveLength(1);
      return rest;
    });
    expect(linesOf(verdict, "chain-links")).toEqual([]);
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
    const digest = { bytes: 1, sha256: `0x${"11".repeat(32)}`, sm3: `0x${"22".repeat(32)}` } as const;
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
    const verdict = await disclose({ of: "use", statement: (of) => ({ ...of, effect }) }, [disclosed]);
    expect(linesOf(verdict, "documents")).toEqual(["ok documents-match"]);
    expect(verdict.exit).toBe(0);
  });

  it("match the commitment to the grant's scope", async () => {
    const verdict = await disclose(
      {
        chain: (chain) => {
          chain.grantScope(`0x${"67".repeat(32)}`, effect);
        },
      },
      [disclosed],
    );
    expect(linesOf(verdict, "documents")).toEqual(["ok documents-match"]);
    expect(verdict.exit).toBe(0);
  });

  it("fail when one word of the document is another", async () => {
    const changed = { ...disclosed, document: { reason: "其他" } };
    const verdict = await disclose({ of: "use", statement: (of) => ({ ...of, effect }) }, [changed]);
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

describe("the log's key", () => {
  it("is the one named in the file, whatever its name line says", async () => {
    const broken = await faults((evidence) => ({
      ...evidence,
      log: { ...evidence.log, key: formatVerifierKey(noteSigner("x", new Uint8Array(32)).key) },
    }));
    expect(broken[0]).toBe(10);
    expect(broken).toContain("checkpoint: failed checkpoint-unsigned");
  });
});
