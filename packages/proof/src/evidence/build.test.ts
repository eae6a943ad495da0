// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { fromBase64 } from "../bytes/base64.ts";
import { NodePool } from "../chainproof/trie/pool.ts";
import { verifyTrie } from "../chainproof/trie.ts";
import { defaultCrypto } from "../crypto.ts";
import { decodeHeader } from "../chainproof/header.ts";
import { fromHex } from "../bytes.ts";
import { decodeAccount, type NeededState } from "../storage/reader.ts";
import { refusal } from "../testing/laws.ts";
import { World } from "../testing/world.ts";
import { buildEvidence, type EvidenceDraft, neededSlots, toTlogProof } from "./build.ts";

let world: World;
let draft: EvidenceDraft;

beforeAll(async () => {
  world = await World.tell();
  draft = world.draft("delivery");
});

/** What eth_getProof answers: the nodes on the way to the account and to each slot, found or not. */
function ethGetProof({ contract, slots }: NeededState): Uint8Array[] {
  const pool = new NodePool(draft.nodes);
  const { stateRoot } = decodeHeader(draft.block.header);
  const answer = verifyTrie(stateRoot, defaultCrypto.keccak256(fromHex(contract)), pool);
  if (answer.state !== "value") throw new Error("the contract is not there");
  const { storageRoot } = decodeAccount(answer.value);
  for (const slot of slots) {
    verifyTrie(storageRoot, defaultCrypto.keccak256(fromHex(slot)), pool);
  }
  return pool.used();
}

describe("making evidence", () => {
  it("asks for state until it has what verification walks, and no more", () => {
    const nodes = new Map<string, Uint8Array>();
    const asked: string[] = [];
    let rounds = 0;
    for (;;) {
      const needed = neededSlots({ ...draft, nodes: [...nodes.values()] });
      if (needed.length === 0) break;
      rounds++;
      for (const state of needed) {
        asked.push(...state.slots.map((slot) => state.contract + slot));
        for (const node of ethGetProof(state)) nodes.set(toHex(node), node);
      }
    }
    expect(rounds).toBeLessThanOrEqual(8);
    expect(new Set(asked).size).toBe(asked.length);
    const evidence = buildEvidence({ ...draft, nodes: [...nodes.values()] });
    expect(evidence).toEqual(world.evidence("delivery"));
    expect(evidence.nodes).toHaveLength(nodes.size);
  });

  it("takes nodes in any order, more than needed, and the same one twice", () => {
    const nodes = [...draft.nodes, ...draft.nodes].reverse();
    expect(buildEvidence({ ...draft, nodes })).toEqual(world.evidence("delivery"));
  });

  it("refuses while state is missing", () => {
    expect(refusal(() => buildEvidence({ ...draft, nodes: [] }))).toBe("state-missing");
    const walked = buildEvidence(draft).nodes.map(fromBase64);
    for (const place of walked.keys()) {
      const rest = walked.toSpliced(place, 1);
      expect(refusal(() => buildEvidence({ ...draft, nodes: rest }))).toBe("state-missing");
    }
  });

  it("refuses parts that cannot be read", () => {
    const entry = Uint8Array.of(1);
    expect(refusal(() => buildEvidence({ ...draft, entry }))).toBe("malformed");
    const checkpoint = "no note";
    expect(refusal(() => buildEvidence({ ...draft, checkpoint }))).toBe("note-malformed");
    const block = { header: Uint8Array.of(0xc0) };
    expect(refusal(() => buildEvidence({ ...draft, block }))).toBe("header-invalid");
  });

  it("names a contract that has no account as a fault", () => {
    const contracts = { ...draft.contracts, assetRegistry: `0x${"99".repeat(20)}` } as const;
    expect(refusal(() => buildEvidence({ ...draft, contracts }))).toBe("account-invalid");
  });
});

describe("a C2SP tlog-proof", () => {
  it("has the index, the path in base64, a blank line and the checkpoint as it is", () => {
    const evidence = world.evidence("delivery");
    const [first, second, ...rest] = toTlogProof(evidence).split("\n");
    expect(first).toBe("c2sp.org/tlog-proof@v1");
    expect(second).toBe(`index ${evidence.index}`);
    const blank = rest.indexOf("");
    const path = rest
      .slice(0, blank)
      .map((line) => `0x${Buffer.from(line, "base64").toString("hex")}`);
    expect(path).toEqual(evidence.inclusion);
    expect(rest.slice(blank + 1).join("\n")).toBe(evidence.checkpoint);
  });
});
