// SPDX-License-Identifier: Apache-2.0
// What can happen to the first delivery under a grant, and to a return flow (contracts/DeliveryRegistry.sol, contracts/ReturnRegistry.sol).
import { arrows, type PartyArrow } from "./types.ts";

export type DeliveryState = "None" | "Delivered" | "Received" | "Mismatch";
export type DeliveryAct = "recordDelivery" | "recordReceipt";

export type ReturnState = "None" | "Owed" | "Connected" | "Delivered" | "Withdrawn";
export type ReturnAct = "claimReturn" | "connectReturn" | "recordDelivery" | "withdrawReturn";

const DELIVERY = "Order 809, 22 and 23";
const RETURN = "Order 809, 24";

/** The states of a grant's delivery. */
export const DELIVERY_STATES: readonly DeliveryState[] = [
  "None",
  "Delivered",
  "Received",
  "Mismatch",
];

const onDelivery = arrows<DeliveryState, DeliveryAct>();

/**
 * The delivery under a grant, as it is proven from the log by whoever has the statement and its place. An earlier
 * anchor of a delivery replaces a later one; after a mismatch another delivery follows.
 */
export const DELIVERY_ARROWS: readonly PartyArrow<DeliveryState, DeliveryAct>[] = [
  onDelivery("recordDelivery", ["None", "Delivered"], ["anyone"], DELIVERY),
  onDelivery("recordDelivery", ["Delivered", "Delivered"], ["anyone"], DELIVERY),
  onDelivery("recordDelivery", ["Mismatch", "Delivered"], ["anyone"], DELIVERY),
  onDelivery("recordReceipt", ["Delivered", "Received"], ["anyone"], DELIVERY),
  onDelivery("recordReceipt", ["Delivered", "Mismatch"], ["anyone"], DELIVERY),
];

/** The states of a return flow. */
export const RETURN_STATES: readonly ReturnState[] = [
  "None",
  "Owed",
  "Connected",
  "Delivered",
  "Withdrawn",
];

const onReturn = arrows<ReturnState, ReturnAct>();

/** A return flow: data of a lower level's own area, owed to it by the level above. */
export const RETURN_ARROWS: readonly PartyArrow<ReturnState, ReturnAct>[] = [
  onReturn("claimReturn", ["None", "Owed"], ["department"], RETURN, ["upper-level-holds"]),
  onReturn("connectReturn", ["Owed", "Connected"], ["holder"], RETURN),
  onReturn("connectReturn", ["Connected", "Connected"], ["holder"], RETURN),
  onReturn("recordDelivery", ["Connected", "Delivered"], ["anyone"], RETURN),
  onReturn("withdrawReturn", ["Owed", "Withdrawn"], ["claimant"], RETURN),
  onReturn("withdrawReturn", ["Connected", "Withdrawn"], ["claimant"], RETURN),
];
