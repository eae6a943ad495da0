// SPDX-License-Identifier: Apache-2.0
import {
  Address,
  Bytes32,
  PathDecimal,
  PathNumber,
  PathSize,
  PathWord,
  PathYear,
  readShape,
} from "@suyuan/api";
import type { Hex } from "@suyuan/proof";
import type { Request } from "express";
import { Refusal } from "../refusal.ts";

const MAX_NUMBER = 0xffff_ffff;

const invalid = (name: string): Refusal =>
  new Refusal("invalid-parameter", `the ${name} in the path is not one`, { path: name });

type Form<T> = Parameters<typeof readShape<T>>[0];

/** @throws Refusal `invalid-parameter` */
function formed<T>(request: Request, name: string, form: Form<T>): T {
  const found = form.safeParse(request.params[name]);
  if (!found.success) throw invalid(name);
  return found.data;
}

/** 32 bytes in the path. @throws Refusal `invalid-parameter` */
export const idOf = (request: Request): Hex => formed(request, "id", Bytes32);

/** An account in the path. @throws Refusal `invalid-parameter` */
export const accountOf = (request: Request): Hex => formed(request, "account", Address);

/** A number of an organisation or seat in the path. @throws Refusal `invalid-parameter` */
export function numberOf(request: Request, name = "number"): number {
  const number = Number(formed(request, name, PathNumber));
  if (number > MAX_NUMBER) throw invalid(name);
  return number;
}

/** A number of entries in the path. @throws Refusal `invalid-parameter` */
export const sizeOf = (request: Request): number => Number(formed(request, "size", PathSize));

/** A year in the path. @throws Refusal `invalid-parameter` */
export const yearOf = (request: Request): number => Number(formed(request, "year", PathYear));

/** A number of up to 256 bits in the path. @throws Refusal `invalid-parameter` */
export const decimalOf = (request: Request): string => formed(request, "id", PathDecimal);

/** A word in the path: letters, digits, dots and dashes. @throws Refusal `invalid-parameter` */
export const textOf = (request: Request, name: string): string => formed(request, name, PathWord);

/** What stands behind the question mark, each name once. @throws Refusal `invalid-parameter` */
export function queryOf<T>(request: Request, schema: Form<T>): Readonly<Record<string, string>> {
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
