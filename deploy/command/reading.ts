// SPDX-License-Identifier: Apache-2.0
// Readers of a parsed file: each takes a value and gives it back typed, or refuses it and says where it stands.

/** Thrown for what a file must not hold; the message says where and what. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/** Reads the value at a place of the file, such as `organizations.0.head`. */
export type Reader<T> = (value: unknown, place: string) => T;

const inside = (place: string, name: string | number): string =>
  place === "" ? String(name) : `${place}.${name}`;

export function fail(place: string, why: string): never {
  throw new Malformed(place === "" ? why : `${place}: ${why}`);
}

/** The members of an object, of which no other may be there. */
export interface Members {
  readonly get: <T>(name: string, read: Reader<T>) => T;
  /** With `fallback` where the member is left out; null is not left out. */
  readonly maybe: <T, F>(name: string, read: Reader<T>, fallback: F) => T | F;
}

/** @throws Malformed for what is no object, or has a member that is none of `names` */
export function members(value: unknown, place: string, names: readonly string[]): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail(place, "must be an object");
  }
  const found = value as Readonly<Record<string, unknown>>;
  const strange = Object.keys(found).find((name) => !names.includes(name));
  if (strange !== undefined) fail(inside(place, strange), "is not a member of this format");
  const has = (name: string) => Object.hasOwn(found, name);
  const get = <T>(name: string, read: Reader<T>): T =>
    has(name) ? read(found[name], inside(place, name)) : fail(inside(place, name), "is missing");
  const maybe = <T, F>(name: string, read: Reader<T>, fallback: F): T | F =>
    has(name) ? get(name, read) : fallback;
  return { get, maybe };
}

export const text =
  (form: RegExp, what: string): Reader<string> =>
  (value, place) =>
    typeof value === "string" && form.test(value) ? value : fail(place, `must be ${what}`);

export const whole =
  (least: number, most: number): Reader<number> =>
  (value, place) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? (value as number)
      : fail(place, `must be a whole number from ${least} to ${most}`);

export const yesOrNo: Reader<boolean> = (value, place) =>
  typeof value === "boolean" ? value : fail(place, "must be true or false");

export const oneOf =
  <const T extends string>(words: readonly T[]): Reader<T> =>
  (value, place) =>
    words.find((word) => word === value) ?? fail(place, `must be one of ${words.join(", ")}`);

/** A list of `least` items or more, none of them twice by what `identity` gives of each. */
export const list =
  <T>(item: Reader<T>, least: number, identity: (one: T) => unknown): Reader<readonly T[]> =>
  (value, place) => {
    if (!Array.isArray(value)) return fail(place, "must be a list");
    if (value.length < least) fail(place, `must hold ${least} or more`);
    const found = value.map((one: unknown, at) => item(one, inside(place, at)));
    const known = new Set<unknown>();
    for (const [at, one] of found.entries()) {
      const own = identity(one);
      if (known.has(own)) fail(inside(place, at), `${String(own)} is there twice`);
      known.add(own);
    }
    return found;
  };
