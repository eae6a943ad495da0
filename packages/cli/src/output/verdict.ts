// SPDX-License-Identifier: Apache-2.0
import type { CheckState, Group } from "@suyuan/sdk";
import { subjectSentence, type ToldCheck, type ToldVerdict } from "@suyuan/words";

import type { Output } from "./output.ts";
import { padTo, widthOf } from "./width.ts";

/** The groups in the order in which they are read; they are never merged. */
const GROUPS: readonly Group[] = ["integrity", "authorisation", "trust"];

const MARKS: Readonly<Record<CheckState, string>> = { ok: "✓", failed: "✗", "not-checked": "–" };

const PAINTS = { ok: "good", failed: "bad", "not-checked": "open" } as const;

/** One check: mark, state in words, name, sentence. */
function checkLine(out: Output, check: ToldCheck): string {
  const { checks, states } = out.messages;
  const state = padTo(states[check.state], Math.max(...Object.values(states).map(widthOf)));
  const name = padTo(checks[check.name], Math.max(...Object.values(checks).map(widthOf)));
  const mark = out.paint[PAINTS[check.state]](`${MARKS[check.state]} ${state}`);
  return `  ${mark}  ${name}  ${check.sentence[out.language]}`;
}

function groupLines(out: Output, group: Group, { checks }: ToldVerdict): string[] {
  const own = checks.filter((check) => check.group === group);
  if (own.length === 0) return [];
  return [
    "",
    out.paint.title(out.messages.groups[group]),
    ...own.map((check) => checkLine(out, check)),
  ];
}

/** A verdict as lines for a person: what it is on, each check in its group, then the whole in one sentence. */
export function verdictLines(out: Output, path: string, verdict: ToldVerdict): string[] {
  const { messages, paint, language } = out;
  const { bounds, exit, sentence, subject } = verdict;
  const span = bounds && [
    messages.boundsAre(messages.timeOf(bounds.from), messages.timeOf(bounds.until)),
  ];
  const whole = `${exit === 0 ? "✓" : "✗"} ${sentence[language]}`;
  return [
    paint.title(messages.verdictOn(path)),
    ...(subject === undefined ? [] : [subjectSentence(messages, subject)]),
    ...(span ?? []),
    ...GROUPS.flatMap((group) => groupLines(out, group, verdict)),
    "",
    `${exit === 0 ? paint.good(whole) : paint.bad(whole)} (${messages.exitStatus(exit)})`,
  ];
}
