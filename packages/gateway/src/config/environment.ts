// SPDX-License-Identifier: Apache-2.0
// Members of the configuration that the environment sets: one variable each, named after the member, and stronger
// than the file.
import { StartRefusal } from "../refusal.ts";
import { MEMBERS } from "./schema.ts";

const PREFIX = "SUYUAN_GATEWAY_";

/** `settledDepth` is SUYUAN_GATEWAY_SETTLED_DEPTH. */
export const variableOf = (member: string): string =>
  PREFIX + member.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** What the environment sets, by member. A variable that no member is called after is refused: it was mistyped. */
export function fromEnvironment(env: NodeJS.ProcessEnv): ReadonlyMap<string, unknown> {
  const members = new Map(MEMBERS.map((member) => [variableOf(member), member]));
  const set = new Map<string, unknown>();
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith(PREFIX) || text === undefined) continue;
    const member = members.get(name);
    if (member === undefined) {
      throw new StartRefusal(
        "config-invalid",
        `${name}: no member of the configuration is so called`,
      );
    }
    set.set(member, valueOf(text));
  }
  return set;
}

/** What is JSON counts as that, also a quoted text for whoever needs one that looks like a number; else it is text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
