// SPDX-License-Identifier: Apache-2.0
// Does a certificate of a grant agree with itself and with what was recorded?
import { logId } from "../../checkpoint.ts";
import { toHex, utf8 } from "../../bytes.ts";
import type { CryptoProvider } from "../../crypto.ts";
import type { GrantFacts } from "../../grant/gather.ts";
import type { OpenGrant } from "../../grant/gather.ts";
import { scopeOf } from "../../scope.ts";
import { failed, passed, unproven } from "../check.ts";
import { checkDocuments, checkItems } from "../documents.ts";
import type { Check } from "../types.ts";

/** The grant is of the asset and for the purpose that the file names. No line where there is no grant. */
export function checkRecord({ frame }: OpenGrant, { record }: GrantFacts): Check[] {
  if (!record.known) return [unproven("certificate", record)];
  const { provider, asset, purpose } = record.value;
  if (provider === 0) return [];
  const isSame = asset === frame.asset && purpose === frame.purpose;
  return [
    isSame
      ? passed("certificate", "grant-as-recorded", { asset, purpose })
      : failed("certificate", "grant-differs", { asset, purpose }),
  ];
}

/** The names of both sides, where the file gives them. */
export function checkNames(
  { frame }: OpenGrant,
  facts: GrantFacts,
  crypto: CryptoProvider,
): Check[] {
  const sides = [
    { organization: frame.provider, name: frame.providerName, of: facts.provider },
    { organization: frame.recipient, name: frame.recipientName, of: facts.recipient },
  ];
  return sides.flatMap(({ organization, name, of }) => {
    if (name === undefined) return [];
    const { nameHash } = of.organization;
    if (!nameHash.known) return [unproven("name", nameHash)];
    const isIts = nameHash.value === toHex(crypto.sha256(utf8(name)));
    const values = { name, organization };
    return [
      isIts ? passed("name", "name-matches", values) : failed("name", "name-differs", values),
    ];
  });
}

/** What of the grant's scope at the moment is laid open. */
export function checkPapers(
  { frame }: OpenGrant,
  facts: GrantFacts,
  crypto: CryptoProvider,
): Check[] {
  const { documents, scope } = frame;
  return [
    ...checkDocuments(documents, scope === undefined ? [] : [scope.commitment], undefined, crypto),
    ...checkGrantScope(frame, facts, crypto),
    ...checkItems(scope, crypto),
  ];
}

function checkGrantScope(
  { scope }: OpenGrant["frame"],
  { chapter }: GrantFacts,
  crypto: CryptoProvider,
): Check[] {
  if (scope === undefined) return [];
  if (!chapter.known) return [unproven("scope", chapter)];
  const expected = scopeOf(scope, crypto);
  return [
    chapter.value?.scopeHash === expected
      ? passed("scope", "scope-of-grant", { scope: expected })
      : failed("scope", "scope-differs", { scope: expected }),
  ];
}

/** The name of the log that the grant named at the moment, where the file gives it. */
export function checkOrigin(
  { frame: { origin } }: OpenGrant,
  { chapter }: GrantFacts,
  crypto: CryptoProvider,
): Check[] {
  if (origin === undefined) return [];
  if (!chapter.known) return [unproven("origin", chapter)];
  return [
    chapter.value?.logId === logId(origin, crypto)
      ? passed("origin", "origin-matches", { origin })
      : failed("origin", "origin-differs", { origin }),
  ];
}
