// SPDX-License-Identifier: Apache-2.0
// Writes docs/errors.md, from the closed list in packages/api, into the folder given.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ERRORS, START_ERRORS, type ErrorMeaning } from "@suyuan/api";
import prettier from "prettier";

const ERRORS_PAGE = "docs/errors.md";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const words = ({ why, remedy }: ErrorMeaning): string[] => [why, remedy];

/** The page as text, formatted as the formatter wants it. */
export async function errorsPage(): Promise<string> {
  const problems = Object.entries(ERRORS).map(([code, meaning]) =>
    row([`\`${code}\``, String(meaning.status), ...words(meaning)]),
  );
  const starts = Object.entries(START_ERRORS).map(([code, meaning]) =>
    row([`\`${code}\``, ...words(meaning)]),
  );
  const text = [
    "# Errors",
    "Generated from `packages/api/src/errors/` by `scripts/generate-errors.ts`.",
    "## Problems over HTTP",
    "Every error is an RFC 9457 problem (`application/problem+json`) with a `code` of this closed list. One code has one status. Where it helps, the problem also has `path` (the place in the input), `line` (of an NDJSON body), `fact` (the check that failed and its code, as in a verdict), `act` (the contract's own error with its values), `awaiting` and `since`. A status of 503 carries `Retry-After`. Whatever was refused left nothing behind in the log.",
    [row(["code", "status", "why", "remedy"]), "|---|---|---|---|", ...problems].join("\n"),
    "## Refusals at the start",
    'A gateway that does not start prints one line `{"refused": code, "detail": …}` on its error stream and exits with status 1. It has then taken nothing and anchored nothing.',
    [row(["code", "why", "remedy"]), "|---|---|---|", ...starts].join("\n"),
    "",
  ].join("\n\n");
  return await prettier.format(text, {
    parser: "markdown",
    printWidth: 100,
    proseWrap: "preserve",
  });
}

if (import.meta.main) {
  const target = join(process.argv[2] ?? ".", ERRORS_PAGE);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, await errorsPage());
}
