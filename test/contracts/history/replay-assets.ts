// SPDX-License-Identifier: Apache-2.0
// Assets, their procedures and vetoes, rights and cases, from events.
import { num, text, type Values } from "./events.ts";
import { type Handlers, known, type State, type Struct, ZeroHash } from "./state.ts";

/** As `IAssetErrors.Stage` numbers them. */
export const STAGE = {
  ...{ drafted: 1n, assessed: 2n, approved: 3n, submitted: 4n, accepted: 5n, returned: 6n },
  ...{ reviewed: 7n, notice: 8n, coded: 9n, rejected: 10n, refused: 11n, withdrawn: 12n },
} as const;
const DRAFT = 1n;
const CODED = 2n;
const CANCELLED = 3n;
const FIRST = 1n;
const CORRECTION = 3n;

const assetOf = (state: State, { asset }: Values): Struct => known(state.assets, asset);
const procedureOf = (state: State, { asset }: Values): Struct => known(state.procedures, asset);

/** What a stage begins with: no limit unless told. */
function enter(state: State, v: Values, stage: bigint, since: bigint, limits: Struct = {}): void {
  const none = { due: 0n, noticeEnd: 0n, provisional: false };
  Object.assign(procedureOf(state, v), { stage, since, ...none, ...limits });
}

const entering =
  (stage: bigint) =>
  (state: State, v: Values, time: bigint): void => {
    enter(state, v, stage, time);
  };

const codeOf = ({ catalogueCode, region }: Struct): string =>
  `${String(catalogueCode)} ${String(region)}`;

/** An application fails; what was never coded loses its catalogue code. */
const failing =
  (stage: bigint) =>
  (state: State, v: Values, time: bigint): void => {
    enter(state, v, stage, time);
    const asset = assetOf(state, v);
    if (asset["state"] === DRAFT) state.catalogue.delete(codeOf(asset));
  };

function begin(state: State, v: Values, type_: bigint, effect: bigint, opened: bigint): void {
  const recordHash = effect <= CORRECTION ? v["recordHash"] : ZeroHash;
  const procedure = { type_, effect, returned: false, registrar: 0n, opened, recordHash };
  state.procedures.set(String(v["asset"]), procedure);
  enter(state, v, STAGE.drafted, opened);
}

export const ASSETS: Handlers = {
  AssetRegistered: (state, v, registeredAt) => {
    const { organization, localNumber, catalogueCode, region, legalBasis, attribute, grade } = v;
    const identity = { organization, localNumber, registeredAt, catalogueCode, region, legalBasis };
    const nothing = { version: 0n, until: 0n, frozen: 0n, registrar: 0n, serial: 0n };
    const parties = { holder: organization, custodian: 0n, recordHash: ZeroHash };
    const asset = { ...identity, attribute, grade, state: DRAFT, ...nothing, ...parties };
    state.assets.set(String(v["asset"]), asset);
    state.catalogue.set(codeOf(asset), text(v, "asset"));
    begin(state, v, 1n, FIRST, registeredAt);
  },
  ProcedureOpened: (state, v, time) => {
    const asset = assetOf(state, v);
    if (asset["state"] === DRAFT) state.catalogue.set(codeOf(asset), text(v, "asset"));
    begin(state, v, num(v, "type_"), num(v, "effect"), time);
  },
  ApplicationAssessed: entering(STAGE.assessed),
  ApplicationApproved: entering(STAGE.approved),
  ApplicationSubmitted: (state, v, time) => {
    const procedure = procedureOf(state, v);
    procedure["registrar"] = v["registrar"];
    const { recordHash, due, provisional } = v;
    // Zero where the record stays as it was.
    if (String(recordHash) !== ZeroHash && Number(procedure["effect"]) <= Number(CORRECTION)) {
      procedure["recordHash"] = recordHash;
    }
    enter(state, v, STAGE.submitted, time, { due, provisional });
  },
  ApplicationReturned: (state, v, time) => {
    enter(state, v, STAGE.returned, time, { returned: true });
  },
  ApplicationAccepted: (state, v, time) => {
    enter(state, v, STAGE.accepted, time, { due: v["due"], provisional: v["provisional"] });
  },
  ApplicationReviewed: entering(STAGE.reviewed),
  NoticePublished: (state, v, time) => {
    const { noticeEnd, provisional } = v;
    enter(state, v, STAGE.notice, time, { noticeEnd, provisional });
  },
  ApplicationRejected: failing(STAGE.rejected),
  ApplicationRefused: failing(STAGE.refused),
  ObjectionUpheld: failing(STAGE.refused),
  ApplicationWithdrawn: failing(STAGE.withdrawn),
  AssetConfirmed: (state, v, time) => {
    enter(state, v, STAGE.coded, time);
    const asset = assetOf(state, v);
    const { recordHash, effect } = procedureOf(state, v);
    Object.assign(asset, { state: CODED, version: v["version"], until: v["until"] });
    if (Number(effect) <= Number(CORRECTION)) asset["recordHash"] = recordHash;
    if (effect === FIRST) Object.assign(asset, { registrar: v["registrar"], serial: v["serial"] });
  },
  AssetCancelled: (state, v, time) => {
    enter(state, v, STAGE.coded, time);
    const asset = assetOf(state, v);
    asset["state"] = CANCELLED;
    state.catalogue.delete(codeOf(asset));
  },
  RegistrationRecorded: entering(STAGE.coded),
  CustodianSet: (state, v) => {
    assetOf(state, v)["custodian"] = v["custodian"];
  },
  HolderMoved: (state, v) => {
    assetOf(state, v)["holder"] = v["to"];
  },
  AssetFrozen: (state, v) => {
    assetOf(state, v)["frozen"] = v["freezes"];
  },
  AssetUnfrozen: (state, v) => {
    assetOf(state, v)["frozen"] = v["freezes"];
  },
  AssetVetoed: (state, v, since) => {
    const { organization, until, reason } = v;
    const veto = { organization, since, until, liftedBy: 0n, reason };
    state.vetoes.set(`${String(v["asset"])} ${String(v["act"])}`, veto);
  },
  VetoLifted: (state, v) => {
    known(state.vetoes, `${String(v["asset"])} ${String(v["act"])}`)["liftedBy"] = v["authority"];
  },
};

const more = (counts: Map<string, bigint>, key: unknown): bigint => {
  const count = (counts.get(String(key)) ?? 0n) + 1n;
  counts.set(String(key), count);
  return count;
};

const noOffer = (state: State, { asset }: Values): void => {
  state.offers.set(String(asset), undefined);
};

export const RIGHTS: Handlers = {
  RightOffered: (state, v) => {
    const { right, ...terms } = v;
    const serial = more(state.rightCounts, v["asset"]);
    state.rights.set(String(right), { ...terms, serial });
    state.rightStates.set(String(right), { state: 1n, until: num(v, "until"), reason: 0n });
  },
  RightAccepted: (state, v) => {
    known(state.rightStates, v["right"]).state = 2n;
  },
  RightWaived: (state, v) => {
    known(state.rightStates, v["right"]).state = 3n;
  },
  RightEnded: (state, v) => {
    Object.assign(known(state.rightStates, v["right"]), { state: 3n, reason: v["reason"] });
  },
  TransferOffered: (state, v, time) => {
    const offer = { to: num(v, "to"), time, basis: text(v, "basis") };
    state.offers.set(String(v["asset"]), offer);
  },
  TransferAccepted: (state, v) => {
    noOffer(state, v);
    more(state.transfers, v["asset"]);
  },
  TransferWithdrawn: noOffer,
  StageRecorded: (state, v) => {
    state.stages.set(String(v["asset"]), [num(v, "stage"), text(v, "basis")]);
  },
};

const closing =
  (to: bigint) =>
  (state: State, v: Values): void => {
    const { raiser } = known(state.cases, v["id"]);
    const decision = "decision" in v ? text(v, "decision") : ZeroHash;
    const status = { state: to, by: num(v, "by"), decision };
    state.caseStates.set(String(v["id"]), status);
    state.openCases.delete(`${String(v["asset"])} ${String(raiser)}`);
  };

export const CASES: Handlers = {
  CaseRaised: (state, v, time) => {
    const { id: _, asset, raiser, ...rest } = v;
    const id = text(v, "id");
    const serial = more(state.caseCounts, raiser);
    state.cases.set(id, { asset, raiser, ...rest, time, serial });
    state.caseStates.set(id, { state: 1n, by: 0n, decision: ZeroHash });
    state.openCases.set(`${String(asset)} ${String(raiser)}`, id);
  },
  CaseWithdrawn: closing(2n),
  CaseDismissed: closing(3n),
  CaseUpheld: closing(4n),
};
