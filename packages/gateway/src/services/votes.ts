// SPDX-License-Identifier: Apache-2.0
// Votes of validators on who seals, as headers carry them. Pure.
import type { HeaderVote, Hex } from "@suyuan/proof";

/** A vote that has not passed yet. */
export interface OpenVote {
  readonly recipient: Hex;
  readonly add: boolean;
  /** Block of the first vote that still counts. */
  readonly since: number;
  /** Distinct voters; undefined where headers do not tell who votes. */
  readonly voters?: number;
  readonly needed: number;
}

interface Cast extends HeaderVote {
  readonly block: number;
}

/** More than half: so many votes decide on all kinds of chain (EIP-225; Besu's vote tally). */
const majorityOf = (n: number): number => Math.floor(n / 2) + 1;

/** The votes that count since the last epoch that was seen. */
export class Votes {
  #cast: Cast[] = [];
  /** All that were given, from which those that count are made again when blocks are lost. */
  #given: (Cast & { readonly members: readonly Hex[] })[] = [];

  /**
   * Counts the vote of a block.
   * @param members who may vote in it
   * @returns whether with it a majority is reached; its votes are then done with
   */
  take(block: number, vote: HeaderVote, members: readonly Hex[]): boolean {
    this.#given.push({ ...vote, block, members });
    const { voter, recipient, add } = vote;
    // A later vote on the same address takes the place of the earlier one.
    if (voter !== undefined) {
      this.#cast = this.#cast.filter((one) => one.voter !== voter || one.recipient !== recipient);
    }
    // Nobody can be added twice, or dropped who is not there: such a vote only takes an earlier one back.
    if (members.includes(recipient) === add) return false;
    this.#cast.push({ ...vote, block });
    const open = this.#on(recipient, members);
    if (open?.voters === undefined || open.voters < open.needed) return false;
    this.#cast = this.#cast.filter((one) => one.recipient !== recipient && one.voter !== recipient);
    return true;
  }

  /** Votes that would still change who seals. */
  open(members: readonly Hex[]): OpenVote[] {
    const recipients = [...new Set(this.#cast.map(({ recipient }) => recipient))];
    return recipients.flatMap((recipient) => this.#on(recipient, members) ?? []);
  }

  /** An epoch begins: votes before it count no more. */
  clear(): void {
    this.#cast = [];
    this.#given = [];
  }

  /** Blocks after this one are lost. */
  forgetAfter(block: number): void {
    const kept = this.#given.filter((one) => one.block <= block);
    this.clear();
    for (const { members, block: at, ...vote } of kept) this.take(at, vote, members);
  }

  #on(recipient: Hex, members: readonly Hex[]): OpenVote | undefined {
    const add = !members.includes(recipient);
    const cast = this.#cast.filter((one) => one.recipient === recipient && one.add === add);
    const [first] = cast;
    if (first === undefined) return undefined;
    const voters = new Set(cast.flatMap(({ voter }) => voter ?? []));
    const needed = majorityOf(members.length);
    return {
      ...{ recipient, add, since: first.block, needed },
      ...(first.voter !== undefined && { voters: voters.size }),
    };
  }
}
