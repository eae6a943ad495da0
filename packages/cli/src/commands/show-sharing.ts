// SPDX-License-Identifier: Apache-2.0
import type { ChainView } from "@suyuan/sdk";

import type { Run } from "./run.ts";
import { showView } from "./show.ts";

type Fields = Readonly<Record<string, unknown>>;

const NO_TIME = 0;

/** The running limit of a delivery or of a disposal. */
function limitFields({ out }: Run, name: string, limit: Fields | undefined): Fields {
  const due = Number(limit?.["due"] ?? NO_TIME);
  if (due === NO_TIME) return {};
  const provisional = limit?.["provisional"] === true ? ` (${out.messages.provisional})` : "";
  return { [name]: `${out.messages.timeOf(due)}${provisional}` };
}

/** The proposal to change it that is open, with the value that who accepts it names. */
function changeFields({ out }: Run, change: Fields | null): Fields {
  if (!change) return {};
  const { vocabulary, labels } = out.messages;
  const kind = vocabulary.changeKind[Number(change["kind"])] ?? String(change["kind"]);
  const by = change["byProvider"] === true ? labels.provider : labels.recipient;
  const declined = change["declined"] === true ? `, ${out.messages.declined}` : "";
  return { change: `${kind} (${by}${declined}): ${String(change["value"])}` };
}

function deliveredFields({ out }: Run, delivered: Fields | null): Fields {
  if (!delivered) return {};
  const { timeOf, vocabulary } = out.messages;
  const result = vocabulary.receiptResult[Number(delivered["result"])] ?? "";
  const receipt = result === "" ? "" : `, ${result}`;
  return { delivered: `${timeOf(Number(delivered["firstAt"]))}${receipt}` };
}

/** Prints the delivery that counts under a grant, and by when it is to be received. */
export function showDelivery(run: Run, view: ChainView): number {
  const state = view.state as Fields;
  const isOpen = Number(state["receivedAt"]) === NO_TIME;
  const limit = { due: state["receiptDue"], provisional: state["provisional"] };
  const shown = { ...deliveredFields(run, state), ...(isOpen && limitFields(run, "due", limit)) };
  return showView(run, view, {}, shown);
}

/** Prints a grant: what it covers, how it stands, and what is owed under it. */
export function showGrant(run: Run, view: ChainView): number {
  const { change, delivered, delivery, disposalLimit, ...state } = view.state as Fields;
  const shown = {
    ...state,
    ...limitFields(run, "deliveryDue", delivery as Fields),
    ...deliveredFields(run, delivered as Fields | null),
    ...limitFields(run, "disposalDue", disposalLimit as Fields),
    ...changeFields(run, change as Fields | null),
  };
  const meanings = {
    status: "requestStatus",
    state: "grantState",
    method: "method",
    disposal: "disposal",
  } as const;
  return showView(run, view, meanings, shown);
}
