// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-abi.ts.
export type { AccessManager } from "./AccessManager.ts";
export type { ERC2771Forwarder } from "./ERC2771Forwarder.ts";
export type { RuleBook } from "./RuleBook.ts";
export type { WorkCalendar } from "./WorkCalendar.ts";
export type { OrganizationRegistry } from "./OrganizationRegistry.ts";
export type { AssetRegistry } from "./AssetRegistry.ts";
export type { RightRegistry } from "./RightRegistry.ts";
export type { RightToken } from "./RightToken.ts";
export type { CaseRegistry } from "./CaseRegistry.ts";
export type { DutyRegister } from "./DutyRegister.ts";
export type { SharingRegistry } from "./SharingRegistry.ts";
export type { DeliveryRegistry } from "./DeliveryRegistry.ts";
export type { ReturnRegistry } from "./ReturnRegistry.ts";
export type { FindingRegistry } from "./FindingRegistry.ts";
export type { ExchangeLog } from "./ExchangeLog.ts";
export type { CouncilSeats } from "./CouncilSeats.ts";
export type { Council } from "./Council.ts";
export type { CouncilTimelock } from "./CouncilTimelock.ts";
