// SPDX-License-Identifier: Apache-2.0
import type { Policy, Verdict } from "@suyuan/proof";

import { rowsOf } from "../claims/rows.ts";
import type { GivenPolicy, GivenProof } from "../model.ts";
import type { Words } from "../words/index.ts";
import { type Child, h } from "./dom.ts";

type Row = readonly [name: string, value: string];

const listOf = (rows: readonly Row[]): HTMLElement =>
  h("dl", {}, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

const folded = (id: string, title: string, ...children: readonly Child[]): HTMLElement =>
  h("details", { id }, h("summary", { id: `${id}-title` }, title), ...children);

/** A key by its own text: name, key id and public key of the C2SP note format. */
const keysOf = (threshold: number, keys: readonly string[], { page }: Words): string =>
  [page.witnesses(threshold, keys.length), ...keys].join("\n");

/** All that the policy names, so that whoever trusts it can compare it with what they were told. */
function policyRows(policy: Policy, words: Words): readonly Row[] {
  const { page } = words;
  const { chain, contracts, logs, witnesses, require, authority } = policy;
  const { consensus } = chain;
  const sets = "sets" in consensus ? consensus.sets : [];
  const names = page.policyRows;
  const lines = (of: readonly string[]): string => (of.length === 0 ? page.nothing : of.join("\n"));
  return [
    [names.name, policy.name],
    [names.chain, String(chain.chainId)],
    [names.consensus, consensus.kind],
    [
      names.sets,
      lines(
        sets.flatMap(({ from, to, validators }) => [
          page.validators(validators.length, from, to),
          ...validators,
        ]),
      ),
    ],
    [
      names.contracts,
      lines(Object.entries(contracts).map(([name, { address }]) => `${name} ${address}`)),
    ],
    [names.logs, lines(logs.flatMap(({ origin, keys }) => [origin, ...keys]))],
    [names.witnesses, keysOf(witnesses.threshold, witnesses.keys, words)],
    [
      names.authority,
      authority ? keysOf(authority.threshold, authority.keys, words) : page.nothing,
    ],
    [names.requires, lines(require)],
  ];
}

/** What is folded: what the file holds, the policy, and the verdict as the command writes it. */
export function detailsView(
  verdict: Verdict,
  given: { readonly proof: GivenProof; readonly policy: GivenPolicy },
  words: Words,
): HTMLElement {
  const { page } = words;
  const { proof, policy } = given;
  const rows = rowsOf(proof.entry, verdict, words).map(([name, value]): Row => [
    page.rows[name],
    value,
  ]);
  return h(
    "section",
    { class: "details", "aria-labelledby": "details-title" },
    h("h2", { id: "details-title" }, page.details),
    folded("record", page.record, listOf([...rows, [page.fileHash, proof.hash]])),
    folded(
      "policy-details",
      page.policyDetails,
      listOf([[page.fingerprint, policy.fingerprint], ...policyRows(policy.policy, words)]),
    ),
    folded(
      "raw",
      page.raw,
      h("pre", { id: "verdict-json", tabindex: 0 }, JSON.stringify(verdict, undefined, 2)),
    ),
  );
}
