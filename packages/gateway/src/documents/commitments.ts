// SPDX-License-Identifier: Apache-2.0
// Where commitments to documents stand: by the acts of the contracts (contracts/interfaces/) and the kinds of statements
// (docs/spec/statement.md), who made each of them, and how long what it stands for is kept.
import type { DocumentClass } from "@suyuan/api";
import type { ContractName } from "@suyuan/chain";
import type { StatementKind } from "@suyuan/proof";

/** Where the organisation that made a commitment is named. */
export type Maker =
  /** In the act. */
  | { readonly in: "act"; readonly name: string }
  /** By its seat, in the act. */
  | { readonly in: "seat"; readonly name: string }
  /** In the row of the thing itself. */
  | { readonly in: "row"; readonly name: string };

export interface Committing {
  /** Names of the words; a dot leads into a struct. */
  readonly words: readonly string[];
  readonly maker: Maker;
  readonly kept: DocumentClass;
}

const by = (name: string): Maker => ({ in: "act", name });
const bySeat = (name: string): Maker => ({ in: "seat", name });
const side = (name: string): Maker => ({ in: "row", name });

const from =
  (kept: DocumentClass) =>
  (maker: Maker, ...words: readonly string[]): Committing => ({ words, maker, kept });
const registration = from("registration");
const sharing = from("sharing");
const inCase = from("case");

type Acts = Readonly<Record<string, Committing>>;

const ACTS: Readonly<Partial<Record<ContractName, Acts>>> = {
  assetRegistry: {
    AssetRegistered: registration(by("organization"), "recordHash", "legalBasis"),
    ProcedureOpened: registration(by("organization"), "recordHash"),
    ApplicationAssessed: registration(
      bySeat("seat"),
      ...["secrecyAssessment", "personalInformationAssessment"],
    ),
    ApplicationSubmitted: registration(bySeat("seat"), "recordHash"),
    ApplicationReturned: registration(by("registrar"), "gaps"),
    ApplicationRejected: registration(by("registrar"), "legalBasis"),
    ApplicationRefused: registration(by("registrar"), "legalBasis"),
    AssetVetoed: registration(by("organization"), "reason"),
    VetoLifted: registration(by("authority"), "decision"),
  },
  rightRegistry: {
    RightOffered: registration(by("grantor"), "scopeCommitment", "basisCommitment"),
    RightEnded: registration(by("organization"), "legalBasis"),
    TransferOffered: registration(by("from"), "basis"),
    StageRecorded: registration(by("organization"), "basis"),
  },
  sharingRegistry: {
    DemandAnnounced: sharing(by("organization"), "commitment"),
    ConsentGiven: sharing(by("provider"), "terms.scope"),
    RequestFiled: sharing(by("organization"), "wanted.scope"),
    RequestResubmitted: sharing(side("organization"), "scope"),
    RequestReturned: sharing(by("organization"), "gaps"),
    RequestRefused: sharing(by("organization"), "legalBasis"),
    ExtensionAsked: sharing(by("organization"), "grounds"),
    GrantIssued: sharing(by("provider"), "terms.scope"),
    ChangeProposed: sharing(by("organization"), "value"),
    RectificationReported: sharing(side("recipient"), "evidence"),
    DisposalRecorded: from("use")(side("recipient"), "record"),
  },
  returnRegistry: { ReturnClaimed: sharing(by("claimant"), "scope") },
  caseRegistry: {
    CaseRaised: inCase(by("raiser"), "grounds"),
    CaseUpheld: inCase(by("by"), "decision"),
    CaseDismissed: inCase(by("by"), "decision"),
    CorrectionRaised: inCase(by("raiser"), "grounds"),
    CorrectionRejected: inCase(by("by"), "grounds"),
    DisputeRaised: inCase(by("raiser"), "grounds"),
    DisputeDecided: inCase(by("by"), "decision"),
    SettlementProposed: inCase(by("by"), "agreement"),
    DisputeSettled: inCase(by("by"), "agreement"),
  },
  findingRegistry: {
    FindingOpened: inCase(by("by"), "grounds"),
    FindingDropped: inCase(by("by"), "grounds"),
    RectificationRejected: inCase(by("by"), "grounds"),
    RectificationReported: inCase(by("by"), "evidence"),
  },
};

/** What an act commits to; undefined when it commits to nothing. */
export const committedIn = (contract: ContractName, act: string): Committing | undefined =>
  ACTS[contract]?.[act];

/** Words of statements that stand for documents; their signers keep them. */
export const IN_STATEMENTS: Readonly<
  Partial<
    Record<StatementKind, { readonly words: readonly string[]; readonly kept: DocumentClass }>
  >
> = {
  "dataset-version": { words: ["schema"], kept: "registration" },
  use: { words: ["effect", "storage"], kept: "use" },
  disposal: { words: ["record"], kept: "use" },
};
