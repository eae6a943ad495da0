// SPDX-License-Identifier: Apache-2.0
// The same question before there is evidence: may a log take this statement? The same code answers, over
// whatever state the asker reads.
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import { type EntryCase, gatherEntry, type Span } from "../evidence/gather.ts";
import { checkAuthorisation } from "./authorisation.ts";
import { checkSignature } from "./integrity.ts";
import type { Check } from "./types.ts";

/**
 * Judges a signed statement over a span: whether the accounts of its seats signed it, and the checks of the
 * group "authorisation". A check that rests on a word which the reader lacks is `not-checked`: fetch the word
 * and ask again.
 * @param span from the statement's time to the moment up to which all must hold, in seconds
 */
export function authorise(
  statement: EntryCase,
  span: Span,
  crypto: CryptoProvider = defaultCrypto,
): Check[] {
  const facts = gatherEntry(statement, { known: true, value: span }, crypto);
  return [
    checkSignature(statement, facts, crypto),
    ...checkAuthorisation(statement, facts, crypto),
  ];
}
