// SPDX-License-Identifier: Apache-2.0
// Who acts in a test, and what drives them.
import type { Act, ContractName, TestChain } from "./chain.ts";

export interface Seat {
  readonly number: number;
  readonly account: string;
  readonly organization: number;
}

/** What a procedure needs of a world: acts by accounts and seats, and who stands for an organisation. */
export interface Actors {
  readonly chain: TestChain;
  act(by: string, contract: ContractName, fn: string, ...args: readonly unknown[]): Act;
  bySeat(seat: Seat, contract: ContractName, fn: string, ...args: readonly unknown[]): Act;
  headOf(organization: number): Promise<string>;
  headOfDataOffice(organization: number): Promise<Seat>;
}
