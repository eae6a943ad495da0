// SPDX-License-Identifier: Apache-2.0
import { languageAsked, languageOfLocale } from "@suyuan/words";
import { examine } from "../doctor/doctor.ts";
import { FINDINGS, sentenceOf, type State } from "../doctor/words.ts";
import { type Command, EXIT, print } from "./command.ts";

const MARKS: Readonly<Record<State, string>> = { ok: "✓", look: "!", bad: "✗" };
const MILLISECONDS = 1_000;
const now = (): number => Math.floor(Date.now() / MILLISECONDS);

export const doctor: Command = {
  usage: `suyuan-gateway doctor --config FILE [--lang zh|en] [--json]
  Looks at what a gateway needs: folder, disk, limits, clock, keys, chain, contracts, policy, seat, certificate,
  access, collector of traces. It changes nothing, and may be called while the gateway runs.
  Output: one line for each thing, ✓ right, ! to be looked at, ✗ wrong; with --json {"code", "state", "said", "values"}.
  Exit status 3 where something is wrong.
`,
  options: { lang: "text", json: "flag" },
  run: async (config, { lang, json }) => {
    const asked = typeof lang === "string" ? languageAsked(["--lang", lang]) : undefined;
    const language = asked ?? languageOfLocale(process.env);
    const findings = await examine(config, process.env, now);
    for (const finding of findings) {
      const { state } = FINDINGS[finding.code];
      const said = sentenceOf(finding, language);
      if (json === true) print({ ...finding, state, said });
      else process.stdout.write(`${MARKS[state]} ${said}\n`);
    }
    const isWell = findings.every(({ code }) => FINDINGS[code].state !== "bad");
    return isWell ? EXIT.ok : EXIT.broken;
  },
};
