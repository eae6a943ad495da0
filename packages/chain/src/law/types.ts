// SPDX-License-Identifier: Apache-2.0
// The shape in which a state machine of the contracts is written down: as the arrows that it has. Whatever is no
// arrow is refused. Tests drive every arrow and every other pair of act and state on the contracts; the diagrams in
// docs/diagrams are drawn from the same tables.

/** One arrow of a state machine: an act that is possible in a state, and where it leads. */
export interface Arrow<State extends string = string, Act extends string = string> {
  /** The contract's function. */
  readonly act: Act;
  /** The state in which it is possible. */
  readonly from: State;
  /** The state after it. */
  readonly to: State;
  /** Who may do it, in words. */
  readonly who: string;
  /** The rule that it carries out: instrument and article. */
  readonly article: string;
}

/** A side of a thing, as its present holder of that place; each acts by the head of its data office. */
export type Side =
  | "requester"
  /** Who must answer a request: the asset's holder, or for onward sharing the recipient of the parent grant. */
  | "answerer"
  | "provider"
  | "recipient"
  | "parent-provider"
  | "other-side"
  | "proposer"
  | "suspender"
  | "raiser"
  | "respondent"
  /** Of an objection the registrar; of a dispute the lowest common superior, then the authority above it. */
  | "decider"
  | "against"
  | "holder"
  | "claimant"
  | "demander";

/** Who may do an act: a side, an authority above it, anyone at all, or nobody but time. */
export type Party =
  | Side
  | `above-${Side}`
  | "organization"
  | "department"
  | "operating-body"
  /** Either side of what a dispute is about. */
  | "party"
  | "council"
  | "anyone"
  | "nobody";

/** What must be so beside the state. */
export type Condition =
  | "not-returned-before"
  | "onward"
  | "extension-asked"
  | "extension-not-asked"
  | "not-extended"
  | "before-due"
  | "after-due"
  | "ordered"
  | "not-ordered"
  | "proposed-by-provider"
  | "unconditional"
  | "in-time-after-all"
  | "during-notice"
  | "not-applicant"
  | "not-holder"
  | "no-decider"
  | "not-self-reported"
  | "other-side-agreed"
  | "other-side-told"
  | "demand-named"
  | "not-reported"
  | "upper-level-holds"
  | "not-delivered";

/** An arrow that says who may go it so that a program can read it. */
export interface PartyArrow<
  State extends string = string,
  Act extends string = string,
> extends Arrow<State, Act> {
  readonly by: readonly Party[];
  readonly conditions?: readonly Condition[];
}

const OFFICE = "head of the data office of";

const WORDS: Readonly<Record<Side, string>> = {
  requester: "the requester",
  answerer:
    "the asset's holder (for onward sharing, of the recipient of the grant that it derives from)",
  provider: "the provider",
  recipient: "the recipient",
  "parent-provider": "the provider of the grant that it derives from",
  "other-side": "the side that did not propose",
  proposer: "the side that proposed",
  suspender: "whoever suspended it",
  raiser: "whoever raised it",
  respondent: "the other side",
  decider:
    "the registrar (objection), the lowest common superior, or the government above it (dispute)",
  against: "the organisation that it is against",
  holder: "the asset's holder",
  claimant: "the department that claims it",
  demander: "the department that announced it",
};

const ABOVE = "above-";

const OTHERS: Readonly<Record<Exclude<Party, Side | `above-${Side}`>, string>> = {
  organization: `${OFFICE} any active organisation`,
  department: `${OFFICE} a department`,
  "operating-body": `${OFFICE} an operating body`,
  party: `${OFFICE} either side of what it is about`,
  council: "the council",
  anyone: "anyone",
  nobody: "nobody: time",
};

const isSide = (party: string): party is Side => Object.hasOwn(WORDS, party);

function wordOf(party: Party): string {
  if (isSide(party)) return `${OFFICE} ${WORDS[party]}`;
  if (!party.startsWith(ABOVE)) return OTHERS[party as keyof typeof OTHERS];
  return `${OFFICE} an authority above ${WORDS[party.slice(ABOVE.length) as Side]}`;
}

/** Makes arrows of one machine, whose `who` is put into words here. */
export const arrows =
  <State extends string, Act extends string>() =>
  (
    act: Act,
    [from, to]: readonly [from: State, to: State],
    by: readonly Party[],
    article: string,
    conditions?: readonly Condition[],
  ): PartyArrow<State, Act> => ({
    ...{ act, from, to, who: by.map(wordOf).join(", or "), article, by },
    ...(conditions && { conditions }),
  });
