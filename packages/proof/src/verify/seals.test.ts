// SPDX-License-Identifier: Apache-2.0
// Given files at sealed blocks.
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../bytes.ts";
import { decodeRlpList, encodeRlp, rlpBytes } from "../chainproof/rlp.ts";
import { parseEvidence } from "../evidence/read.ts";
import type { Policy } from "../policy.ts";
import { parsePolicy } from "../policy.ts";
import { certifyGrant } from "../testing/grants.ts";
import { refusal } from "../testing/laws.ts";
import { certify, OPERATING } from "../testing/rights.ts";
import { buriedFile, OTHERS, sealedBy, sealedFile, SEALERS } from "../testing/seal-vectors.ts";
import type { Sealing } from "../testing/seals.ts";
import { faultsOf, linesOf } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import type { Verdict } from "./types.ts";
import { verify } from "./verify.ts";

const world = await World.tell();
const policy = world.policy();
const QBFT: Sealing = { kind: "qbft", validators: SEALERS, signers: SEALERS.slice(1), round: 1 };
const FILES = {
  evidence: world.evidence(),
  history: await world.history("grant"),
  right: certify(OPERATING),
  grant: certifyGrant(),
};
const files = Object.entries(FILES);
// A history under a policy without witnesses is complete only as its log claims.
const faultsIn = (verdict: Verdict): readonly string[] =>
  faultsOf(verdict).filter((line) => !line.startsWith("complete:"));

describe.each(files)("%s", (_, file) => {
  it("at a sealed block is accepted by who pins its validators", () => {
    const verdict = verify(sealedFile(file, QBFT), sealedBy(policy, "qbft"));
    expect(linesOf(verdict, "seals")).toEqual(["ok sealed"]);
    expect([verdict.exit, ...faultsIn(verdict)]).toEqual([0]);
  });

  it("at a sealed block exits 12 for who pins others, and nothing else is held against it", () => {
    const verdict = verify(sealedFile(file, QBFT), sealedBy(policy, "qbft", OTHERS));
    expect([verdict.exit, ...faultsIn(verdict)]).toEqual([12, "seals: failed validators-differ"]);
    expect(verdict.groups).toEqual({ integrity: "ok", authorisation: "ok", trust: "failed" });
  });

  it("at an unsealed block exits 12 for who pins validators", () => {
    for (const kind of ["qbft", "ibft2", "ibft1", "clique"] as const) {
      const verdict = verify(file, sealedBy(policy, kind));
      expect([verdict.exit, ...linesOf(verdict, "seals")]).toEqual([
        12,
        "failed header-of-other-kind",
      ]);
    }
  });

  it("at a Clique block is buried, or not yet", () => {
    const deep = verify(buriedFile(file, 8), sealedBy(policy, "clique"));
    expect([deep.exit, ...linesOf(deep, "seals")]).toEqual([0, "ok buried"]);
    const shallow = verify(buriedFile(file, 7), sealedBy(policy, "clique"));
    expect([shallow.exit, ...linesOf(shallow, "seals")]).toEqual([12, "not-checked not-buried"]);
    expect(shallow.groups.trust).toBe("not-checked");
  });

  it("with seals is as good as before for who pins nobody", () => {
    const verdict = verify(sealedFile(file, QBFT), policy);
    expect(verdict.exit).toBe(0);
    expect(linesOf(verdict, "seals")[0]).toMatch(
      /^not-checked (chain-has-no-seals|block-unsealed)$/,
    );
  });
});

describe("what is said of a block", () => {
  const line = (file: Parameters<typeof verify>[0], under: Policy) => {
    const found = verify(file, under).checks.find(({ name }) => name === "seals");
    return { code: found?.code, values: found?.values };
  };

  it("is that it is final for QBFT alone, and never of one of Clique", () => {
    const { evidence } = FILES;
    expect(line(sealedFile(evidence, QBFT), sealedBy(policy, "qbft"))).toMatchObject({
      code: "sealed",
      values: { count: 3, of: 4, needed: 3 },
    });
    expect(line(buriedFile(evidence, 8), sealedBy(policy, "clique"))).toMatchObject({
      code: "buried",
      values: { following: 8, signers: 4 },
    });
    const older = sealedFile(evidence, { ...QBFT, kind: "ibft1" });
    expect(line(older, sealedBy(policy, "ibft1")).code).toBe("sealed-weaker");
  });
});

describe("hostile files", () => {
  const { evidence } = FILES;
  const under = sealedBy(policy, "qbft");

  it("with ten thousand seals are refused before anything is recovered", () => {
    const sealed = sealedFile(evidence, QBFT);
    const fields = decodeRlpList(fromHex(sealed.block.header));
    const extra = decodeRlpList(rlpBytes(fields[12], "extraData"));
    const [seal = []] = extra[4] instanceof Uint8Array ? [] : (extra[4] ?? []);
    const many = encodeRlp(
      extra.with(
        4,
        Array.from({ length: 10_000 }, () => seal),
      ),
    );
    const header = toHex(encodeRlp(fields.with(12, many)));
    const file = { ...sealed, block: { ...sealed.block, header } };
    expect(refusal(() => parseEvidence(JSON.stringify(file)))).toMatch(/^too-/);
    const verdict = verify(file, under);
    expect([verdict.exit, verdict.checks[0]?.code]).toEqual([10, "malformed"]);
  });

  it("of another chain with the same validators are told by the contracts' code", () => {
    const code = policy.contracts.exchangeLog;
    const elsewhere = { ...code, codeHash: `0x${"42".repeat(32)}` } as const;
    const contracts = { ...under.contracts, exchangeLog: elsewhere };
    const verdict = verify(sealedFile(evidence, QBFT), { ...under, contracts });
    expect(linesOf(verdict, "seals")).toEqual(["ok sealed"]);
    expect([verdict.exit, ...faultsIn(verdict)]).toEqual([
      12,
      "contracts: failed contract-code-differs",
    ]);
  });

  it("cannot bring a policy without validators, or one in which two sets hold", () => {
    const { consensus } = under.chain;
    const sets = consensus.kind === "none" ? [] : consensus.sets;
    const read = (changed: readonly unknown[]) =>
      refusal(() =>
        parsePolicy(
          JSON.stringify({
            ...under,
            chain: { ...under.chain, consensus: { ...consensus, sets: changed } },
          }),
        ),
      );
    expect(read(sets)).toBeUndefined();
    expect(read([{ from: 0, validators: [] }])).toBe("out-of-range");
    expect(read([...sets, ...sets])).toBe("overlapping-sets");
  });
});
