// SPDX-License-Identifier: Apache-2.0
// Whether what was given out, and the policy by which it is judged, still stand.
import { argument } from "../input/values.ts";
import type { Label } from "../messages/words.ts";
import { gatewayOf, lines } from "./online.ts";
import { type Action, EXIT } from "./run.ts";
import { readProof } from "./verify.ts";

/** Whether the chain still has the block of a file; exit status 1 when it has another one. */
export const evidenceCheck: Action = async (run) => {
  const { block } = await readProof(argument(run));
  const standing = await gatewayOf(run).standing(block.header);
  const { state, number, by } = standing;
  const fields: (readonly [Label, string | number])[] = [
    ["state", run.out.messages.standings[state]],
    ["block", number],
  ];
  if (by !== undefined) fields.push(["superseded", by.hash]);
  run.out.result(standing, lines(run, fields));
  return state === "superseded" ? EXIT.refused : EXIT.ok;
};

/** The gateway's policy, and whether its validators still seal; exit status 1 when it needs an update. */
export const policyStatus: Action = async (run) => {
  const { policy } = await gatewayOf(run).chain();
  const { watch, kind, fingerprint } = policy;
  const { messages, language } = run.out;
  const fields: (readonly [Label, string | number])[] = [
    ["consensus", kind],
    ["fingerprint", fingerprint],
    ["state", messages.policyStates[watch.state]],
  ];
  if (watch.block !== undefined) fields.push(["block", watch.block]);
  for (const { sentence } of watch.reasons) fields.push(["reason", sentence[language]]);
  for (const validator of watch.validators ?? []) fields.push(["validators", validator]);
  run.out.result(policy, lines(run, fields));
  return watch.state === "update-needed" ? EXIT.refused : EXIT.ok;
};
