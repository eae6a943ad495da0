// SPDX-License-Identifier: Apache-2.0
// What a member of the configuration may be asked to be.

export type Check = (value: unknown) => boolean;

/** Text that is there and not endless. */
export const isText: Check = (value) =>
  typeof value === "string" && value.length > 0 && value.length <= 4_096;
/** A whole number between two. */
export const isWhole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;

/** An object of these members and no other, the optional ones only if they are there. */
export function isObject(
  needed: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const found = new Map<string, unknown>(Object.entries(value));
    const known = new Map(Object.entries({ ...needed, ...optional }));
    return (
      Object.keys(needed).every((name) => found.has(name)) &&
      [...found].every(([name, one]) => known.get(name)?.(one) ?? false)
    );
  };
}
