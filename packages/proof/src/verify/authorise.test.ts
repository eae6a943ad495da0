// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { STATEMENT_KINDS, type StatementKind } from "../codes.ts";
import { parseEntry } from "../entry.ts";
import { ProofError } from "../errors.ts";
import type { EntryCase, Span } from "../evidence/gather.ts";
import type { StorageReader } from "../storage/reader.ts";
import { FAR, LOWER, SIGNED, UPPER } from "../testing/cases.ts";
import { BEGUN, LOG, LOG_SIGNER, OTHER_LOG, T } from "../testing/story.ts";
import { type Twist, World } from "../testing/world.ts";
import { authorise } from "./authorise.ts";
import type { Check } from "./types.ts";
import { verify } from "./verify.ts";

const linesOf = (checks: readonly Check[]): readonly string[] =>
  checks.map(({ name, state, code }) => `${name}: ${state} ${code}`);
const faultsOf = (checks: readonly Check[]): readonly string[] =>
  linesOf(checks.filter(({ state }) => state !== "ok"));

function caseOf(world: World, kind: StatementKind, state = world.chain.reader()): EntryCase {
  const bytes = (of: StatementKind) => world.leaves[world.index.get(of) ?? 0] ?? new Uint8Array();
  const related =
    kind === "withdrawal" ? { related: { entry: parseEntry(bytes("delivery")) } } : {};
  return { entry: parseEntry(bytes(kind)), log: LOG, logKey: LOG_SIGNER.key, state, ...related };
}

/** As a log asks that is to take a statement: from its time until now. */
const until = (now: number, from = SIGNED): Span => ({ from, lower: now, upper: now });

describe("authorisation before there is evidence", () => {
  it.each(STATEMENT_KINDS)("is judged on a %s as it is afterwards", async (kind) => {
    const world = await World.tell({ of: kind });
    const { checks, bounds } = verify(world.evidence(kind), world.policy());
    if (bounds === undefined) throw new Error("no bounds");
    const entry = caseOf(world, kind);
    const from = entry.entry.statement.time;
    const before = authorise(entry, { from, lower: bounds.from, upper: bounds.until });
    const after = checks.filter(
      ({ group, name }) => group === "authorisation" || name === "signature",
    );
    expect(before).toEqual(after);
  });

  it("holds at the moment asked for, whatever comes later", async () => {
    const world = await World.tell();
    world.chain.term(2, { from: BEGUN, until: FAR, endedAt: UPPER });
    expect(faultsOf(authorise(caseOf(world, "delivery"), until(UPPER - 1)))).toEqual([]);
    expect(faultsOf(authorise(caseOf(world, "delivery"), until(UPPER)))).toEqual([
      "seat: failed ended-before-logged",
    ]);
  });

  it.each([
    ["another log", (of: EntryCase): EntryCase => ({ ...of, log: OTHER_LOG }), "log-not-of-grant"],
    [
      "signatures of another statement",
      (of: EntryCase): EntryCase => {
        const statement = { ...of.entry.statement, time: T + 1_201 };
        return { ...of, entry: { ...of.entry, statement } };
      },
      "signer-differs",
    ],
  ])("fails with %s", async (_, change, code) => {
    const world = await World.tell();
    const checks = authorise(change(caseOf(world, "delivery")), until(LOWER));
    expect(checks.map((check) => check.code)).toContain(code);
  });

  it("says what it could not read, and is complete once everything asked for is there", async () => {
    const world = await World.tell();
    const whole = world.chain.reader();
    const words = new Map<string, bigint>();
    for (let rounds = 0; ; rounds++) {
      expect(rounds).toBeLessThan(10);
      const missing = new Map<string, bigint>();
      const state: StorageReader = {
        read: (contract, slot) => {
          const known = words.get(contract + slot);
          if (known !== undefined) return known;
          missing.set(contract + slot, whole.read(contract, slot));
          throw new ProofError("state-missing", "not read yet");
        },
      };
      const checks = authorise(caseOf(world, "delivery", state), until(LOWER));
      if (missing.size === 0) {
        expect(faultsOf(checks)).toEqual([]);
        break;
      }
      expect(faultsOf(checks)).not.toEqual([]);
      for (const line of faultsOf(checks)) expect(line).toMatch(/not-checked state-missing$/);
      for (const [name, word] of missing) words.set(name, word);
    }
  });

  it("does not fail for what it was not asked: a twist of the anchor changes nothing", async () => {
    const twist: Twist = {
      chain: (chain) => {
        chain.checkpoint(LOG, 10, `0x${"77".repeat(32)}`, 2, [200, T + 2_000]);
      },
    };
    const world = await World.tell(twist);
    expect(faultsOf(authorise(caseOf(world, "delivery"), until(LOWER)))).toEqual([]);
  });
});
