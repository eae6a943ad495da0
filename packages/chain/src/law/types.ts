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
  | "coordinator"
  | "against"
  | "holder"
  | "claimant"
  | "demander";

/** Who may do an act: a side, an authority above it, anyone at all, or nobody but time. */
export type Party = Side | `above-${Side}` | "department" | "anyone" | "nobody";

/** What must be so beside the state. */
export type Condition =
  | "not-returned-before"
  | "onward"
  | "extension-asked"
  | "extension-not-asked"
  | "not-extended"
  | "before-due"
  | "after-due"
  | "order-to-rectify"
  | "proposed-by-provider"
  | "unconditional"
  | "not-running"
  | "delivered-in-time";

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
  coordinator: "the authority that coordinates: the lowest common superior",
  against: "the organisation that it is against",
  holder: "the asset's holder",
  claimant: "the department that claims it",
  demander: "the department that announced it",
};

const ABOVE = "above-";

function wordOf(party: Party): string {
  if (party === "anyone") return "anyone";
  if (party === "nobody") return "nobody: time";
  if (party === "department") return `${OFFICE} a department`;
  if (!party.startsWith(ABOVE)) return `${OFFICE} ${WORDS[party as Side]}`;
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
