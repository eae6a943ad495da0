// SPDX-License-Identifier: Apache-2.0
// Whatever single bit of a file is changed: it cannot be read, or its integrity fails.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { fromUtf8, toHex, utf8 } from "../bytes.ts";
import { canonicalText } from "../canonical.ts";
import type { StatementKind } from "../codes.ts";
import { commitment } from "../digest.ts";
import { parseEvidence } from "../evidence/read.ts";
import { parseHistory } from "../history/read.ts";
import type { Policy } from "../policy.ts";
import { BEGUN, GRANT, SALT, T } from "../testing/story.ts";
import { flipBit, NUM_RUNS, refusal } from "../testing/laws.ts";
import { World } from "../testing/world.ts";
import type { ExitStatus } from "./types.ts";
import { verify } from "./verify.ts";

const MINUTES = 900_000;

interface Subject {
  readonly text: string;
  readonly policy: Policy;
}

const document = { reason: "统计年鉴" };
const effect = commitment(SALT, document);

async function fileOf(kind: StatementKind): Promise<Subject> {
  const world = await World.tell({
    of: kind,
    ...(kind === "use"
      ? {
          statement: (of) => ({ ...of, effect }),
          draft: (draft) => ({
            ...draft,
            documents: [{ commitment: effect, salt: toHex(SALT), document }],
          }),
        }
      : {}),
  });
  return { text: canonicalText(world.evidence()), policy: world.policy() };
}

async function backDated(): Promise<Subject> {
  const world = await World.tell({
    chain: (chain) => {
      chain.grantState(GRANT, [[BEGUN, { state: 2, until: T + 1_300 }]]);
    },
  });
  return { text: canonicalText(world.evidence()), policy: world.policy() };
}

/** The exit status of a file with one bit changed, or the code with which it is refused unread. */
function exitAfter(
  { text, policy }: Subject,
  bit: number,
  of: "evidence" | "history",
): ExitStatus | string {
  let exit: ExitStatus | undefined;
  const refused = refusal(() => {
    const changed = fromUtf8(flipBit(utf8(text), bit));
    exit = verify(of === "history" ? parseHistory(changed) : parseEvidence(changed), policy).exit;
  });
  return refused ?? exit ?? "nothing";
}

const anyBit = ({ text }: Subject) => fc.integer({ min: 0, max: 8 * utf8(text).length - 1 });

function law(subject: () => Subject, of: "evidence" | "history"): void {
  const runs = Math.min(NUM_RUNS, 5_000);
  fc.assert(
    fc.property(anyBit(subject()), (bit) => {
      const exit = exitAfter(subject(), bit, of);
      if (typeof exit === "number") expect(exit).toBe(10);
    }),
    { numRuns: runs },
  );
}

describe("one bit of a file", () => {
  const files = new Map<string, Subject>();

  beforeAll(async () => {
    for (const kind of ["delivery", "receipt", "use", "reconciliation"] as const) {
      files.set(kind, await fileOf(kind));
    }
    files.set("back-dated", await backDated());
    const world = await World.tell();
    const text = canonicalText(await world.history("grant"));
    files.set("history", { text, policy: world.policy() });
  });

  const subject = (name: string) => (): Subject => {
    const file = files.get(name);
    if (file === undefined) throw new Error(`no file ${name}`);
    return file;
  };

  it("is what the files below are judged by: unchanged they exit 0, and 11 when back-dated", () => {
    for (const [name, { text, policy }] of files) {
      const file = name === "history" ? parseHistory(text) : parseEvidence(text);
      expect(verify(file, policy).exit).toBe(name === "back-dated" ? 11 : 0);
    }
  });

  it.each(["delivery", "receipt", "use", "reconciliation", "back-dated"])(
    "changed in the evidence on a %s never goes unseen",
    (name) => {
      law(subject(name), "evidence");
    },
    MINUTES,
  );

  it(
    "changed in a history never goes unseen",
    () => {
      law(subject("history"), "history");
    },
    MINUTES,
  );

  it(
    "changed in any part of the evidence never goes unseen",
    () => {
      const { text, policy } = subject("delivery")();
      const evidence = parseEvidence(text);
      const parts = [
        ...[evidence.entry, evidence.checkpoint, evidence.block.header, evidence.block.hash],
        ...[...evidence.inclusion, ...evidence.nodes, ...Object.values(evidence.contracts)],
        ...[
          evidence.log.origin,
          evidence.log.key,
          ...(evidence.related ?? []).map(({ entry }) => entry),
        ],
      ];
      const whole = utf8(text);
      for (const part of parts) {
        const escaped = JSON.stringify(part).slice(1, -1);
        const start = utf8(text.slice(0, text.indexOf(escaped))).length;
        const length = utf8(escaped).length;
        // A bit at the beginning, in the middle and at the end of the part.
        for (const at of [0, length >> 1, length - 1]) {
          const bit = 8 * (start + at);
          expect(start + at).toBeLessThan(whole.length);
          expect(exitAfter({ text, policy }, bit, "evidence")).not.toBe(0);
          expect([11, 12]).not.toContain(exitAfter({ text, policy }, bit, "evidence"));
        }
      }
    },
    MINUTES,
  );
});
