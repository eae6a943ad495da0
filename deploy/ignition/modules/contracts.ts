// SPDX-License-Identifier: Apache-2.0
// The contracts of one deployment, each after those that it calls. They are immutable and name each other.
import type {
  IgnitionModuleBuilder,
  NamedArtifactContractAtFuture,
  NamedArtifactContractDeploymentFuture,
} from "@nomicfoundation/ignition-core";
import type { ContractName } from "@suyuan/chain";

/** A contract that a transaction makes, or that another contract has made. */
type Deployed =
  NamedArtifactContractDeploymentFuture<string> | NamedArtifactContractAtFuture<string>;

/** The contracts by their names in address files. */
export type Contracts = Readonly<Record<ContractName, Deployed>>;

/** The name under which departments' accounts sign what is relayed (EIP-712 domain of the forwarder). */
const FORWARDER_NAME = "Suyuan";

/** Deploys all of them. @param guardian number of the council's first guardian */
export function contracts(m: IgnitionModuleBuilder, guardian: number): Contracts {
  const manager = m.contract("AccessManager", [m.getAccount(0)]);
  const forwarder = m.contract("ERC2771Forwarder", [FORWARDER_NAME]);
  // The id is random, and the same for all: it makes the contracts' code differ from that of every other deployment.
  const common = [forwarder, m.getParameter<string>("deploymentId")];
  const ruleBook = m.contract("RuleBook", [manager, ...common]);
  const workCalendar = m.contract("WorkCalendar", [manager, ...common]);
  const law = [ruleBook, workCalendar];
  const organizations = m.contract("OrganizationRegistry", [manager, ruleBook, ...common]);
  const assets = m.contract("AssetRegistry", [manager, organizations, ...law, ...common]);
  const exchangeLog = m.contract("ExchangeLog", [organizations, ...common]);
  const seats = m.contract("CouncilSeats", [manager, organizations, ...common]);
  const council = m.contract("Council", [organizations, seats, ...law, guardian, ...common]);
  // What the constructor of another contract has made, that contract names.
  const rights = m.contractAt("RightRegistry", m.staticCall(assets, "rights"));
  const timelock = m.contractAt("CouncilTimelock", m.staticCall(council, "timelock"));
  const parties = [organizations, assets];
  const clocks = [workCalendar, ruleBook];
  const sharing = m.contract("SharingRegistry", [...parties, exchangeLog, ...clocks, ...common]);
  const deliveries = m.contract("DeliveryRegistry", [
    ...[...parties, sharing, exchangeLog, ...clocks, ...common],
  ]);
  const cases = m.contract("CaseRegistry", [manager, ...parties, sharing, ...clocks, ...common]);
  return {
    ...{ accessManager: manager, forwarder, ruleBook, workCalendar, exchangeLog },
    ...{ organizationRegistry: organizations, assetRegistry: assets, rightRegistry: rights },
    rightToken: m.contract("RightToken", [rights]),
    dutyRegister: m.contract("DutyRegister", [...parties, ...common]),
    ...{ sharingRegistry: sharing, deliveryRegistry: deliveries, caseRegistry: cases },
    returnRegistry: m.contract("ReturnRegistry", [...parties, sharing, deliveries, ...common]),
    findingRegistry: m.contract("FindingRegistry", [
      ...[...parties, sharing, deliveries, cases, ruleBook, ...common],
    ]),
    ...{ councilSeats: seats, council, timelock },
  };
}
