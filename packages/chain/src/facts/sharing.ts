// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

import { ChainError } from "../errors.ts";
import type { BlockTag, LedgerReader } from "../ledger.ts";
import type { AbiValues } from "../names.ts";
import type {
  ChangeFacts,
  ConsentFacts,
  DeliveryFacts,
  DemandFacts,
  FindingFacts,
  GrantFacts,
  LimitFacts,
  RequestFacts,
  ReturnFacts,
} from "./sharing-types.ts";
import { call, known, struct, type Struct } from "./struct.ts";

const SHARING = "sharingRegistry";
const CLOCK = { answer: 1, delivery: 2, disposal: 3 } as const;
/** The first status of a request that was granted. */
const GRANTED = 5;

const only = (values: AbiValues): unknown => Object.values(values)[0];

/** Words that the contracts may not use as names bear a stroke there. */
function bare(fields: Struct): Struct {
  const named = Object.entries(fields).map(([name, value]) => [name.replace(/_$/u, ""), value]);
  return Object.fromEntries(named) as Struct;
}

const pick = (fields: Struct, ...names: readonly string[]): Partial<Struct> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));

/** What of the contract's struct is of the request alone; the rest is of its grant. */
const ASKED = [
  ...["asset", "scope", "requester", "purpose", "method", "status", "flags", "days", "asked"],
  ...["reason", "wantedUntil", "since"],
];
const GIVEN = ["asset", "purpose", "method", "flags", "quota", "disposal", "deliveryDays"];

async function requestFields(reader: LedgerReader, id: string, tag: BlockTag): Promise<Struct> {
  const view = call(SHARING, "requestOf", id);
  return known(bare(await struct(reader, view, tag)), "status", view);
}

async function limit(
  reader: LedgerReader,
  id: string,
  clock: number,
  tag: BlockTag,
): Promise<LimitFacts> {
  const { due, provisional } = await reader.read(call(SHARING, "deadlineOf", id, clock), tag);
  return { due: Number(due), provisional: provisional === true };
}

/** A request by its id. @throws ChainError `not-found` */
export async function readRequest(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<RequestFacts> {
  const fields = await requestFields(reader, id, tag);
  const asked = pick(fields, ...ASKED);
  const [answerer, parent, answer] = await Promise.all([
    reader.read(call(SHARING, "answererOf", id), tag),
    reader.read(call(SHARING, "parentOf", id), tag),
    limit(reader, id, CLOCK.answer, tag),
  ]);
  const now = { answerer: only(answerer), parent: only(parent), ...answer };
  return { ...asked, ...now } as unknown as RequestFacts;
}

/** What is proven of deliveries under a grant; null while nothing is. */
export async function readDelivery(
  reader: LedgerReader,
  grant: string,
  tag: BlockTag = "latest",
): Promise<DeliveryFacts | null> {
  const fields = bare(await struct(reader, call("deliveryRegistry", "deliveryOf", grant), tag));
  return fields["firstAt"] === 0 ? null : (fields as unknown as DeliveryFacts);
}

/** A grant by its id, which is that of its request. @throws ChainError `not-found` */
export async function readGrant(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<GrantFacts> {
  const request = await requestFields(reader, id, tag);
  if (Number(request["status"]) < GRANTED) {
    throw new ChainError("not-found", `the chain knows no grant ${id}`);
  }
  const [status, parties, change, delivered, delivery, disposalLimit] = await Promise.all([
    struct(reader, call(SHARING, "grantStatus", id), tag),
    reader.read(call(SHARING, "partiesOf", id), tag),
    struct(reader, call(SHARING, "changeOf", id), tag),
    readDelivery(reader, id, tag),
    limit(reader, id, CLOCK.delivery, tag),
    limit(reader, id, CLOCK.disposal, tag),
  ]);
  const recorded = {
    recordedProvider: request["provider"],
    recordedRecipient: request["requester"],
  };
  const suspension = { suspendedBy: request["suspendedBy"], rectifyBy: request["rectifyBy"] };
  return {
    ...pick(request, ...GIVEN, "status"),
    ...status,
    ...{ provider: parties["provider"], recipient: parties["recipient"] },
    ...{ ...recorded, ...suspension, delivery, disposalLimit, delivered },
    change: change["kind"] === 0 ? null : (change as unknown as ChangeFacts),
  } as unknown as GrantFacts;
}

/** A demand by its id. @throws ChainError `not-found` */
export async function readDemand(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<DemandFacts> {
  const view = call(SHARING, "demandOf", id);
  return known(await struct(reader, view, tag), "status", view) as unknown as DemandFacts;
}

/** The standing consent for an asset. @throws ChainError `not-found` */
export async function readConsent(
  reader: LedgerReader,
  asset: string,
  tag: BlockTag = "latest",
): Promise<ConsentFacts> {
  const view = call(SHARING, "consentOf", asset);
  const {
    logNumber,
    number: _,
    ...fields
  } = known(await struct(reader, view, tag), "provider", view);
  const log = await reader.read(call(SHARING, "logOf", Number(logNumber)), tag);
  return { ...fields, log: only(log) as Hex } as unknown as ConsentFacts;
}

/** A return flow by its id. @throws ChainError `not-found` */
export async function readReturn(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<ReturnFacts> {
  const view = call("returnRegistry", "returnOf", id);
  return (await struct(reader, view, tag)) as unknown as ReturnFacts;
}

/** A finding by its id. @throws ChainError `not-found` */
export async function readFinding(
  reader: LedgerReader,
  id: string,
  tag: BlockTag = "latest",
): Promise<FindingFacts> {
  const view = call("findingRegistry", "findingOf", id);
  const { serial: _, against, by, ...fixed } = await struct(reader, view, tag);
  const status = await struct(reader, call("findingRegistry", "findingStatus", id), tag);
  const now = only(await reader.read(call("findingRegistry", "againstOf", id), tag));
  const sides = { recordedAgainst: against, against: now, foundBy: by };
  return { ...fixed, ...status, ...sides } as unknown as FindingFacts;
}
