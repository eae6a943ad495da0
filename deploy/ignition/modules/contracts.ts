// SPDX-License-Identifier: Apache-2.0
// The contracts of one deployment, each after those that it calls. They are immutable and name each other.
import type { IgnitionModuleBuilder } from "@nomicfoundation/ignition-core";

/** The name under which departments' accounts sign what is relayed (EIP-712 domain of the forwarder). */
const FORWARDER_NAME = "Suyuan";

/** Deploys all of them. @param guardian number of the council's first guardian */
export function contracts(m: IgnitionModuleBuilder, guardian: number) {
  const accessManager = m.contract("AccessManager", [m.getAccount(0)]);
  const forwarder = m.contract("ERC2771Forwarder", [FORWARDER_NAME]);
  // The id is random, and the same for all: it makes the contracts' code differ from that of every other deployment.
  const common = [forwarder, m.getParameter<string>("deploymentId")];
  const ruleBook = m.contract("RuleBook", [accessManager, ...common]);
  const workCalendar = m.contract("WorkCalendar", [accessManager, ...common]);
  const organizations = m.contract("OrganizationRegistry", [accessManager, ruleBook, ...common]);
  const law = [ruleBook, workCalendar];
  const assets = m.contract("AssetRegistry", [accessManager, organizations, ...law, ...common]);
  // Who has another contract made by its constructor names it.
  const rights = m.contractAt("RightRegistry", m.staticCall(assets, "rights"));
  const rightToken = m.contract("RightToken", [rights]);
  const caseRegistry = m.contract("CaseRegistry", [
    accessManager,
    organizations,
    assets,
    ...common,
  ]);
  const dutyRegister = m.contract("DutyRegister", [organizations, assets, ...common]);
  const exchangeLog = m.contract("ExchangeLog", [organizations, ...common]);
  const sharing = m.contract("SharingRegistry", [organizations, assets, exchangeLog, ...common]);
  const seats = m.contract("CouncilSeats", [accessManager, organizations, ...common]);
  const council = m.contract("Council", [organizations, seats, ...law, guardian, ...common]);
  const timelock = m.contractAt("CouncilTimelock", m.staticCall(council, "timelock"));
  return {
    accessManager,
    forwarder,
    ruleBook,
    workCalendar,
    organizationRegistry: organizations,
    assetRegistry: assets,
    rightRegistry: rights,
    rightToken,
    caseRegistry,
    dutyRegister,
    sharingRegistry: sharing,
    exchangeLog,
    councilSeats: seats,
    council,
    timelock,
  };
}

export type Contracts = ReturnType<typeof contracts>;
