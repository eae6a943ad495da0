// SPDX-License-Identifier: Apache-2.0
import { ENGLISH_SHARING_REVERTS } from "./reverts-sharing.ts";

/** Why a contract refuses, by the name of its error. */
export const ENGLISH_REVERTS = {
  ...ENGLISH_SHARING_REVERTS,
  AssetRegistry__BadAct: "A veto names an act that cannot be vetoed.",
  AssetRegistry__BadAttribute: "A sharing attribute is unknown (Order 809, Art 14).",
  AssetRegistry__BadEffect: "The rule book's type has an effect that is none.",
  AssetRegistry__BadGrade:
    "A grade is unknown, or that of core data, which stays out (GB/T 43697-2024).",
  AssetRegistry__BadRegion: "A region is not a number of six digits (GB/T 2260).",
  AssetRegistry__BadTerm: "A veto has no time to run, or would run too long.",
  AssetRegistry__CatalogueCodeTaken:
    "An item of a region has a source department already (Order 809, Art 19).",
  AssetRegistry__Expired: "An asset's registration is no longer valid.",
  AssetRegistry__Frozen: "An asset is frozen by an objection or an ownership dispute.",
  AssetRegistry__HoldsSecrets:
    "It is not declared that the data holds neither state nor work secrets (Order 809, Art 3).",
  AssetRegistry__LocalNumberTaken: "An organisation has used a local number already.",
  AssetRegistry__MissingCapacity:
    "An organisation lacks the capacity that an act needs, or is not active.",
  AssetRegistry__NoCatalogueCode: "A catalogue code is zero.",
  AssetRegistry__NoLegalBasis:
    "A legal basis is due and none is given (Order 809, Art 15, for data not shared; every rejection and refusal).",
  AssetRegistry__NoReason: "A rejection, a refusal, a return or a veto gives no reason.",
  AssetRegistry__NoRecord: "A record hash, an assessment or another document's commitment is zero.",
  AssetRegistry__NoVeto: "No veto on an act is in force.",
  AssetRegistry__NotAbove: "An organisation does not lie above another.",
  AssetRegistry__NotFrozen: "An asset is unfrozen that is not frozen.",
  AssetRegistry__NotHead:
    "An act is the department head's and another account tries it (Order 809, Art 13).",
  AssetRegistry__NotHolder: "An act is the holder's and another organisation tries it.",
  AssetRegistry__NotInWindow: "A renewal comes before its window or after it.",
  AssetRegistry__NotRegistrar:
    "An act is the registrar's to whom the application was made, and another tries it.",
  AssetRegistry__NotRightRegistry: "A contract's act is tried by another account.",
  AssetRegistry__NoticeNotOver: "The public notice is not over.",
  AssetRegistry__ReturnedBefore:
    "An application has been returned once; all gaps are named at once (Order 809, Art 21).",
  AssetRegistry__StillValid: "A valid asset is registered for the first time once more.",
  AssetRegistry__TooManyFreezes: "An asset has as many open freezes as can be counted.",
  AssetRegistry__UnknownAsset: "No asset has this id.",
  AssetRegistry__VetoLifted:
    "A higher authority's decision on an earlier veto still stands in the way of another.",
  AssetRegistry__Vetoed: "A chief data officer's veto blocks an act.",
  AssetRegistry__WrongStage:
    "The stage of an asset's procedure, or the type of registration, does not allow an act.",
  AssetRegistry__WrongState: "An asset's state does not allow an act.",
  CaseRegistry__Closed: "A case is no longer open.",
  CaseRegistry__MayNotClaim:
    "An organisation that is neither department nor operating body claims ownership.",
  CaseRegistry__NoAsset: "An asset is unknown, or its registration cancelled.",
  CaseRegistry__NoDecision: "A commitment to the decision is zero.",
  CaseRegistry__NoGrounds: "A commitment to the grounds is zero.",
  CaseRegistry__NoNotice: "An objection comes while no public notice is open.",
  CaseRegistry__NotEntitled:
    "An organisation may not decide a case: it is no one's superior here, or a party.",
  CaseRegistry__NotRaiser: "A case is another organisation's to withdraw.",
  CaseRegistry__OpenAlready: "An organisation has an open case on the asset already.",
  CaseRegistry__OwnAsset: "The applicant or holder would raise a case against itself.",
  CaseRegistry__UnknownCase: "No case has this id.",
  CouncilSeats__LastMember:
    "The only member would be removed: nobody could ever decide anything again.",
  CouncilSeats__MemberAlready: "An organisation is a member already.",
  CouncilSeats__NotActive: "An organisation is not active, and so cannot become a member.",
  CouncilSeats__NotMember: "An organisation is not a member.",
  CouncilSeats__NotTransferable: "Somebody tries to pass a vote on.",
  CouncilTimelock__DelayIsARule:
    "The delay is to be changed here: it is the rule `council.delay.seconds`.",
  Council__Fixed:
    "What OpenZeppelin's Governor can do and this council cannot: act under its own address, or take another timelock.",
  Council__NoReason: "A veto has no reason.",
  Council__NoVote: "The voter's account did not stand for a member when the voting began.",
  Council__NotActive:
    "No organisation has the number that is to be the guardian's, or it is not active.",
  Council__NotGuardian:
    "The caller is not the head of the guardian, or the guardian is not active.",
  Council__NotMember: "Who proposes or votes is not the present head of an active member.",
  Council__NotVetoable: "A guardian would veto the naming of another one.",
  Council__TooManyCalls: "A proposal has more calls than one decision may have.",
  DutyRegister__NoDuty: "A duty is zero.",
  DutyRegister__NoLegalBasis: "A duty has no legal basis.",
  DutyRegister__NotAssigned: "No seat is responsible for an asset under a duty.",
  DutyRegister__NotHolder: "The organisation does not hold the asset.",
  DutyRegister__NotInOffice:
    "A seat that would be responsible is another organisation's, has ended or has expired.",
  ExchangeLog__AnchorExpired: "A checkpoint comes later than its sender wanted it to.",
  ExchangeLog__EmptyCheckpoint: "A checkpoint has size zero.",
  ExchangeLog__FirstNeedsNoProof:
    "A log's first checkpoint comes with a proof, for which there is nothing to prove.",
  ExchangeLog__ForeignOperator:
    "A log's operator would be a seat of another organisation than its centre.",
  ExchangeLog__LogIsClosed: "A log is closed.",
  ExchangeLog__LogTaken: "A log id is in use.",
  ExchangeLog__NoKey: "A key hash is zero.",
  ExchangeLog__NoLogId: "A log id is zero.",
  ExchangeLog__NotCentre: "An organisation acts on another centre's log.",
  ExchangeLog__NotExchangeCentre:
    "An organisation that is not an exchange centre would open a log.",
  ExchangeLog__OwnSuccessor: "A log would be its own successor.",
  ExchangeLog__ProofTooLong: "Nodes are left over in a consistency proof.",
  ExchangeLog__ProofTooShort: "Nodes are missing in a consistency proof.",
  ExchangeLog__SameSize: "A checkpoint has the size of the last one.",
  ExchangeLog__SmallerSize: "A checkpoint is smaller than the last one.",
  ExchangeLog__UnknownLog: "No log has this id.",
  ExchangeLog__WrongLastRoot:
    "A consistency proof does not lead to the last checkpoint: history would be rewritten.",
  ExchangeLog__WrongRoot:
    "A consistency proof does not lead to the new checkpoint, or its root is zero.",
  OrganizationRegistry__AccountTaken:
    "An account serves an organisation already: each serves one, for good.",
  OrganizationRegistry__BadCapacities: "The capacities are none, or include an unknown one.",
  OrganizationRegistry__BadCompromise:
    "The moment of a compromise is not between the seat's beginning and the latest possible.",
  OrganizationRegistry__BadCount: "Too many subjects would be assigned at once, or none.",
  OrganizationRegistry__BadLevel: "A level is unknown, or above the level of the parent.",
  OrganizationRegistry__BadOffice: "An office is unknown, or not appointed by this act.",
  OrganizationRegistry__BadRegion: "A region is not a number of six digits (GB/T 2260).",
  OrganizationRegistry__BadTerm: "A term is not in the future, or longer than ten years.",
  OrganizationRegistry__BeingSplit:
    "An organisation that is being split would succeed another, or end in another way.",
  OrganizationRegistry__Circular: "An organisation would lie below itself, or take its own place.",
  OrganizationRegistry__CodeTaken:
    "A unified social credit code belongs to an organisation already.",
  OrganizationRegistry__HasChildren: "An organisation would end while others lie below it.",
  OrganizationRegistry__IsRoot:
    "An organisation is a root, which only the ledger's administrator suspends and resumes.",
  OrganizationRegistry__MissingCapacity:
    "An organisation lacks the capacity that an act or an office needs.",
  OrganizationRegistry__MovesDeeper: "An organisation with others below it would move deeper.",
  OrganizationRegistry__NoHeadPending: "No head is about to take over.",
  OrganizationRegistry__NoName: "A name hash is zero.",
  OrganizationRegistry__NoSubject: "An allowance or an assignment names no grant, asset or right.",
  OrganizationRegistry__NotAbove:
    "An authority does not lie above an organisation, nor is it where that would do.",
  OrganizationRegistry__NotHead: "The caller is not the organisation's head.",
  OrganizationRegistry__NotHeadOfDataOffice:
    "The caller does not hold the active seat of the organisation's head of the data office.",
  OrganizationRegistry__NotNewHead:
    "Another account than the one that was proposed or ordered would take over.",
  OrganizationRegistry__NotRoot: "An organisation is not a root.",
  OrganizationRegistry__NotSystemSeat: "An allowance is set on a seat that is not a system's.",
  OrganizationRegistry__OfficeTaken:
    "An office that an organisation holds once only is held already.",
  OrganizationRegistry__ReplacementPending:
    "The present head would stop, or propose beside, a head whom the authority above ordered.",
  OrganizationRegistry__SameTree:
    "The administrator would move an organisation within one tree, whose authorities are competent.",
  OrganizationRegistry__SeatEnded: "A seat has ended.",
  OrganizationRegistry__SeatExpired: "A seat's term is over.",
  OrganizationRegistry__TooDeep: "An organisation would lie too deep below its root.",
  OrganizationRegistry__TooEarly: "A head would take over before the delay is over.",
  OrganizationRegistry__TooManySuccessions: "A chain of successions would have too many steps.",
  OrganizationRegistry__UnknownOrganization: "No organisation has this number.",
  OrganizationRegistry__UnknownSeat: "No seat has this number.",
  OrganizationRegistry__WrongAccount: "The caller is not the account of the seat that it names.",
  OrganizationRegistry__WrongOffice: "The seat's office does not allow the act.",
  OrganizationRegistry__WrongStatus:
    "An organisation that is not active would act, or cannot take this step from its status.",
  RightRegistry__BadBasis: 'A basis is unknown, or "derived" does not go with the source.',
  RightRegistry__BadKind: "A kind is neither a use right nor an operating right.",
  RightRegistry__BadRecipient:
    "An organisation is not active, or is none that may hold a right of this kind.",
  RightRegistry__BadStage: "A value stage is unknown, or the present one.",
  RightRegistry__BadTerm: "A term begins in the past, or does not end after it begins.",
  RightRegistry__Expired: "A right's term is over.",
  RightRegistry__GrantorMayNotEnd:
    "A grantor would end a right that runs: only an authority above it may.",
  RightRegistry__NoCommitment: "A commitment to scope or basis is zero.",
  RightRegistry__NoLegalBasis: "An authority gives no legal basis.",
  RightRegistry__NoOffer: "Nobody offers to transfer an asset.",
  RightRegistry__NoReason: "The reason of an end is zero.",
  RightRegistry__NotEntitled: "An organisation may not end a right.",
  RightRegistry__NotHolder: "An act is the holder's of an asset and another organisation tries it.",
  RightRegistry__NotRecipient: "An offer is another organisation's to accept.",
  RightRegistry__NotRightHolder:
    "An act is the holder's of a right and another organisation tries it.",
  RightRegistry__NotRunning: "A right from which another shall derive, or derives, does not run.",
  RightRegistry__OfferVoid: "Whoever made an offer is suspended, or has no longer what it offered.",
  RightRegistry__OtherAsset: "A right would derive from a right in another asset.",
  RightRegistry__OutlivesParent: "A right would last longer than the one from which it derives.",
  RightRegistry__SameOrganization: "An organisation would be on both sides.",
  RightRegistry__TooDeep: "A right would lie too many steps below the holding right.",
  RightRegistry__UnknownRight: "No right has this id.",
  RightRegistry__WiderThanParent: "A right would be wider than the one from which it derives.",
  RightRegistry__WrongState: "A right's state does not allow an act.",
  RightToken__NoOwner: "A right is not in force, or its holder is gone: there is no such token.",
  RightToken__NotCounted: "`balanceOf`: tokens come and go with dates, so that nobody counts them.",
  RightToken__NotTransferable:
    "Whatever would move a token: rights move by the right registry alone.",
  RuleBook__AlreadyBegun: "A version cannot be withdrawn, since it holds or there is none.",
  RuleBook__BadEffect: "An effect is not one of 1 to 6.",
  RuleBook__BadMark: "A mark is not 1, 2 or 3.",
  RuleBook__BeforeNewest: "A version would hold from before the newest one.",
  RuleBook__InThePast: "A version would hold from a moment that is over.",
  RuleBook__NoKey: "A rule's key or a registration type's number is zero.",
  RuleBook__NoName: "A registration type has no name.",
  RuleBook__NoSource: "A version names no source of law.",
  RuleBook__OutOfRange: "A rule or a registration type has no version of this index.",
  RuleBook__UnknownRule: "No version of a rule held at a moment.",
  RuleBook__UnknownType: "No version of a registration type held at a moment.",
  SuyuanBase__ZeroAddress: "The zero address stands where an account or a contract is due.",
  SuyuanBase__ZeroDeploymentId: "A contract is deployed without a deployment id.",
  WorkCalendar__BadSpan:
    "The second of two moments lies before the first, or more than three years later.",
  WorkCalendar__DaysOutOfRange: "A limit is not of 1 to 250 working days.",
  WorkCalendar__ImplausibleYear:
    "A bitmap has fewer than 200 or more than 300 working days, as no year has.",
  WorkCalendar__NoSource: "A year is published without the notice that it comes from.",
  WorkCalendar__NotADay: "A bitmap has bits beyond the days of its year.",
  WorkCalendar__TooManyVersions: "A year was published so often that no further version is taken.",
  WorkCalendar__UnknownVersion: "A year has no version of this number.",
  WorkCalendar__YearOutOfRange: "A moment or a year lies outside 1970 to 2200.",
  CanonicalText__UnsafeNumber:
    "A number in a statement is beyond 2^53 − 1, which canonical JSON does not hold.",
  Traces__OutOfRange: "The trace has no element of this index.",
  UnifiedCode__BadCharacter:
    "A character of the unified social credit code is not one that such codes have.",
  UnifiedCode__BadCheckCharacter: "The check character of the unified social credit code is wrong.",
  AccessManagedUnauthorized: "Only the council may do this: propose it there.",
  GovernorUnexpectedProposalState: "The proposal's state does not allow this step.",
  GovernorAlreadyCastVote: "This account has voted already.",
  GovernorNonexistentProposal: "There is no such proposal.",
  GovernorOnlyExecutor: "Only a decision of the council itself does this.",
  GovernorInvalidVoteType: "A vote is for, against or abstain.",
  GovernorInvalidProposalLength: "The proposal has no calls.",
  TimelockUnexpectedOperationState:
    "The delay of the decision is not over, or it was carried out already.",
  ERC2771ForwarderExpiredRequest: "The signed request is past its deadline: sign it again.",
  ERC2771ForwarderInvalidSigner: "The request is not signed by its sender, or its nonce was used.",
  ERC2771UntrustfulTarget: "The contract takes no relayed acts.",
} as const;

export type RevertName = keyof typeof ENGLISH_REVERTS;
