// SPDX-License-Identifier: Apache-2.0
// What is asked of every certificate.
import { failed, passed } from "./check.ts";
import type { Check } from "./types.ts";

/** No block tells of a moment after its own. Both in seconds. */
export function checkMoment(time: number, block: number): Check {
  return time <= block
    ? passed("times", "moment-covered", { time, block })
    : failed("times", "moment-after-block", { time, block });
}
