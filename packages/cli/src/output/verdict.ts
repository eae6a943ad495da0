// SPDX-License-Identifier: Apache-2.0
import type { Check, CheckState, Group, Verdict } from "@suyuan/sdk";

import type { Output } from "./output.ts";
import { padTo, widthOf } from "./width.ts";

/** The groups in the order in which they are read; they are never merged. */
const GROUPS: readonly Group[] = ["integrity", "authorisation", "trust"];

const MARKS: Readonly<Record<CheckState, string>> = { ok: "✓", failed: "✗", "not-checked": "–" };

const PAINTS = { ok: "good", failed: "bad", "not-checked": "open" } as const;

/** One check: mark, state in words, name, sentence. */
function checkLine(out: Output, check: Check): string {
  const { checks, states } = out.messages;
  const state = padTo(states[check.state], Math.max(...Object.values(states).map(widthOf)));
  const name = padTo(checks[check.name], Math.max(...Object.values(checks).map(widthOf)));
  const mark = out.paint[PAINTS[check.state]](`${MARKS[check.state]} ${state}`);
  return `  ${mark}  ${name}  ${check.sentence[out.language]}`;
}

function groupLines(out: Output, group: Group, { checks }: Verdict): string[] {
  const own = checks.filter((check) => check.group === group);
  if (own.length === 0) return [];
  return [
    "",
    out.paint.title(out.messages.groups[group]),
    ...own.map((check) => checkLine(out, check)),
  ];
}

/** What the file says it is, as a claim. */
function subjectLines({ messages }: Output, { subject }: Verdict): string[] {
  if (!subject) return [];
  if (subject.kind === "right") {
    const { of, id, asset, organization, time } = subject;
    const about = { kind: messages.rights[of], id, asset, organization };
    return [messages.rightIs({ ...about, time: messages.timeOf(time) })];
  }
  if (subject.kind === "grant") {
    const { id, asset, provider, recipient, purpose, time } = subject;
    const about = { id, asset, provider, recipient, purpose };
    return [messages.grantIs({ ...about, time: messages.timeOf(time) })];
  }
  const { origin } = subject.log;
  if (subject.kind === "history") {
    const { of, id, entries } = subject;
    return [messages.historyIs({ of, id, entries, origin })];
  }
  const { organization, seat, index } = subject;
  const kind = messages.kinds[subject.kind];
  return [messages.entryIs({ kind, organization, seat, index, origin })];
}

/** A verdict as lines for a person: what it is on, each check in its group, then the whole in one sentence. */
export function verdictLines(out: Output, path: string, verdict: Verdict): string[] {
  const { messages, paint, language } = out;
  const { bounds, exit, sentence } = verdict;
  const span = bounds && [
    messages.boundsAre(messages.timeOf(bounds.from), messages.timeOf(bounds.until)),
  ];
  const whole = `${exit === 0 ? "✓" : "✗"} ${sentence[language]}`;
  return [
    paint.title(messages.verdictOn(path)),
    ...subjectLines(out, verdict),
    ...(span ?? []),
    ...GROUPS.flatMap((group) => groupLines(out, group, verdict)),
    "",
    `${exit === 0 ? paint.good(whole) : paint.bad(whole)} (${messages.exitStatus(exit)})`,
  ];
}
