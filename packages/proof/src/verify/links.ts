// SPDX-License-Identifier: Apache-2.0
// The related entry: whether it is the one that this entry names, in the same tree, in order.
import type { CryptoProvider } from "../crypto.ts";
import { toHex, type Hex } from "../bytes.ts";
import type { Facts } from "../evidence/gather.ts";
import type { OpenEntry, OpenEvidence } from "../evidence/open.ts";
import { signersOf } from "../statement/id.ts";
import { verifySignatures } from "../statement/recover.ts";
import type { Receipt, Statement } from "../statement/types.ts";
import { verifyInclusion } from "../tree/inclusion.ts";
import { failed, notChecked, passed, unproven } from "./check.ts";
import { refusal } from "./frame.ts";
import type { Check } from "./types.ts";

/** What a statement says that its related one is: an id, and of which kind where that is fixed. */
interface Named {
  readonly id: Hex;
  readonly type?: Statement["type"];
}

function namedBy(statement: Statement): Named | undefined {
  if (statement.type === "suyuan/delivery@1" || statement.type === "suyuan/mirror@1") {
    return { id: statement.version, type: "suyuan/dataset-version@1" };
  }
  if (statement.type === "suyuan/receipt@1") {
    const { id, log } = statement.delivery;
    return log === statement.log ? { id, type: "suyuan/delivery@1" } : undefined;
  }
  if (statement.type !== "suyuan/withdrawal@1") return undefined;
  return "id" in statement.target ? { id: statement.target.id } : undefined;
}

// "accepted" says that what arrived is what was sent; "mismatch" that it is not.
function receiptFault(receipt: Receipt, delivery: Statement): string | undefined {
  if (delivery.type !== "suyuan/delivery@1") return undefined;
  if (receipt.grant !== delivery.grant) return "other-grant";
  const same =
    receipt.digest.bytes === delivery.digest.bytes &&
    receipt.digest.sha256 === delivery.digest.sha256 &&
    receipt.digest.sm3 === delivery.digest.sm3;
  return same === (receipt.result === "accepted") ? undefined : "result-contradicts-digests";
}

// In each chain that both are in, the related one comes first, and right before means by hash.
function chainFault({ entry }: OpenEntry, related: OpenEntry): string | undefined {
  for (const link of entry.chain) {
    const before = related.entry.chain.find(({ subject }) => subject === link.subject);
    if (before === undefined) continue;
    if (before.n >= link.n) return "chain-out-of-order";
    if (before.n === link.n - 1 && link.prev !== toHex(related.leaf)) return "chain-broken";
  }
  return undefined;
}

function fault(open: OpenEvidence, related: OpenEntry): string | undefined {
  const { statement } = open.entry;
  const other = related.entry.statement;
  const named = namedBy(statement);
  if (named === undefined) return "not-named";
  if (named.id !== related.id) return "other-id";
  if (named.type !== undefined && named.type !== other.type) return "other-kind";
  if (other.asset !== statement.asset) return "other-asset";
  if (other.chainId !== statement.chainId) return "other-chain";
  if (other.exchangeLog !== statement.exchangeLog || other.log !== statement.log)
    return "other-log";
  if (related.index >= open.index) return "later-entry";
  const result = statement.type === "suyuan/receipt@1" ? receiptFault(statement, other) : undefined;
  return result ?? chainFault(open, related);
}

/** One line for a statement that names another one of this log, or that has a related entry; else none. */
export function checkLinks(open: OpenEvidence, facts: Facts, crypto: CryptoProvider): Check[] {
  const { related, checkpoint } = open;
  if (related === undefined) {
    const isNamed = namedBy(open.entry.statement) !== undefined;
    return isNamed ? [notChecked("chain-links", "related-not-given")] : [];
  }
  const broken = (reason: string): Check[] => [failed("chain-links", "links-broken", { reason })];
  const { index, leaf, path, entry } = related;
  const { size, root } = checkpoint;
  const accounts: Hex[] = [];
  const signers = signersOf(entry.statement);
  const refused =
    fault(open, related) ??
    refusal(() => {
      verifyInclusion({ index, size, leaf, path, root }, crypto);
      const signed = verifySignatures(entry.statement, entry.signatures, crypto);
      accounts.push(...signed.map(({ account }) => account));
    });
  if (refused !== undefined) return broken(refused);
  for (const [place, seat] of (facts.related ?? []).entries()) {
    if (!seat.known) return [unproven("chain-links", seat)];
    if (seat.value.account !== accounts[place]) return broken("signer-differs");
    if (seat.value.organization !== signers[place]?.organization) {
      return broken("seat-of-other-organization");
    }
  }
  return [passed("chain-links", "links-hold")];
}
