// SPDX-License-Identifier: Apache-2.0
// Issue 6, "Bad input": what a file can make a verifier do is bounded, and is looked at before it is done. Work is
// counted in calls of the primitives, never in time.
import {
  checkSeals,
  type CryptoProvider,
  decodeHeader,
  defaultCrypto,
  type Evidence,
  followPolicy,
  fromHex,
  type Hex,
  MAX_FOLLOWING,
  MAX_NODE_BYTES,
  MAX_NODES,
  MAX_NOTE_SIGNATURES,
  MAX_POLICY_UPDATES,
  parseEvidence,
  parsePolicy,
  type Policy,
  type PolicyUpdate,
  toHex,
  verify,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { buriedFile, sealedBy } from "../../packages/proof/src/testing/seal-vectors.ts";
import { outcome, vectors } from "../vectors/files.ts";

interface Counted {
  readonly result: unknown;
  readonly recover: number;
  readonly keccak256: number;
  readonly sha256: number;
  readonly verifyEd25519: number;
}

/** What a call gives or with which code it refuses, and how often it used each primitive. */
function counting(call: (crypto: CryptoProvider) => unknown): Counted {
  const counts = { recover: 0, keccak256: 0, sha256: 0, verifyEd25519: 0 };
  const counted =
    <A extends readonly unknown[], R>(name: keyof typeof counts, does: (...of: A) => R) =>
    (...of: A): R => {
      counts[name] += 1;
      return does(...of);
    };
  const crypto = {
    ...defaultCrypto,
    recover: counted("recover", (...of: Parameters<CryptoProvider["recover"]>) =>
      defaultCrypto.recover(...of),
    ),
    keccak256: counted("keccak256", (data: Uint8Array) => defaultCrypto.keccak256(data)),
    sha256: counted("sha256", (data: Uint8Array) => defaultCrypto.sha256(data)),
    verifyEd25519: counted("verifyEd25519", (...of: Parameters<CryptoProvider["verifyEd25519"]>) =>
      defaultCrypto.verifyEd25519(...of),
    ),
  };
  return { result: outcome(() => call(crypto)), ...counts };
}

interface Sealed {
  readonly consensus: Policy["chain"]["consensus"];
  readonly header: Hex;
  readonly following: readonly Hex[];
}

const opened = (header: Hex) => ({ bytes: fromHex(header), header: decodeHeader(fromHex(header)) });

interface Judged {
  readonly file: unknown;
  readonly policy: unknown;
}

function honest(rule = "delivery"): { readonly evidence: Evidence; readonly policy: Policy } {
  const vector = vectors<Judged>("valid", "evidence").find((one) => one.rule === rule)?.vector;
  const policy = parsePolicy(JSON.stringify(vector?.policy));
  return { evidence: parseEvidence(JSON.stringify(vector?.file)), policy };
}

const { evidence, policy } = honest();
const work = (change: Partial<Evidence>, under = policy): Counted =>
  counting((crypto) => verify({ ...evidence, ...change }, under, { crypto }).exit);
const own = work({});
const times = <T>(count: number, item: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => item(place));
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

describe("trie nodes", () => {
  const node = (place: number, length = 300) =>
    base64(Uint8Array.from(times(length, (at) => (at < 4 ? place >> (8 * at) : 7) & 0xff)));
  const hashed = own.keccak256 - evidence.nodes.length;

  it("are hashed once each", () => {
    const nodes = times(MAX_NODES, (place) => node(place));
    const { result, keccak256 } = work({ nodes });
    expect(result).toBe(10);
    expect(keccak256).toBeLessThanOrEqual(hashed + MAX_NODES);
    expect(keccak256).toBeGreaterThanOrEqual(MAX_NODES);
  });

  it("are not hashed where there is one too many, or one too long", () => {
    for (const nodes of [
      times(MAX_NODES + 1, (place) => node(place)),
      [...times(100, (place) => node(place)), node(100, MAX_NODE_BYTES + 1)],
    ]) {
      const { result, keccak256 } = work({ nodes });
      expect(result).toBe(10);
      expect(keccak256).toBe(0);
    }
    const file = JSON.stringify({
      ...evidence,
      nodes: times(MAX_NODES + 1, (place) => node(place)),
    });
    expect(outcome(() => parseEvidence(file))).toBe("out-of-range");
  });
});

describe("signatures of a checkpoint", () => {
  const end = evidence.checkpoint.lastIndexOf("\n\n") + 2;
  const [text, line] = [evidence.checkpoint.slice(0, end), evidence.checkpoint.slice(end)];
  const note = (count: number) => ({ checkpoint: text + line.repeat(count) });

  it("are verified once each, and there are not many", () => {
    const most = work(note(MAX_NOTE_SIGNATURES));
    expect([own.result, most.result]).toEqual([0, 0]);
    expect(most.verifyEd25519 - own.verifyEd25519).toBe(
      own.verifyEd25519 * (MAX_NOTE_SIGNATURES - 1),
    );
    expect(work(note(MAX_NOTE_SIGNATURES + 1))).toMatchObject({ result: 10, verifyEd25519: 0 });
  });
});

describe("a path up the tree", () => {
  it("longer than the tree is high is not walked", () => {
    const hash = toHex(new Uint8Array(32).fill(7));
    const { result, sha256 } = work({
      inclusion: [...evidence.inclusion, ...times(40, () => hash)],
    });
    expect(result).toBe(10);
    expect(sha256).toBeLessThanOrEqual(own.sha256);
  });
});

describe("headers that follow", () => {
  const under = sealedBy(policy, "clique");
  const deep = buriedFile(evidence, MAX_FOLLOWING);

  it("cost one recovery each", () => {
    const { result, recover } = work(deep, under);
    expect([result, recover - own.recover]).toEqual([0, MAX_FOLLOWING + 1]);
  });

  it("cost none where the last of them is odd", () => {
    const { block } = buriedFile(evidence, MAX_FOLLOWING);
    const following = block.following?.with(-1, evidence.block.header) ?? [];
    const { result, recover } = work({ block: { ...block, following } }, under);
    expect([result, recover]).toEqual([10, own.recover]);
  });

  it("cost none where one of them has a difficulty that no turn gives", () => {
    const all = vectors<Sealed>("invalid", "seals");
    const odd = all.find(({ rule }) => rule === "clique-difficulty-three")?.vector;
    const [block, ...following] = [odd?.header ?? "0x", ...(odd?.following ?? [])].map(opened);
    const { result, recover } = counting((crypto) => {
      if (odd === undefined || block === undefined) throw new Error("no such vector");
      const answer = checkSeals(odd.consensus, block, following, crypto);
      return "code" in answer ? answer.code : answer.state;
    });
    expect([result, recover]).toEqual(["header-of-other-kind", 0]);
  });

  it("are not read where there are more", () => {
    const file = JSON.stringify(buriedFile(evidence, MAX_FOLLOWING + 1));
    expect(outcome(() => parseEvidence(file))).toBe("out-of-range");
  });
});

describe("updates of a policy", () => {
  interface Followed {
    readonly policy: Policy;
    readonly updates: readonly PolicyUpdate[];
  }
  const found = vectors<Followed>("valid", "update").find(({ rule }) => rule === "one")?.vector;
  const updates = found?.updates ?? [];
  const follow = (all: readonly PolicyUpdate[]) =>
    counting((crypto) => followPolicy(found?.policy ?? policy, all, crypto).name);

  it("are followed up to the first that does not fit", () => {
    const one = follow(updates);
    expect(one.verifyEd25519).toBeGreaterThan(0);
    const again = follow(
      times(MAX_POLICY_UPDATES, () => updates[0]).filter((x) => x !== undefined),
    );
    expect(again).toMatchObject({ result: "policy-forked", verifyEd25519: one.verifyEd25519 });
  });

  it("are not followed at all where there are too many", () => {
    const many = times(MAX_POLICY_UPDATES + 1, () => updates[0]).filter((x) => x !== undefined);
    expect(follow(many)).toMatchObject({ result: "too-large", verifyEd25519: 0, sha256: 0 });
  });
});
