// SPDX-License-Identifier: Apache-2.0
import { encodeBytes32String } from "ethers";
import { describe, expect, it } from "vitest";

import { type Call, CouncilTests, KIND, rule, STATE, VOTE } from "./support/council.ts";
import { relay } from "./support/relay.ts";
import { DAY, type Organization } from "./support/world.ts";

const COUNCIL = "council";
const RULE = rule("delivery.days", 15);
const { against, inFavour, abstain } = VOTE;

const tests = new CouncilTests();
const kindOf = async (...calls: readonly Call[]) =>
  tests.chain.read<bigint>(COUNCIL, "kindOf", (await tests.propose(calls)).id);
const votesOf = async (id: bigint) => tests.list(COUNCIL, "proposalVotes", id);
/** Whether votes of these organisations in favour carry a proposal. */
const carried = async (calls: readonly Call[], votes: readonly Organization[]) => {
  const proposal = await tests.voted(
    calls,
    votes.map((by) => [by, inFavour]),
  );
  return (await tests.state(proposal)) === STATE.succeeded;
};

describe("castVote", () => {
  it("counts each member once, for, against or abstaining", async () => {
    const proposal = await tests.open([RULE]);
    for (const [place, support] of [inFavour, against, abstain].entries()) {
      const { head = "" } = tests.members[place] ?? {};
      const done = await tests.does(tests.vote(proposal, head, support));
      expect(done.events[0]?.name).toBe("VoteCast");
      expect(done.events[0]?.args.toArray().slice(0, 4)).toEqual([
        ...[head, proposal.id, BigInt(support), 1n],
      ]);
    }
    expect(await votesOf(proposal.id)).toEqual([1n, 1n, 1n]);
  });

  it("takes a vote with a reason, and one by relay", async () => {
    const proposal = await tests.open([RULE]);
    const [first, second] = tests.members;
    const reasoned = [proposal.id, inFavour, "it is time"];
    await tests.does(tests.act(first?.head ?? "", "castVoteWithReason", ...reasoned));
    await relay(tests.chain, tests.vote(proposal, second?.head ?? ""));
    expect(await votesOf(proposal.id)).toEqual([0n, 2n, 0n]);
  });

  it("refuses a second vote, and a kind of vote that there is not", async () => {
    const proposal = await tests.open([RULE]);
    const { head } = tests.world.root("authority");
    await tests.refused(tests.vote(proposal, head, 3), "GovernorInvalidVoteType");
    await tests.does(tests.vote(proposal, head));
    const again = tests.vote(proposal, head, against);
    await tests.refused(again, "GovernorAlreadyCastVote", head);
    const signed = await tests.signedVote(proposal, head, { support: against });
    await tests.refused(signed, "GovernorAlreadyCastVote", head);
  });

  it("refuses votes before the voting begins, and after it has ended", async () => {
    const proposal = await tests.propose([RULE]);
    const { head } = tests.world.root("authority");
    const refusal = async () => (await tests.chain.refusal(tests.vote(proposal, head))).error;
    await tests.until(proposal.start - 1);
    expect(await refusal()).toBe("GovernorUnexpectedProposalState");
    await tests.until(proposal.end);
    expect(await refusal()).toBe("GovernorUnexpectedProposalState");
    expect(await tests.state(proposal)).not.toBe(STATE.succeeded);
  });

  it("takes a vote in the last second", async () => {
    const proposal = await tests.open([RULE]);
    await tests.chain.nextAt(proposal.end);
    await tests.does(tests.vote(proposal, tests.world.root("authority").head));
  });

  it("refuses who stood for no member when the voting began", async () => {
    const proposal = await tests.open([RULE]);
    const { holder } = tests.province;
    const vote = tests.vote(proposal, holder.head);
    await tests.refused(vote, "Council__NoVote", proposal.id, holder.head);
    await tests.admitMembers(holder);
    await tests.refused(vote, "Council__NoVote", proposal.id, holder.head);
    const next = await tests.propose([rule("delivery.days", 16)]);
    await tests.until(next.start + 1);
    await tests.does(tests.vote(next, holder.head));
  });
});

describe("castVoteBySig", () => {
  it("counts a vote that a stranger carries", async () => {
    const proposal = await tests.open([RULE]);
    const { head } = tests.world.root("audit");
    const done = await tests.does(await tests.signedVote(proposal, head));
    expect(done.events[0]?.args["voter"]).toBe(head);
    expect(await votesOf(proposal.id)).toEqual([0n, 1n, 0n]);
  });

  it("refuses another's signature, a used one, and who has no vote", async () => {
    const proposal = await tests.open([RULE]);
    const { head } = tests.world.root("audit");
    const { head: signer } = tests.province.holder;
    const forged = await tests.signedVote(proposal, head, { signer });
    await tests.refused(forged, "GovernorInvalidSignature", head);
    const late = await tests.signedVote(proposal, head, { nonce: 1n });
    await tests.refused(late, "GovernorInvalidSignature", head);
    const stranger = await tests.signedVote(proposal, signer);
    await tests.refused(stranger, "Council__NoVote", proposal.id, signer);
    const used = await tests.signedVote(proposal, head);
    await tests.does(used);
    await tests.refused(used, "GovernorInvalidSignature", head);
  });

  it("refuses a vote that was signed for the other side", async () => {
    const proposal = await tests.open([RULE]);
    const { head } = tests.world.root("audit");
    const { args, ...act } = await tests.signedVote(proposal, head);
    const turned = { ...act, args: [args[0], against, ...args.slice(2)] };
    await tests.refused(turned, "GovernorInvalidSignature", head);
  });
});

describe("the kind of a proposal", () => {
  const to = (contract: Call["contract"], fn: string, ...args: unknown[]): Call => ({
    ...{ contract, fn, args },
  });
  const source = encodeBytes32String("a test");
  const key = encodeBytes32String("delivery.days");
  const type = [1, true, true, 3, 20, 10, encodeBytes32String("first")];
  const guardian = to(COUNCIL, "nameGuardian", 1);

  it.each<[string, Call]>([
    ["a calendar", to("workCalendar", "publishYear", 2027, 2n ** 250n - 1n, 0, source)],
    ["a rule", RULE],
    ["a rule's withdrawal", to("ruleBook", "withdrawRule", key)],
    ["a registration type", to("ruleBook", "setType", 1, type, 1, source, 0)],
    ["a type's withdrawal", to("ruleBook", "withdrawType", 1)],
    ["a rule that only resembles the council's", rule("councils.delay.seconds")],
  ])("is ordinary for %s", async (_, call) => {
    expect(await kindOf(call, RULE)).toBe(KIND.ordinary);
  });

  it.each<[string, Call]>([
    ["a rule of the council's own", rule("council.delay.seconds")],
    ["such a rule's withdrawal", to("ruleBook", "withdrawRule", rule("council.x").args[0])],
    ["another act of the rule book", to("ruleBook", "setAuthority", `0x${"11".repeat(20)}`)],
    ["another act of the calendar", to("workCalendar", "setAuthority", `0x${"11".repeat(20)}`)],
    ["a member's admission", to("councilSeats", "admitMember", 4)],
    ["a member's removal", to("councilSeats", "removeMember", 3)],
    ["a root", to("organizationRegistry", "suspendRoot", 1)],
    ["a role", to("accessManager", "grantRole", 1, `0x${"11".repeat(20)}`, 0)],
    ["a calendar's act sent elsewhere", to("assetRegistry", "freeze", key)],
    ["another act of the council", to(COUNCIL, "updateTimelock", `0x${"11".repeat(20)}`)],
  ])("is qualified for %s, also beside ordinary calls", async (_, call) => {
    const lists = [[call], [RULE, call], [call, RULE], [guardian, call], [call, guardian]];
    for (const calls of lists) expect(await kindOf(...calls)).toBe(KIND.qualified);
  });

  it("is the guardian's where nothing but guardians are named", async () => {
    expect(await kindOf(guardian)).toBe(KIND.guardian);
    expect(await kindOf(guardian, guardian)).toBe(KIND.guardian);
    expect(await kindOf(guardian, RULE)).toBe(KIND.qualified);
    expect(await tests.chain.read(COUNCIL, "kindOf", 1)).toBe(0n);
  });
});

describe("the votes that a proposal needs", () => {
  const MEMBER: Call = { contract: "councilSeats", fn: "admitMember", args: [4] };
  const setRules = async (values: Record<string, number>) => {
    for (const [key, value] of Object.entries(values)) await tests.world.setRule(key, value);
  };
  const needed = async (call: Call) => {
    const { id } = await tests.open([call]);
    return tests.chain.read<bigint>(COUNCIL, "votesNeeded", id);
  };
  const six = async () => {
    const { holder, requester, centre } = tests.province;
    await tests.admitMembers(holder, requester, centre);
    return [...tests.members, holder, requester, centre];
  };

  it("are more than half of all members for an ordinary one", async () => {
    const members = await six();
    expect(await carried([RULE], members.slice(0, 3))).toBe(false);
    expect(await carried([rule("delivery.days", 16)], members.slice(0, 4))).toBe(true);
  });

  it("are two thirds of all members for a qualified one, rounded up", async () => {
    const members = await six();
    await tests.does(tests.byCouncil("removeMember", members[5]?.number));
    const five = members.slice(0, 5);
    expect(await needed(MEMBER)).toBe(4n);
    expect(await carried([rule("council.delay.seconds", DAY)], five.slice(0, 3))).toBe(false);
    expect(await carried([rule("council.delay.seconds", 2 * DAY)], five.slice(0, 4))).toBe(true);
  });

  it("are the qualified ones where one call of several is qualified", async () => {
    const five = (await six()).slice(0, 5);
    await tests.does(tests.byCouncil("removeMember", tests.province.centre.number));
    const mixed = [RULE, rule("council.delay.seconds", DAY)];
    expect(await carried(mixed, five.slice(0, 3))).toBe(false);
    expect(await carried([...mixed, RULE], five.slice(0, 4))).toBe(true);
  });

  it("are not made up by abstentions, and not lessened by votes against", async () => {
    const [one, two, three] = tests.members as [Organization, Organization, Organization];
    const alone = await tests.voted(
      [RULE],
      [
        [one, inFavour],
        [two, abstain],
        [three, abstain],
      ],
    );
    expect(await tests.state(alone)).toBe(STATE.defeated);
    const opposed = await tests.voted(
      [rule("delivery.days", 16)],
      [
        [one, inFavour],
        [two, inFavour],
        [three, against],
      ],
    );
    expect(await tests.state(opposed)).toBe(STATE.succeeded);
  });

  it("are counted of the members when the voting began", async () => {
    const { holder, requester } = tests.province;
    const proposal = await tests.open([RULE]);
    await tests.admitMembers(holder, requester);
    expect(await tests.chain.read(COUNCIL, "votesNeeded", proposal.id)).toBe(2n);
    expect(await tests.chain.read(COUNCIL, "quorum", proposal.start)).toBe(2n);
    expect(await needed(rule("delivery.days", 16))).toBe(3n);
  });

  it("follow the rules that held when the voting began", async () => {
    const proposal = await tests.open([RULE]);
    await setRules({ "council.majority.numerator": 2, "council.majority.denominator": 3 });
    expect(await tests.chain.read(COUNCIL, "votesNeeded", proposal.id)).toBe(2n);
    expect(await needed(rule("delivery.days", 16))).toBe(3n);
  });

  it.each([
    ["all members, where the part is nought", 1, 0, 3n, 3n],
    ["all members, where the part is the whole", 1, 1, 3n, 3n],
    ["all members, where the part is more", 7, 2, 3n, 3n],
    ["more than half, where the part is less", 1, 9, 2n, 2n],
    ["none less than an ordinary one, where the qualified part is less", 1, 2, 2n, 2n],
  ])("are %s", async (_, numerator, denominator, ordinary, qualified) => {
    for (const bar of ["majority", "qualified"]) {
      await setRules({
        [`council.${bar}.numerator`]: numerator,
        [`council.${bar}.denominator`]: denominator,
      });
    }
    expect(await needed(RULE)).toBe(ordinary);
    expect(await needed(MEMBER)).toBe(qualified);
  });

  it("are unknown for a proposal that there is not", async () => {
    const call = tests.act(tests.chain.deployer, "votesNeeded", 1);
    await tests.refused(call, "GovernorNonexistentProposal", 1);
  });
});

describe("the times of a proposal", () => {
  it("stay within bounds, whatever the rules say", async () => {
    const read = async (contract: "council" | "timelock", fn: string) =>
      tests.chain.read<bigint>(contract, fn);
    const HOUR = 3_600n;
    const LONGEST = BigInt(90 * DAY);
    for (const [value, delay, period] of [
      [0, 0n, HOUR],
      [3_599, 3_599n, HOUR],
      [3_600, HOUR, HOUR],
      [90 * DAY, LONGEST, LONGEST],
      [90 * DAY + 1, LONGEST, LONGEST],
      [2 ** 48, LONGEST, LONGEST],
    ] as const) {
      await tests.world.setRule("council.voting.delay.seconds", value);
      await tests.world.setRule("council.voting.period.seconds", value);
      await tests.world.setRule("council.delay.seconds", value);
      expect(await read(COUNCIL, "votingDelay")).toBe(delay);
      expect(await read(COUNCIL, "votingPeriod")).toBe(period);
      expect(await read("timelock", "getMinDelay")).toBe(period);
    }
  });

  it("are the shortest where the rule book has none of the rules", async () => {
    const { provider, addresses } = tests.chain;
    const read = async (fn: string) => tests.chain.read<bigint>(COUNCIL, fn);
    expect(await read("votingDelay")).not.toBe(0n);
    // Refuses whatever it is asked.
    const params = [addresses.ruleBook, "0x60006000fd"];
    await provider.request({ method: "hardhat_setCode", params });
    expect(await read("votingDelay")).toBe(0n);
    expect(await read("votingPeriod")).toBe(3_600n);
  });
});
