// SPDX-License-Identifier: Apache-2.0
// Each rule by itself: one fact is wrong, and no other rule would tell.
import { describe, expect, it } from "vitest";
import { buildEvidence } from "../evidence/build.ts";
import { parsePolicy, type Policy } from "../policy.ts";
import type { Statement, Withdrawal } from "../statement/types.ts";
import { referencePath } from "../testing/tree.ts";
import { asSeat, FAR, inChain, outcome, UPPER } from "../testing/cases.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  GRANT,
  LOG,
  OTHER_LOG,
  PARTIES,
  PROVIDER,
  RECIPIENT,
  SEATS,
  T,
} from "../testing/story.ts";
import { faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";
import type { TestChain } from "../testing/chain.ts";
import { type Twist, World } from "../testing/world.ts";
import { formatVerifierKey } from "../note/key.ts";
import { noteSigner } from "../note/sign.ts";
import { passed } from "./check.ts";
import { exitStatus } from "./exit.ts";
import type { Check } from "./types.ts";
import { verify } from "./verify.ts";

const SEAT_5 = SEATS[5]?.account.address ?? "0x";
const seedOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
describe("one rule alone", () => {
  it("takes a withdrawal without a grant, of a version, and reads no state that it does not need", async () => {
    const { ids } = await World.tell();
    const target = { id: ids.get("dataset-version") };
    const world = await World.tell({
      of: "withdrawal",
      statement: (told) => {
        const { grant, ...rest } = told as Withdrawal;
        expect(grant).toBe(GRANT);
        return { ...rest, seat: 2, target } as Statement;
      },
    });
    const related = {
      ...{ entry: world.leaves[0] ?? new Uint8Array(), index: 0 },
      inclusion: referencePath(0, world.leaves),
    };
    const evidence = buildEvidence({ ...world.draft(), related });
    expect(faultsOf(verify(evidence, world.policy()))).toEqual([]);
    for (const at of evidence.nodes.keys()) {
      const less = { ...evidence, nodes: evidence.nodes.toSpliced(at, 1) };
      const { checks } = verify(less, world.policy());
      const open = checks.filter(({ code }) => code === "state-missing");
      expect(open.some(({ name }) => name !== "state")).toBe(true);
    }
  });

  it("refuses a reconciliation of the recipient with a third", async () => {
    const third: Twist = {
      ...asSeat(4, "reconciliation", { counterparty: { organization: CENTRE, seat: 5 } }),
      chain: (chain) => {
        chain.seat(5, SEAT_5, CENTRE, 2);
      },
    };
    const verdict = await verdictOn(third);
    expect(linesOf(verdict, "party")).toEqual(["failed not-a-party"]);
  });

  it("refuses a custodian's delivery to someone else than the recipient", async () => {
    const byCustodian = (recipient: number): Twist => ({
      ...asSeat(1, "delivery", { custodian: true, recipient }),
      chain: (chain) => {
        chain.grantRecord(GRANT, { ...PARTIES, provider: CENTRE });
        chain.party("custodians", ASSET, [[BEGUN, PROVIDER]]);
      },
    });
    expect(await outcome(byCustodian(RECIPIENT))).toEqual([0]);
    expect(await outcome(byCustodian(PROVIDER))).toEqual([11, "party: failed recipient-differs"]);
  });

  it("refuses an entry while the grant named another log, though it names this one later", async () => {
    const moved = inChain((chain) => {
      const term = { until: FAR };
      chain.sharingLogs([OTHER_LOG, LOG]);
      chain.grantState(GRANT, [
        [BEGUN, term],
        [T + 1_300, { ...term, log: 2 }],
      ]);
    });
    expect(await outcome(moved)).toEqual([11, "log: failed log-not-of-grant"]);
  });

  it.each([0, 4, 255])("takes no state for force that no contract writes: %i", async (state) => {
    const changes: readonly (readonly [string, (chain: TestChain) => void])[] = [
      [
        "organization",
        (chain) => {
          chain.standing(PROVIDER, [[BEGUN, { status: state }]]);
        },
      ],
      [
        "asset",
        (chain) => {
          chain.asset(ASSET, [[BEGUN, { state, until: FAR }]]);
        },
      ],
      [
        "grant",
        (chain) => {
          chain.grantState(GRANT, [[BEGUN, { state, until: FAR }]]);
        },
      ],
    ];
    for (const [name, change] of changes) {
      expect(await outcome(inChain(change))).toEqual([11, `${name}: failed already-ended`]);
    }
  });

  it("judges a statement dated ahead by what held at its anchor, not by what came after", async () => {
    const ahead: Twist = {
      statement: (told) => ({ ...told, time: UPPER + 100 }),
      entry: (entry) => ({ ...entry, logged: UPPER - 100 }),
    };
    const began = (at: number) =>
      inChain((chain) => {
        chain.term(2, { from: at, until: FAR });
      });
    expect(await outcome({ ...ahead, ...began(UPPER) })).toEqual([0]);
    expect(await outcome({ ...ahead, ...began(UPPER + 50) })).toEqual([
      11,
      "seat: failed not-yet-valid",
    ]);
  });

  it("refuses a report on a grant before the moment from which it holds", async () => {
    const grantFrom = (from: number) =>
      inChain((chain) => {
        chain.grantRecord(GRANT, { ...PARTIES, from });
      }, "use");
    expect(await outcome(grantFrom(T + 1_220))).toEqual([0]);
    expect(await outcome(grantFrom(T + 1_221))).toEqual([11, "grant: failed not-yet-valid"]);
  });

  it("refuses a block with a number before the anchor's", async () => {
    const numbered = (number: number): Twist => ({
      chain: (chain) => {
        const block = chain.block.bind(chain);
        chain.block = () => block(number, T + 3_000);
      },
    });
    expect(await outcome(numbered(200))).toEqual([0]);
    expect(await outcome(numbered(199))).toEqual([10, "state: failed anchor-after-block"]);
  });

  it("says of a signature that recovers nothing that it is invalid", async () => {
    const cut: Twist = {
      sign: (statement) =>
        Promise.resolve([
          { alg: "eip712", seat: statement.seat, value: `0x${"00".repeat(64)}1b` as const },
        ]),
    };
    expect(linesOf(await verdictOn(cut), "signature")).toEqual(["failed signature-invalid"]);
  });

  it("does not take a key that the policy trusts for another log only", async () => {
    const world = await World.tell();
    const { logs, ...rest } = world.policy();
    const keysOf = (signer: number) => [formatVerifierKey(noteSigner("x", seedOf(signer)).key)];
    const own = logs[0] ?? { origin: "", keys: [] };
    const policy: Policy = {
      ...rest,
      logs: [
        { origin: own.origin, keys: keysOf(8) },
        { origin: "log.example.gov.cn/other", keys: own.keys },
      ],
    };
    expect(faultsOf(verify(world.evidence(), policy))).toEqual(["log-key: failed log-key-unknown"]);
  });

  it("counts a witness once who goes by two names", async () => {
    const twins = ["one.example", "two.example"].map((name) =>
      noteSigner(name, seedOf(2), "cosignature"),
    );
    const verdict = await verdictOn({ cosigners: twins }, (policy) => ({
      ...policy,
      witnesses: { threshold: 2, keys: twins.map(({ key }) => formatVerifierKey(key)) },
    }));
    expect(linesOf(verdict, "witnesses")).toEqual(["not-checked too-few-witnesses"]);
  });
});

describe("a policy", () => {
  it("does not take a log for its own witness", async () => {
    const world = await World.tell();
    const witness = (byte: number) =>
      formatVerifierKey(noteSigner("audit.example", seedOf(byte), "cosignature").key);
    const naming = (byte: number) => () =>
      parsePolicy(
        JSON.stringify({ ...world.policy(), witnesses: { threshold: 1, keys: [witness(byte)] } }),
      );
    expect(naming(2)).not.toThrow();
    // The seed of the story's log.
    expect(naming(1)).toThrow(/no log is its own witness/);
  });
});

describe("the exit status", () => {
  it.each(["chain", "contracts", "log-key"] as const)("needs %s to be done", async (name) => {
    const policy = (await World.tell()).policy();
    const open: Check = { ...passed(name, "chain-known"), state: "not-checked" };
    expect(exitStatus([open], policy)).toBe(12);
    expect(exitStatus([passed(name, "chain-known")], policy)).toBe(0);
  });
});

describe("a history", () => {
  const CLAIMED = "complete: not-checked complete-as-claimed-by-log";
  const judged = async (change: (world: World) => void) => {
    const world = await World.tell();
    change(world);
    const verdict = verify(await world.history("grant"), world.policy());
    return [verdict.exit, ...faultsOf(verdict)];
  };

  it("fails alone for the key of a log that the chain does not know", async () => {
    expect(
      await judged(({ chain }) => {
        chain.log(LOG, [[BEGUN, 5]], [[BEGUN, `0x${"31".repeat(32)}`]]);
      }),
    ).toEqual([11, "log: failed log-key-differs", CLAIMED]);
  });

  it("fails alone for an operator without a seat", async () => {
    expect(
      await judged(({ chain }) => {
        chain.term(5, { from: BEGUN, until: FAR, endedAt: T + 1_900 });
      }),
    ).toEqual([11, "log: failed already-ended", CLAIMED]);
  });

  it("is open, not failed and not ok, without the nodes", async () => {
    const world = await World.tell();
    const history = await world.history("grant");
    const { checks, exit } = verify({ ...history, nodes: [] }, world.policy());
    const open = checks.filter(({ code }) => code === "state-missing").map(({ name }) => name);
    expect(open).toEqual(["state", "anchor", "times", "log", "contracts", "time"]);
    expect(exit).toBe(12);
  });
});
