// SPDX-License-Identifier: Apache-2.0
// The errors that say who may not act. Any other refusal of the matrix would hide who may.
import type { Refusal } from "../support/chain.ts";

const WHO_MAY: ReadonlySet<string> = new Set([
  // The caller is not who it says, or has not the office.
  "OrganizationRegistry__WrongAccount",
  "OrganizationRegistry__WrongOffice",
  "OrganizationRegistry__SeatEnded",
  "OrganizationRegistry__SeatExpired",
  "OrganizationRegistry__NotHead",
  "OrganizationRegistry__NotNewHead",
  "OrganizationRegistry__NotHeadOfDataOffice",
  // Its organisation can do nothing, or is not the one that may.
  "OrganizationRegistry__WrongStatus",
  "OrganizationRegistry__MissingCapacity",
  "OrganizationRegistry__NotAbove",
  "OrganizationRegistry__ReplacementPending",
  "DutyRegister__NotHolder",
  "DutyRegister__NotAssigned", // a duty's id has the acting organisation in it
  "AssetRegistry__MissingCapacity",
  "AssetRegistry__NotHolder",
  "AssetRegistry__NotHead",
  "AssetRegistry__NotRegistrar",
  "AssetRegistry__NotAbove",
  "AssetRegistry__NotRightRegistry",
  "RightRegistry__NotHolder",
  "RightRegistry__NotRightHolder",
  "RightRegistry__NotRecipient",
  "RightRegistry__NotEntitled",
  "RightRegistry__GrantorMayNotEnd",
  "CaseRegistry__OwnAsset",
  "CaseRegistry__MayNotClaim",
  "CaseRegistry__NotRaiser",
  "CaseRegistry__NotEntitled",
  "CaseRegistry__NotDepartment",
  "CaseRegistry__NotItsGrant", // the grant is another's
  "CaseRegistry__NotRespondent",
  "CaseRegistry__NotParty",
  "SharingRegistry__NotDepartment",
  "SharingRegistry__OwnAsset",
  "SharingRegistry__NotRequester",
  "SharingRegistry__NotAnswerer",
  "SharingRegistry__NotEntitled",
  "SharingRegistry__ProviderMayNotEnd",
  "ReturnRegistry__NotDepartment",
  "ReturnRegistry__NotUpperLevel",
  "ReturnRegistry__NotHolder",
  "ReturnRegistry__NotClaimant",
  "FindingRegistry__NotAbove",
  "FindingRegistry__NotAgainst",
  "FindingRegistry__Gone", // it names whoever stands in the place
  "FindingRegistry__WrongCapacity", // the code is for departments
  "ExchangeLog__NotExchangeCentre",
  "ExchangeLog__NotCentre",
  // The council's.
  "Council__NotMember",
  "Council__NoVote",
  "Council__NotGuardian",
  "Council__Fixed",
  "GovernorOnlyExecutor",
  "GovernorUnableToCancel",
  "GovernorDisabledDeposit",
  "AccessControlUnauthorizedAccount",
  "AccessManagedUnauthorized",
]);

/** The caller serves no organisation: what it would do needs the number of one. */
const NO_ORGANIZATION = "OrganizationRegistry__UnknownOrganization(0)";

/** OpenZeppelin's Governor pops a call from what it executes: no decision is being executed. */
const NO_DECISION = "Panic(49)";

/** Whether a refusal says who may, and not that something else is amiss. */
export function saysWhoMay({ error, message }: Refusal): boolean {
  return WHO_MAY.has(error) || [NO_ORGANIZATION, NO_DECISION].includes(message);
}
