// SPDX-License-Identifier: Apache-2.0

/** What a gateway tells its log of itself: the `act` of an administration (docs/spec/statement.md, rule 10). */
export const ADMINISTRATIVE_ACTS = [
  "token-issued",
  "token-revoked",
  "document-held",
  "document-released",
  "document-erased",
  "policy-published",
  "access-set",
  "store-restored",
] as const;
export type AdministrativeAct = (typeof ADMINISTRATIVE_ACTS)[number];
