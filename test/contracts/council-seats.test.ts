// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { type Call, CouncilTests, rule, STATE } from "./support/council.ts";
import { DAY, hash, type Organization } from "./support/world.ts";

const SEATS = "councilSeats";
const REGISTRY = "organizationRegistry";
const RULE = rule("delivery.days", 15);
const NOBODY = `0x${"0".repeat(40)}`;

const tests = new CouncilTests();
const read = async <T>(fn: string, ...args: unknown[]) => tests.chain.read<T>(SEATS, fn, ...args);
const stranger = (fn: string, ...args: unknown[]) =>
  tests.world.act(tests.chain.deployer, SEATS, fn, ...args);
const asCouncil = async (fn: string, ...args: unknown[]) =>
  tests.does(tests.world.act(tests.chain.admin, REGISTRY, fn, ...args));

/** Gives an organisation another head, by its present one. */
async function rotate({ number, head }: Organization): Promise<string> {
  const next = tests.chain.newAccount();
  await tests.does(tests.world.act(head, REGISTRY, "proposeHead", number, next));
  await tests.chain.pass(3 * DAY);
  await tests.does(tests.world.act(next, REGISTRY, "takeHead", number));
  return next;
}

describe("admitMember", () => {
  it("gives an organisation one vote, which its head casts", async () => {
    const { number, head } = tests.province.holder;
    const done = await tests.does(tests.byCouncil("admitMember", number));
    const admitted = done.events.find(({ name }) => name === "MemberAdmitted");
    expect(admitted?.args.toArray()).toEqual(big(number));
    expect(await read("isMember", number)).toBe(true);
    expect(await read("memberAt", number, done.time)).toBe(true);
    expect(await read("memberAt", number, done.time - 1)).toBe(false);
    expect(await read("memberCount")).toBe(4n);
    expect(await read("getVotes", head)).toBe(1n);
    expect(await read("memberOf", head)).toBe(BigInt(number));
  });

  it("comes about by the council's own decision", async () => {
    const { number, head } = tests.province.holder;
    const call: Call = { contract: SEATS, fn: "admitMember", args: [number] };
    await tests.decided([call]);
    await tests.chain.pass(1);
    await tests.does(tests.proposing([RULE], head));
  });

  it("refuses a member, and who is unknown, suspended or abolished", async () => {
    const { authority, holder, requester } = tests.province;
    const admit = (number: number) => tests.byCouncil("admitMember", number);
    await tests.refused(admit(authority.number), "CouncilSeats__MemberAlready", authority.number);
    await tests.refused(admit(99), "CouncilSeats__NotActive", 99);
    const above = (fn: string, ...args: unknown[]) =>
      tests.does(tests.world.act(authority.head, REGISTRY, fn, ...args));
    await above("suspendOrganization", holder.number);
    await tests.refused(admit(holder.number), "CouncilSeats__NotActive", holder.number);
    await above("abolish", authority.number, requester.number);
    await tests.refused(admit(requester.number), "CouncilSeats__NotActive", requester.number);
  });

  it("refuses anybody but the council, as removing does", async () => {
    for (const fn of ["admitMember", "removeMember"]) {
      for (const by of [tests.world.root("authority").head, tests.chain.deployer]) {
        const act = tests.world.act(by, SEATS, fn, tests.province.holder.number);
        await tests.refused(act, "AccessManagedUnauthorized", by);
      }
    }
  });
});

describe("removeMember", () => {
  const removal = (number: number): Call => ({
    contract: SEATS,
    fn: "removeMember",
    args: [number],
  });

  it("takes the vote, by the council's own decision", async () => {
    const { number, head } = tests.world.root("neighbour");
    const { done } = await tests.decided([removal(number)]);
    expect(done.events.find(({ name }) => name === "MemberRemoved")?.args.toArray()).toEqual(
      big(number),
    );
    expect(await read("isMember", number)).toBe(false);
    expect(await read("memberAt", number, done.time - 1)).toBe(true);
    expect(await read("memberCount")).toBe(2n);
    expect(await read("getVotes", head)).toBe(0n);
    expect(await read("memberOf", head)).toBe(0n);
    await tests.refused(tests.proposing([RULE], head), "Council__NotMember", head);
  });

  it("takes the vote on what is being decided, too, and leaves those that were cast", async () => {
    const [one, two, three] = tests.members as [Organization, Organization, Organization];
    const proposal = await tests.open([RULE]);
    await tests.does(tests.vote(proposal, one.head));
    await tests.does(tests.byCouncil("removeMember", one.number));
    await tests.does(tests.byCouncil("removeMember", two.number));
    await tests.refused(tests.vote(proposal, two.head), "Council__NotMember", two.head);
    const signed = await tests.signedVote(proposal, two.head);
    await tests.refused(signed, "Council__NotMember", two.head);
    await tests.does(tests.vote(proposal, three.head));
    await tests.until(proposal.end + 1);
    expect(await tests.state(proposal)).toBe(STATE.succeeded);
  });

  it("leaves room for coming back", async () => {
    const { number, head } = tests.world.root("neighbour");
    await tests.does(tests.byCouncil("removeMember", number));
    await tests.does(tests.byCouncil("admitMember", number));
    expect(await read("memberCount")).toBe(3n);
    expect(await read("memberOf", head)).toBe(BigInt(number));
  });

  it("refuses who is no member, and the only one", async () => {
    const { number } = tests.province.holder;
    await tests.refused(tests.byCouncil("removeMember", number), "CouncilSeats__NotMember", number);
    const [one, two, last] = tests.members.map((member) => member.number);
    await tests.does(tests.byCouncil("removeMember", one));
    await tests.does(tests.byCouncil("removeMember", two));
    const act = tests.byCouncil("removeMember", last);
    await tests.refused(act, "CouncilSeats__LastMember", last ?? 0);
  });
});

describe("follow", () => {
  it("brings the vote to a new head, by anybody", async () => {
    const member = tests.world.root("neighbour");
    const next = await rotate(member);
    expect(await read("memberOf", member.head)).toBe(0n);
    expect(await read("memberOf", next)).toBe(0n);
    const done = await tests.does(tests.follow(member));
    const followed = done.events.find(({ name }) => name === "MemberFollowed");
    expect(followed?.args.toArray()).toEqual([BigInt(member.number), next]);
    expect(await read("memberOf", next)).toBe(BigInt(member.number));
    expect(await read("getVotes", member.head)).toBe(0n);
    const proposal = await tests.open([RULE]);
    await tests.does(tests.vote(proposal, next));
    const { head } = member;
    await tests.refused(tests.vote(proposal, head), "Council__NoVote", proposal.id, head);
  });

  it("gives one vote at most on what was being decided when the head changed", async () => {
    const member = tests.world.root("neighbour");
    const proposal = await tests.open([RULE]);
    const next = await rotate(member);
    const old = tests.vote(proposal, member.head);
    await tests.refused(old, "Council__NotMember", member.head);
    await tests.does(tests.follow(member));
    await tests.refused(old, "Council__NotMember", member.head);
    const vote = tests.vote(proposal, next);
    await tests.refused(vote, "Council__NoVote", proposal.id, next);
  });

  it("changes nothing the second time", async () => {
    const done = await tests.does(tests.follow(tests.world.root("neighbour")));
    expect(done.events).toEqual([]);
  });

  it("takes the vote of a suspended member, not its place among all, and gives it back", async () => {
    const member = tests.world.root("neighbour");
    const proposal = await tests.open([RULE]);
    await asCouncil("suspendRoot", member.number);
    const vote = tests.vote(proposal, member.head);
    await tests.refused(vote, "Council__NotMember", member.head);
    await tests.does(tests.follow(member));
    expect(await read("getVotes", member.head)).toBe(0n);
    expect(await read("delegates", `0x${"3".padStart(40, "0")}`)).toBe(NOBODY);
    expect(await read("memberCount")).toBe(3n);
    expect(await read("isMember", member.number)).toBe(true);
    await asCouncil("resumeRoot", member.number);
    await tests.refused(vote, "Council__NotMember", member.head);
    await tests.does(tests.follow(member));
    expect(await read("memberOf", member.head)).toBe(BigInt(member.number));
  });

  it("takes the vote of an abolished member, until it is removed", async () => {
    const member = tests.world.root("neighbour");
    await asCouncil("abolishRoot", member.number);
    expect(await read("memberOf", member.head)).toBe(0n);
    await tests.does(tests.follow(member));
    expect(await read("getVotes", member.head)).toBe(0n);
    expect(await read("memberCount")).toBe(3n);
    await tests.does(tests.byCouncil("removeMember", member.number));
    expect(await read("memberCount")).toBe(2n);
  });

  it("refuses who is no member", async () => {
    const { number } = tests.province.holder;
    await tests.refused(tests.follow({ number }), "CouncilSeats__NotMember", number);
  });
});

describe("a vote", () => {
  it("cannot be passed on, by a member, a stranger or a signature", async () => {
    const { head } = tests.world.root("authority");
    const to = tests.chain.newAccount();
    for (const by of [head, tests.chain.deployer]) {
      const act = tests.world.act(by, SEATS, "delegate", to);
      await tests.refused(act, "CouncilSeats__NotTransferable", by);
    }
    const signed = stranger("delegateBySig", to, 0, 2 ** 40, 27, hash("r"), hash("s"));
    await tests.refused(signed, "CouncilSeats__NotTransferable", tests.chain.deployer);
    expect(await read("getVotes", to)).toBe(0n);
  });

  it("has no function that would move it", () => {
    const names = tests.chain.contracts[SEATS].interface.fragments.flatMap((fragment) =>
      "name" in fragment ? [String(fragment.name)] : [],
    );
    expect(names.filter((name) => /transfer|approve|mint|burn/iu.test(name))).toEqual([
      "CouncilSeats__NotTransferable",
    ]);
  });

  it("is dated by the clock", async () => {
    expect(await read("CLOCK_MODE")).toBe("mode=timestamp");
    expect(await read("clock")).toBe(BigInt(await tests.chain.now()));
    const { head } = tests.world.root("authority");
    const now = await tests.chain.now();
    expect(await read("getPastVotes", head, now - 1)).toBe(1n);
    expect(await read("getPastTotalSupply", now - 1)).toBe(3n);
    expect(await read("memberOf", tests.chain.deployer)).toBe(0n);
  });
});
