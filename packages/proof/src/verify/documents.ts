// SPDX-License-Identifier: Apache-2.0
// Documents laid open: what was committed to, and by whom it is named.
import { fromHex, type Hex } from "../bytes.ts";
import type { CryptoProvider } from "../crypto.ts";
import { commitment } from "../digest.ts";
import { attempt, type Fact } from "../evidence/fact.ts";
import type { DisclosedDocument } from "../evidence/types.ts";
import { type DisclosedScope, itemsRootOf } from "../scope.ts";
import { failed, passed, unproven } from "./check.ts";
import type { Check } from "./types.ts";

/**
 * One line where there are documents: each is what its commitment stands for, and is named.
 * @param named the commitments that the file itself names
 * @param onChain those that the chain names
 */
export function checkDocuments(
  documents: readonly DisclosedDocument[] | undefined,
  named: readonly Hex[],
  onChain: Fact<readonly Hex[]> | undefined,
  crypto: CryptoProvider,
): Check[] {
  if (documents === undefined) return [];
  for (const { commitment: claimed, salt, document } of documents) {
    const found = attempt(() => commitment(fromHex(salt, 32), document, crypto));
    if (!found.known || found.value !== claimed) {
      return [failed("documents", "document-differs", { commitment: claimed })];
    }
    if (named.includes(claimed)) continue;
    if (onChain?.known === false) return [unproven("documents", onChain)];
    if (onChain?.value.includes(claimed) !== true) {
      return [failed("documents", "document-unnamed", { commitment: claimed })];
    }
  }
  return [passed("documents", "documents-match", { count: documents.length })];
}

/** One line where items of a scope are laid open: each stands in the tree of its items. */
export function checkItems(scope: DisclosedScope | undefined, crypto: CryptoProvider): Check[] {
  const { disclosed, items } = scope ?? {};
  if (disclosed === undefined) return [];
  for (const [place, item] of disclosed.entries()) {
    const root = attempt(() => itemsRootOf(item, crypto));
    if (!root.known || root.value !== items) return [failed("items", "item-differs", { place })];
  }
  return [passed("items", "items-match", { count: disclosed.length })];
}
