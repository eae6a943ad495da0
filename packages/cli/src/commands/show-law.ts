// SPDX-License-Identifier: Apache-2.0
import { argument, id } from "../input/values.ts";
import { gatewayOf } from "./online.ts";
import type { Action } from "./run.ts";
import { showView } from "./show.ts";

export const right: Action = async (run) => {
  const view = await gatewayOf(run).right(id(argument(run), "<right>"));
  return showView(run, view, { kind: "rightKind", basis: "rightBasis", state: "rightState" });
};

export const caseShown: Action = async (run) => {
  const view = await gatewayOf(run).case(id(argument(run), "<case>"));
  return showView(run, view, { kind: "caseKind", state: "caseState" });
};
