// SPDX-License-Identifier: Apache-2.0
import { ChainError } from "../errors.ts";
import { asHex, asInteger } from "../hex.ts";
import type { BlockTag, FunctionCall, LedgerReader } from "../ledger.ts";
import type { AbiValue } from "../names.ts";
import type {
  AssetFacts,
  CheckpointFacts,
  ForwarderDomain,
  GrantFacts,
  LogFacts,
  OrganizationFacts,
  RequestFacts,
  SeatFacts,
} from "./types.ts";

type Struct = Readonly<Record<string, AbiValue>>;

/**
 * Reads the one struct that a view returns. The ABI, which is generated, gives its fields their names and types.
 * @throws ChainError `not-found` when the contract says that it knows no such thing.
 */
async function struct(reader: LedgerReader, call: FunctionCall, tag: BlockTag): Promise<Struct> {
  try {
    const [value] = Object.values(await reader.read(call, tag));
    return value as Struct;
  } catch (cause) {
    const unknown = cause instanceof ChainError && cause.revert?.name.includes("__Unknown");
    throw unknown === true ? unknownFact(call, cause) : cause;
  }
}

/** What a view gives for an id that it does not know has zero here. */
function known(fields: Struct, mark: string, call: FunctionCall): Struct {
  if (fields[mark] === 0) throw unknownFact(call);
  return fields;
}

function unknownFact({ fn, args }: FunctionCall, cause?: unknown): ChainError {
  return new ChainError("not-found", `the chain knows no ${fn} ${args.map(String).join(" ")}`, {
    cause,
  });
}

const call = (
  contract: FunctionCall["contract"],
  fn: string,
  ...args: AbiValue[]
): FunctionCall => ({
  contract,
  fn,
  args,
});

/** The text of a code in `bytes18` or `bytes32`: ASCII, filled up with zeros. */
function text(value: unknown): string {
  const bytes = Buffer.from(String(value).slice(2), "hex");
  return bytes.toString("latin1").replace(/\0+$/, "");
}

/** An organisation by its number. @throws ChainError `not-found` */
export async function readOrganization(
  reader: LedgerReader,
  number: number,
  tag: BlockTag = "latest",
): Promise<OrganizationFacts> {
  const view = call("organizationRegistry", "organization", number);
  const { code, standing, ...rest } = await struct(reader, view, tag);
  const fields = { ...rest, ...(standing as Struct), code: text(code) };
  return known(fields, "status", view) as unknown as OrganizationFacts;
}

/** A seat by its number. @throws ChainError `not-found` */
export async function readSeat(
  reader: LedgerReader,
  number: number,
  tag: BlockTag = "latest",
): Promise<SeatFacts> {
  const view = call("organizationRegistry", "seat", number);
  return known(await struct(reader, view, tag), "state", view) as unknown as SeatFacts;
}

/** An asset by its id. @throws ChainError `not-found` */
export async function readAsset(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<AssetFacts> {
  const view = call("assetRegistry", "asset", id);
  return known(await struct(reader, view, tag), "state", view) as unknown as AssetFacts;
}

/** A request by its id. @throws ChainError `not-found` */
export async function readRequest(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<RequestFacts> {
  const view = call("sharingRegistry", "requestOf", id);
  return known(await struct(reader, view, tag), "organization", view) as unknown as RequestFacts;
}

/** A grant by its id. @throws ChainError `not-found` */
export async function readGrant(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<GrantFacts> {
  const view = call("sharingRegistry", "grantOf", id);
  const fixed = known(await struct(reader, view, tag), "provider", view);
  const status = await struct(reader, call("sharingRegistry", "grantStatus", id), tag);
  return { ...fixed, ...status } as unknown as GrantFacts;
}

/** A log by its id. @throws ChainError `not-found` */
export async function readLog(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<LogFacts> {
  const view = call("exchangeLog", "log", id);
  const fields = known(await struct(reader, view, tag), "centre", view);
  return { ...fields, size: asInteger(Number(fields["size"]), "size") } as unknown as LogFacts;
}

/** A checkpoint of a log; undefined when none of that size was anchored. */
export async function readCheckpoint(
  reader: LedgerReader,
  id: string,
  size: number,
  tag: BlockTag = "latest",
): Promise<CheckpointFacts | undefined> {
  const fields = await struct(reader, call("exchangeLog", "checkpoint", id, size), tag);
  if (fields["blockTime"] === 0) return undefined;
  return {
    ...fields,
    previousSize: asInteger(Number(fields["previousSize"]), "previous size"),
    blockNumber: asInteger(Number(fields["blockNumber"]), "block number"),
  } as unknown as CheckpointFacts;
}

/** Next nonce of an account at the forwarder. */
export async function readForwarderNonce(reader: LedgerReader, account: string): Promise<number> {
  const [nonce] = Object.values(await reader.read(call("forwarder", "nonces", account)));
  return asInteger(Number(nonce), "nonce");
}

/** The forwarder's EIP-712 domain, as it tells it itself (EIP-5267). */
export async function readForwarderDomain(reader: LedgerReader): Promise<ForwarderDomain> {
  const domain = await reader.read(call("forwarder", "eip712Domain"));
  return {
    name: domain["name"] as string,
    version: domain["version"] as string,
    chainId: asInteger(Number(domain["chainId"]), "chain id"),
    verifyingContract: asHex(domain["verifyingContract"], "forwarder address", 20),
  };
}
