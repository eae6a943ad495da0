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
