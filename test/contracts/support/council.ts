// SPDX-License-Identifier: Apache-2.0
// Proposals of the council, step by step.
import { encodeBytes32String, id as hashOf } from "ethers";

import type { Act, ContractName, Done } from "./chain.ts";
import { Suite } from "./suite.ts";
import { hash, type Organization } from "./world.ts";

const COUNCIL = "council";
const DESCRIPTION = "what it is for";
export const VOTE = { against: 0, inFavour: 1, abstain: 2 } as const;
/** As OpenZeppelin numbers them. */
export const STATE = {
  ...{ pending: 0n, active: 1n, canceled: 2n, defeated: 3n },
  ...{ succeeded: 4n, queued: 5n, executed: 7n },
} as const;
export const KIND = { ordinary: 1n, qualified: 2n, guardian: 3n } as const;

const BALLOT = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "voter", type: "address" },
  { name: "nonce", type: "uint256" },
];
const DOMAIN = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
];

/** What the council may be asked to do. */
export interface Call {
  readonly contract: ContractName;
  readonly fn: string;
  readonly args: readonly unknown[];
}

export interface Proposal {
  readonly id: bigint;
  /** Arguments of queue, execute and cancel. */
  readonly what: readonly unknown[];
  /** When the voting begins and ends, seconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

/** The call that sets a rule. */
export const rule = (key: string, value: number | bigint = 7): Call => {
  const args = [encodeBytes32String(key), value, 1, encodeBytes32String("a test"), 0];
  return { contract: "ruleBook", fn: "setRule", args };
};

export class CouncilTests extends Suite {
  /** The members of the beginning. */
  get members(): readonly Organization[] {
    return (["authority", "audit", "neighbour"] as const).map((name) => this.world.root(name));
  }

  get guardian(): Organization {
    return this.world.root("audit");
  }

  /** Makes more organisations members, without a decision. */
  async admitMembers(...more: readonly Organization[]): Promise<void> {
    for (const { number } of more) await this.does(this.byCouncil("admitMember", number));
  }

  byCouncil(fn: string, ...args: readonly unknown[]): Act {
    return this.world.act(this.chain.admin, "councilSeats", fn, ...args);
  }

  act(by: string, fn: string, ...args: readonly unknown[]): Act {
    return this.world.act(by, COUNCIL, fn, ...args);
  }

  follow({ number }: Pick<Organization, "number">): Act {
    return this.world.act(this.chain.deployer, "councilSeats", "follow", number);
  }

  /** The arguments of a proposal, its description in words. */
  parts(calls: readonly Call[], description = DESCRIPTION): unknown[] {
    const targets = calls.map(({ contract }) => this.chain.addresses[contract]);
    const data = calls.map((call) => this.chain.encode({ by: "", ...call }));
    return [targets, calls.map(() => 0), data, description];
  }

  proposing(calls: readonly Call[], by = this.world.root("authority").head): Act {
    return this.act(by, "propose", ...this.parts(calls));
  }

  async propose(calls: readonly Call[], by?: string): Promise<Proposal> {
    const done = await this.does(this.proposing(calls, by));
    const created = done.events.find(({ name }) => name === "ProposalCreated")?.args;
    const what = [...this.parts(calls).slice(0, 3), hashOf(DESCRIPTION)];
    const { proposalId, voteStart, voteEnd } = created as unknown as Record<string, bigint>;
    return { id: proposalId ?? 0n, what, start: Number(voteStart), end: Number(voteEnd) };
  }

  /** A proposal whose voting has begun. */
  async open(calls: readonly Call[]): Promise<Proposal> {
    const proposal = await this.propose(calls);
    await this.until(proposal.start + 1);
    return proposal;
  }

  vote({ id }: Proposal, by: string, support: number = VOTE.inFavour): Act {
    return this.act(by, "castVote", id, support);
  }

  /** A vote that an account signs and anybody sends. */
  async signedVote(
    { id }: Proposal,
    voter: string,
    other: { readonly signer?: string; readonly nonce?: bigint; readonly support?: number } = {},
  ): Promise<Act> {
    const support = other.support ?? VOTE.inFavour;
    const nonce = other.nonce ?? (await this.chain.read<bigint>(COUNCIL, "nonces", voter));
    const chainId = Number(await this.chain.read<bigint>(COUNCIL, "chainId"));
    const verifyingContract = this.chain.addresses.council;
    const signature = await this.chain.signTyped(other.signer ?? voter, {
      types: { EIP712Domain: DOMAIN, Ballot: BALLOT },
      domain: { name: "Suyuan Council", version: "1", chainId, verifyingContract },
      primaryType: "Ballot",
      message: { proposalId: String(id), support, voter, nonce: String(nonce) },
    });
    return this.act(this.chain.newAccount(), "castVoteBySig", id, support, voter, signature);
  }

  /** A proposal whose voting is over, with these votes. */
  async voted(
    calls: readonly Call[],
    votes: readonly (readonly [by: Organization, support: number])[],
  ): Promise<Proposal> {
    const proposal = await this.open(calls);
    for (const [{ head }, support] of votes) await this.does(this.vote(proposal, head, support));
    await this.until(proposal.end + 1);
    return proposal;
  }

  /** A proposal that all members of the beginning voted for, queued by a stranger. */
  async queued(calls: readonly Call[]): Promise<Proposal> {
    const votes = this.members.map((member) => [member, VOTE.inFavour] as const);
    const proposal = await this.voted(calls, votes);
    await this.does(this.act(this.chain.deployer, "queue", ...proposal.what));
    return proposal;
  }

  execution(proposal: Proposal): Act {
    return this.act(this.chain.deployer, "execute", ...proposal.what);
  }

  /** A decision that is executed, by a stranger. */
  async decided(calls: readonly Call[]): Promise<{ proposal: Proposal; done: Done }> {
    const proposal = await this.queued(calls);
    await this.until(Number(await this.eta(proposal)));
    return { proposal, done: await this.does(this.execution(proposal)) };
  }

  veto({ id }: Proposal, by = this.guardian.head, reason = hash("reason")): Act {
    return this.act(by, "veto", id, reason);
  }

  async state({ id }: Proposal): Promise<bigint> {
    return this.chain.read<bigint>(COUNCIL, "state", id);
  }

  async eta({ id }: Proposal): Promise<bigint> {
    return this.chain.read<bigint>(COUNCIL, "proposalEta", id);
  }

  /** Lets time pass up to a moment, at which a block is made. */
  async until(time: number): Promise<void> {
    await this.chain.pass(time - (await this.chain.now()));
  }
}
