// SPDX-License-Identifier: Apache-2.0
import type { Plain, Row } from "../types.ts";
import { changes, type ContractActs, has, makes, pick } from "./part.ts";

/** Votes by OpenZeppelin's numbers for them. */
const VOTES = ["against", "for", "abstain"] as const;

const created = ["proposer", "targets", "calldatas", "description"];

function counted(row: Row, support: Plain | undefined): Readonly<Record<string, Plain>> {
  const votes = (row["votes"] ?? {}) as Readonly<Record<string, number>>;
  const word = VOTES[Number(support)] ?? "abstain";
  return { votes: { ...votes, [word]: (votes[word] ?? 0) + 1 } };
}

const at = (name: string) => [
  changes("proposal", "proposalId", (_, __, { time }) => ({ [name]: time })),
];

/** Proposals, votes and what became of them. */
export const COUNCIL_ACTS: ContractActs = {
  ProposalCreated: [
    makes("proposal", "proposalId", (args, { time }) => ({
      ...pick(args, ...created),
      ...{ voteStart: Number(args["voteStart"]), voteEnd: Number(args["voteEnd"]) },
      ...{ createdAt: time, kind: 0, votes: { against: 0, for: 0, abstain: 0 } },
    })),
  ],
  ProposalClassified: [changes("proposal", "proposalId", ({ kind }) => ({ kind: kind ?? 0 }))],
  VoteCast: [
    // One unit a member: votes are counted by heads.
    changes("proposal", "proposalId", ({ support }, row) => counted(row, support)),
  ],
  VoteCastWithParams: [
    changes("proposal", "proposalId", ({ support }, row) => counted(row, support)),
  ],
  ProposalQueued: [
    changes("proposal", "proposalId", ({ etaSeconds }, _, { time }) => ({
      ...{ queuedAt: time, executableAt: Number(etaSeconds) },
    })),
  ],
  ProposalExecuted: at("executedAt"),
  ProposalCanceled: at("cancelledAt"),
  ProposalVetoed: [
    changes("proposal", "proposalId", (args, _, { time }) => ({
      ...pick(args, "guardian", "reason"),
      vetoedAt: time,
    })),
    has("organization", "guardian"),
  ],
  GuardianNamed: [has("organization", "guardian")],
};

/** The council's members. */
export const MEMBER_ACTS: ContractActs = {
  MemberAdmitted: [
    makes("member", "organization", (_, { time }) => ({ since: time, member: true, head: null })),
    has("organization", "organization"),
  ],
  MemberRemoved: [
    changes("member", "organization", (_, __, { time }) => ({ member: false, until: time })),
    has("organization", "organization"),
  ],
  MemberFollowed: [
    changes("member", "organization", ({ head }) => ({ head: head ?? null })),
    has("organization", "organization"),
  ],
};
