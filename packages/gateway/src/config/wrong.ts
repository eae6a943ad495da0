// SPDX-License-Identifier: Apache-2.0
// What is said of a member that is wrong: its place and what it must be, and never what it is.
import { z } from "@suyuan/api/zod";
import { KEEPERS } from "./schema.ts";

/** What is wrong, and at which member, which says where it stands. */
export interface Wrong {
  /** Absent where it is missing. */
  readonly member?: string;
  readonly what: string;
}

/** Unknown members come first: where one was mistyped, another one is missing. */
export function wrongOf({ issues }: z.ZodError, json: unknown): Wrong {
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) throw new Error("there is no issue");
  if (issue.code === "unrecognized_keys")
    return unknown([...issue.path, ...issue.keys.slice(0, 1)]);
  const member = String(issue.path[0]);
  const called = z.core.toDotPath(issue.path);
  if (isThere(json, issue.path)) return { member, what: `${called} must be ${issue.message}` };
  const what = `${called} is missing; it must be ${issue.message}`;
  return issue.path.length > 1 ? { member, what } : { what };
}

function unknown(path: readonly PropertyKey[]): Wrong {
  const called = z.core.toDotPath(path);
  const why = KEEPERS.has(called)
    ? "is not for one that follows"
    : "is no member of the configuration";
  return { member: String(path[0]), what: `${called} ${why}` };
}

function isThere(json: unknown, path: readonly PropertyKey[]): boolean {
  const [member, ...rest] = path;
  if (member === undefined) return true;
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, member)) return false;
  return isThere((json as Readonly<Record<PropertyKey, unknown>>)[member], rest);
}
