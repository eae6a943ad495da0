// SPDX-License-Identifier: Apache-2.0
// The file from which a ledger is founded, suyuan/founding@1: docs/operations.md, "Founding a ledger".
import { createHash } from "node:crypto";

import { CAPACITIES, type Capacity, isUnifiedCode, type Level, LEVELS } from "@suyuan/proof";
import { getAddress } from "ethers";

import type { Founding, FoundingOrganization } from "../founding.ts";
import type { Mark, RuleOverride, TypeOverride } from "../law/load.ts";
import { fail, list, members, oneOf, type Reader, text, whole, yesOrNo } from "./reading.ts";

const FOUNDING_TYPE = "suyuan/founding@1";
const LARGEST_REGION = 999_999;
const MARKS: readonly Mark[] = ["C", "P", "U"];
const EFFECTS = 6;
const UINT8 = 255;
const UINT16 = 65_535;

const named = <T extends string>(table: Readonly<Record<T, number>>) =>
  oneOf(Object.keys(table) as T[]);
/** Neither lines nor what nobody sees: a name is compared by its hash. */
const name = text(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,200}$/u, "a name of 1 to 200 visible characters");
const word = text(/^[\x20-\x7e]{1,31}$/u, "1 to 31 characters of ASCII");

const code: Reader<string> = (value, place) =>
  typeof value === "string" && isUnifiedCode(value)
    ? value
    : fail(place, "must be a unified social credit code, with its check character");

const account: Reader<`0x${string}`> = (value, place) => {
  if (typeof value === "string" && /^0x[0-9A-Fa-f]{40}$/u.test(value) && !/^0x0+$/u.test(value)) {
    try {
      return getAddress(value).toLowerCase() as `0x${string}`;
    } catch {
      return fail(place, "is an account whose capital letters are not its check");
    }
  }
  return fail(place, "must be an account: 0x and 40 digits of hex");
};

const capacities: Reader<number> = (value, place) =>
  list(
    named<Capacity>(CAPACITIES),
    1,
    (one) => one,
  )(value, place).reduce((bits, one) => bits | (1 << CAPACITIES[one]), 0);

const hex = (ascii: string): `0x${string}` => `0x${Buffer.from(ascii, "ascii").toString("hex")}`;
const hashOf = (of: string): `0x${string}` =>
  `0x${createHash("sha256").update(of.normalize("NFC"), "utf8").digest("hex")}`;

const organization: Reader<FoundingOrganization> = (value, place) => {
  const names = ["code", "name", "capacities", "level", "region", "head"];
  const { get } = members(value, place, names);
  return {
    code: hex(get("code", code)),
    nameHash: hashOf(get("name", name)),
    capacities: get("capacities", capacities),
    level: LEVELS[get("level", named<Level>(LEVELS))],
    region: get("region", whole(1, LARGEST_REGION)),
    head: get("head", account),
  };
};

/** The place among the organisations of the one with a credit code. */
const placeIn =
  (organizations: readonly FoundingOrganization[]): Reader<number> =>
  (value, place) => {
    const found = organizations.findIndex((one) => one.code === hex(code(value, place)));
    return found < 0 ? fail(place, "is no organisation of this founding") : found;
  };

const citation = ({ maybe }: ReturnType<typeof members>) => ({
  ...maybe("mark", (value, place) => ({ mark: oneOf(MARKS)(value, place) }), {}),
  ...maybe("source", (value, place) => ({ source: word(value, place) }), {}),
});

const rule: Reader<RuleOverride> = (value, place) => {
  const found = members(value, place, ["key", "value", "mark", "source"]);
  const most = Number.MAX_SAFE_INTEGER;
  const own = { key: found.get("key", word), value: found.get("value", whole(0, most)) };
  return { ...own, ...citation(found) };
};

const type: Reader<TypeOverride> = (value, place) => {
  const days = ["acceptDays", "reviewDays", "noticeDays"];
  const own = ["id", "name", "effect", "assessed", "reviewed"];
  const found = members(value, place, [...own, ...days, "mark", "source"]);
  return {
    id: found.get("id", whole(1, UINT8)),
    name: found.get("name", word),
    effect: found.get("effect", whole(1, EFFECTS)),
    assessed: found.get("assessed", yesOrNo),
    reviewed: found.get("reviewed", yesOrNo),
    acceptDays: found.get("acceptDays", whole(0, UINT16)),
    reviewDays: found.get("reviewDays", whole(0, UINT16)),
    noticeDays: found.get("noticeDays", whole(0, UINT16)),
    ...citation(found),
  };
};

/** Reads a founding that is parsed already. @throws Malformed */
export function readFounding(json: unknown): Founding {
  const names = ["type", "organizations", "members", "guardian", "rules", "types"];
  const { get, maybe } = members(json, "", names);
  get("type", oneOf([FOUNDING_TYPE]));
  const organizations = get(
    "organizations",
    list(organization, 1, (one) => Buffer.from(one.code.slice(2), "hex").toString("ascii")),
  );
  const heads = organizations.map(({ head }) => head);
  const twice = heads.findIndex((head, place) => heads.indexOf(head) < place);
  if (twice >= 0)
    fail(`organizations.${twice}.head`, "heads another organisation of this founding");
  return {
    organizations,
    members: get(
      "members",
      list(placeIn(organizations), 1, (place) => place),
    ),
    guardian: get("guardian", placeIn(organizations)),
    rules: maybe(
      "rules",
      list(rule, 0, ({ key }) => key),
      [],
    ),
    types: maybe(
      "types",
      list(type, 0, ({ id }) => id),
      [],
    ),
  };
}
