// SPDX-License-Identifier: Apache-2.0
import type { Deadline } from "@suyuan/sdk";

import type { Output } from "./output.ts";

/** "due in n working days" or "late by n", with the moment; in red when it is late. */
export function deadlineText({ messages, paint }: Output, deadline: Deadline): string {
  const { at, late, workingDays, provisional } = deadline;
  const words = late ? paint.bad(messages.lateBy(workingDays)) : messages.dueIn(workingDays);
  const mark = provisional ? ` ${messages.provisional}` : "";
  // The moment is the first that is late: what a reader calls the last day ends with it.
  return `${words}${mark} (${messages.timeOf(at - 1)})`;
}
