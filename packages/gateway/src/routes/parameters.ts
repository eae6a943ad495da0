// SPDX-License-Identifier: Apache-2.0
import { Address, Bytes32 } from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Request } from "express";
import { Refusal } from "../refusal.ts";

const NUMBER = /^[1-9][0-9]{0,9}$/;
const MAX_NUMBER = 0xffff_ffff;

const invalid = (name: string): Refusal =>
  new Refusal("invalid-parameter", `the ${name} in the path is not one`, { path: name });

/** 32 bytes in the path. @throws Refusal `invalid-parameter` */
export function idOf(request: Request): Hex {
  const found = Bytes32.safeParse(request.params["id"]);
  if (!found.success) throw invalid("id");
  return found.data;
}

/** An account in the path. @throws Refusal `invalid-parameter` */
export function accountOf(request: Request): Hex {
  const found = Address.safeParse(request.params["account"]);
  if (!found.success) throw invalid("account");
  return found.data;
}

/** A number of an organisation or seat in the path. @throws Refusal `invalid-parameter` */
export function numberOf(request: Request): number {
  const text = request.params["number"];
  if (typeof text !== "string" || !NUMBER.test(text) || Number(text) > MAX_NUMBER)
    throw invalid("number");
  return Number(text);
}
