// SPDX-License-Identifier: Apache-2.0
import { Address, Bytes32, readShape } from "@suyuan/api";
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
export function numberOf(request: Request, name = "number"): number {
  const text = request.params[name];
  if (typeof text !== "string" || !NUMBER.test(text) || Number(text) > MAX_NUMBER)
    throw invalid(name);
  return Number(text);
}

const YEAR = /^[1-9][0-9]{3}$/;
const DECIMAL = /^[1-9][0-9]{0,77}$/;
const TEXT = /^[\w.-]{1,80}$/;

/** A year in the path. @throws Refusal `invalid-parameter` */
export function yearOf(request: Request): number {
  const text = request.params["year"];
  if (typeof text !== "string" || !YEAR.test(text)) throw invalid("year");
  return Number(text);
}

/** A number of up to 256 bits in the path. @throws Refusal `invalid-parameter` */
export function decimalOf(request: Request): string {
  const text = request.params["id"];
  if (typeof text !== "string" || !DECIMAL.test(text)) throw invalid("id");
  return text;
}

/** A word in the path: letters, digits, dots and dashes. @throws Refusal `invalid-parameter` */
export function textOf(request: Request, name: string): string {
  const text = request.params[name];
  if (typeof text !== "string" || !TEXT.test(text)) throw invalid(name);
  return text;
}

/** What stands behind the question mark, each name once. @throws Refusal `invalid-parameter` */
export function queryOf<T>(
  request: Request,
  schema: Parameters<typeof readShape<T>>[0],
): Readonly<Record<string, string>> {
  const { searchParams } = new URL(request.url, "http://gateway.invalid");
  const given = [...searchParams];
  const values = Object.fromEntries(given);
  if (given.length > Object.keys(values).length) {
    throw new Refusal("invalid-parameter", "a parameter is given twice", { path: "query" });
  }
  const shaped = readShape(schema, values);
  if ("data" in shaped) return values;
  const { path, message } = shaped.fault;
  throw new Refusal("invalid-parameter", `${path}: ${message}`, { path });
}
