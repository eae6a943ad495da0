// SPDX-License-Identifier: Apache-2.0
// What a member of the configuration may be asked to be. Each says in words what it must be; the words are told
// with what is wrong, and the rest can be told as JSON Schema.
import { z } from "@suyuan/api/zod";

const MAX_TEXT = 4_096;
const MAX_NAME = 255;

/** Text that is there and not endless. */
export const text = (must: string, max = MAX_TEXT): z.ZodString =>
  z.string(must).min(1, must).max(max, must);

/** A host, or another name. */
export const name = (must: string): z.ZodString => text(must, MAX_NAME);

/** A path, relative to the file of the configuration. */
export const path = (what: string): z.ZodString => text("a path").describe(what);

/** A whole number between two. */
export const whole = (min: number, max: number, must = `${min} to ${max}`): z.ZodInt =>
  z.int(must).min(min, must).max(max, must);

/** Text of a form that is an address as well. */
export const address = (form: RegExp, must: string): z.ZodString =>
  text(must)
    .regex(form, must)
    .refine((value) => URL.canParse(value), must);

const TARGET =
  /^(https:\/\/[^/?#@\\]+|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]+)?)([/?#].*)?$/;
const TARGET_MUST =
  "an https address, or an http one on this machine, without a name or a password";

/**
 * An address to which things are sent: beyond loopback with https only. A name or a password in it would stand wherever
 * the address is shown.
 */
export const target = (what: string): z.ZodString => address(TARGET, TARGET_MUST).describe(what);

/** A list of one or more, up to a number of them. */
export const list = <T extends z.ZodType>(
  of: T,
  max: number,
  what: string,
): z.ZodReadonly<z.ZodArray<T>> => {
  const must = `a list of 1 to ${max} ${what}`;
  return z.array(of, must).min(1, must).max(max, must).readonly();
};

/** A list in which nothing stands twice. */
export const set = <T extends z.ZodType>(
  of: T,
  max: number,
  what: string,
): z.ZodReadonly<z.ZodArray<T>> =>
  list(of, max, what)
    .refine(
      (values) => new Set(values).size === values.length,
      `a list in which each of the ${what} stands once`,
    )
    .meta({ uniqueItems: true });

/** An object of these members and no other, the optional ones only if they are there. */
export const object = <T extends z.ZodRawShape>(
  members: T,
): z.ZodReadonly<z.ZodObject<T, z.core.$strict>> =>
  z.strictObject(members, `an object of ${Object.keys(members).join(", ")}`).readonly();
