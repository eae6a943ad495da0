// SPDX-License-Identifier: Apache-2.0
import { ProofError, type ProofErrorCode } from "../errors.ts";

/** A fact read, or why it could not be. */
export type Fact<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly code: ProofErrorCode };

/** Reads a fact, keeping why it could not be read. */
export function attempt<T>(read: () => T): Fact<T> {
  try {
    return { known: true, value: read() };
  } catch (error) {
    if (error instanceof ProofError) return { known: false, code: error.code };
    throw error;
  }
}

/** The value of a fact. @throws ProofError with the code for which it could not be read */
export function need<T>(fact: Fact<T>): T {
  if (fact.known) return fact.value;
  throw new ProofError(fact.code, "a fact that this one rests on could not be read");
}

/** A fact that follows from another one. */
export function mapFact<T, U>(fact: Fact<T>, map: (value: T) => U): Fact<U> {
  return fact.known ? { known: true, value: map(fact.value) } : fact;
}

/** The value of a fact, if it is known. */
export function valueOf<T>(fact: Fact<T>): T | undefined {
  return fact.known ? fact.value : undefined;
}
