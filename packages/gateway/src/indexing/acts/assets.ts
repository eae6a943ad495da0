// SPDX-License-Identifier: Apache-2.0
import { REGISTRATION_STAGES, type RegistrationStage } from "@suyuan/chain";
import type { Act, Args, Fields, Plain, Row } from "../types.ts";
import {
  changes,
  type ContractActs,
  has,
  idText,
  makes,
  type Part,
  pick,
  plainText,
  rowOf,
} from "./part.ts";

const REGISTERED = 1;
const CODED = 2;
const CANCELLED = 3;
const FIRST = 1;
const HOLDING = 1;
const STATUTORY = 1;
const DERIVED = 4;
const IN_FORCE = 2;
const ENDED = 3;

const stage = (name: RegistrationStage): number => REGISTRATION_STAGES.indexOf(name);

/** Stages of a registration procedure, by the numbers of `IAssetErrors.Stage`. */
export const STAGE = {
  drafted: stage("Drafted"),
  assessed: stage("Assessed"),
  approved: stage("Approved"),
  submitted: stage("Submitted"),
  accepted: stage("Accepted"),
  returned: stage("Returned"),
  reviewed: stage("Reviewed"),
  publicNotice: stage("PublicNotice"),
  coded: stage("Coded"),
  rejected: stage("Rejected"),
  refused: stage("Refused"),
  withdrawn: stage("Withdrawn"),
};

const identity = ["organization", "catalogueCode", "localNumber", "region", "attribute", "grade"];

const opened = (type_: Plain, effect: Plain, recordHash: Plain, time: number): Fields => ({
  ...{ type: type_, effect, stage: STAGE.drafted, returned: false, registrar: 0, opened: time },
  ...{ since: time, due: 0, noticeEnd: 0, provisional: false, recordHash },
});

/** The procedure at another stage; no deadline runs unless `more` names one. */
function step(row: Row, stage: number, { time }: Act, more: Fields = {}): Fields {
  const known = (row["procedure"] ?? {}) as Fields;
  const now = { stage, since: time, due: 0, noticeEnd: 0, provisional: false };
  return { procedure: { ...known, ...now, ...more } };
}

const staged = (stage: number, ...names: readonly string[]) => [
  changes("asset", "asset", (args, row, act) => step(row, stage, act, pick(args, ...names))),
];

/** A registrar's act. */
const byRegistrar = (stage: number, ...names: readonly string[]) => [
  ...staged(stage, ...names),
  has("organization", "registrar"),
];

/** What coding changes on the asset: the first one begins its holding, a later one its version or term. */
function coded(args: Args, row: Row, act: Act): Fields {
  const { recordHash } = (row["procedure"] ?? {}) as Fields;
  const isNew = args["version"] !== row["version"];
  return {
    ...pick(args, "version", "until"),
    ...(args["effect"] === FIRST && pick(args, "registrar", "serial")),
    ...(isNew && { recordHash: recordHash ?? null }),
    state: CODED,
    ...step(row, STAGE.coded, act),
  };
}

function vetoed(row: Row, args: Args, veto: Fields): Fields {
  const known = (row["vetoes"] ?? {}) as Readonly<Record<string, Fields>>;
  const act = plainText(args["act"]);
  return { vetoes: { ...known, [act]: { ...known[act], ...veto } } };
}

/** The holding right of an asset; `right` is its id, which the indexer adds to the acts that change it. */
const holding = (fields: (args: Args, asset: Row | undefined, act: Act) => Fields): Part => {
  const part = changes("right", "right", () => ({}));
  return {
    ...part,
    change: (known, act, { at, rows }) => {
      const asset = rowOf(rows, "asset", act.args["asset"]);
      const row = known ?? { id: act.args["right"] as string, at, ...holdingRight(act.args) };
      return { ...row, ...fields(act.args, asset, act) };
    },
  };
};

const holdingRight = (args: Args): Fields => ({
  ...pick(args, "asset"),
  ...{ holder: 0, grantor: 0, parent: null, kind: HOLDING, basis: STATUTORY, from: 0, until: 0 },
  ...{ state: IN_FORCE, reason: 0 },
});

const coding = holding(({ until, effect }, asset, { time }) => ({
  ...(effect === FIRST && { holder: asset?.["holder"] ?? 0, from: time }),
  ...{ until: until ?? 0, state: IN_FORCE },
}));

/** Assets: their registration, vetoes, freezes, holder and custodian. */
export const ASSET_ACTS: ContractActs = {
  AssetRegistered: [
    makes("asset", "asset", (args, { time }) => ({
      ...pick(args, ...identity, "legalBasis"),
      recordHash: null,
      ...{ state: REGISTERED, version: 0, until: 0, frozen: 0, registrar: 0, serial: 0 },
      ...{ holder: args["organization"] ?? 0, custodian: 0, stage: 0, registeredAt: time },
      procedure: opened(FIRST, FIRST, args["recordHash"] ?? null, time),
      vetoes: {},
      offer: null,
    })),
    has("organization", "organization"),
    has("seat", "seat"),
  ],
  ProcedureOpened: [
    changes("asset", "asset", ({ type_, effect, recordHash }, _, { time }) => ({
      procedure: opened(type_ ?? null, effect ?? null, recordHash ?? null, time),
    })),
    has("organization", "organization"),
  ],
  ApplicationAssessed: staged(STAGE.assessed),
  ApplicationApproved: [...staged(STAGE.approved), has("organization", "organization")],
  ApplicationSubmitted: [
    changes("asset", "asset", (args, row, act) =>
      step(row, STAGE.submitted, act, {
        ...pick(args, "registrar", "due", "provisional"),
        // Only what is handed in again after a return is another record.
        ...(idText(args["recordHash"]) !== undefined && pick(args, "recordHash")),
      }),
    ),
    has("organization", "registrar"),
  ],
  ApplicationReturned: [
    changes("asset", "asset", ({ gaps }, row, act) =>
      step(row, STAGE.returned, act, { returned: true, gaps: gaps ?? null }),
    ),
    has("organization", "registrar"),
  ],
  ApplicationAccepted: byRegistrar(STAGE.accepted, "due", "provisional"),
  ApplicationRejected: byRegistrar(STAGE.rejected, "reason", "legalBasis"),
  ApplicationReviewed: byRegistrar(STAGE.reviewed),
  ApplicationRefused: byRegistrar(STAGE.refused, "reason", "legalBasis"),
  NoticePublished: [
    changes("asset", "asset", ({ noticeEnd, provisional }, row, act) =>
      step(row, STAGE.publicNotice, act, {
        ...{ noticeEnd: noticeEnd ?? 0, due: noticeEnd ?? 0, provisional: provisional ?? false },
      }),
    ),
    has("organization", "registrar"),
  ],
  ObjectionUpheld: staged(STAGE.refused, "decision"),
  ApplicationWithdrawn: staged(STAGE.withdrawn),
  AssetConfirmed: [changes("asset", "asset", coded), coding, has("organization", "registrar")],
  AssetCancelled: [
    changes("asset", "asset", (_, row, act) => ({
      state: CANCELLED,
      ...step(row, STAGE.coded, act),
    })),
    holding((_, __, { time }) => ({ state: ENDED, endedAt: time })),
    has("organization", "registrar"),
  ],
  RegistrationRecorded: byRegistrar(STAGE.coded),
  AssetVetoed: [
    changes("asset", "asset", (args, row, { time }) =>
      vetoed(row, args, {
        ...pick(args, "organization", "reason", "until"),
        since: time,
        liftedBy: 0,
      }),
    ),
    has("organization", "organization"),
  ],
  VetoLifted: [
    changes("asset", "asset", (args, row) =>
      vetoed(row, args, { liftedBy: args["authority"] ?? 0, decision: args["decision"] ?? null }),
    ),
    has("organization", "authority"),
  ],
  AssetFrozen: [changes("asset", "asset", ({ freezes }) => ({ frozen: freezes ?? 0 }))],
  AssetUnfrozen: [changes("asset", "asset", ({ freezes }) => ({ frozen: freezes ?? 0 }))],
  CustodianSet: [
    changes("asset", "asset", ({ custodian }) => ({ custodian: custodian ?? 0 })),
    has("organization", "custodian"),
  ],
  HolderMoved: [
    changes("asset", "asset", ({ to }) => ({ holder: to ?? 0, offer: null })),
    holding(({ from, to }) => ({ holder: to ?? 0, grantor: from ?? 0, basis: DERIVED })),
    has("organization", "from"),
    has("organization", "to"),
  ],
};
