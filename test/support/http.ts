// SPDX-License-Identifier: Apache-2.0
// Plain HTTP against a gateway: tests see what any client sees.
import { request as send } from "node:http";
import { type LineResult, MEDIA, PATHS, type Problem } from "@suyuan/api";

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: Record<string, unknown> | undefined;
}

/** An answer with its body read whole. */
export async function read(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const type = headers.get("content-type") ?? "";
  const json =
    type.includes("json") && !type.includes("ndjson")
      ? (JSON.parse(text) as Record<string, unknown>)
      : undefined;
  return { status, type, headers, text, json };
}

export async function get(url: string): Promise<Answer> {
  return read(await fetch(url));
}

export async function post(
  url: string,
  body: string | Uint8Array,
  type: string = MEDIA.json,
): Promise<Answer> {
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
  return read(await fetch(url, { method: "POST", body: bytes, headers: { "content-type": type } }));
}

/** Sends one signed statement. */
export async function submit(gateway: { readonly url: string }, signed: object): Promise<Answer> {
  return post(`${gateway.url}${PATHS.statements}`, bodyOf(signed));
}

/** Sends lines as they are; one result each. */
export async function submitLines(
  gateway: { readonly url: string },
  lines: readonly string[],
): Promise<LineResult[]> {
  const { text } = await post(`${gateway.url}${PATHS.statements}`, lines.join("\n"), MEDIA.lines);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LineResult);
}

/** A signed statement as a body; what else a test knows of it stays behind. */
export function bodyOf(signed: object): string {
  const { statement, signatures } = signed as Record<"statement" | "signatures", unknown>;
  return JSON.stringify({ statement, signatures });
}

/** The problem of an answer. */
export const problemOf = ({ json }: Answer): Problem => json as unknown as Problem;

/** A request whose path goes out as it is: `fetch` would resolve dots before sending. */
export async function getRaw(
  url: string,
  path: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = send({ hostname, port, path }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    request.on("error", reject);
    request.end();
  });
}
