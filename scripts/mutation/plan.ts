// SPDX-License-Identifier: Apache-2.0
// What the tool and Vitest's workers tell each other, in files.

export interface Planned {
  readonly id: number;
  /** The mutant that negates the guard in which this one stands. */
  readonly guard?: number;
}

export interface Plan {
  /** The private copy of the project. */
  readonly copy: string;
  /** The module of the copy in which test chains are made. */
  readonly chainModule: string;
  /** Where workers write. */
  readonly results: string;
  readonly mutants: readonly Planned[];
  /** Run all tests that reach a mutant, not only those that its guard refuses. */
  readonly all: boolean;
}

/** One thing that a worker tells of a test: one of the fields after the first two. */
export interface Told {
  readonly file: string;
  readonly test: string;
  readonly reached: readonly number[];
  readonly killed: number;
  /** Of a kill: how the test failed. */
  readonly by: string;
  /** How a test fails without any mutant shown: it can kill none. */
  readonly broken: string;
  /** Why a test cannot be run twice in a row, so that nothing follows from its second run. */
  readonly unrepeatable: string;
}
