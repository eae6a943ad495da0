// SPDX-License-Identifier: Apache-2.0
// One EIP-712 struct a kind. An absent member is the zero value of its type; no member that is present
// can have that value, and the id of the whole body is signed besides.
import type { Hex } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";
import type { Digest } from "../digest.ts";
import { statementId } from "./id.ts";
import { sourcesRoot } from "./roots.ts";
import {
  type TypedData,
  type TypedDomain,
  typedDigest,
  type TypedMember,
  type TypedMessage,
  type TypedTypes,
} from "./typed.ts";
import type {
  DatasetVersion,
  Delivery,
  ListRef,
  Receipt,
  Reconciliation,
  Sources,
  Statement,
  StatementType,
  Withdrawal,
} from "./types.ts";

const ZERO32: Hex = `0x${"00".repeat(32)}`;
const NO_DIGEST: Digest = { bytes: 0, sha256: ZERO32, sm3: ZERO32 };
const NO_LIST: ListRef = { count: 0, root: ZERO32 };

/** `type name, type name` as members. */
export function members(text: string): readonly TypedMember[] {
  return text.split(/,\s*/).map((pair) => {
    const [type = "", name = ""] = pair.split(" ");
    return { type, name };
  });
}

const COMMON =
  "bytes32 id, bytes32 log, uint64 time, bytes16 nonce, uint32 organization, uint32 seat, bytes32 asset";
const DIGEST = members("uint64 size, bytes32 sha256, bytes32 sm3");

interface Struct {
  readonly primaryType: string;
  readonly types: TypedTypes;
}

function struct(primaryType: string, own: string): Struct {
  const all = members(`${COMMON}, ${own}`);
  const digest = all.some(({ type }) => type === "Digest") ? { Digest: DIGEST } : {};
  return { primaryType, types: { [primaryType]: all, ...digest } };
}

const STRUCTS: Readonly<Record<StatementType, Struct>> = {
  "suyuan/dataset-version@1": struct(
    "DatasetVersion",
    "Digest digest, bool salted, bytes32 schema, bool custodian, bytes32 supersedes, uint32 sourceCount, bytes32 sourceRoot, string activity",
  ),
  "suyuan/delivery@1": struct(
    "Delivery",
    "bytes32 version, bytes32 grant, uint64 serial, uint32 recipient, Digest digest, bool salted, string channel, uint32 partCount, bytes32 partRoot, bool custodian",
  ),
  "suyuan/receipt@1": struct(
    "Receipt",
    "bytes32 grant, bytes32 deliveryLog, bytes32 deliveryId, Digest digest, bool salted, string result, bytes32 supersedes",
  ),
  "suyuan/use@1": struct(
    "Use",
    "bytes32 grant, uint32 purpose, uint64 from, uint64 until, uint64 count, bytes32 effect, bytes32 storage",
  ),
  "suyuan/disposal@1": struct(
    "Disposal",
    "bytes32 grant, string method, uint64 disposedAt, bytes32 record",
  ),
  "suyuan/mirror@1": struct(
    "Mirror",
    "bytes32 version, string state, uint64 lag, Digest digest, bool salted",
  ),
  "suyuan/reconciliation@1": struct(
    "Reconciliation",
    "bytes32 grant, uint64 from, uint64 until, uint64 count, bytes32 deliveries, uint32 counterpartyOrganization, uint32 counterpartySeat",
  ),
  "suyuan/withdrawal@1": struct(
    "Withdrawal",
    "bytes32 grant, bytes32 targetId, uint64 targetSerial, uint16 reason",
  ),
};

const digestMessage = ({ bytes, sha256, sm3 }: Digest): TypedMessage => ({
  size: bytes,
  sha256,
  sm3,
});

function listOf(sources: Sources | undefined, crypto: CryptoProvider): ListRef {
  if (sources === undefined) return NO_LIST;
  if (!("list" in sources)) return sources;
  return { count: sources.list.length, root: sourcesRoot(sources.list, crypto) };
}

function versionMessage(statement: DatasetVersion, crypto: CryptoProvider): TypedMessage {
  const { salted, schema, custodian = false, supersedes = ZERO32, activity = "" } = statement;
  const { count: sourceCount, root: sourceRoot } = listOf(statement.sources, crypto);
  const digest = digestMessage(statement.digest);
  return { digest, salted, schema, custodian, supersedes, sourceCount, sourceRoot, activity };
}

function deliveryMessage(statement: Delivery): TypedMessage {
  const { version, grant, serial, recipient, salted, channel, custodian = false } = statement;
  const { count: partCount, root: partRoot } = statement.parts ?? NO_LIST;
  const digest = digestMessage(statement.digest);
  const handed = { digest, salted, channel, partCount, partRoot };
  return { version, grant, serial, recipient, ...handed, custodian };
}

function receiptMessage(statement: Receipt): TypedMessage {
  const { grant, delivery, salted, result, supersedes = ZERO32 } = statement;
  const of = { grant, deliveryLog: delivery.log, deliveryId: delivery.id };
  return { ...of, digest: digestMessage(statement.digest), salted, result, supersedes };
}

function reconciliationMessage(statement: Reconciliation): TypedMessage {
  const { grant, from, until, count, deliveries, counterparty } = statement;
  const { organization: counterpartyOrganization, seat: counterpartySeat } = counterparty;
  const other = { counterpartyOrganization, counterpartySeat };
  return { grant, from, until, count, deliveries, ...other };
}

function withdrawalMessage(statement: Withdrawal): TypedMessage {
  const { grant = ZERO32, target, reason } = statement;
  const targetId = "id" in target ? target.id : ZERO32;
  return { grant, targetId, targetSerial: "serial" in target ? target.serial : 0, reason };
}

/** The members that a kind adds to the common ones. */
function ownMessage(statement: Statement, crypto: CryptoProvider): TypedMessage {
  switch (statement.type) {
    case "suyuan/dataset-version@1":
      return versionMessage(statement, crypto);
    case "suyuan/delivery@1":
      return deliveryMessage(statement);
    case "suyuan/receipt@1":
      return receiptMessage(statement);
    case "suyuan/use@1": {
      const { grant, purpose, from, until, count, effect, storage = ZERO32 } = statement;
      return { grant, purpose, from, until, count, effect, storage };
    }
    case "suyuan/disposal@1": {
      const { grant, method, disposedAt, record } = statement;
      return { grant, method, disposedAt, record };
    }
    case "suyuan/mirror@1": {
      const { version, state, lag, salted = false } = statement;
      return { version, state, lag, digest: digestMessage(statement.digest ?? NO_DIGEST), salted };
    }
    case "suyuan/reconciliation@1":
      return reconciliationMessage(statement);
    case "suyuan/withdrawal@1":
      return withdrawalMessage(statement);
  }
}

/** The domain that every signature for one ExchangeLog is made in. */
export function domainOf({ chainId, exchangeLog }: Statement): TypedDomain {
  return { name: "Suyuan", version: "1", chainId, verifyingContract: exchangeLog };
}

/** What the seat's account signs, in the shape that wallets, ethers and viem show and hash. */
export function typedData(statement: Statement, crypto: CryptoProvider = defaultCrypto): TypedData {
  const { log, time, nonce, organization, seat, asset } = statement;
  const id = statementId(statement, crypto);
  const common = { id, log, time, nonce, organization, seat, asset };
  const message = { ...common, ...ownMessage(statement, crypto) };
  return { domain: domainOf(statement), ...STRUCTS[statement.type], message };
}

/** The EIP-712 digest of `typedData`, 32 bytes. Type hashes and domain separators are kept. */
export function signingDigest(
  statement: Statement,
  crypto: CryptoProvider = defaultCrypto,
): Uint8Array {
  return typedDigest(typedData(statement, crypto), crypto);
}
