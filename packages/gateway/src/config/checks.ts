// SPDX-License-Identifier: Apache-2.0
// What a member of the configuration may be asked to be.

export type Check = (value: unknown) => boolean;

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** Text that is there and not endless. */
export const isText: Check = (value) =>
  typeof value === "string" && value.length > 0 && value.length <= 4_096;
/** A whole number between two. */
export const isWhole =
  (min: number, max: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;

/**
 * An address to which things are sent: beyond loopback with https only. A name or a password in it would stand wherever
 * the address is shown.
 */
export const isTarget: Check = (value) => {
  if (!isText(value) || !URL.canParse(String(value))) return false;
  const { protocol, hostname, username, password } = new URL(String(value));
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
};

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
