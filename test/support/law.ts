// SPDX-License-Identifier: Apache-2.0
// The law of test chains: as it is shipped, but for the public notice, whose ten working days would have to pass
// before anything is registered.
import type { LawOverrides } from "../../deploy/law/load.ts";

const FIRST_REGISTRATION = {
  id: 1,
  name: "first",
  effect: 1,
  assessed: true,
  reviewed: true,
  acceptDays: 3,
  reviewDays: 20,
} as const;

export const TEST_LAW: LawOverrides = { types: [{ ...FIRST_REGISTRATION, noticeDays: 0 }] };
