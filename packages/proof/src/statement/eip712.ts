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
import type { ListRef, Sources, Statement, StatementType } from "./types.ts";

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
  "suyuan/administration@1": struct(
    "Administration",
    "string act, uint64 at, bytes32 subject, uint32 concerned, uint32 by",
  ),
};

/** What a member is that is absent; no member that is present can be it. */
const ABSENT: Readonly<Record<string, string | number | boolean>> = {
  bool: false,
  string: "",
  bytes32: ZERO32,
};

function listOf(sources: Sources | undefined, crypto: CryptoProvider): ListRef {
  if (sources === undefined) return NO_LIST;
  if (!("list" in sources)) return sources;
  return { count: sources.list.length, root: sourcesRoot(sources.list, crypto) };
}

/** The members of a struct that do not stand in the body by their own names. */
function derived(statement: Statement, crypto: CryptoProvider): TypedMessage {
  switch (statement.type) {
    case "suyuan/dataset-version@1": {
      const { count: sourceCount, root: sourceRoot } = listOf(statement.sources, crypto);
      return { sourceCount, sourceRoot };
    }
    case "suyuan/delivery@1": {
      const { count: partCount, root: partRoot } = statement.parts ?? NO_LIST;
      return { partCount, partRoot };
    }
    case "suyuan/receipt@1": {
      const { log: deliveryLog, id: deliveryId } = statement.delivery;
      return { deliveryLog, deliveryId };
    }
    case "suyuan/reconciliation@1": {
      const { organization, seat } = statement.counterparty;
      return { counterpartyOrganization: organization, counterpartySeat: seat };
    }
    case "suyuan/withdrawal@1": {
      const { target } = statement;
      return "id" in target ? { targetId: target.id } : { targetSerial: target.serial };
    }
    default:
      return {};
  }
}

/** The domain that every signature for one ExchangeLog is made in. */
export function domainOf({ chainId, exchangeLog }: Statement): TypedDomain {
  return { name: "Suyuan", version: "1", chainId, verifyingContract: exchangeLog };
}

/**
 * What the seat's account signs, in the shape that wallets, ethers and viem show and hash.
 * @param id the statement's, where the caller has it
 */
export function typedData(
  statement: Statement,
  crypto: CryptoProvider = defaultCrypto,
  id: Hex = statementId(statement, crypto),
): TypedData {
  const { digest: data = NO_DIGEST, ...said } = { digest: undefined, ...statement };
  const { bytes: size, sha256, sm3 } = data;
  const own = { id, digest: { size, sha256, sm3 } };
  const values = { ...said, ...own, ...derived(statement, crypto) } as TypedMessage;
  const { primaryType, types } = STRUCTS[statement.type];
  const message: Record<string, TypedMessage[string]> = {};
  for (const { name, type } of types[primaryType] ?? []) {
    message[name] = values[name] ?? ABSENT[type] ?? 0;
  }
  return { domain: domainOf(statement), primaryType, types, message };
}

/** The EIP-712 digest of `typedData`, 32 bytes. Type hashes and domain separators are kept. */
export function signingDigest(
  statement: Statement,
  crypto: CryptoProvider = defaultCrypto,
  id?: Hex,
): Uint8Array {
  return typedDigest(typedData(statement, crypto, id), crypto);
}
