// SPDX-License-Identifier: Apache-2.0
// Every way to change one value somewhere inside a JSON value.

type Place = readonly string[];

const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Where values stand that hold no others. */
export function leavesOf(value: unknown, at: Place = []): readonly Place[] {
  if (!isContainer(value)) return [at];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, [...at, name]));
}

/** The value at a place. */
export function valueAt(value: unknown, [name, ...rest]: Place): unknown {
  if (name === undefined) return value;
  return isContainer(value) ? valueAt(value[name], rest) : undefined;
}

/** A copy with the value at one place replaced, or taken out when the new value is undefined. */
export function altered<T>(value: T, place: Place, replacement: unknown): T {
  const copy = structuredClone(value);
  const holder = valueAt(copy, place.slice(0, -1));
  const name = place.at(-1);
  if (!isContainer(holder) || name === undefined) throw new Error("no such place");
  if (replacement === undefined) Reflect.deleteProperty(holder, name);
  else holder[name] = replacement;
  return copy;
}

/** Other values of the same type, near the one given. */
export function neighbours(value: unknown, bit: number): readonly unknown[] {
  if (typeof value === "number") return [value + 1, value - 1].filter(Number.isSafeInteger);
  if (typeof value === "boolean") return [!value];
  if (typeof value !== "string") return [];
  if (!/^0x[0-9a-f]+$/.test(value)) return [`${value}a`, value.slice(1)];
  const digits = Array.from(value);
  const at = 2 + (bit % (digits.length - 2));
  const turned = Number.parseInt(digits[at] ?? "0", 16) ^ (1 << (bit % 4));
  return [digits.with(at, turned.toString(16)).join("")];
}
