// SPDX-License-Identifier: Apache-2.0
import { MAX_JSON_DEPTH, refuse, requireDepth, requireNumber, requireText } from "./rules.ts";

// JCS implementations follow JSON.stringify: they leave out undefined, call toJSON and unwrap objects.
// A value that is not plain JSON is refused here, before any of that can change what is signed.

function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects of another realm have another Object.prototype; each such prototype ends its chain.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// One path for the whole walk, pushed and popped: it is read only when something is refused.
type Walk = (string | number)[];

function requireArray(value: readonly unknown[], depth: number, path: Walk): void {
  requireDepth(depth, MAX_JSON_DEPTH, path);
  for (let at = 0; at < value.length; at++) {
    path.push(at);
    requireJson(value[at], depth, path);
    path.pop();
  }
}

function requireObject(value: object, depth: number, path: Walk): void {
  requireDepth(depth, MAX_JSON_DEPTH, path);
  if (!isPlainObject(value)) refuse("malformed", "a value is no plain JSON object", path);
  for (const name of Object.keys(value)) {
    path.push(name);
    requireText(name, path);
    requireJson(value[name], depth, path);
    path.pop();
  }
}

/** @throws ProofError see `canonicalText` */
export function requireJson(value: unknown, depth = 0, path: Walk = []): void {
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") requireText(value, path);
  else if (typeof value === "number") requireNumber(value, path);
  else if (Array.isArray(value)) requireArray(value, depth + 1, path);
  else if (typeof value === "object") requireObject(value, depth + 1, path);
  else refuse("malformed", `a value of type ${typeof value} is not JSON`, path);
}
