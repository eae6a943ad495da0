// SPDX-License-Identifier: Apache-2.0
// Issue 6, "Bad input": files that are to cost a verifier more than they are worth, or that bring true proofs
// of something else.
import {
  defaultCrypto,
  type Evidence,
  fromHex,
  headerHash,
  parseEvidence,
  parseGrant,
  parseHistory,
  parsePolicy,
  parsePolicyUpdate,
  parseRight,
  type Policy,
  toHex,
  verify,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { sealedBy, sealedFile, SEALERS } from "../../packages/proof/src/testing/seal-vectors.ts";
import { cliqueChain, twinOf } from "../../packages/proof/src/testing/seals.ts";
import { World } from "../../packages/proof/src/testing/world.ts";
import { outcome, vectors } from "../vectors/files.ts";

const READERS = {
  evidence: parseEvidence,
  history: parseHistory,
  right: parseRight,
  grant: parseGrant,
  policy: parsePolicy,
  update: parsePolicyUpdate,
};
const SECOND = 1_000;
const BLOCK = 250;

interface Vector {
  readonly file?: unknown;
  readonly policy?: unknown;
  readonly updates?: readonly unknown[];
}

interface Honest {
  readonly evidence: Evidence;
  readonly policy: Policy;
}

function honest(kind = "delivery"): Honest {
  const found = vectors<{ file: unknown; policy: unknown }>("valid", "evidence").find(
    ({ rule }) => rule === kind,
  );
  const { file, policy } = found?.vector ?? {};
  return {
    evidence: parseEvidence(JSON.stringify(file)),
    policy: parsePolicy(JSON.stringify(policy)),
  };
}

function told({ evidence, policy }: Honest, change: Partial<Evidence>): readonly unknown[] {
  const { exit, checks } = verify({ ...evidence, ...change }, policy);
  return [exit, ...checks.filter(({ state }) => state === "failed").map(({ code }) => code)];
}

describe.each(Object.entries(READERS))("a file for the reader of %s", (_, read) => {
  it.each([
    ["nested a hundred thousand deep", "[".repeat(100_000), "too-deep"],
    ["nested so in members", '{"a":'.repeat(100_000), "too-deep"],
    ["a number of a hundred thousand digits", "9".repeat(100_000), "unsafe-number"],
    ["a number with an exponent", '{"time":1e400}', "unsafe-number"],
    ["a number one above the safe ones", '{"time":9007199254740992}', "unsafe-number"],
    ["seventy million spaces", " ".repeat(70 * 1_048_576), "too-large"],
    ["nothing", "", "malformed"],
  ])("is refused at once: %s", (_name, text, code) => {
    const begun = performance.now();
    expect(outcome(() => read(text))).toBe(code);
    expect(performance.now() - begun).toBeLessThan(SECOND);
  });
});

describe("a file that is cut off", () => {
  const CUTS = 64;
  const texts: Readonly<Record<keyof typeof READERS, () => unknown>> = {
    evidence: () => vectors<Vector>("valid", "evidence")[0]?.vector.file,
    history: () => vectors<Vector>("valid", "history")[0]?.vector.file,
    right: () => vectors<Vector>("valid", "right")[0]?.vector.file,
    grant: () => vectors<Vector>("valid", "grant")[0]?.vector.file,
    policy: () => vectors<Vector>("valid", "policy")[0]?.vector.policy,
    update: () =>
      vectors<Vector>("valid", "update").find(({ rule }) => rule === "one")?.vector.updates?.[0],
  };

  it.each(Object.entries(READERS))("is refused wherever it ends: %s", (kind, read) => {
    const text = JSON.stringify(texts[kind as keyof typeof READERS]());
    expect(typeof outcome(() => read(text))).toBe("object");
    for (let cut = 0; cut < CUTS; cut++) {
      const end = Math.floor((cut * text.length) / CUTS);
      expect(outcome(() => read(text.slice(0, end)))).toMatch(/^(malformed|trailing-bytes)$/);
    }
  });
});

describe("a proof longer than its tree", () => {
  const given = honest();
  const { inclusion } = given.evidence;
  const more = (count: number) =>
    [...inclusion, ...Array.from({ length: count }, () => inclusion[0])].filter(
      (hash) => hash !== undefined,
    );

  it("is no proof, and one with its own length is", () => {
    expect(told(given, { inclusion })).toEqual([0]);
    expect(told(given, { inclusion: more(1) })).toEqual([10, "not-included"]);
    expect(told(given, { inclusion: more(53 - inclusion.length) })).toEqual([10, "not-included"]);
  });

  it("is not read at all where no tree is so high", () => {
    const longest = { ...given.evidence, inclusion: more(54 - inclusion.length) };
    expect(outcome(() => parseEvidence(JSON.stringify(longest)))).toBe("out-of-range");
  });
});

describe("proofs of another contract with the same layout", () => {
  const given = honest();
  const { contracts } = given.evidence;
  const names = Object.keys(contracts) as (keyof typeof contracts)[];
  const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));

  it.each(pairs.filter(([one, other]) => one < other))(
    "do not stand for those of its own: %s and %s exchanged",
    (one, other) => {
      const exchanged = { ...contracts, [one]: contracts[other], [other]: contracts[one] };
      const [exit, ...codes] = told(given, { contracts: exchanged });
      expect([10, 11, 12]).toContain(exit);
      expect(codes).toContain("contract-address-differs");
    },
  );

  it("do not stand even under a policy that names it, for the statement names the first", () => {
    const copy = { ...contracts, exchangeLog: contracts.sharingRegistry };
    const { sharingRegistry } = given.policy.contracts;
    const under = {
      ...given.policy,
      contracts: { ...given.policy.contracts, exchangeLog: sharingRegistry },
    };
    const [exit, ...codes] = told({ ...given, policy: under }, { contracts: copy });
    expect([exit, codes[0]]).toEqual([10, "contract-differs"]);
  });
});

describe("a header with more seals than there are validators", () => {
  const QBFT = { kind: "qbft", validators: SEALERS } as const;

  async function judged(seals: (made: readonly Uint8Array[]) => readonly Uint8Array[]) {
    const world = await World.tell();
    let recovered = 0;
    const crypto = {
      ...defaultCrypto,
      recover: (...of: Parameters<typeof defaultCrypto.recover>) => {
        recovered += 1;
        return defaultCrypto.recover(...of);
      },
    };
    const file = sealedFile(world.evidence(), { ...QBFT, seals });
    const { checks } = verify(file, sealedBy(world.policy(), "qbft"), { crypto });
    return { code: checks.find(({ name }) => name === "seals")?.code, recovered };
  }

  it("costs no recovery beyond those of the file itself, and is refused", async () => {
    const all = await judged((made) => made);
    const none = await judged(() => []);
    expect([all.code, none.code]).toEqual(["sealed", "too-few-seals"]);
    expect(all.recovered - none.recovered).toBe(SEALERS.length);
    const most = await judged((made) =>
      Array.from({ length: 900 }, (_, at) => made[at % 4] ?? new Uint8Array()),
    );
    expect(most).toEqual({ code: "too-many-seals", recovered: none.recovered });
  });

  it("is not sealed by one seal three times, nor by a seal and its malleated twin", async () => {
    const [one, two, three] = [0, 1, 2];
    const pick = (made: readonly Uint8Array[], ...places: readonly number[]) =>
      places.map((at) => made[at] ?? new Uint8Array());
    expect((await judged((made) => pick(made, one, two, three))).code).toBe("sealed");
    expect((await judged((made) => pick(made, one, one, one))).code).toBe("seal-twice");
    const twin = await judged((made) => [
      ...pick(made, one, two),
      ...pick(made, two).map((seal) => twinOf(seal)),
    ]);
    expect(twin.code).toBe("seal-twice");
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
  ])("with a set of %i needs %i", async (count, needed) => {
    const world = await World.tell();
    const set = SEALERS.slice(0, count);
    const under = sealedBy(world.policy(), "qbft", set);
    const exits = [needed, needed - 1].map((sealing) => {
      const signers = set.slice(0, sealing);
      const file = sealedFile(world.evidence(), { kind: "qbft", validators: set, signers });
      return verify(file, under).exit;
    });
    expect(exits).toEqual([0, 12]);
  });
});

describe("a Clique chain of few signers", () => {
  // Of floor(n/2) + 1 headers in a row each has another signer: one alone may sign all, two and three may not.
  it.each([
    [1, 0],
    [2, 12],
    [3, 12],
  ])("of %i that one of them seals on its own exits %i", async (count, exit) => {
    const world = await World.tell();
    const [set, header] = [SEALERS.slice(0, count), fromHex(world.evidence().block.header)];
    const under = (followed: number) => {
      const policy = sealedBy(world.policy(), "clique", set);
      const { consensus } = policy.chain;
      const few = consensus.kind === "clique" && { ...consensus, following: followed, signers: 1 };
      return { ...policy, chain: { ...policy.chain, consensus: few || consensus } };
    };
    const file = (by: readonly (typeof SEALERS)[number][]) => {
      const [block = header, ...rest] = cliqueChain(header, BLOCK, set, by);
      const hash = toHex(headerHash(block));
      const following = rest.map((one) => toHex(one));
      return { ...world.evidence(), block: { header: toHex(block), hash, following } };
    };
    const alone = set.slice(0, 1);
    expect(verify(file([...alone, ...alone, ...alone]), under(2)).exit).toBe(exit);
    const inTurn = [0, 1, 2].flatMap((place) => set[(BLOCK + place) % count] ?? []);
    expect(verify(file(inTurn), under(2)).exit).toBe(0);
  });
});
