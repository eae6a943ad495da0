// SPDX-License-Identifier: Apache-2.0
import { keccak256 } from "ethers";
import { describe, expect, it } from "vitest";
import { toBase64 } from "../bytes/base64.ts";
import { formatNote, parseNote } from "../note.ts";
import { noteSigner, signNote } from "../note/sign.ts";
import { formatCheckpoint } from "../checkpoint.ts";
import { LOG, ORIGIN, T } from "../testing/story.ts";
import { World } from "../testing/world.ts";
import { verify } from "./verify.ts";
import { faults, faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";

describe("checkpoint", () => {
  it("fails when another key of that name signed", async () => {
    const forger = noteSigner(ORIGIN, new Uint8Array(32).fill(77));
    const broken = await faults((evidence) => {
      const { text } = parseNote(evidence.checkpoint);
      return {
        ...evidence,
        checkpoint: formatNote({ text, signatures: [signNote(text, forger)] }),
      };
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
