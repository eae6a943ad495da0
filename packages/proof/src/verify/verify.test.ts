// SPDX-License-Identifier: Apache-2.0
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalText } from "../canonical.ts";
import { STATEMENT_KINDS } from "../codes.ts";
import { nobleCrypto } from "../crypto.ts";
import { digestBytes } from "../digest.ts";
import { parseEvidence } from "../evidence/read.ts";
import { ASSET, DATA, GRANT, LOG, ORIGIN, PROVIDER, SALT, T } from "../testing/story.ts";
import { faultsOf, linesOf } from "../testing/verdicts.ts";
import { World } from "../testing/world.ts";
import { CHECK_NAMES, GROUPS } from "./types.ts";
import { verify } from "./verify.ts";

let world: World;

beforeAll(async () => {
  world = await World.tell();
});

// What is told of the asset; an administration is told of the log, where a test asks for it.
const TOLD = STATEMENT_KINDS.filter((kind) => kind !== "administration");

describe("a verdict on evidence in which all is well", () => {
  it.each(TOLD)("accepts a %s", (kind) => {
    const verdict = verify(world.evidence(kind), world.policy());
    expect(faultsOf(verdict)).toEqual([]);
    expect(verdict.exit).toBe(0);
    expect(verdict.groups).toEqual({ integrity: "ok", authorisation: "ok", trust: "ok" });
  });

  it.each(TOLD)("is the same for a %s read from its file", (kind) => {
    const evidence = world.evidence(kind);
    const read = parseEvidence(canonicalText(evidence));
    expect(verify(read, world.policy())).toEqual(verify(evidence, world.policy()));
  });

  it("is the same whoever computes hashes and keys", () => {
    const evidence = world.evidence();
    const portable = verify(evidence, world.policy(), { crypto: nobleCrypto });
    expect(portable).toEqual(verify(evidence, world.policy()));
  });

  it("says in words what the file says", () => {
    const { subject, bounds } = verify(world.evidence(), world.policy());
    expect(subject).toMatchObject({
      ...{ kind: "delivery", organization: PROVIDER, seat: 2, asset: ASSET, grant: GRANT },
      ...{ serial: 1, salted: true, time: T + 1_200, logged: T + 1_505, index: 2 },
      ...{ digest: digestBytes(DATA, SALT), log: { origin: ORIGIN, id: LOG } },
    });
    expect(bounds).toEqual({ from: T + 1_500, until: T + 2_000 });
  });

  it("says of a statement without digest or grant no digest and no grant", () => {
    const { subject } = verify(world.evidence("mirror"), world.policy());
    expect(subject).not.toHaveProperty("digest");
    expect(subject).not.toHaveProperty("grant");
  });

  it("lists its checks by group, in the order of their names", () => {
    const { checks } = verify(world.evidence(), world.policy());
    const order = GROUPS.flatMap((group) => CHECK_NAMES[group].map((name) => `${group}/${name}`));
    const places = checks.map(({ group, name }) => order.indexOf(`${group}/${name}`));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it("has a line for each signer of a reconciliation", () => {
    const verdict = verify(world.evidence("reconciliation"), world.policy());
    expect(linesOf(verdict, "seat")).toEqual(["ok seat-valid", "ok seat-valid"]);
    expect(linesOf(verdict, "organization")).toHaveLength(2);
  });

  it("has a lower bound from the anchor before, when that is later than what the log had seen", async () => {
    const early = await World.tell({
      entry: (entry) => ({ ...entry, seen: { ...entry.seen, time: T + 600 } }),
    });
    const { bounds } = verify(early.evidence(), early.policy());
    // The anchor before, less the lag that an anchor may have.
    expect(bounds?.from).toBe(T + 1_000 - 60);
  });

  it("has what the log had seen as its lower bound when there was no anchor before", () => {
    const { bounds } = verify(world.evidence("dataset-version"), world.policy());
    expect(bounds).toEqual({ from: T + 504, until: T + 1_000 });
  });
});

describe("a verdict on data", () => {
  const dataLine = (data: Uint8Array, salt?: Uint8Array) => {
    const verdict = verify(world.evidence(), world.policy(), { data: digestBytes(data, salt) });
    return [verdict.exit, ...linesOf(verdict, "data")];
  };

  it("accepts the data that was stated", () => {
    expect(dataLine(DATA, SALT)).toEqual([0, "ok data-matches"]);
  });

  it("refuses data with one byte changed", () => {
    for (const place of DATA.keys()) {
      const changed = DATA.with(place, (DATA[place] ?? 0) ^ 1);
      expect(dataLine(changed, SALT)).toEqual([10, "failed data-differs"]);
    }
  });

  it.each([
    ["longer by one byte", Uint8Array.from([...DATA, 0]), SALT],
    ["shorter by one byte", DATA.slice(0, -1), SALT],
    ["with another salt", DATA, SALT.with(0, 1)],
    ["without the salt", DATA, undefined],
  ])("refuses data %s", (_, data, salt) => {
    expect(dataLine(data, salt)).toEqual([10, "failed data-differs"]);
  });

  it("refuses a digest of which one of the hashes differs", () => {
    const digest = digestBytes(DATA, SALT);
    const other = `0x${"00".repeat(32)}` as const;
    for (const name of ["sha256", "sm3"]) {
      const data = { ...digest, [name]: other };
      expect(verify(world.evidence(), world.policy(), { data }).exit).toBe(10);
    }
    expect(verify(world.evidence(), world.policy(), { data: { ...digest, bytes: 0 } }).exit).toBe(
      10,
    );
  });

  it("refuses to compare data with a statement that states none", () => {
    const data = digestBytes(DATA, SALT);
    const verdict = verify(world.evidence("use"), world.policy(), { data });
    expect(linesOf(verdict, "data")).toEqual(["failed data-without-digest"]);
    expect(verdict.exit).toBe(10);
  });

  it("says that data was not compared when none was given, and accepts that", () => {
    const verdict = verify(world.evidence(), world.policy());
    expect(linesOf(verdict, "data")).toEqual(["not-checked data-not-given"]);
    expect(verdict.exit).toBe(0);
  });
});
