// SPDX-License-Identifier: Apache-2.0
// The same question before there is evidence: may a log take this statement? The same code answers, over
// whatever state the asker reads.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { type EntryCase, type EntryFacts, gatherEntry, type Span } from "../evidence/gather.ts";
import { checkAuthorisation } from "./authorisation.ts";
import { checkSignature } from "./integrity.ts";
import type { Check } from "./types.ts";

/** Reads what `authorise` rests on; signatures are not looked at. */
export function entryFacts(
  statement: EntryCase,
  span: Span,
  crypto: CryptoProvider = defaultCrypto,
): EntryFacts {
  return gatherEntry(statement, { known: true, value: span }, crypto);
}

/**
 * Judges a signed statement over a span: whether the accounts of its seats signed it, and the checks of the
 * group "authorisation". A check that rests on a word which the reader lacks is `not-checked`: fetch the word
 * and ask again.
 * @param span from the statement's time to the moment up to which all must hold, in seconds
 * @param facts what `entryFacts` gave for the same statement, or for one that asks the same of the same state
 */
export function authorise(
  statement: EntryCase,
  span: Span,
  crypto: CryptoProvider = defaultCrypto,
  facts: EntryFacts = entryFacts(statement, span, crypto),
): Check[] {
  return [
    checkSignature(statement, facts, crypto),
    ...checkAuthorisation(statement, facts, crypto),
  ];
}
