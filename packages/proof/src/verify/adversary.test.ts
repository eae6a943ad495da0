// SPDX-License-Identifier: Apache-2.0
// What a dishonest log, provider, recipient or maker of files tried, and what an honest party was nearly
// accused of. Each of these once had the other outcome.
import { describe, expect, it } from "vitest";
import { type Hex, toHex } from "../bytes.ts";
import type { StatementKind } from "../codes.ts";
import { encodeHeadsEntry, parseHeadsEntry } from "../entry.ts";
import { buildEvidence } from "../evidence/build.ts";
import { signStatement } from "../statement/build.ts";
import { signersOf } from "../statement/id.ts";
import type { Signature } from "../statement/signature.ts";
import type { Statement } from "../statement/types.ts";
import { asSeat, outcome, UPPER } from "../testing/cases.ts";
import { ASSET, BEGUN, LOG, PROVIDER, SEATS, T } from "../testing/story.ts";
import { referencePath, referenceRoot } from "../testing/tree.ts";
import { faultsOf, linesOf } from "../testing/verdicts.ts";
import { type Twist, World } from "../testing/world.ts";
import { verify } from "./verify.ts";

/** The first anchor of the story, less what an anchor's transaction may take. */
const LOGGED_AFTER = T + 1_000 - 60;

async function verdictOf(kind: StatementKind, twist: Twist) {
  const world = await World.tell(twist);
  return verify(world.evidence(kind), world.policy());
}

/** A statement signed by one account, whatever seats it names. */
const signedBy =
  (seat: number) =>
  async (statement: Statement): Promise<readonly Signature[]> => {
    const account = SEATS[seat]?.account;
    if (account === undefined) throw new Error(`no seat ${seat}`);
    return Promise.all(
      signersOf(statement).map((signer) =>
        signStatement(statement, account.sign, { seat: signer.seat }),
      ),
    );
  };

describe("a log that turns its own clock back", () => {
  const loggedAt = (logged: number): Twist => ({
    statement: (told) => ({ ...told, time: logged }),
    entry: (entry) => ({ ...entry, logged, seen: { ...entry.seen, time: logged } }),
  });

  it("is believed as far back as the anchor before allows", async () => {
    expect(await outcome(loggedAt(LOGGED_AFTER))).toEqual([0]);
  });

  it("is not believed a second further: so no statement is taken when it is older than a week", async () => {
    const late = [10, "times: failed times-out-of-order"];
    expect(await outcome(loggedAt(LOGGED_AFTER - 1))).toEqual(late);
    expect(await outcome(loggedAt(BEGUN + 100))).toEqual(late);
  });
});

describe("a recipient who makes up the delivery that it receipts", () => {
  it("cannot put the provider's name over its own seat, even with a log that takes it", async () => {
    const verdict = await verdictOf("receipt", asSeat(4, "delivery", { organization: PROVIDER }));
    expect(linesOf(verdict, "chain-links")).toEqual(["failed links-broken"]);
    expect(verdict.exit).toBe(10);
  });

  it("cannot put the provider's seat over its own account", async () => {
    const verdict = await verdictOf("receipt", { of: "delivery", sign: signedBy(4) });
    expect(linesOf(verdict, "chain-links")).toEqual(["failed links-broken"]);
  });
});

describe("a withdrawal", () => {
  it("of a delivery names its grant, so that the grant's history shows it", async () => {
    const hidden: Twist = {
      of: "withdrawal",
      statement: (told) => {
        const { grant, ...rest } = told as Statement & { readonly grant: Hex };
        expect(grant).toBeDefined();
        return rest as Statement;
      },
    };
    expect(await outcome(hidden)).toEqual([11, "party: failed withdrawn-elsewhere"]);
  });

  it("of a reconciliation is open to either side that signed it, and to no other seat", async () => {
    const { ids, index } = await World.tell();
    const [id, at] = [ids.get("reconciliation"), index.get("reconciliation") ?? -1];
    const by = async (seat: number) => {
      const world = await World.tell(asSeat(seat, "withdrawal", { target: { id } }));
      const related = {
        ...{ entry: world.leaves[at] ?? new Uint8Array(), index: at },
        inclusion: referencePath(at, world.leaves),
      };
      const evidence = buildEvidence({ ...world.draft(), related });
      return faultsOf(verify(evidence, world.policy()));
    };
    expect(await by(1)).toEqual([]);
    expect(await by(4)).toEqual([]);
    expect(await by(2)).toEqual(["office: failed office-not-allowed"]);
    expect(await by(5)).toContain("party: failed not-a-party");
  });
});

describe("a heads entry that claims another time than its anchor allows", () => {
  const linesAt = async (seen: number, logged: number) => {
    const world = await World.tell();
    const size = world.leaves.length;
    const heads = parseHeadsEntry(world.leaves[size - 1] ?? new Uint8Array());
    const told = { ...heads, logged, seen: { ...heads.seen, time: seen } };
    world.leaves[size - 1] = encodeHeadsEntry(told);
    const before = world.index.get("delivery") ?? 0;
    world.chain.checkpoint(LOG, size, toHex(referenceRoot(world.leaves)), before, [200, UPPER]);
    const history = await world.history("grant");
    const { exit, ...verdict } = verify(history, world.policy());
    return [exit, ...linesOf({ exit, ...verdict }, "times")];
  };

  it("is in order at the edges", async () => {
    expect(await linesAt(LOGGED_AFTER, LOGGED_AFTER)).toEqual([0, "ok heads-times-in-order"]);
    expect(await linesAt(UPPER, UPPER + 60)).toEqual([0, "ok heads-times-in-order"]);
  });

  it.each([
    ["seen after the anchor, which would narrow the bounds", UPPER + 1, UPPER + 1],
    ["logged more than a minute after the anchor", T + 1_510, UPPER + 61],
    ["seen after it was logged", T + 1_511, T + 1_510],
    ["logged before the anchor before", LOGGED_AFTER - 1, LOGGED_AFTER - 1],
  ])("fails when %s", async (_, seen, logged) => {
    expect(await linesAt(seen, logged)).toEqual([10, "failed heads-times-out-of-order"]);
  });
});

describe("a history", () => {
  it("judges neither who signed its entries nor whether they were entitled", async () => {
    const world = await World.tell({ sign: signedBy(3) });
    const verdict = verify(await world.history("asset", ASSET), world.policy());
    expect(verdict.exit).toBe(0);
    expect(verdict.subject?.kind).toBe("history");
    const judged = verdict.checks.map(({ name }) => name);
    expect(judged).not.toEqual(expect.arrayContaining(["signature"]));
    expect(judged).not.toEqual(expect.arrayContaining(["seat"]));
  });
});
