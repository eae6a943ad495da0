// SPDX-License-Identifier: Apache-2.0
// Headers that a collector wants, such as a token: in a file, so that no secret stands in the configuration.
import { readFile } from "node:fs/promises";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { MAX_SPAN_HEADERS } from "../constraints.ts";
import { StartRefusal } from "../refusal.ts";

const LINE = /^([^:\s]+):[ \t]*(\S.*?)[ \t]*$/;

/** The headers in a file, one a line. @throws StartRefusal `tracing-headers` */
export async function readHeaders(path: string | undefined): Promise<Record<string, string>> {
  if (path === undefined) return {};
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new StartRefusal("tracing-headers", `${path}: cannot be read`, cause);
  }
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  const headers = lines.map(headerIn).filter((one) => one !== undefined);
  if (headers.length > 0 && headers.length === lines.length && headers.length <= MAX_SPAN_HEADERS)
    return Object.fromEntries(headers);
  // What stands there may be a secret: it is not shown.
  const what = `must hold 1 to ${MAX_SPAN_HEADERS} lines of a name, a colon and a value`;
  throw new StartRefusal("tracing-headers", `${path}: ${what}`);
}

function headerIn(line: string): readonly [string, string] | undefined {
  const [, name, value] = LINE.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return [name, value];
  } catch {
    return undefined;
  }
}
