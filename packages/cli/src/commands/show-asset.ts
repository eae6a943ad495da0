// SPDX-License-Identifier: Apache-2.0
import type { ChainView, Deadline } from "@suyuan/sdk";

import { deadlineText } from "../output/deadline.ts";
import type { Run } from "./run.ts";
import { showView } from "./show.ts";

type Fields = Readonly<Record<string, unknown>>;

const MEANINGS = {
  state: "assetState",
  attribute: "attribute",
  grade: "grade",
  procedure: "stage",
  type: "effect",
  stage: "valueStage",
} as const;

/** What of a procedure a person wants to see beside the asset. */
function procedureFields(run: Run, procedure: Fields): Fields {
  const { stage, effect, returned, registrar, opened, deadline } = procedure;
  const due = deadline as Deadline | null;
  return {
    ...{ procedure: stage, type: effect, opened, returned },
    ...(registrar !== 0 && { registrar }),
    ...(due && { deadline: deadlineText(run.out, due) }),
  };
}

/** A veto that still blocks its act at the settled block. */
function vetoFields({ out }: Run, vetoes: readonly Fields[], now: number): Fields {
  const { vocabulary, timeOf } = out.messages;
  const blocking = vetoes.filter(({ until, liftedBy }) => Number(until) > now && liftedBy === 0);
  if (blocking.length === 0) return {};
  const told = blocking.map(({ act, organization, until }) => {
    const word = vocabulary.vetoAct[Number(act)] ?? String(act);
    return `${word} (${String(organization)}, ${out.messages.labels.until} ${timeOf(Number(until))})`;
  });
  return { veto: told.join("; ") };
}

function offerFields({ out }: Run, offer: Fields | null): Fields {
  if (!offer) return {};
  const { from, to, time } = offer;
  return { offer: `${String(from)} → ${String(to)}  ${out.messages.timeOf(Number(time))}` };
}

/** Prints an asset: its registration, then what is under way with it, and what stands in its way. */
export function showAsset(run: Run, view: ChainView): number {
  const { procedure, vetoes, offer, ...state } = view.state as Fields;
  const shown = {
    ...state,
    ...procedureFields(run, procedure as Fields),
    ...vetoFields(run, vetoes as readonly Fields[], view.settled.time),
    ...offerFields(run, offer as Fields | null),
  };
  return showView(run, view, MEANINGS, shown);
}
