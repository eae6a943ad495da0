// SPDX-License-Identifier: Apache-2.0
// The EIP-712 structs of docs/spec/statement.md, hashed by ethers and by viem.
import { TypedDataEncoder } from "ethers";
import { hashTypedData } from "viem";
import { hex, idOf, root, bytesOf } from "./bytes.ts";
import type { Body, Hex } from "./types.ts";

type Value = string | number | boolean | Body;
type Fields = readonly (readonly [type: string, name: string, value: (body: Body) => unknown])[];

const ZERO = `0x${"00".repeat(32)}`;
const inside = (body: Body, ...names: string[]): unknown =>
  names.reduce<unknown>((value, name) => (value as Body | undefined)?.[name], body);
const plain = (type: string, name: string, absent?: Value): Fields[number] => [
  type,
  name,
  (body) => body[name] ?? absent,
];
const digest: Fields[number] = [
  "Digest",
  "digest",
  (body) => ({
    size: inside(body, "digest", "bytes") ?? 0,
    sha256: inside(body, "digest", "sha256") ?? ZERO,
    sm3: inside(body, "digest", "sm3") ?? ZERO,
  }),
];
const salted = plain("bool", "salted", false);
const grant = plain("bytes32", "grant", ZERO);
const custodian = plain("bool", "custodian", false);
const supersedes = plain("bytes32", "supersedes", ZERO);
const period: Fields = [
  plain("uint64", "from"),
  plain("uint64", "until"),
  plain("uint64", "count"),
];

function sourceList(body: Body): readonly Record<"log" | "id", string>[] | undefined {
  return inside(body, "sources", "list") as ReturnType<typeof sourceList>;
}
const sourceCount = (body: Body): unknown =>
  sourceList(body)?.length ?? inside(body, "sources", "count") ?? 0;
function sourceRoot(body: Body): unknown {
  const leaves = sourceList(body)?.map(({ log, id }) => Buffer.concat([bytesOf(log), bytesOf(id)]));
  return leaves === undefined ? (inside(body, "sources", "root") ?? ZERO) : hex(root(leaves));
}

const STRUCTS: Record<string, readonly [name: string, own: Fields]> = {
  "suyuan/dataset-version@1": [
    "DatasetVersion",
    [
      ...[digest, salted, plain("bytes32", "schema"), custodian, supersedes],
      ["uint32", "sourceCount", sourceCount],
      ["bytes32", "sourceRoot", sourceRoot],
      plain("string", "activity", ""),
    ],
  ],
  "suyuan/delivery@1": [
    "Delivery",
    [
      ...[plain("bytes32", "version"), grant, plain("uint64", "serial")],
      ...[plain("uint32", "recipient"), digest, salted, plain("string", "channel")],
      ["uint32", "partCount", (body) => inside(body, "parts", "count") ?? 0],
      ["bytes32", "partRoot", (body) => inside(body, "parts", "root") ?? ZERO],
      custodian,
    ],
  ],
  "suyuan/receipt@1": [
    "Receipt",
    [
      grant,
      ["bytes32", "deliveryLog", (body) => inside(body, "delivery", "log")],
      ["bytes32", "deliveryId", (body) => inside(body, "delivery", "id")],
      ...[digest, salted, plain("string", "result"), supersedes],
    ],
  ],
  "suyuan/use@1": [
    "Use",
    [
      ...[grant, plain("uint32", "purpose"), ...period, plain("bytes32", "effect")],
      plain("bytes32", "storage", ZERO),
    ],
  ],
  "suyuan/disposal@1": [
    "Disposal",
    [grant, plain("string", "method"), plain("uint64", "disposedAt"), plain("bytes32", "record")],
  ],
  "suyuan/mirror@1": [
    "Mirror",
    [
      ...[plain("bytes32", "version"), plain("string", "state"), plain("uint64", "lag")],
      ...[digest, salted],
    ],
  ],
  "suyuan/reconciliation@1": [
    "Reconciliation",
    [
      ...[grant, ...period, plain("bytes32", "deliveries")],
      [
        "uint32",
        "counterpartyOrganization",
        (body) => inside(body, "counterparty", "organization"),
      ],
      ["uint32", "counterpartySeat", (body) => inside(body, "counterparty", "seat")],
    ],
  ],
  "suyuan/withdrawal@1": [
    "Withdrawal",
    [
      grant,
      ["bytes32", "targetId", (body) => inside(body, "target", "id") ?? ZERO],
      ["uint64", "targetSerial", (body) => inside(body, "target", "serial") ?? 0],
      plain("uint16", "reason"),
    ],
  ],
  "suyuan/administration@1": [
    "Administration",
    [
      ...[plain("string", "act"), plain("uint64", "at"), plain("bytes32", "subject")],
      ...[plain("uint32", "concerned", 0), plain("uint32", "by", 0)],
    ],
  ],
};

const COMMON: Fields = [
  ["bytes32", "id", idOf],
  ...[plain("bytes32", "log"), plain("uint64", "time"), plain("bytes16", "nonce")],
  ...[plain("uint32", "organization"), plain("uint32", "seat"), plain("bytes32", "asset")],
];

export interface Typed {
  readonly primaryType: string;
  /** encodeType of EIP-712. */
  readonly encodedType: string;
  readonly digest: Hex;
}

function hashed(body: Body, primaryType: string, fields: Fields): Typed {
  const chainId = Number(body["chainId"]);
  const verifyingContract = body["exchangeLog"] as Hex;
  const domain = { name: "Suyuan", version: "1", chainId, verifyingContract };
  const members = fields.map(([type, name]) => ({ type, name }));
  const nested = ["uint64 size", "bytes32 sha256", "bytes32 sm3"].map((text) => {
    const [type = "", name = ""] = text.split(" ");
    return { type, name };
  });
  const types = members.some(({ type }) => type === "Digest")
    ? { [primaryType]: members, Digest: nested }
    : { [primaryType]: members };
  const message = Object.fromEntries(fields.map(([, name, value]) => [name, value(body)]));
  const digest = TypedDataEncoder.hash(domain, types, message) as Hex;
  if (hashTypedData({ domain, types, primaryType, message }) !== digest) {
    throw new Error(`ethers and viem differ on ${primaryType}`);
  }
  return { primaryType, encodedType: TypedDataEncoder.from(types).encodeType(primaryType), digest };
}

export function typedStatement(body: Body): Typed {
  const found = STRUCTS[String(body["type"])];
  if (found === undefined) throw new Error("no such kind");
  return hashed(body, found[0], [...COMMON, ...found[1]]);
}

const BATCH = [
  ..."bytes32 root,uint32 count,uint32 seat,uint32 organization,bytes32 log,bytes32 asset".split(
    ",",
  ),
  ..."bytes32 grant,uint32 purpose,uint64 from,uint64 until".split(","),
];

/** `batch` has every member of the struct but those that come from the statements. */
export function typedBatch(body: Body, batch: Body): Typed {
  const whole: Body = {
    ...{ log: body["log"], organization: body["organization"], grant: ZERO },
    ...batch,
  };
  const fields: Fields = BATCH.map((pair) => {
    const [type = "", name = ""] = pair.split(" ");
    return [type, name, () => whole[name]];
  });
  return hashed(body, "Batch", fields);
}
