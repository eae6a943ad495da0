// SPDX-License-Identifier: Apache-2.0
import { asHex, asInteger } from "../hex.ts";
import type { BlockTag, LedgerReader } from "../ledger.ts";
import { call, known, struct, type Struct, text } from "./struct.ts";
import type {
  AssetFacts,
  CheckpointFacts,
  ForwarderDomain,
  LogFacts,
  OrganizationFacts,
  SeatFacts,
} from "./types.ts";

/** An organisation by its number. @throws ChainError `not-found` */
export async function readOrganization(
  reader: LedgerReader,
  number: number,
  tag: BlockTag = "latest",
): Promise<OrganizationFacts> {
  const view = call("organizationRegistry", "organization", number);
  const { code, standing, ...rest } = await struct(reader, view, tag);
  const fields = known({ ...rest, ...(standing as Struct), code: text(code) }, "status", view);
  const pending = await reader.read(call("organizationRegistry", "pendingHead", number), tag);
  const pendingHead = pending["from"] === 0 ? null : pending;
  return { ...fields, pendingHead } as unknown as OrganizationFacts;
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
