// SPDX-License-Identifier: Apache-2.0
// Readers of parsed JSON: each takes a value and gives it back typed, or refuses it and says where.
import { type Hex, isHex } from "../bytes.ts";
import { ProofError, type ProofErrorCode } from "../errors.ts";

/** Reads one value that stands at `path` (`sources.list.3`; empty for the whole). */
export type Read<T> = (value: unknown, path: string) => T;

/** A member that may be absent; null is not absence. */
export interface Optional<T> {
  readonly optional: Read<T>;
}

type Shape = Readonly<Record<string, Read<unknown> | Optional<unknown>>>;
type RequiredNames<S extends Shape> = {
  [N in keyof S]: S[N] extends Optional<unknown> ? never : N;
}[keyof S];
type Members<S extends Shape> = {
  readonly [N in RequiredNames<S>]: S[N] extends Read<infer T> ? T : never;
} & {
  readonly [N in Exclude<keyof S, RequiredNames<S>>]?: S[N] extends Optional<infer T> ? T : never;
};

const UINT48_MAX = 0xffff_ffff_ffff;
const UINT32_MAX = 0xffff_ffff;
const UINT16_MAX = 0xffff;

export function failAt(code: ProofErrorCode, message: string, path: string): never {
  throw new ProofError(
    code,
    path === "" ? message : `${path}: ${message}`,
    path === "" ? {} : { path },
  );
}

/** The path of a member or item of what stands at `path`. */
export const inner = (path: string, name: string | number): string =>
  path === "" ? String(name) : `${path}.${name}`;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function optional<T>(read: Read<T>): Optional<T> {
  return { optional: read };
}

/**
 * An object with exactly the members of `shape`, which come back in the order of canonical JSON.
 * @throws ProofError `wrong-type`, `unknown-field`, `missing-field`, and what the members' readers throw
 */
export function object<S extends Shape>(shape: S): Read<Members<S>> {
  // Faults are named in the order of the shape; what is found is written many times, and quickly when in order.
  const members = Object.entries(shape);
  const names = Object.keys(shape).sort();
  return (value, path) => {
    if (!isRecord(value)) failAt("wrong-type", "must be an object", path);
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(shape, name)) {
        failAt("unknown-field", "is not a member of this format", inner(path, name));
      }
    }
    const found = new Map<string, unknown>();
    for (const [name, member] of members) {
      const read = typeof member === "function" ? member : member.optional;
      if (Object.hasOwn(value, name)) found.set(name, read(value[name], inner(path, name)));
      else if (read === member) failAt("missing-field", "is missing", inner(path, name));
    }
    const ordered: Record<string, unknown> = {};
    for (const name of names) if (found.has(name)) ordered[name] = found.get(name);
    // Filled name by name from the shape, which is what Members<S> says.
    return ordered as Members<S>;
  };
}

/** The member that tells formats apart, of a value not yet known to be an object. */
export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A list of `least` to `most` items. @throws ProofError `wrong-type`, `out-of-range` */
export function list<T>(item: Read<T>, least: number, most: number): Read<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) return failAt("wrong-type", "must be a list", path);
    if (value.length < least || value.length > most) {
      failAt("out-of-range", `must hold ${least} to ${most} items`, path);
    }
    return value.map((member: unknown, at) => item(member, inner(path, at)));
  };
}

/** One of these values and no other. @throws ProofError `wrong-type`, `out-of-range` */
export function oneOf<const T extends string | boolean>(...allowed: readonly T[]): Read<T> {
  return (value, path) =>
    allowed.find((candidate) => candidate === value) ??
    failAt("out-of-range", `must be ${allowed.map(String).join(" or ")}`, path);
}

export const boolean: Read<boolean> = (value, path) =>
  typeof value === "boolean" ? value : failAt("wrong-type", "must be true or false", path);

/** A whole number from `least` to `most`. @throws ProofError `wrong-type`, `out-of-range` */
export function integer(least: number, most: number): Read<number> {
  return (value, path) => {
    if (typeof value !== "number") return failAt("wrong-type", "must be a number", path);
    if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
    return failAt("out-of-range", `must be a whole number from ${least} to ${most}`, path);
  };
}

/** A text that a pattern describes whole. @throws ProofError `wrong-type`, `out-of-range` */
export function pattern(expression: RegExp): Read<string> {
  return (value, path) => {
    if (typeof value !== "string") return failAt("wrong-type", "must be a text", path);
    return expression.test(value) ? value : failAt("out-of-range", "has not the form asked", path);
  };
}

/** Lower-case hex of a fixed number of bytes. @throws ProofError `wrong-type`, `invalid-hex` */
export function hex(length: number): Read<Hex> {
  return (value, path) => {
    if (typeof value !== "string") return failAt("wrong-type", "must be hex", path);
    if (isHex(value, length)) return value;
    return failAt("invalid-hex", `must be 0x and ${length} bytes of lower-case hex`, path);
  };
}

/** As `hex`, but never zero: zero stands for absence where bytes are signed or stored. */
export function nonZeroHex(length: number): Read<Hex> {
  const read = hex(length);
  return (value, path) => {
    const found = read(value, path);
    return /[1-9a-f]/.test(found.slice(2))
      ? found
      : failAt("out-of-range", "must not be zero", path);
  };
}

export const bytes32 = nonZeroHex(32);
export const address = nonZeroHex(20);
/** Seconds since the epoch, as wide as the contracts keep them. */
export const time = integer(0, UINT48_MAX);
export const uint32 = integer(1, UINT32_MAX);
export const uint16 = integer(1, UINT16_MAX);
/** A count that may be nothing. */
export const count = integer(0, Number.MAX_SAFE_INTEGER);
/** An ordinal, a chain id: from 1. */
export const ordinal = integer(1, Number.MAX_SAFE_INTEGER);
