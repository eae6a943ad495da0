// SPDX-License-Identifier: Apache-2.0
import { MAX_JSON_DEPTH, refuse, requireDepth, requireNumber, requireText } from "./rules.ts";

// JSON.stringify leaves out undefined, calls toJSON and unwraps objects.
// A value that is not plain JSON is refused here, before any of that can change what is signed; JSON.stringify then
// writes every value as RFC 8785 asks, and only the order of members is left.

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects of another realm have another Object.prototype; each such prototype ends its chain.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// One path for the whole walk, pushed and popped: it is read only when something is refused.
type Walk = (string | number)[];

function requireArray(value: readonly unknown[], depth: number, path: Walk): boolean {
  requireDepth(depth, MAX_JSON_DEPTH, path);
  let isOrdered = true;
  for (let at = 0; at < value.length; at++) {
    path.push(at);
    if (!requireJson(value[at], depth, path)) isOrdered = false;
    path.pop();
  }
  return isOrdered;
}

function requireObject(value: object, depth: number, path: Walk): boolean {
  requireDepth(depth, MAX_JSON_DEPTH, path);
  if (!isPlainObject(value)) refuse("malformed", "a value is no plain JSON object", path);
  let isOrdered = true;
  let before = "";
  for (const name of Object.keys(value)) {
    path.push(name);
    requireText(name, path);
    if (!requireJson(value[name], depth, path) || name < before) isOrdered = false;
    before = name;
    path.pop();
  }
  return isOrdered;
}

/** @returns whether all members stand in the order of RFC 8785 already. @throws ProofError see `canonicalText` */
export function requireJson(value: unknown, depth = 0, path: Walk = []): boolean {
  if (value === null || typeof value === "boolean") return true;
  if (typeof value === "string") requireText(value, path);
  else if (typeof value === "number") requireNumber(value, path);
  else if (Array.isArray(value)) return requireArray(value, depth + 1, path);
  else if (typeof value === "object") return requireObject(value, depth + 1, path);
  else refuse("malformed", `a value of type ${typeof value} is not JSON`, path);
  return true;
}
