// SPDX-License-Identifier: Apache-2.0
import { digestWithProgress } from "../digest/progress.ts";
import { readSalt, saltFor, saltPathOf } from "../input/salt.ts";
import { argument, text } from "../input/values.ts";
import { type Field, table } from "../output/output.ts";
import { widthOf } from "../output/width.ts";
import { type Action, EXIT } from "./run.ts";

// Loads nothing of the sdk, so that its memory stays small beside a file of any size.
export const digest: Action = async ({ args, options, out }) => {
  const run = { args, options, out };
  const path = argument(run);
  const given = text(run, "salt");
  const isPublic = options.public === true;
  const salt =
    given === undefined ? (isPublic ? undefined : await saltFor(path)) : await readSalt(given);
  const result = await digestWithProgress(out, path, salt);
  const { labels } = out.messages;
  const beside = salt && given === undefined ? saltPathOf(path) : undefined;
  const fields: Field[] = [
    [labels.bytes, result.bytes],
    [labels.sha256, result.sha256],
    [labels.sm3, result.sm3],
  ];
  if (beside !== undefined) fields.push([labels.saltFile, beside]);
  const json = { ...result, salted: salt !== undefined };
  out.result(beside === undefined ? json : { ...json, saltFile: beside }, table(fields, widthOf));
  return EXIT.ok;
};
