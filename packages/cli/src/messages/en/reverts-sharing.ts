// SPDX-License-Identifier: Apache-2.0

/** Why the contracts of sharing, delivery, cases and findings refuse. */
export const ENGLISH_SHARING_REVERTS = {
  CaseRegistry__DisputedAlready: "A dispute over the subject has not ended.",
  CaseRegistry__NoAgreement: "A commitment to what was agreed is zero.",
  CaseRegistry__NoVersion: "Data is said to be corrected without the version that is.",
  CaseRegistry__NotDepartment:
    "An organisation that is no active department asks for a correction.",
  CaseRegistry__NotItsGrant:
    "A correction names a grant that is not of this asset, or not the raiser's.",
  CaseRegistry__NotParty: "An organisation is on neither side.",
  CaseRegistry__NotRespondent: "A correction is another organisation's to answer.",
  CaseRegistry__OneSide: "Both sides are one organisation, as after a merger.",
  CaseRegistry__SelfReported: "A holder would reject an error that it has reported itself.",
  CaseRegistry__ToldBefore: "A side has told already that a decision was executed.",
  CaseRegistry__UnknownSubject:
    "There is neither a request nor a correction of this id to be in dispute.",
  CaseRegistry__WrongKind: "An act is not one on this kind of case.",
  CaseRegistry__WrongState: "An act is no arrow from a case's state.",
  DeliveryRegistry__AlreadyDelivered:
    "A delivery changes nothing: one that was anchored no later is recorded.",
  DeliveryRegistry__BadBatch:
    "A batch has more statements than one may, or the statement's index lies outside.",
  DeliveryRegistry__BadParts:
    "A delivery has a number of parts and no root over them, or the other way round.",
  DeliveryRegistry__DigestContradicts:
    "A receipt contradicts itself: accepted with another digest, or a mismatch with the same.",
  DeliveryRegistry__GrantNotInForce:
    "A grant was not in force at both moments, or, for a receipt, had not begun.",
  DeliveryRegistry__HighS: "A signature's s lies in the upper half of the order.",
  DeliveryRegistry__NoDelivery: "A receipt comes before its delivery is recorded.",
  DeliveryRegistry__NoSerial: "A delivery has no serial; they run from 1.",
  DeliveryRegistry__NotActive: "An organisation was not active at both moments.",
  DeliveryRegistry__NotAllowed: "A system seat was not allowed for a grant at both moments.",
  DeliveryRegistry__NotAnchored: "A log has no anchored checkpoint of a size.",
  DeliveryRegistry__NotCovered: "A batch was signed for another time or purpose.",
  DeliveryRegistry__NotInBatch: "A statement is not in the batch that was signed.",
  DeliveryRegistry__NotInLog:
    "No entry stands in the log at this index with exactly this statement, signature and frame.",
  DeliveryRegistry__NotNextReceipt: "A receipt does not follow the one that is recorded.",
  DeliveryRegistry__NotParty:
    "An organisation neither was the party that must sign, nor stood in its place.",
  DeliveryRegistry__OtherDelivery: "A receipt names another delivery than the recorded one.",
  DeliveryRegistry__OutsideAnchor:
    "An entry lies outside what a checkpoint was the first to anchor.",
  DeliveryRegistry__PathMisfit:
    "An inclusion path has more or fewer nodes than index and size ask for.",
  DeliveryRegistry__PathTooLong: "An inclusion path has more nodes than any tree has levels.",
  DeliveryRegistry__ReceiptBeforeDelivery: "A receipt was anchored before its delivery.",
  DeliveryRegistry__SeatNotInOffice:
    "A seat was not in office from the statement's time to its anchor, or is known today to have been compromised by then.",
  DeliveryRegistry__SeatOfOther: "A seat is another organisation's.",
  DeliveryRegistry__TimesOutOfOrder:
    "An entry's times contradict each other or its anchors (docs/spec/log.md, rules 4 to 6).",
  DeliveryRegistry__UnknownClock: "A clock is not kept here.",
  DeliveryRegistry__UnknownCode: "A statement's channel, or a receipt's result, has no such code.",
  DeliveryRegistry__WrongAsset: "A statement is about another asset than its grant.",
  DeliveryRegistry__WrongLog:
    "A statement is in another log than the one that its grant named at both moments.",
  DeliveryRegistry__WrongOffice: "A seat's office may not sign this kind of statement.",
  DeliveryRegistry__WrongRecipient:
    "A delivery names another recipient than the grant's, or whoever stood in its place.",
  DeliveryRegistry__WrongSigner: "A signature is by another account than the seat's, or by none.",
  FindingRegistry__Gone: "An organisation is unknown or was abolished.",
  FindingRegistry__InThePast: "The date of an order is over.",
  FindingRegistry__NoEvidence: "A commitment to the evidence is zero.",
  FindingRegistry__NoGrounds: "A commitment to the grounds is zero.",
  FindingRegistry__NoLateness: "A finding that no limit led to would be annulled.",
  FindingRegistry__NotAbove:
    "An organisation is no active authority above the one that a finding is against.",
  FindingRegistry__NotAgainst: "An act is for the organisation that a finding is against.",
  FindingRegistry__NotLate: "A limit has not passed, or the act was done within it.",
  FindingRegistry__NotOverdue: "A finding is circulated before the date of its order.",
  FindingRegistry__OwnCase: "An authority would act on what it is a side of itself.",
  FindingRegistry__RecordedAlready: "The lateness has been recorded.",
  FindingRegistry__StillLate: "It still holds that the act was not done within its limit.",
  FindingRegistry__UnknownClock: "No limit has this number.",
  FindingRegistry__UnknownCode: "The rule book does not know a code.",
  FindingRegistry__UnknownFinding: "No finding has this id.",
  FindingRegistry__WrongCapacity:
    "A code is not for such an organisation: 3901 to 4007 are for departments, 4101 to 4103 for authorities.",
  FindingRegistry__WrongState: "An act is no arrow from a finding's state.",
  ReturnRegistry__NoScope: "A claim commits to no scope.",
  ReturnRegistry__NotClaimant: "An act is the claimant's, and another organisation tries it.",
  ReturnRegistry__NotDepartment: "An organisation is no department.",
  ReturnRegistry__NotHolder: "An act is the holder's, and another organisation tries it.",
  ReturnRegistry__NotUpperLevel: "An asset's holder is no upper level of a claimant's own area.",
  ReturnRegistry__ReturnOpen: "A claimant has an open claim on an asset.",
  ReturnRegistry__UnfitGrant:
    "A grant is not in force, or is not one of this asset from its holder to the claimant.",
  ReturnRegistry__UnknownReturn: "No claim has this id.",
  ReturnRegistry__WrongReturnState: "The state of a return flow does not allow an act.",
  SharingRegistry__BadChange:
    "A change is of an unknown kind, or its value says nothing of that kind.",
  SharingRegistry__BadDemand: "A demand is not the requester's, or was not matched with the asset.",
  SharingRegistry__BadExtension:
    "An extension has no days, or more than the rule allows (Order 809, Art 21).",
  SharingRegistry__BadMethod: "A method of handing over is unknown (Order 809, Art 22).",
  SharingRegistry__BadParent:
    "A request names a grant above it that is not running, or of another asset, or is onward itself as often as it may be.",
  SharingRegistry__BadPromise:
    "A promised delivery is later than the rule has it (Order 809, Art 22).",
  SharingRegistry__BadRectification:
    "Rectification is ordered by a moment that is not in the future (Order 809, Art 27).",
  SharingRegistry__BadRequestedTerm:
    "A requested term is not in the future, or longer than ten years.",
  SharingRegistry__BadTerm:
    "A grant's term begins in the past, is empty, or is longer than it may be.",
  SharingRegistry__ChangeProposed: "A grant has a proposal already.",
  SharingRegistry__ExtendedAlready: "An extension is asked, or consented to, a second time.",
  SharingRegistry__FiledAlready: "An organisation files what it filed just before.",
  SharingRegistry__GrantExpired: "A grant's term is over.",
  SharingRegistry__GrantHasEnded: "A grant has ended.",
  SharingRegistry__LogNotOpen: "A grant names a log that is not open.",
  SharingRegistry__NoChange: "A grant has no proposal, or not one that an act can take.",
  SharingRegistry__NoCommitment: "A commitment, a record or a ground is zero.",
  SharingRegistry__NoConsent:
    "No standing consent covers a request: none was given, it has not begun or is over, its giver does not hold the asset any more or is suspended, or it was given for another scope.",
  SharingRegistry__NoConsentNeeded: "A request is no onward request, or was consented to already.",
  SharingRegistry__NoExtensionAsked: "Nobody has asked for an extension.",
  SharingRegistry__NoLegalBasis: "A refusal gives no legal basis (Order 809, Art 21).",
  SharingRegistry__NoPurpose: "A request states no purpose (Order 809, Art 20).",
  SharingRegistry__NotAnswerer: "An organisation answers in another one's place.",
  SharingRegistry__NotConsented:
    "Data would be shared on without the provider's consent (Order 809, Art 25).",
  SharingRegistry__NotDepartment:
    "An organisation that is not a department would request (Order 809, Art 20).",
  SharingRegistry__NotEntitled: "An organisation may not take this step.",
  SharingRegistry__NotOver:
    "A grant that is not over would be closed, or its data disposed of for the record.",
  SharingRegistry__NotRequester: "An organisation acts on another one's request.",
  SharingRegistry__NotShareable:
    "An asset cannot be requested or granted: unconfirmed, expired, frozen, or not shared.",
  SharingRegistry__NotUnconditional:
    "A standing consent is given for an asset that is not shared unconditionally.",
  SharingRegistry__NothingToRectify:
    "Rectification is reported where none is ordered, or was reported already.",
  SharingRegistry__OwnAsset: "An organisation requests what it answers for itself.",
  SharingRegistry__ProviderMayNotEnd:
    "A provider would end a grant that is not suspended (Order 809, Art 27).",
  SharingRegistry__ReturnedAlready:
    "A request would be returned a second time (Order 809, Art 21: one single notice).",
  SharingRegistry__TooLate: "An answer is extended after its deadline.",
  SharingRegistry__UnknownClock: "A clock is unknown.",
  SharingRegistry__UnknownGrant: "No grant has this id.",
  SharingRegistry__UnknownReason: "The rule book does not know the code of a reason.",
  SharingRegistry__WrongStatus:
    "A request, or the grant that answers it, is not where an act can take it.",
  SharingRegistry__WrongSuspension:
    "A suspended grant would be suspended, or one that is not would be resumed.",
} as const;

export type SharingRevertName = keyof typeof ENGLISH_SHARING_REVERTS;
