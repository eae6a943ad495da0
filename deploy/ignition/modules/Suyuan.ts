// SPDX-License-Identifier: Apache-2.0
import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** The name under which departments' accounts sign what is relayed (EIP-712 domain of the forwarder). */
const FORWARDER_NAME = "Suyuan";

/**
 * One deployment of the ledger. The contracts are immutable and name each other, so that each comes after those
 * that it calls: the exchange log before the sharing registry, whose grants name a log.
 */
export default buildModule("Suyuan", (m) => {
  // Random, and the same for all: it makes the contracts' code differ from that of every other deployment.
  const deploymentId = m.getParameter<string>("deploymentId");
  const accessManager = m.contract("AccessManager", [m.getAccount(0)]);
  const forwarder = m.contract("ERC2771Forwarder", [FORWARDER_NAME]);
  const ruleBook = m.contract("RuleBook", [accessManager, forwarder, deploymentId]);
  const organizationRegistry = m.contract("OrganizationRegistry", [
    accessManager,
    ruleBook,
    forwarder,
    deploymentId,
  ]);
  const assetRegistry = m.contract("AssetRegistry", [
    organizationRegistry,
    forwarder,
    deploymentId,
  ]);
  const exchangeLog = m.contract("ExchangeLog", [organizationRegistry, forwarder, deploymentId]);
  const dutyRegister = m.contract("DutyRegister", [
    organizationRegistry,
    assetRegistry,
    forwarder,
    deploymentId,
  ]);
  const sharingRegistry = m.contract("SharingRegistry", [
    organizationRegistry,
    assetRegistry,
    exchangeLog,
    forwarder,
    deploymentId,
  ]);
  return {
    accessManager,
    forwarder,
    ruleBook,
    organizationRegistry,
    assetRegistry,
    dutyRegister,
    sharingRegistry,
    exchangeLog,
  };
});
