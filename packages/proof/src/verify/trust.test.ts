// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "../bytes/base64.ts";
import { formatVerifierKey } from "../note/key.ts";
import { noteSigner } from "../note/sign.ts";
import type { Policy, Requirable } from "../policy.ts";
import { EVIDENCE_CONTRACTS } from "../storage/reader.ts";
import { ORIGIN, WITNESSES } from "../testing/story.ts";
import { faultsOf, linesOf, verdictOn } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import { verify } from "./verify.ts";

const hash = (digit: string) => `0x${digit.repeat(64)}` as const;
const requiring =
  (...require: Requirable[]) =>
  (policy: Policy): Policy => ({ ...policy, require });
const KEYS = WITNESSES.map(({ key }) => formatVerifierKey(key));

describe("chain and contracts", () => {
  it("must be the policy's chain", async () => {
    const verdict = await verdictOn({}, (policy) => ({
      ...policy,
      chain: { ...policy.chain, chainId: 1 },
    }));
    expect(faultsOf(verdict)).toEqual(["chain: failed chain-unknown"]);
    expect(verdict.exit).toBe(12);
  });

  it.each(EVIDENCE_CONTRACTS)("must have the policy's address: %s", async (name) => {
    const verdict = await verdictOn({}, (policy) => ({
      ...policy,
      contracts: {
        ...policy.contracts,
        [name]: { ...policy.contracts[name], address: `0x${"77".repeat(20)}` },
      },
    }));
    expect(faultsOf(verdict)).toEqual(["contracts: failed contract-address-differs"]);
    expect(verdict.exit).toBe(12);
    expect(verdict.groups).toEqual({ integrity: "ok", authorisation: "ok", trust: "failed" });
  });

  it.each(EVIDENCE_CONTRACTS)("must have the policy's code: %s", async (name) => {
    const verdict = await verdictOn({}, (policy) => ({
      ...policy,
      contracts: {
        ...policy.contracts,
        [name]: { ...policy.contracts[name], codeHash: hash("7") },
      },
    }));
    expect(faultsOf(verdict)).toEqual(["contracts: failed contract-code-differs"]);
    expect(verdict.exit).toBe(12);
  });
});

describe("seals", () => {
  it("of a chain without seals are not checked, and not needed", async () => {
    const verdict = await verdictOn();
    expect(linesOf(verdict, "seals")).toEqual(["not-checked chain-has-no-seals"]);
    expect(verdict.exit).toBe(0);
  });

  it("may be required, and then are missing", async () => {
    expect((await verdictOn({}, requiring("seals"))).exit).toBe(12);
  });
});

describe("the log's key", () => {
  const other = noteSigner(ORIGIN, new Uint8Array(32).fill(99));

  it.each([
    ["another origin", [{ origin: "log.example/other", keys: [] }]],
    ["another key", [{ origin: ORIGIN, keys: [formatVerifierKey(other.key)] }]],
    ["no log", []],
  ])("must be the policy's, which here names %s", async (_, logs) => {
    const verdict = await verdictOn({}, (policy) => ({ ...policy, logs }));
    expect(faultsOf(verdict)).toEqual(["log-key: failed log-key-unknown"]);
    expect(verdict.exit).toBe(12);
  });

  it("may be any of the policy's for that log", async () => {
    const verdict = await verdictOn({}, (policy) => ({
      ...policy,
      logs: policy.logs.map(({ origin, keys }) => ({
        origin,
        keys: [formatVerifierKey(other.key), ...keys],
      })),
    }));
    expect(verdict.exit).toBe(0);
  });
});

describe("witnesses", () => {
  const asking =
    (threshold: number, keys = KEYS) =>
    (policy: Policy): Policy => ({
      ...policy,
      witnesses: { threshold, keys },
      require: ["witnesses"],
    });
  const [first, second] = WITNESSES;
  if (first === undefined || second === undefined) throw new Error("no witnesses");

  it("are counted by key, each once", async () => {
    const line = async (cosigners: readonly (typeof first)[], threshold: number) => {
      const verdict = await verdictOn({ cosigners }, asking(threshold));
      return [verdict.exit, ...linesOf(verdict, "witnesses")];
    };
    expect(await line([first, second], 2)).toEqual([0, "ok witnessed"]);
    expect(await line([first, second], 3)).toEqual([12, "not-checked too-few-witnesses"]);
    expect(await line([first, first], 2)).toEqual([12, "not-checked too-few-witnesses"]);
    expect(await line([], 1)).toEqual([12, "not-checked too-few-witnesses"]);
  });

  it("are not counted when the policy does not name them", async () => {
    const stranger = noteSigner("stranger.example", new Uint8Array(32).fill(88), "cosignature");
    const verdict = await verdictOn({ cosigners: [stranger] }, asking(1));
    expect(linesOf(verdict, "witnesses")).toEqual(["not-checked too-few-witnesses"]);
  });

  it("with a wrong signature fail the check", async () => {
    const world = await World.tell({ cosigners: [first, second] });
    const evidence = world.evidence();
    const lines = evidence.checkpoint.split("\n");
    const place = lines.findIndex((line) => line.includes(first.key.name));
    const line = lines[place] ?? "";
    const at = line.lastIndexOf(" ") + 1;
    const bytes = fromBase64(line.slice(at));
    const changed = line.slice(0, at) + toBase64(bytes.with(40, (bytes[40] ?? 0) ^ 1));
    const checkpoint = lines.with(place, changed).join("\n");
    const verdict = verify({ ...evidence, checkpoint }, asking(1)(world.policy()));
    expect(linesOf(verdict, "witnesses")).toEqual(["failed witness-signature-wrong"]);
    expect(verdict.exit).toBe(12);
  });

  it("are not asked for by a policy that names none", async () => {
    expect(linesOf(await verdictOn(), "witnesses")).toEqual(["not-checked no-witnesses-named"]);
    expect((await verdictOn({}, requiring("witnesses"))).exit).toBe(12);
  });
});

describe("time", () => {
  it("is bounded by the chain, which may be required", async () => {
    const verdict = await verdictOn({}, requiring("time"));
    expect(linesOf(verdict, "time")).toEqual(["ok time-bounded"]);
    expect(verdict.exit).toBe(0);
  });

  it("stamps are never said to be valid", async () => {
    const verdict = await verdictOn({
      draft: (draft) => ({ ...draft, timestamps: [Uint8Array.of(0x30, 0)] }),
    });
    expect(linesOf(verdict, "timestamps")).toEqual(["not-checked timestamps-not-supported"]);
    expect(verdict.exit).toBe(0);
  });
});

describe("complete", () => {
  it("is not a question that evidence on one entry answers", async () => {
    const verdict = await verdictOn({}, requiring("complete"));
    expect(linesOf(verdict, "complete")).toEqual([]);
    expect(verdict.exit).toBe(0);
  });
});
