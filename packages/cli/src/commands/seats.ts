// SPDX-License-Identifier: Apache-2.0
import { OFFICES } from "@suyuan/sdk";

import { account, argument, choice, id, needed, text, time, whole } from "../input/values.ts";
import { carryOut, gatewayOf } from "./online.ts";
import type { Action, Run } from "./run.ts";
import { showView } from "./show.ts";

const APPOINTED = { event: "SeatAppointed", value: "seat", label: "seat" } as const;
const NO_KEY = `0x${"00".repeat(32)}`;
/** What a system seat may sign in a day unless another number is given. */
const DEFAULT_DAILY_LIMIT = "10000";

const call = (fn: string, args: readonly (string | number | boolean)[]) =>
  ({ contract: "organizationRegistry", fn, args }) as const;

const number = (run: Run): number => whole(argument(run), "<seat>");

export const appoint: Action = async (run) => {
  const organization = whole(needed(run, "organization"), "--organization");
  const office = choice(needed(run, "office"), OFFICES, "--office");
  const who = account(needed(run, "account"));
  const until = time(needed(run, "until"));
  const limit = whole(text(run, "dailyLimit") ?? DEFAULT_DAILY_LIMIT, "--daily-limit");
  const what =
    office === OFFICES.system
      ? call("appointSystemSeat", [organization, who, until, limit])
      : call("appointSeat", [organization, office, who, until, NO_KEY]);
  return carryOut(run, what, APPOINTED);
};

export const end: Action = async (run) => carryOut(run, call("endSeat", [number(run)]));

export const allow: Action = async (run) => {
  const subject = id(argument(run, 1), "<id>");
  return carryOut(run, call("setAllowance", [number(run), subject, run.options.deny !== true]));
};

export const show: Action = async (run) => {
  const view = await gatewayOf(run).seat(number(run));
  return showView(run, view, { office: "office", state: "seatState" });
};
