// SPDX-License-Identifier: Apache-2.0
import type { Hex } from "@suyuan/proof";

import { ChainError } from "../errors.ts";
import { asInteger } from "../hex.ts";
import type { PublishedYears, YearBits } from "../law/calendar.ts";
import type { BlockTag, LedgerReader } from "../ledger.ts";
import type { AbiValues } from "../names.ts";
import type {
  AssetAffairs,
  CaseFacts,
  OfferFacts,
  ProcedureFacts,
  ProposalFacts,
  RightFacts,
  VetoFacts,
} from "./law-types.ts";
import { call, struct, type Struct } from "./struct.ts";

/** Acts that a chief data officer can veto, by their numbers. */
const VETO_ACTS = [1, 2, 3, 4] as const;

const only = (values: AbiValues): unknown => Object.values(values)[0];

async function readVeto(
  reader: LedgerReader,
  id: Hex,
  act: number,
  tag: BlockTag,
): Promise<VetoFacts> {
  const veto = await struct(reader, call("assetRegistry", "vetoOf", id, act), tag);
  return { act, ...veto } as unknown as VetoFacts;
}

/** What is under way with an asset, or stands in its way. @throws ChainError `not-found` */
export async function readAffairs(
  reader: LedgerReader,
  id: Hex,
  tag: BlockTag = "latest",
  time?: number,
): Promise<AssetAffairs> {
  const at = time ?? (await reader.block(tag)).time;
  const [procedure, offer, stage, queryCode, holdingRight, ...vetoes] = await Promise.all([
    struct(reader, call("assetRegistry", "procedure", id), tag),
    struct(reader, call("rightRegistry", "offerOf", id), tag),
    reader.read(call("rightRegistry", "stageAt", id, at), tag),
    reader.read(call("assetRegistry", "queryCodeOf", id), tag),
    reader.read(call("rightRegistry", "holdingRightOf", id), tag),
    ...VETO_ACTS.map((act) => readVeto(reader, id, act, tag)),
  ]);
  return {
    procedure: procedure as unknown as ProcedureFacts,
    vetoes: vetoes.filter(({ organization }) => organization !== 0),
    offer: offer["to"] === 0 ? null : (offer as unknown as OfferFacts),
    stage: Number(stage["stage"]),
    queryCode: only(queryCode) as Hex,
    holdingRight: only(holdingRight) as Hex,
  };
}

/** A right by its id, the holding right of a coded asset too. @throws ChainError `not-found` */
export async function readRight(
  reader: LedgerReader,
  id: Hex,
  tag: BlockTag = "latest",
): Promise<RightFacts> {
  const {
    holder,
    serial: _,
    ...fixed
  } = await struct(reader, call("rightRegistry", "rightOf", id), tag);
  const status = await struct(reader, call("rightRegistry", "rightStatus", id), tag);
  return { ...fixed, recordedHolder: holder, ...status } as unknown as RightFacts;
}

/** Open, in coordination, before the government. */
const DECIDABLE: readonly unknown[] = [1, 9, 10];
const CORRECTION = 3;
const SHARING_DISPUTE = 4;

/** A case by its id. @throws ChainError `not-found` */
export async function readCase(
  reader: LedgerReader,
  id: Hex,
  tag: BlockTag = "latest",
): Promise<CaseFacts> {
  const about = (fn: string) => call("caseRegistry", fn, id);
  const { serial: _, raiser, respondent, ...fixed } = await struct(reader, about("caseOf"), tag);
  const status = await struct(reader, about("caseStatus"), tag);
  const isDecided = fixed["kind"] !== CORRECTION && DECIDABLE.includes(status["state"]);
  const decider = isDecided ? await reader.read(about("deciderOf"), tag) : { by: 0 };
  const hasTurn = fixed["kind"] === CORRECTION || fixed["kind"] === SHARING_DISPUTE;
  const turn = hasTurn ? await struct(reader, about("turnOf"), tag) : null;
  const sides = await reader.read(about("partiesOf"), tag);
  const recorded = { recordedRaiser: raiser, recordedRespondent: respondent };
  const now = { ...recorded, ...sides, decider: Number(only(decider)), turn };
  return { ...fixed, ...status, ...now } as unknown as CaseFacts;
}

const isRefusal = (cause: unknown, name: string): cause is ChainError =>
  cause instanceof ChainError && cause.revert?.name === name;

/** The members are counted when the voting begins: before that moment nobody can say how many votes are needed. */
async function neededBy(ask: () => Promise<number>): Promise<Pick<ProposalFacts, "needed">> {
  try {
    return { needed: await ask() };
  } catch (cause) {
    if (isRefusal(cause, "ERC5805FutureLookup")) return {};
    throw cause;
  }
}

/** A proposal of the council by its number. @throws ChainError `not-found` */
export async function readProposal(
  reader: LedgerReader,
  id: bigint,
  tag: BlockTag = "latest",
): Promise<ProposalFacts> {
  const ask = async (fn: string): Promise<Struct> => reader.read(call("council", fn, id), tag);
  const number = async (fn: string) => asInteger(Number(only(await ask(fn))), fn);
  try {
    const votes = await ask("proposalVotes");
    return {
      state: await number("state"),
      kind: await number("kindOf"),
      voteStart: await number("proposalSnapshot"),
      voteEnd: await number("proposalDeadline"),
      executableAt: await number("proposalEta"),
      against: Number(votes["againstVotes"]),
      for: Number(votes["forVotes"]),
      abstain: Number(votes["abstainVotes"]),
      ...(await neededBy(() => number("votesNeeded"))),
    };
  } catch (cause) {
    if (!isRefusal(cause, "GovernorNonexistentProposal")) throw cause;
    throw new ChainError("not-found", `the council has no proposal ${id}`, { cause });
  }
}

/** The published ones of some years, for reckoning in working days. */
export async function readYears(
  reader: LedgerReader,
  years: readonly number[],
  tag: BlockTag = "latest",
): Promise<PublishedYears> {
  const read = years.map(async (year) => {
    const { low, high, version } = await reader.read(call("workCalendar", "yearOf", year), tag);
    return [year, { low, high } as unknown as YearBits, Number(version)] as const;
  });
  const found = await Promise.all(read);
  return new Map(
    found.filter(([, , version]) => version > 0).map(([year, bits]) => [year, bits] as const),
  );
}
