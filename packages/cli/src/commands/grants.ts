// SPDX-License-Identifier: Apache-2.0
import { CHANNELS } from "@suyuan/sdk";

import { documentCommitment } from "../input/documents.ts";
import { argument, choice, id, needed, text, time, whole } from "../input/values.ts";
import { carryOut, gatewayOf } from "./online.ts";
import type { Action, Run } from "./run.ts";
import { showView } from "./show.ts";

const REQUESTED = { event: "RequestFiled", value: "request", label: "request" } as const;
const GRANTED = { event: "GrantIssued", value: "grant", label: "grant" } as const;
const LARGEST_REASON = 0xffff;

/** Numbers of the methods on the chain, in the order of the channels (Order 809, Art 22). */
const METHODS = Object.fromEntries(CHANNELS.map((name, place) => [name, place + 1]));

const call = (fn: string, args: readonly (string | number)[]) =>
  ({ contract: "sharingRegistry", fn, args }) as const;

const seat = (run: Run): number => whole(needed(run, "seat"), "--seat");
const subject = (run: Run, what: string): string => id(argument(run), what);
const reason = (run: Run): number => whole(needed(run, "reason"), "--reason", LARGEST_REASON);

export const request: Action = async (run) => {
  const asset = subject(run, "<asset>");
  const purpose = whole(needed(run, "purpose"), "--purpose");
  const method = choice(needed(run, "method"), METHODS, "--method");
  const until = time(needed(run, "until"));
  const commitment = await documentCommitment(needed(run, "document"));
  const what = call("request", [seat(run), asset, purpose, commitment, method, until]);
  return carryOut(run, what, REQUESTED);
};

export const give: Action = async (run) => {
  const of = subject(run, "<request>");
  const given = text(run, "log");
  const log = given === undefined ? (await gatewayOf(run).chain()).log.id : id(given, "--log");
  const from = time(text(run, "from") ?? "0");
  const until = time(needed(run, "until"));
  const scope = await documentCommitment(needed(run, "document"));
  return carryOut(run, call("grant", [seat(run), of, log, from, until, scope]), GRANTED);
};

export const refuse: Action = async (run) => {
  const basis = await documentCommitment(needed(run, "legalBasis"));
  const what = call("refuse", [seat(run), subject(run, "<request>"), reason(run), basis]);
  return carryOut(run, what);
};

export const suspend: Action = async (run) =>
  carryOut(run, call("suspend", [seat(run), subject(run, "<grant>"), reason(run)]));

export const resume: Action = async (run) =>
  carryOut(run, call("resume", [seat(run), subject(run, "<grant>")]));

export const end: Action = async (run) =>
  carryOut(run, call("end", [seat(run), subject(run, "<grant>"), reason(run)]));

export const show: Action = async (run) => {
  const view = await gatewayOf(run).grant(id(argument(run), "<grant>"));
  return showView(run, view, { state: "grantState" });
};
