// SPDX-License-Identifier: Apache-2.0
import { GatewayError, type Hex, type LadderStep, type StatementView } from "@suyuan/sdk";

import { writeNew } from "../input/files.ts";
import { argument, choice, id, text, time } from "../input/values.ts";
import type { Output } from "../output/output.ts";
import { padTo, widthOf } from "../output/width.ts";
import { gatewayOf, lines } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

/** What a history may be of. */
export const SUBJECTS = { asset: "asset", grant: "grant" } as const;

/** One step of the ladder: done and when, or what is awaited and since when. */
function stepLine({ messages, paint }: Output, step: LadderStep): string {
  const { steps, labels, since, timeOf, awaited } = messages;
  const widest = Math.max(...Object.values(steps).map(widthOf));
  const name = padTo(steps[step.step], widest);
  const at = step.at === undefined ? "" : timeOf(step.at);
  if (step.state === "done") return `  ${paint.good("✓")} ${name}  ${at}`.trimEnd();
  const awaiting = step.awaiting ?? "";
  const from = step.since === undefined ? "" : ` (${since} ${timeOf(step.since)})`;
  return `  ${paint.open("–")} ${name}  ${labels.awaiting} ${awaited[awaiting.replace(/\d+/g, "#")] ?? awaiting}${from}`.trimEnd();
}

function statusLines(run: Run, view: StatementView): string[] {
  const { messages, paint } = run.out;
  const kind =
    Object.entries(messages.kinds).find(([name]) => name === view.kind)?.[1] ?? view.kind;
  const about = lines(run, [
    ["statement", view.id],
    ["kind", kind],
    ["index", view.index],
  ]);
  const ladder = view.ladder.map((step) => stepLine(run.out, step));
  const findings = view.findings.map(({ code, detail, at }) =>
    paint.bad(`  ✗ ${messages.labels.finding} ${code} (${messages.timeOf(at)}): ${detail}`),
  );
  return [...about, ...ladder, ...findings];
}

export const status: Action = async (run) => {
  const view = await gatewayOf(run).statement(id(argument(run), "<statement>"));
  run.out.result(view, statusLines(run, view));
  return EXIT.ok;
};

/** Writes a fetched file as it came: to --out, or to stdout. */
export async function give(run: Run, content: string): Promise<number> {
  const path = text(run, "out");
  if (path === undefined) {
    run.out.raw(content.endsWith("\n") ? content : `${content}\n`);
    return EXIT.ok;
  }
  await writeNew(path, content);
  run.out.result({ file: path }, [run.out.messages.saved(path)]);
  return EXIT.ok;
}

export const evidenceGet: Action = async (run) =>
  give(run, await gatewayOf(run).getEvidence(id(argument(run), "<statement>")));

/** The certificate of a right, or of the holding right of an asset. */
export const certificate: Action = async (run) => {
  const gateway = gatewayOf(run);
  const given = id(argument(run), "<id>");
  const right = await gateway.asset(given).then(
    ({ state }) => state["holdingRight"] as Hex,
    (cause: unknown) => {
      if (cause instanceof GatewayError && cause.code === "unknown-asset") return given;
      throw cause;
    },
  );
  const at = text(run, "at");
  return give(run, await gateway.getCertificate(right, at === undefined ? undefined : time(at)));
};

/** The certificate of a grant: what it covers, how it stood, and all that happened to it. */
export const grantCertificate: Action = async (run) => {
  const grant = id(argument(run), "<grant>");
  const at = text(run, "at");
  const moment = at === undefined ? undefined : time(at);
  return give(run, await gatewayOf(run).getGrantCertificate(grant, moment));
};

export const historyGet: Action = async (run) => {
  const subject = choice(argument(run), SUBJECTS, "<subject>");
  return give(run, await gatewayOf(run).getHistory(subject, id(argument(run, 1), "<id>")));
};

export const policyExport: Action = async (run) => give(run, await gatewayOf(run).getPolicy());
