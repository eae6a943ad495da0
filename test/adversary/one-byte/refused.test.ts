// SPDX-License-Identifier: Apache-2.0
import {
  canonicalText,
  defaultCrypto,
  followPolicy,
  type JsonObject,
  parsePolicy,
  parsePolicyUpdate,
  policyFingerprint,
  utf8,
  verify,
} from "@suyuan/proof";
import { describe, expect, it } from "vitest";

import { vectors } from "../../vectors/files.ts";
import { BROKEN, type Followed, type Judged } from "./judges.ts";
import { brokenJudge, contentOf, refusedPolicyJudge, refusedUpdateJudge } from "./refused.ts";

const BY = { crypto: defaultCrypto, verify };
const textOf = (value: unknown): Uint8Array => utf8(JSON.stringify(value));

function vector(format: string, rule: string, side: "valid" | "invalid" = "valid"): unknown {
  const found = vectors(side, format).find((one) => one.rule === rule);
  if (found === undefined) throw new Error(`no vector ${rule}`);
  return found.vector;
}

describe("a broken file with one byte changed", () => {
  const whole = vector("evidence", "delivery") as Judged;
  const header = (whole.file["block"] as { readonly header: string }).header;
  const text = JSON.stringify(whole.file);
  // The last digit of the header: the root of a trie, or what follows it, is another one.
  const at = text.indexOf(header) + header.length - 1;
  const digit = text[at] === "0" ? "1" : "0";
  const file = JSON.parse(text.slice(0, at) + digit + text.slice(at + 1)) as JsonObject;
  const broken: Judged = { file, policy: whole.policy, exit: BROKEN };

  it("is broken still, or says what a whole file says", () => {
    const judge = brokenJudge("evidence", broken, new Set([contentOf(whole.file)]), BY);
    expect(judge(textOf(file))).toEqual({ ended: "exit 10" });
    expect(judge(textOf(whole.file))).toEqual({ ended: "mended: exit 0" });
    expect(judge(utf8(canonicalText(whole.file)))).toEqual({ ended: "mended: exit 0" });
    expect(judge(textOf(file).subarray(1))).toEqual({ ended: "refused" });
  });
  it("is found where it is better and nobody knows what it says", () => {
    const judge = brokenJudge("evidence", broken, new Set([contentOf(file)]), BY);
    expect(judge(textOf(whole.file)).wrong).toBe("block changed, and broken no more");
    const blind: typeof verify = (_, policy, options) =>
      verify(JSON.parse(text) as Parameters<typeof verify>[0], policy, options);
    const lenient = brokenJudge("evidence", broken, new Set(), { ...BY, verify: blind });
    expect(lenient(textOf(file)).wrong).toBe(" changed, and broken no more");
  });
});

describe("a certificate that is broken at its moment, with one byte changed", () => {
  const later = vector("grant", "scope-changed-later", "invalid") as Judged;
  const judge = brokenJudge("grant", later, new Set(), BY);

  it("may stand at another moment", () => {
    const { file } = later;
    expect(judge(textOf({ ...file, time: Number(file["time"]) + 1 })).ended).toBe("mended: exit 0");
    expect(judge(textOf({ ...file, time: Number(file["time"]) - 1 })).ended).toBe("exit 10");
    expect(judge(textOf({ ...file, time: Number(file["time"]) + 1 })).wrong).toBeUndefined();
  });
  it("is found where it stands at the same one", () => {
    const { file, policy } = later;
    const next = { ...file, time: Number(file["time"]) + 1 };
    const stands = brokenJudge("grant", { file: next, policy, exit: BROKEN }, new Set(), BY);
    expect(stands(textOf(next)).wrong).toBe(" changed, and broken no more");
  });
});

describe("a refused policy with one byte changed", () => {
  const { policy } = vector("policy", "chain-without-seals") as { policy: JsonObject };
  const other = { ...policy, require: ["nothing"] };

  it("is refused, or another one that is read as it is", () => {
    const judge = refusedPolicyJudge(other);
    expect(judge(textOf(other))).toEqual({ ended: "refused" });
    expect(judge(textOf(policy))).toEqual({ ended: "mended: taken" });
  });
  it("is found where it is taken as it was", () => {
    expect(refusedPolicyJudge(policy)(textOf(policy)).wrong).toMatch(/taken/);
  });
});

describe("an update that cannot be followed, with one byte changed", () => {
  const { policy, updates } = vector("update", "two-in-their-order") as Followed;
  const turned = { policy, updates: updates.toReversed() };

  it("cannot be followed still, or leads where honest updates lead", () => {
    const judge = refusedUpdateJudge(turned, 0, new Set(), BY);
    expect(judge(textOf(updates[1]))).toEqual({ ended: "refused" });
    const first = updates.slice(0, 1).map((one) => parsePolicyUpdate(JSON.stringify(one)));
    const end = followPolicy(parsePolicy(JSON.stringify(policy)), first, defaultCrypto);
    const short = { policy, updates: updates.slice(1) };
    const known = new Set([policyFingerprint(end)]);
    const mended = refusedUpdateJudge(short, 0, known, BY)(textOf(updates[0]));
    expect(mended).toEqual({ ended: "mended: followed" });
  });
  it("is found where it is followed, and nobody signed where it leads", () => {
    const [first] = updates;
    const short = { policy, updates: updates.slice(0, 1) };
    expect(refusedUpdateJudge(short, 0, new Set(), BY)(textOf(first)).wrong).toMatch(
      /nobody signed/,
    );
  });
});
