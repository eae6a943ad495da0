// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { canonicalize } from "json-canonicalize";
import type { Body, Hex } from "./types.ts";

export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  createHash("sha256").update(Buffer.concat(parts)).digest();

export const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;
export const bytesOf = (text: string): Buffer => Buffer.from(text.slice(2), "hex");

/** Bytes that look random and are the same at each run. */
export const labelled = (label: string, length = 32): Hex =>
  hex(sha256(Buffer.from(label)).subarray(0, length));

export const idOf = (body: Body): Hex => hex(sha256(Buffer.from(canonicalize(body))));

/** RFC 9162, 2.1.1, by its recursive definition. */
export function root(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), first);
  const k = split(leaves.length);
  return sha256(Buffer.of(1), root(leaves.slice(0, k)), root(leaves.slice(k)));
}

/** RFC 9162, 2.1.3.1, by its recursive definition. */
export function path(index: number, leaves: readonly Uint8Array[]): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  const [low, high] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k ? [...path(index, low), root(high)] : [...path(index - k, high), root(low)];
}

function split(length: number): number {
  let k = 1;
  while (k * 2 < length) k *= 2;
  return k;
}
