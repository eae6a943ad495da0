// SPDX-License-Identifier: Apache-2.0
import { INTERFACES } from "@suyuan/chain";
import { describe, expect, it } from "vitest";
import { KINDS } from "../types.ts";
import { ACTS } from "./index.ts";
import { idText } from "./part.ts";

/** Events that change nothing that the index shows: of votes counted by heads, of roles, of relaying. */
const LEFT_OUT: readonly string[] = [
  "assetRegistry.AuthorityUpdated",
  "caseRegistry.AuthorityUpdated",
  "councilSeats.AuthorityUpdated",
  "councilSeats.DelegateChanged",
  "councilSeats.DelegateVotesChanged",
  "councilSeats.EIP712DomainChanged",
  "council.EIP712DomainChanged",
  "council.TimelockChange",
  "organizationRegistry.AuthorityUpdated",
  "ruleBook.AuthorityUpdated",
  "workCalendar.AuthorityUpdated",
];

const declared = Object.keys(ACTS).flatMap((contract) => {
  const names: string[] = [];
  INTERFACES[contract as keyof typeof INTERFACES].forEachEvent(({ name }) => {
    names.push(`${contract}.${name}`);
  });
  return names;
});

describe("given the events that the contracts declare", () => {
  it("takes each of them, or says that it leaves it out, and knows no other", () => {
    const known = Object.entries(ACTS).flatMap(([contract, acts]) =>
      Object.keys(acts ?? {}).map((name) => `${contract}.${name}`),
    );
    expect([...known, ...LEFT_OUT].toSorted()).toEqual(declared.toSorted());
  });

  it("reads no value that an event does not have", () => {
    for (const [contract, acts] of Object.entries(ACTS)) {
      for (const [name, parts] of Object.entries(acts ?? {})) {
        const event = INTERFACES[contract as keyof typeof INTERFACES].getEvent(name);
        const names = new Set([...(event?.inputs ?? []).map((input) => input.name), "right"]);
        for (const part of parts) {
          part.ids(
            new Proxy(
              {},
              {
                get: (_, field) => {
                  expect(names, `${contract}.${name}`).toContain(field);
                  return undefined;
                },
              },
            ),
          );
          expect(KINDS).toContain(part.kind);
        }
      }
    }
  });
});

describe("given the id of a thing", () => {
  it("writes numbers in decimals and bytes in hexadecimal, and zero as none", () => {
    expect(idText(7)).toBe("7");
    expect(idText("0xab")).toBe("ab");
    expect(idText("123456789012345678901234567890")).toBe("123456789012345678901234567890");
    for (const none of [0, `0x${"00".repeat(32)}`, undefined, null, true]) {
      expect(idText(none)).toBeUndefined();
    }
  });
});
