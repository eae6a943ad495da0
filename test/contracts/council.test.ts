// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { type Call, CouncilTests, KIND, rule, STATE, VOTE } from "./support/council.ts";
import { relay } from "./support/relay.ts";
import { DAY, hash, ZeroHash } from "./support/world.ts";

const COUNCIL = "council";
const HOUR = 3_600;
/** As the law pack has them. */
const VOTING_DELAY = DAY;
const VOTING_PERIOD = 7 * DAY;
const DELAY = 3 * DAY;
const RULE = rule("delivery.days", 15);

const tests = new CouncilTests();
const valueOf = async (key: string) =>
  tests.chain.read<bigint>("ruleBook", "valueAt", rule(key).args[0], await tests.chain.now());

describe("propose", () => {
  it("takes a proposal from a member's head, with its kind and its times", async () => {
    const by = tests.world.root("neighbour").head;
    const done = await tests.does(tests.proposing([RULE], by));
    const [created, classified] = done.events;
    expect(created?.name).toBe("ProposalCreated");
    expect(created?.args["proposer"]).toBe(by);
    expect(created?.args["voteStart"]).toBe(BigInt(done.time + VOTING_DELAY));
    expect(created?.args["voteEnd"]).toBe(BigInt(done.time + VOTING_DELAY + VOTING_PERIOD));
    expect(classified?.name).toBe("ProposalClassified");
    expect(classified?.args.toArray()).toEqual([created?.args["proposalId"], KIND.ordinary]);
  });

  it("takes one by relay", async () => {
    const done = await relay(tests.chain, tests.proposing([RULE]));
    const created = done.events.find(({ name }) => name === "ProposalCreated");
    expect(created?.args["proposer"]).toBe(tests.world.root("authority").head);
  });

  it("refuses who is no member's head", async () => {
    const { holder, authorityHead } = tests.province;
    for (const by of [holder.head, authorityHead.account, tests.chain.deployer]) {
      await tests.refused(tests.proposing([RULE], by), "Council__NotMember", by);
    }
  });

  it("refuses the head of a member that is suspended", async () => {
    const { number, head } = tests.world.root("neighbour");
    await tests.does(
      tests.world.act(tests.chain.admin, "organizationRegistry", "suspendRoot", number),
    );
    await tests.refused(tests.proposing([RULE], head), "Council__NotMember", head);
  });

  it("takes 64 calls, and refuses one more, none, and the same again", async () => {
    const calls = (count: number) => Array.from({ length: count }, () => RULE);
    await tests.does(tests.proposing(calls(64)));
    await tests.refused(tests.proposing(calls(65)), "Council__TooManyCalls", 65, 64);
    await tests.refused(tests.proposing([]), "GovernorInvalidProposalLength", 0, 0, 0);
    const { id } = await tests.propose([RULE]);
    const state = [STATE.pending, ZeroHash];
    await tests.refused(tests.proposing([RULE]), "GovernorUnexpectedProposalState", id, ...state);
  });

  it("is taken back by its proposer until the voting begins, and by nobody else", async () => {
    const proposal = await tests.propose([RULE]);
    const { head } = tests.world.root("neighbour");
    const cancel = (by: string) => tests.act(by, "cancel", ...proposal.what);
    await tests.refused(cancel(head), "GovernorUnableToCancel", proposal.id, head);
    const proposer = tests.world.root("authority").head;
    await tests.chain.undone(async () => {
      await tests.does(cancel(proposer));
      expect(await tests.state(proposal)).toBe(STATE.canceled);
    });
    await tests.until(proposal.start + 1);
    await tests.refused(cancel(proposer), "GovernorUnableToCancel", proposal.id, proposer);
  });
});

describe("queue and execute", () => {
  it("executes a decision after the delay, by anybody", async () => {
    const { proposal, done } = await tests.decided([RULE]);
    expect(done.time - Number(await tests.eta(proposal))).toBeLessThanOrEqual(1);
    expect(await tests.state(proposal)).toBe(STATE.executed);
    expect(await valueOf("delivery.days")).toBe(15n);
    expect(done.events.map(({ name }) => name)).toContain("RuleSet");
  });

  it("refuses it while the delay runs, and a second time", async () => {
    const proposal = await tests.queued([RULE]);
    const queuedAt = await tests.chain.now();
    expect(await tests.eta(proposal)).toBe(BigInt(queuedAt + DELAY));
    await tests.until(queuedAt + DELAY - 2);
    const early = await tests.chain.refusal(tests.execution(proposal));
    expect(early.error).toBe("TimelockUnexpectedOperationState");
    await tests.until(queuedAt + DELAY);
    await tests.does(tests.execution(proposal));
    const again = await tests.chain.refusal(tests.execution(proposal));
    expect(again.error).toBe("GovernorUnexpectedProposalState");
  });

  it("refuses to queue what was not decided, and to execute what was not queued", async () => {
    const proposal = await tests.voted([RULE], []);
    expect(await tests.state(proposal)).toBe(STATE.defeated);
    for (const fn of ["queue", "execute"]) {
      const refusal = await tests.chain.refusal(
        tests.act(tests.chain.deployer, fn, ...proposal.what),
      );
      expect(refusal.error).toBe("GovernorUnexpectedProposalState");
    }
  });

  it("carries out all of its calls, or none", async () => {
    const absurd: Call = { ...RULE, args: [ZeroHash, ...RULE.args.slice(1)] };
    const proposal = await tests.queued([RULE, absurd]);
    await tests.until(Number(await tests.eta(proposal)));
    await tests.refused(tests.execution(proposal), "RuleBook__NoKey");
    expect(await valueOf("delivery.days")).toBe(20n);
    expect(await tests.state(proposal)).toBe(STATE.queued);
  });

  it("takes another delay from the rule book, from then on", async () => {
    const first = await tests.queued([rule("council.delay.seconds", 2 * HOUR)]);
    await tests.until(Number(await tests.eta(first)));
    await tests.does(tests.execution(first));
    const second = await tests.queued([RULE]);
    expect(await tests.eta(second)).toBe(BigInt((await tests.chain.now()) + 2 * HOUR));
  });
});

describe("veto", () => {
  it("stops a decision for good", async () => {
    const proposal = await tests.queued([RULE]);
    const done = await tests.does(tests.veto(proposal));
    const vetoed = done.events.find(({ name }) => name === "ProposalVetoed");
    const { number } = tests.guardian;
    expect(vetoed?.args.toArray()).toEqual([proposal.id, BigInt(number), hash("reason")]);
    expect(done.events.map(({ name }) => name)).toContain("ProposalCanceled");
    expect(await tests.state(proposal)).toBe(STATE.canceled);
    await tests.until(Number(await tests.eta(proposal)));
    for (const fn of ["execute", "queue"]) {
      const act = tests.act(tests.chain.deployer, fn, ...proposal.what);
      expect((await tests.chain.refusal(act)).error).toBe("GovernorUnexpectedProposalState");
    }
  });

  it("is possible when the delay is over, until the execution", async () => {
    const proposal = await tests.queued([RULE]);
    await tests.until(Number(await tests.eta(proposal)) + DAY);
    await tests.does(tests.veto(proposal));
    expect(await tests.state(proposal)).toBe(STATE.canceled);
  });

  it("comes by relay, too", async () => {
    const proposal = await tests.queued([RULE]);
    await relay(tests.chain, tests.veto(proposal));
    expect(await tests.state(proposal)).toBe(STATE.canceled);
  });

  it("refuses anybody but the guardian's head", async () => {
    const proposal = await tests.queued([RULE]);
    const others = [tests.world.root("authority").head, tests.chain.deployer, tests.chain.admin];
    const { number } = tests.guardian;
    for (const by of others) {
      await tests.refused(tests.veto(proposal, by), "Council__NotGuardian", number, by);
    }
  });

  it("refuses a guardian that is suspended", async () => {
    const proposal = await tests.queued([RULE]);
    const { number, head } = tests.guardian;
    const suspend = tests.world.act(
      ...([tests.chain.admin, "organizationRegistry", "suspendRoot", number] as const),
    );
    await tests.does(suspend);
    await tests.refused(tests.veto(proposal), "Council__NotGuardian", number, head);
  });

  it("refuses it without a reason", async () => {
    const proposal = await tests.queued([RULE]);
    const act = tests.veto(proposal, tests.guardian.head, ZeroHash);
    await tests.refused(act, "Council__NoReason", proposal.id);
  });

  it("refuses it before the queue and after the execution", async () => {
    const only = `0x${(1n << STATE.queued).toString(16).padStart(64, "0")}`;
    const error = "GovernorUnexpectedProposalState";
    const open = await tests.open([RULE]);
    await tests.refused(tests.veto(open), error, open.id, STATE.active, only);
    for (const { head } of tests.members) await tests.does(tests.vote(open, head));
    await tests.until(open.end + 1);
    await tests.refused(tests.veto(open), error, open.id, STATE.succeeded, only);
    await tests.does(tests.act(tests.chain.deployer, "queue", ...open.what));
    await tests.until(Number(await tests.eta(open)));
    await tests.does(tests.execution(open));
    await tests.refused(tests.veto(open), error, open.id, STATE.executed, only);
  });

  it("refuses it for a proposal that there is not", async () => {
    const act = tests.act(tests.guardian.head, "veto", 1, hash("reason"));
    await tests.refused(act, "GovernorNonexistentProposal", 1);
  });
});

describe("nameGuardian", () => {
  const naming = (number: number): Call => ({
    contract: COUNCIL,
    fn: "nameGuardian",
    args: [number],
  });

  it("names another guardian, whom the one in office cannot stop", async () => {
    const next = tests.world.root("neighbour");
    const proposal = await tests.queued([naming(next.number)]);
    await tests.refused(tests.veto(proposal), "Council__NotVetoable", proposal.id);
    await tests.until(Number(await tests.eta(proposal)));
    const done = await tests.does(tests.execution(proposal));
    expect(done.events[0]?.args.toArray()).toEqual(big(next.number));
    expect(await tests.chain.read(COUNCIL, "guardian")).toBe(BigInt(next.number));
  });

  it("leaves a veto where it is not all that a proposal does", async () => {
    const proposal = await tests.queued([naming(0), RULE]);
    await tests.does(tests.veto(proposal));
    expect(await tests.state(proposal)).toBe(STATE.canceled);
  });

  it("may leave none, and then nobody vetoes", async () => {
    await tests.decided([naming(0)]);
    const proposal = await tests.queued([RULE]);
    const { head } = tests.guardian;
    await tests.refused(tests.veto(proposal), "Council__NotGuardian", 0, head);
  });

  it("refuses an organisation that is not active, and anybody but the council", async () => {
    const proposal = await tests.queued([naming(99)]);
    await tests.until(Number(await tests.eta(proposal)));
    await tests.refused(tests.execution(proposal), "Council__NotActive", 99);
    for (const by of [tests.guardian.head, tests.chain.deployer]) {
      await tests.refused(tests.act(by, "nameGuardian", 1), "GovernorOnlyExecutor", by);
    }
  });
});

describe("what the council cannot do", () => {
  it("acts under no other name and takes no other timelock, whoever asks", async () => {
    const [deployer, address] = [tests.chain.deployer, tests.chain.addresses.ruleBook];
    for (const by of [deployer, tests.chain.admin]) {
      await tests.refused(tests.act(by, "relay", address, 0, "0x"), "Council__Fixed");
      await tests.refused(tests.act(by, "updateTimelock", address), "Council__Fixed");
    }
  });

  it("takes no parameters with a vote", async () => {
    const { id } = await tests.open([RULE]);
    const { head } = tests.world.root("authority");
    const vote = [id, VOTE.inFavour];
    const plain = tests.act(head, "castVoteWithReasonAndParams", ...vote, "why", "0x01");
    await tests.refused(plain, "Council__Fixed");
    const signed = [...vote, head, "why", "0x", "0x"];
    const bySig = tests.act(head, "castVoteWithReasonAndParamsBySig", ...signed);
    await tests.refused(bySig, "Council__Fixed");
  });

  it("changes its delay by the rule alone", async () => {
    const by = tests.chain.admin;
    const act = tests.world.act(by, "timelock", "updateDelay", 1);
    await tests.refused(act, "CouncilTimelock__DelayIsARule");
    expect(await tests.chain.read("timelock", "getMinDelay")).toBe(BigInt(DELAY));
  });
});

describe("the council as a governor", () => {
  it("tells its name, clock, counting and parts", async () => {
    const read = async (fn: string) => tests.chain.read(COUNCIL, fn);
    expect(await read("name")).toBe("Suyuan Council");
    expect(await read("CLOCK_MODE")).toBe("mode=timestamp");
    expect(await read("COUNTING_MODE")).toBe("support=bravo&quorum=for");
    expect(await read("clock")).toBe(BigInt(await tests.chain.now()));
    expect(await read("timelock")).toBe(tests.chain.addresses.timelock);
    expect(await read("token")).toBe(tests.chain.addresses.councilSeats);
    expect(await tests.chain.read(COUNCIL, "proposalNeedsQueuing", 0)).toBe(true);
  });
});
