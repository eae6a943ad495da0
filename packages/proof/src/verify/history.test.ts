// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../bytes.ts";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { canonicalText } from "../canonical.ts";
import { encodeHeadsEntry, parseHeadsEntry } from "../entry.ts";
import { type HistoryDraft, neededSlotsOfHistory } from "../history/build.ts";
import { parseHistory } from "../history/read.ts";
import type { History } from "../history/types.ts";
import { formatVerifierKey } from "../note/key.ts";
import type { Policy } from "../policy.ts";
import { ASSET, GRANT, LOG, ORIGIN, T, WITNESSES } from "../testing/story.ts";
import { faultsOf, linesOf } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import { verify } from "./verify.ts";

let world: World;
let policy: Policy;
let ofGrant: History;
let ofAsset: History;
const ELSEWHERE = `0x${"ee".repeat(32)}` as const;

beforeAll(async () => {
  world = await World.tell();
  policy = world.policy();
  ofGrant = await world.history("grant");
  ofAsset = await world.history("asset");
});

const faults = (history: History): readonly (string | number)[] => {
  const verdict = verify(history, policy);
  const rest = faultsOf(verdict).filter((line) => !line.startsWith("complete: not-checked"));
  return [verdict.exit, ...rest];
};

describe("a verdict on a history in which all is well", () => {
  it("accepts all entries on the asset and on the grant", () => {
    expect(faults(ofAsset)).toEqual([0]);
    expect(faults(ofGrant)).toEqual([0]);
    expect(ofAsset.entries).toHaveLength(8);
    expect(ofGrant.entries).toHaveLength(6);
  });

  it("is the same for a history read from its file", () => {
    expect(verify(parseHistory(canonicalText(ofAsset)), policy)).toEqual(verify(ofAsset, policy));
  });

  it("says in words what the file says", () => {
    const { subject, bounds } = verify(ofGrant, policy);
    expect(subject).toEqual({
      ...{ kind: "history", of: "grant", id: GRANT, entries: 6, size: 10 },
      log: { origin: ORIGIN, id: LOG },
    });
    expect(bounds).toEqual({ from: T + 1_510, until: T + 2_000 });
  });

  it("accepts that there is nothing on a subject", async () => {
    for (const kind of ["asset", "grant"] as const) {
      const none = await world.history(kind, ELSEWHERE);
      expect(none.entries).toEqual([]);
      expect(faults(none)).toEqual([0]);
      expect(linesOf(verify(none, policy), "entries")).toEqual(["ok entries-chained"]);
    }
  });
});

describe("entries", () => {
  const withEntries = (change: (entries: readonly string[]) => readonly string[]): History => ({
    ...ofGrant,
    entries: change(ofGrant.entries),
  });
  const broken = [10, "entries: failed entries-broken"];

  it("fail when any one is hidden", () => {
    for (const place of ofGrant.entries.keys()) {
      expect(faults(withEntries((entries) => entries.toSpliced(place, 1)))).toEqual(broken);
    }
    expect(faults(withEntries(() => []))).toEqual(broken);
  });

  it("fail when one stands twice or two are exchanged", () => {
    expect(faults(withEntries((entries) => [...entries, ...entries.slice(-1)]))).toEqual(broken);
    const exchanged = withEntries(([first = "", second = "", ...rest]) => [second, first, ...rest]);
    expect(faults(exchanged)).toEqual(broken);
  });

  it("fail when one is of another subject", () => {
    const [version = ""] = ofAsset.entries;
    expect(faults(withEntries((entries) => entries.with(0, version)))).toEqual(broken);
  });

  it("fail when one is of another log or chain", async () => {
    const other = await World.tell({
      statement: (of) => ({ ...of, log: ELSEWHERE }),
    });
    const history = await other.history("grant");
    expect(linesOf(verify(history, other.policy()), "entries")).toEqual(["failed entries-broken"]);
    const elsewhere = await World.tell({ statement: (of) => ({ ...of, chainId: of.chainId + 1 }) });
    const verdict = verify(await elsewhere.history("grant"), elsewhere.policy());
    expect(linesOf(verdict, "entries")).toEqual(["failed entries-broken"]);
  });

  it("fail when the log numbered or linked them wrongly", async () => {
    for (const change of [{ n: 7 }, { prev: `0x${"12".repeat(32)}` }] as const) {
      const liar = await World.tell({
        of: "use",
        entry: (entry) => ({
          ...entry,
          chain: entry.chain.map((link, place) => (place === 1 ? { ...link, ...change } : link)),
        }),
      });
      const verdict = verify(await liar.history("grant"), liar.policy());
      expect(linesOf(verdict, "entries")).toEqual(["failed entries-broken"]);
      expect(verdict.exit).toBe(10);
    }
  });
});

describe("place", () => {
  it("fails when it is that of another subject", () => {
    expect(faults({ ...ofGrant, place: ofAsset.place })).toEqual([10, "place: failed place-wrong"]);
  });

  it("fails when an absence is claimed of what is there", async () => {
    const none = await world.history("grant", ELSEWHERE);
    const hidden = { ...ofGrant, place: none.place, entries: [] };
    expect(faults(hidden)[0]).toBe(10);
  });

  it("fails when it claims another count", () => {
    const { leaf } = ofGrant.place;
    if (leaf === undefined) throw new Error("no leaf");
    const place = { ...ofGrant.place, leaf: { ...leaf, n: leaf.n - 1 } };
    const history = { ...ofGrant, place, entries: ofGrant.entries.slice(0, -1) };
    expect(faults(history)).toEqual([10, "place: failed place-wrong"]);
  });
});

describe("heads", () => {
  it("fails when the heads entry is not the last leaf", () => {
    const inclusion = ofGrant.heads.inclusion.slice(1);
    const history = { ...ofGrant, heads: { ...ofGrant.heads, inclusion } };
    expect(faults(history)).toEqual([10, "heads: failed heads-misplaced"]);
  });

  it.each([
    ["another size", { size: 8 }],
    ["another log", { log: ELSEWHERE }],
    ["another count", { count: 1 }],
  ])("fails when the heads entry says %s", (_, change) => {
    const entry = parseHeadsEntry(fromBase64(ofGrant.heads.entry));
    const changed = toBase64(encodeHeadsEntry({ ...entry, ...change }));
    const history = { ...ofGrant, heads: { ...ofGrant.heads, entry: changed } };
    expect(faults(history)).toEqual([10, "heads: failed heads-misplaced"]);
  });

  it("fails with the map of another time", () => {
    const root = toHex(new Uint8Array(32).fill(3));
    const entry = parseHeadsEntry(fromBase64(ofGrant.heads.entry));
    const changed = toBase64(encodeHeadsEntry({ ...entry, root }));
    const history = { ...ofGrant, heads: { ...ofGrant.heads, entry: changed } };
    expect(faults(history)).toEqual([
      10,
      "heads: failed heads-misplaced",
      "place: failed place-wrong",
    ]);
  });
});

describe("the frame of a history", () => {
  it("fails as that of evidence does", () => {
    const hash = `0x${"12".repeat(32)}` as const;
    expect(faults({ ...ofGrant, block: { ...ofGrant.block, hash } })).toEqual([
      10,
      "state: failed header-hash-differs",
    ]);
    expect(faults({ ...ofGrant, checkpoint: "no note" })).toContain("format: failed malformed");
    const log = { ...ofGrant.log, origin: "log.example/other" };
    expect(faults({ ...ofGrant, log })).toContain("checkpoint: failed checkpoint-other-log");
  });

  it("needs an anchor with the same root", async () => {
    const forked = await World.tell({
      chain: (chain) => {
        chain.checkpoint(LOG, 10, `0x${"77".repeat(32)}`, 2, [200, T + 2_000]);
      },
    });
    const verdict = verify(await forked.history("asset"), forked.policy());
    expect(linesOf(verdict, "anchor")).toEqual(["failed anchored-root-differs"]);
  });

  it("needs the contracts, chain and log that the policy names", () => {
    const other = { ...policy, chain: { ...policy.chain, chainId: 1 }, logs: [] };
    const verdict = verify(ofAsset, other);
    expect(verdict.exit).toBe(12);
    expect(linesOf(verdict, "chain")).toEqual(["failed chain-unknown"]);
    expect(linesOf(verdict, "log-key")).toEqual(["failed log-key-unknown"]);
  });

  it("is built only from all the state that is needed", () => {
    const frame = world.frame();
    const draft: HistoryDraft = {
      ...frame,
      subject: { kind: "asset", id: ASSET },
      heads: { entry: fromBase64(ofAsset.heads.entry), inclusion: [] },
      place: { siblings: [] },
      entries: [],
      nodes: [],
    };
    expect(neededSlotsOfHistory(draft).map(({ contract }) => contract)).toContain(
      frame.contracts.exchangeLog,
    );
    expect(neededSlotsOfHistory({ ...draft, nodes: frame.nodes })).toEqual([]);
  });
});

describe("complete", () => {
  const [first, second] = WITNESSES;
  if (first === undefined || second === undefined) throw new Error("no witnesses");
  const asking = (threshold: number): Policy => ({
    ...policy,
    witnesses: { threshold, keys: WITNESSES.map(({ key }) => formatVerifierKey(key)) },
    require: ["complete"],
  });

  it("is only what the log claims, without witnesses", () => {
    const verdict = verify(ofAsset, policy);
    expect(linesOf(verdict, "complete")).toEqual(["not-checked complete-as-claimed-by-log"]);
    expect(verdict.exit).toBe(0);
    expect(verify(ofAsset, { ...policy, require: ["complete"] }).exit).toBe(12);
  });

  it("is ok with as many of the policy's witnesses as it asks for, and not with one fewer", async () => {
    const witnessed = await World.tell({ cosigners: [first, second] });
    const history = await witnessed.history("asset");
    const line = (threshold: number) => linesOf(verify(history, asking(threshold)), "complete");
    expect(line(2)).toEqual(["ok complete"]);
    expect(verify(history, asking(2)).exit).toBe(0);
    expect(line(3)).toEqual(["not-checked complete-as-claimed-by-log"]);
    expect(verify(history, asking(3)).exit).toBe(12);
  });
});
