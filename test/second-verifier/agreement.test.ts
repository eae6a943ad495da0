// SPDX-License-Identifier: Apache-2.0
// The verifier in Python knows nothing of ours but docs/spec/: what both say must be the same.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Verdict } from "@suyuan/proof";
import { afterAll, describe, expect, it } from "vitest";

import { LAW_TIMEOUT, NUM_RUNS } from "../../packages/proof/src/testing/laws.ts";
import { DATA, SALT } from "../../packages/proof/src/testing/story.ts";
import { vectors } from "../vectors/files.ts";
import { changedFiles } from "./changed-files.ts";
import { randomFiles } from "./random-files.ts";
import {
  type Answer,
  answersTo,
  python,
  type Question,
  runCommand,
  wordsOnParts,
} from "./second-verifier.ts";

const FORMATS = ["evidence", "history", "right", "grant"] as const;
const MANY = NUM_RUNS > 100 ? 1_000 : 40;

interface Judged extends Question {
  readonly exit: number;
  readonly faults: readonly string[];
}

type Part = Readonly<Record<string, unknown>>;
const names = (of: unknown): unknown =>
  [...new Set((of as readonly { name: string }[]).map(({ name }) => name))].sort();
// What a valid vector of a part says, for those that say more than that they are valid.
const TOLD: Readonly<Record<string, (vector: Part) => unknown>> = {
  canonical: ({ canonical }) => canonical,
  statement: ({ id }) => id,
  entry: ({ leafHash }) => leafHash,
  note: ({ verified }) => names(verified),
  checkpoint: ({ origin, size, root }) => [origin, size, root],
  header: ({ fieldCount }) => fieldCount,
  rlp: ({ encoded }) => encoded,
  extra: ({ validators, seals }) => [validators, seals],
  trie: ({ answer, value }) => value ?? answer,
};

interface Sealed {
  readonly consensus: { readonly kind: string };
  readonly header?: string;
  readonly following?: readonly string[];
  readonly answer?: { readonly state: string; readonly code?: string };
  readonly code?: string;
}

// Lines on what nobody asked for are not faults, and what was not reached stands for no line of its own.
const UNASKED = [
  "data-not-given",
  "related-not-given",
  "chain-has-no-seals",
  "block-unsealed",
  "no-witnesses-named",
  "not-reached",
];
const isFault = ({ state, code }: { state: string; code: string }): boolean =>
  state !== "ok" && !UNASKED.includes(code);
const faultsOf = ({ checks = [] }: Pick<Answer, "checks"> | Verdict): readonly string[] =>
  checks.filter(isFault).map(({ name, state, code }) => `${name}: ${state} ${code}`);

const folder = mkdtempSync(join(tmpdir(), "suyuan-second-"));
const put = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(python.missing)(`the second verifier ${python.label}`, () => {
  describe.each(FORMATS)("given the vectors of %s", (format) => {
    it.each(["valid", "invalid"] as const)(
      "says of each %s one what its file says",
      async (side) => {
        const asked = vectors<Judged>(side, format);
        const answers = await answersTo(asked.map(({ vector }) => vector));
        const found = answers.map((answer, at) => {
          return [asked[at]?.rule, answer.exit, ...faultsOf(answer)];
        });
        const wanted = asked.map(({ rule, vector }) => {
          return [rule, vector.exit, ...vector.faults.filter((line) => !line.endsWith("reached"))];
        });
        expect(found).toEqual(wanted);
      },
    );
  });

  it("takes every valid policy and refuses every invalid one", async () => {
    const [first] = vectors<Judged>("valid", "evidence");
    const file = first?.vector.file;
    for (const side of ["valid", "invalid"] as const) {
      const asked = vectors<{ policy: unknown; code?: string }>(side, "policy");
      const answers = await answersTo(asked.map(({ vector: { policy } }) => ({ file, policy })));
      const refused = answers.map(({ exit, refused }) => (exit === 2 ? refused : undefined));
      expect(refused).toEqual(asked.map(({ vector: { code } }) => code));
    }
  });

  it.each(["valid", "invalid"] as const)("follows %s updates of a policy so", async (side) => {
    const [first] = vectors<Judged>("valid", "evidence");
    const file = first?.vector.file;
    const asked = vectors<Pick<Question, "policy" | "updates"> & { code?: string }>(side, "update");
    const answers = await answersTo(
      asked.map(({ vector: { policy, updates } }) => ({ file, policy, updates })),
    );
    const refused = answers.map(({ exit, refused }) => (exit === 2 ? refused : undefined));
    expect(refused).toEqual(asked.map(({ vector: { code } }) => code));
  });

  it.each(["valid", "invalid"] as const)("judges %s seals as their files say", async (side) => {
    const asked = vectors<Sealed>(side, "seals").filter(
      ({ vector }) => vector.header !== undefined,
    );
    const answers = await answersTo(
      asked.map(({ vector: { consensus, header = "", following = [] } }) => {
        return { consensus, headers: [header, ...following] };
      }),
    );
    const wanted = asked.map(({ rule, vector: { consensus, answer, code } }) => {
      const ok = consensus.kind === "ibft1" ? "sealed-weaker" : answer?.state;
      return [rule, code ?? answer?.code ?? ok];
    });
    expect(answers.map(({ seals }, at) => [asked[at]?.rule, seals])).toEqual(wanted);
  });

  it("says of the vectors of parts what they say", () => {
    const words = wordsOnParts();
    const formats = [...new Set(words.map(({ format }) => format))];
    expect(formats).toHaveLength(13);
    const read = formats.flatMap((format) =>
      (["valid", "invalid"] as const).flatMap((side) =>
        vectors<Part>(side, format).map(({ rule, vector }) => {
          const said = side === "invalid" ? "refused" : (TOLD[format]?.(vector) ?? true);
          return { format, side, rule, said };
        }),
      ),
    );
    expect(words).toEqual(read);
  });

  it(
    `agrees on ${String(2 * MANY)} files over random states of the chain`,
    async () => {
      const asked = await randomFiles(MANY);
      expect(asked.length).toBeGreaterThan(MANY);
      expect(new Set(asked.map(({ verdict }) => verdict.exit)).size).toBeGreaterThan(1);
      const answers = await answersTo(asked.map(({ file, policy }) => ({ file, policy })));
      for (const [at, { file, verdict }] of asked.entries()) {
        const answer = answers[at] ?? { exit: -1 };
        const wanted = [verdict.exit, ...faultsOf(verdict)];
        expect([answer.exit, ...faultsOf(answer)], JSON.stringify(file)).toEqual(wanted);
      }
    },
    LAW_TIMEOUT,
  );

  it(
    `agrees on the exit status of ${String(MANY)} vectors with one member changed or left out`,
    async () => {
      const asked = changedFiles(MANY);
      const answers = await answersTo(asked.map(({ file, policy }) => ({ file, policy })));
      for (const [at, { file, policy, exit }] of asked.entries()) {
        expect(answers[at]?.exit, JSON.stringify({ file, policy })).toBe(exit);
      }
    },
    LAW_TIMEOUT,
  );

  describe("as a command", () => {
    const [delivery] = vectors<Judged>("valid", "evidence").filter(
      ({ rule }) => rule === "delivery",
    );
    const policy = (): string => put("policy.json", JSON.stringify(delivery?.vector.policy));
    const file = (): string => put("file.json", JSON.stringify(delivery?.vector.file));
    const salt = Buffer.from(SALT).toString("hex");
    const given = (data: Uint8Array): string[] => ["--data", put("data", data), "--salt", salt];

    it("compares the data beside a file, and a data file with one more byte is other data", () => {
      expect(runCommand(file(), "--policy", policy(), ...given(DATA)).exit).toBe(0);
      const more = given(Uint8Array.from([...DATA, 0]));
      const ran = runCommand(file(), "--policy", policy(), ...more);
      expect(ran.exit).toBe(10);
      expect(ran.printed).toContain("data-differs");
    });
    it("exits 10 on a file that is none, and 2 without a policy that it can read", () => {
      expect(runCommand(put("none", "{}"), "--policy", policy()).exit).toBe(10);
      expect(runCommand(put("deep", "[".repeat(100_000)), "--policy", policy()).exit).toBe(10);
      expect(runCommand(file(), "--policy", put("none", "{}")).exit).toBe(2);
      expect(runCommand(file(), "--policy", join(folder, "nowhere")).exit).toBe(2);
    });
  });
});

describe("the sources of the second verifier", () => {
  const sources = join(dirname(fileURLToPath(import.meta.url)), "second_verifier");
  const texts = readdirSync(sources)
    .filter((name) => name.endsWith(".py"))
    .map((name) => readFileSync(join(sources, name), "utf8"));

  it("are files of at most 300 lines", () => {
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) expect(text.split("\n").length).toBeLessThanOrEqual(300);
  });
});
