// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import { describe, expect, it } from "vitest";

import { big, told } from "./support/expect.ts";
import { beijing } from "./support/law.ts";
import { FINDING, SharedCaseTests, THURSDAY } from "./support/shared-cases.ts";
import { hash, idIn, ZeroHash } from "./support/world.ts";
import { publishYear } from "./support/years.ts";

const FINDINGS = "findingRegistry";
const [ANSWER, DELIVERY, DISPOSAL, RECEIPT, CORRECTION, REGISTRATION, RECTIFICATION] = [
  1, 2, 3, 4, 5, 6, 7,
] as const;
/** The first moments after ten and after twenty working days from the Thursday on. */
const [TEN, TWENTY] = ["2025-10-16", "2025-10-30"];

const tests = new SharedCaseTests();

/** The id by its published definition, with another ABI coder than the contract's. */
const idOf = (clock: number, subject: string, due: number): string => {
  const types = ["uint256", "address", "string", "uint8", "bytes32", "uint48"];
  const { findingRegistry } = tests.chain.addresses;
  const values = [31_337, findingRegistry, "lateness", clock, subject, due];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
};
const annul = (id: string, by = tests.chain.deployer) =>
  tests.world.act(by, FINDINGS, "annulLateness", id);
const mine = async () => tests.chain.provider.request({ method: "evm_mine", params: [] });
const notLate = async (clock: number, subject: string, due: number) =>
  tests.refused(tests.record(clock, subject), "FindingRegistry__NotLate", clock, subject, due);
const recorded = async (clock: number, subject: string): Promise<string> =>
  idIn(await tests.does(tests.record(clock, subject)), "LatenessRecorded");

/** What owes an act from the Thursday on, until the first moment of a day. */
const OWED = {
  answer: {
    ...{ clock: ANSWER, code: 3904, by: "holder", due: TEN },
    begin: async () => tests.newRequest({ scope: hash("another") }),
  },
  delivery: {
    ...{ clock: DELIVERY, code: 3904, by: "holder", due: TWENTY },
    begin: async () => {
      const id = await tests.newRequest({ scope: hash("another") });
      await tests.at(THURSDAY, "10:00:00");
      await tests.does(tests.grant(id));
      return id;
    },
  },
  disposal: {
    ...{ clock: DISPOSAL, code: 4004, by: "requester", due: TWENTY },
    begin: async () => {
      await tests.does(tests.acting(tests.province.requesterHead, "end", tests.granted, 1));
      return tests.granted;
    },
  },
  correction: {
    ...{ clock: CORRECTION, code: 3906, by: "holder", due: TEN },
    begin: async () => tests.correction(),
  },
  rectification: {
    ...{ clock: RECTIFICATION, code: 4007, by: "requester", due: TEN },
    begin: async () => {
      const until = beijing(TEN);
      const { holderHead } = tests.province;
      await tests.does(tests.acting(holderHead, "suspend", tests.granted, 2, until));
      return tests.granted;
    },
  },
} as const;
const KINDS = Object.keys(OWED) as (keyof typeof OWED)[];

/** Begins a limit on the Thursday. */
const begin = async (kind: keyof typeof OWED): Promise<string> => {
  await tests.at(THURSDAY, "09:00:00");
  return OWED[kind].begin();
};

describe("recordLateness, of what is not done", () => {
  it.each(KINDS)("records it from the first moment after its limit on: %s", async (kind) => {
    const { clock, code, by, due } = OWED[kind];
    const subject = await begin(kind);
    await tests.before(due);
    await notLate(clock, subject, beijing(due));
    const time = await tests.at(due);
    const done = await tests.does(tests.record(clock, subject));
    const id = idOf(clock, subject, beijing(due));
    const against = tests.province[by].number;
    const values = [id, subject, against, clock, code, beijing(due)];
    expect(told(done)).toEqual([["LatenessRecorded", ...big(...values)]]);
    const found = await tests.list(FINDINGS, "findingOf", id);
    const facts = [subject, ZeroHash, against, 0, code, 1, clock, time, beijing(due)];
    expect(found.slice(0, 9)).toEqual(big(...facts));
    expect(await tests.list(FINDINGS, "findingStatus", id)).toEqual(big(FINDING.open, 0, 0, 0, 0));
    expect(await tests.chain.read(FINDINGS, "latenessFindingOf", clock, subject)).toBe(id);
  });

  it.each(KINDS)("records it once, whoever asks: %s", async (kind) => {
    const { clock, due } = OWED[kind];
    const subject = await begin(kind);
    await tests.at(due);
    const id = await recorded(clock, subject);
    await tests.chain.pass(7 * 86_400);
    for (const by of [tests.chain.deployer, tests.province.authorityHead.account]) {
      const values = [clock, subject, id];
      const again = tests.record(clock, subject, by);
      await tests.refused(again, "FindingRegistry__RecordedAlready", ...values);
    }
    await tests.refused(annul(id), "FindingRegistry__StillLate", id, beijing(due));
  });
});

describe("recordLateness, of what is done", () => {
  const done: [keyof typeof OWED, (id: string) => ReturnType<typeof tests.record>][] = [
    ["answer", (id) => tests.grant(id)],
    ["answer", (id) => tests.refuse(id)],
    ["correction", (id) => tests.correct(id)],
    ["correction", (id) => tests.reject(id)],
    [
      "disposal",
      (id) => tests.acting(tests.province.requesterHead, "recordDisposal", id, hash("record")),
    ],
    [
      "rectification",
      (id) => tests.acting(tests.province.requesterHead, "reportRectified", id, hash("evidence")),
    ],
  ];

  it.each(done)("keeps the limit in its last second: %s", async (kind, act) => {
    const { clock, due } = OWED[kind];
    const subject = await begin(kind);
    await tests.before(due);
    await tests.does(act(subject));
    await tests.at(due);
    await mine();
    await notLate(clock, subject, beijing(due));
    await tests.chain.pass(30 * 86_400);
    await notLate(clock, subject, beijing(due));
  });

  it.each(done)("records it a second later, though it is done: %s", async (kind, act) => {
    const { clock, code, by, due } = OWED[kind];
    const subject = await begin(kind);
    await tests.at(due);
    await tests.does(act(subject));
    const found = (await tests.does(tests.record(clock, subject))).events[0]?.args.toArray();
    const id = idOf(clock, subject, beijing(due));
    const against = tests.province[by].number;
    expect(found).toEqual(big(id, subject, against, clock, code, beijing(due)));
  });
});

describe("recordLateness, of another run", () => {
  it("records a late return for gaps and a late answer after it, each once", async () => {
    const { holderHead, requesterHead } = tests.province;
    const subject = await begin("answer");
    await tests.at(TEN);
    await tests.does(tests.acting(holderHead, "returnForGaps", subject, hash("gaps")));
    const first = await recorded(ANSWER, subject);
    const resubmit = [subject, hash("scope 2")];
    await tests.at("2025-10-16", "09:00:00");
    await tests.does(tests.acting(requesterHead, "resubmit", ...resubmit));
    await notLate(ANSWER, subject, beijing("2025-10-31"));
    await tests.at("2025-10-31");
    const second = await recorded(ANSWER, subject);
    expect(second).not.toBe(first);
    const again = tests.record(ANSWER, subject);
    const values = [ANSWER, subject, second];
    await tests.refused(again, "FindingRegistry__RecordedAlready", ...values);
    // The first run is over; what is known now is of the second.
    const stands = [first, beijing("2025-10-31")];
    await tests.refused(annul(first), "FindingRegistry__StillLate", ...stands);
  });

  it("is not late by what an earlier run was", async () => {
    const { holderHead, requesterHead } = tests.province;
    const subject = await begin("answer");
    await tests.at(TEN);
    await tests.does(tests.acting(holderHead, "returnForGaps", subject, hash("gaps")));
    await tests.at("2025-10-16", "09:00:00");
    const resubmit = [subject, hash("scope 2")];
    await tests.does(tests.acting(requesterHead, "resubmit", ...resubmit));
    await tests.before("2025-10-31");
    await tests.does(tests.grant(subject));
    await notLate(ANSWER, subject, beijing("2025-10-31"));
  });
});

describe("recordLateness, of a registration", () => {
  it("is against the registrar, while its step is not done", async () => {
    const { authority, authorityHead, holder, holderHead } = tests.province;
    const asset = await tests.world.asset(holderHead);
    const acting = (by: typeof holderHead, fn: string, ...args: unknown[]) =>
      tests.world.bySeat(by, "assetRegistry", fn, asset, ...args);
    await notLate(REGISTRATION, asset, 0);
    await tests.does(acting(holderHead, "assess", hash("secrecy"), hash("privacy")));
    await tests.does(tests.world.act(holder.head, "assetRegistry", "approve", asset));
    await tests.at(THURSDAY, "09:00:00");
    await tests.does(acting(holderHead, "submit", authority.number));
    // Friday, Sunday the 28th, which is worked, and Monday.
    const due = "2025-09-30";
    await tests.before(due);
    await notLate(REGISTRATION, asset, beijing(due));
    await tests.at(due);
    const done = await tests.does(tests.record(REGISTRATION, asset));
    const values = [authority.number, REGISTRATION, 4103, beijing(due)];
    expect(done.events[0]?.args.toArray().slice(2)).toEqual(big(...values));
    await tests.does(acting(authorityHead, "accept"));
    const { due: next } = await tests.chain.read<{ due: bigint }>(
      "assetRegistry",
      "procedure",
      asset,
    );
    await notLate(REGISTRATION, asset, Number(next));
    await tests.chain.nextAt(Number(next));
    await tests.does(tests.record(REGISTRATION, asset));
    const none = tests.record(REGISTRATION, hash("none"));
    await tests.refused(none, "AssetRegistry__UnknownAsset", hash("none"));
  });
});

describe("recordLateness, of nothing", () => {
  it("refuses what has no such limit", async () => {
    for (const clock of [ANSWER, DELIVERY, DISPOSAL, RECTIFICATION, CORRECTION]) {
      await notLate(clock, hash("none"), 0);
    }
    await notLate(RECEIPT, tests.granted, 0);
    await notLate(DISPOSAL, tests.granted, 0);
    await notLate(RECTIFICATION, tests.granted, 0);
    const dispute = await tests.disputed();
    await notLate(CORRECTION, dispute, 0);
    await notLate(CORRECTION, tests.granted, 0);
    for (const clock of [0, 8, 255]) {
      const act = tests.record(clock, tests.granted);
      await tests.refused(act, "FindingRegistry__UnknownClock", clock);
    }
  });
});

describe("recordLateness, of another organisation's", () => {
  it("is against a suspended one too, and against a successor", async () => {
    const { holder } = tests.province;
    const [answer, correction] = [await begin("answer"), await tests.correction()];
    const { one } = await tests.department();
    await tests.does(tests.suspend(holder));
    await tests.at(TEN);
    await tests.chain.undone(async () => {
      const id = await recorded(ANSWER, answer);
      expect((await tests.list(FINDINGS, "findingOf", id))[2]).toBe(BigInt(holder.number));
    });
    const merge = tests.reform("merge", holder.number, one.number);
    await tests.does(merge);
    for (const [clock, subject] of [
      [ANSWER, answer],
      [CORRECTION, correction],
    ] as const) {
      const id = await recorded(clock, subject);
      expect((await tests.list(FINDINGS, "findingOf", id))[2]).toBe(BigInt(one.number));
    }
  });

  it("follows the finding's organisation from then on", async () => {
    const { holder } = tests.province;
    const subject = await begin("correction");
    await tests.at(TEN);
    const id = await recorded(CORRECTION, subject);
    const { one } = await tests.department();
    await tests.does(tests.reform("merge", holder.number, one.number));
    expect(await tests.chain.read(FINDINGS, "againstOf", id)).toBe(BigInt(one.number));
    expect((await tests.list(FINDINGS, "findingOf", id))[2]).toBe(BigInt(holder.number));
  });
});

describe("annulLateness", () => {
  const newYear = new SharedCaseTests(undefined, "2026-12-27T09:00:00+08:00");

  it("annuls what a calendar shows to have been none, and it may be recorded again", async () => {
    await newYear.at("2026-12-28", "09:00:00");
    const subject = await newYear.correction();
    await newYear.at("2027-01-12");
    const done = await newYear.does(newYear.record(CORRECTION, subject));
    const id = idIn(done, "LatenessRecorded");
    const act = newYear.world.act(newYear.chain.deployer, FINDINGS, "annulLateness", id);
    const values = [id, beijing("2027-01-12")];
    await newYear.refused(act, "FindingRegistry__StillLate", ...values);
    await newYear.does(publishYear(newYear.world, 2027, 3));
    const annulled = await newYear.does(act);
    const { number } = newYear.province.holder;
    const told_ = [id, subject, number, CORRECTION, 3906, beijing("2027-01-13")];
    expect(told(annulled)).toEqual([["LatenessAnnulled", ...big(...told_)]]);
    expect((await newYear.list(FINDINGS, "findingStatus", id))[0]).toBe(BigInt(FINDING.annulled));
    await newYear.refused(act, "FindingRegistry__WrongState", id, FINDING.annulled);
    await newYear.before("2027-01-13");
    const early = newYear.record(CORRECTION, subject);
    const due = [CORRECTION, subject, beijing("2027-01-13")];
    await newYear.refused(early, "FindingRegistry__NotLate", ...due);
    await newYear.does(early);
  });

  it("leaves what was recorded after the later end, too", async () => {
    await newYear.at("2026-12-28", "09:00:00");
    const subject = await newYear.correction();
    await newYear.at("2027-01-13");
    const done = await newYear.does(newYear.record(CORRECTION, subject));
    const id = idIn(done, "LatenessRecorded");
    await newYear.does(publishYear(newYear.world, 2027, 3));
    const act = newYear.world.act(newYear.chain.deployer, FINDINGS, "annulLateness", id);
    const values = [id, beijing("2027-01-13")];
    await newYear.refused(act, "FindingRegistry__StillLate", ...values);
    const again = newYear.record(CORRECTION, subject);
    const known = [CORRECTION, subject, id];
    await newYear.refused(again, "FindingRegistry__RecordedAlready", ...known);
  });

  it("refuses what is no lateness, unknown or dropped", async () => {
    const { authorityHead, holder } = tests.province;
    const args = [holder.number, 3901, ZeroHash, hash("grounds")];
    const open = await tests.does(tests.onFinding(authorityHead, "openFinding", ...args));
    const found = idIn(open, "FindingOpened");
    await tests.refused(annul(found), "FindingRegistry__NoLateness", found);
    const none = hash("none");
    await tests.refused(annul(none), "FindingRegistry__UnknownFinding", none);
    const subject = await begin("correction");
    await tests.at(TEN);
    const id = await recorded(CORRECTION, subject);
    await tests.does(tests.onFinding(authorityHead, "drop", id, hash("due reason")));
    await tests.refused(annul(id), "FindingRegistry__WrongState", id, FINDING.dropped);
    const values = [CORRECTION, subject, id];
    const again = tests.record(CORRECTION, subject);
    await tests.refused(again, "FindingRegistry__RecordedAlready", ...values);
  });
});
