// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { readVectors } from "../vectors/read.ts";
import type { Act } from "./support/chain.ts";
import { codeBytes, unifiedCode } from "./support/codes.ts";
import { big } from "./support/expect.ts";
import { Suite } from "./support/suite.ts";
import { CAPACITY, hash, REGION, ZeroHash } from "./support/world.ts";

const REGISTRY = "organizationRegistry";
const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
const FREE_CODE = codeBytes(unifiedCode(50));

const tests = new Suite();

interface Facts {
  readonly code: string;
  readonly name: string;
  readonly capacities: number;
  readonly level: number;
  readonly region: number;
  readonly head: string;
}

const factsOf = (other: Partial<Facts>): unknown[] => {
  const ordinary = {
    code: FREE_CODE,
    name: hash("name"),
    capacities: CAPACITY.department,
    level: 2,
  };
  const all = { ...ordinary, region: REGION, head: newHead, ...other };
  return [all.code, all.name, all.capacities, all.level, all.region, all.head];
};

let newHead = "";
beforeEach(() => {
  newHead = tests.chain.newAccount();
});

const admitRoot = (other: Partial<Facts> = {}, by = tests.chain.admin): Act =>
  tests.world.act(by, REGISTRY, "admitRoot", ...factsOf(other));
const admit = (other: Partial<Facts> = {}, parent = tests.province.authority): Act =>
  tests.world.act(parent.head, REGISTRY, "admit", parent.number, ...factsOf(other));
describe("admitRoot", () => {
  it("admits a root for the administrator, and remembers everything with its date", async () => {
    const done = await tests.does(admitRoot());
    const number = await tests.chain.read<bigint>(REGISTRY, "organizationOf", newHead);
    const facts = big(FREE_CODE, hash("name"), CAPACITY.department, 2, REGION, newHead);

    expect(done.events[0]?.name).toBe("OrganizationAdmitted");
    expect(done.events[0]?.args.toArray()).toEqual([number, 0n, ...facts]);
    expect(await tests.list(REGISTRY, "organization", number)).toEqual([
      ...[FREE_CODE, hash("name"), newHead],
      expect.objectContaining(big(1, CAPACITY.department, 2, REGION, 0, 0)) as unknown,
    ]);
    expect(await tests.chain.read(REGISTRY, "headAt", number, done.time)).toBe(newHead);
    expect(await tests.chain.read(REGISTRY, "headAt", number, done.time - 1)).toBe(ZERO_ADDRESS);
    expect(await tests.chain.read(REGISTRY, "codeAt", number, done.time)).toBe(FREE_CODE);
    expect(await tests.chain.read(REGISTRY, "nameAt", number, done.time)).toBe(hash("name"));
    expect(await tests.chain.read(REGISTRY, "organizationByCode", FREE_CODE)).toBe(number);
    expect(await tests.chain.read(REGISTRY, "organizationCount")).toBe(number);
  });

  it("refuses anybody else", async () => {
    const { head } = tests.province.authority;
    await tests.refused(admitRoot({}, head), "AccessManagedUnauthorized", head);
  });

  it("refuses a level that does not exist", async () => {
    await tests.refused(admitRoot({ level: 0 }), "OrganizationRegistry__BadLevel", 0, 1);
    await tests.refused(admitRoot({ level: 6 }), "OrganizationRegistry__BadLevel", 6, 1);
  });
});

describe("admit", () => {
  it("admits an organisation below an active authority, for its head", async () => {
    const { authority, holder } = tests.province;
    const done = await tests.does(admit({ level: 5 }));
    const number = done.events[0]?.args[0] as bigint;
    const standing = big(1, CAPACITY.department, 5, REGION, authority.number, 0);
    expect(await tests.list(REGISTRY, "standing", number)).toEqual(standing);
    expect(await tests.chain.read(REGISTRY, "isAbove", authority.number, number)).toBe(true);
    expect(await tests.chain.read(REGISTRY, "isAbove", number, number)).toBe(false);
    expect(await tests.chain.read(REGISTRY, "isAbove", holder.number, number)).toBe(false);
    expect(await tests.chain.read(REGISTRY, "isAbove", 0, authority.number)).toBe(false);
  });

  it("refuses somebody who is not the authority's head", async () => {
    const { authority, authorityHead, holder } = tests.province;
    for (const head of [holder.head, authorityHead.account]) {
      const values = [authority.number, head, authority.head];
      const act = admit({}, { ...authority, head });
      await tests.refused(act, "OrganizationRegistry__NotHead", ...values);
    }
  });

  it("refuses below an organisation that is no authority, suspended, or unknown", async () => {
    const { authority, holder } = tests.province;
    const values = [holder.number, CAPACITY.authority];
    await tests.refused(admit({}, holder), "OrganizationRegistry__MissingCapacity", ...values);
    const nobody = { ...authority, number: 999 };
    await tests.refused(admit({}, nobody), "OrganizationRegistry__UnknownOrganization", 999);
    await tests.does(tests.world.act(tests.chain.admin, REGISTRY, "suspendRoot", authority.number));
    await tests.refused(admit(), "OrganizationRegistry__WrongStatus", authority.number, 2);
  });

  describe("given codes", () => {
    const company = "91350100M000100Y43";

    it("takes one with the right check character, and no other", async () => {
      const wrong = codeBytes(`${company.slice(0, 17)}4`);
      const values = [wrong, codeBytes("3")];
      await tests.refused(admit({ code: wrong }), "UnifiedCode__BadCheckCharacter", ...values);
      await tests.does(admit({ code: codeBytes(company) }));
    });

    it("refuses strange characters, and letters where the region stands", async () => {
      for (const [code, place] of [
        [company.replace("M", "I"), 8],
        [company.replace("Y", "y"), 15],
        [`${company.slice(0, 17)}O`, 17],
        [company.replace("00M0", "00MZ"), 9],
        [`91A50100M000100Y43`, 2],
        [`913A0100M000100Y43`, 3],
        [`9135010AM000100Y43`, 7],
      ] as const) {
        const values = [codeBytes(code), place];
        await tests.refused(
          admit({ code: codeBytes(code) }),
          "UnifiedCode__BadCharacter",
          ...values,
        );
      }
    });

    interface CodeVector {
      readonly code: string;
      readonly text: string;
    }
    const unified = (side: "valid" | "invalid") =>
      readVectors<CodeVector>(side, "code").filter(([, { code, text }]) => {
        return code === "unified" && Buffer.byteLength(text) === 18;
      });

    it.each(unified("valid"))("takes the vector %s", async (_, { text }) => {
      await tests.does(admit({ code: codeBytes(text) }));
    });
    it.each(unified("invalid"))("refuses the vector %s", async (_, { text }) => {
      const { error } = await tests.chain.refusal(admit({ code: codeBytes(text) }));
      expect(error).toMatch(/^UnifiedCode__/u);
    });

    it("refuses one that another organisation has", async () => {
      const { holder } = tests.province;
      const values = [holder.code, holder.number];
      await tests.refused(
        admit({ code: holder.code }),
        "OrganizationRegistry__CodeTaken",
        ...values,
      );
    });
  });

  it("refuses a head that serves another organisation, by whichever role", async () => {
    const { holder, holderHead } = tests.province;
    for (const head of [holder.head, holderHead.account]) {
      const values = [head, holder.number];
      await tests.refused(admit({ head }), "OrganizationRegistry__AccountTaken", ...values);
    }
    await tests.refused(admit({ head: ZERO_ADDRESS }), "SuyuanBase__ZeroAddress");
  });

  it("refuses facts that cannot be", async () => {
    await tests.refused(admit({ capacities: 0 }), "OrganizationRegistry__BadCapacities", 0);
    await tests.refused(admit({ capacities: 64 }), "OrganizationRegistry__BadCapacities", 64);
    await tests.refused(admit({ level: 1 }), "OrganizationRegistry__BadLevel", 1, 2);
    await tests.refused(admit({ level: 6 }), "OrganizationRegistry__BadLevel", 6, 2);
    await tests.refused(admit({ region: 0 }), "OrganizationRegistry__BadRegion", 0);
    const million = 1_000_000;
    await tests.refused(admit({ region: million }), "OrganizationRegistry__BadRegion", million);
    await tests.chain.undone(async () => tests.does(admit({ region: million - 1 })));
    await tests.refused(admit({ name: ZeroHash }), "OrganizationRegistry__NoName");
  });

  it("refuses below the greatest depth, and finds the farthest ancestor above it", async () => {
    const root = tests.province.authority;
    let lowest = root;
    for (let depth = 1; depth <= 8; depth++) {
      lowest = await tests.world.admit(CAPACITY.authority, lowest);
    }
    expect(await tests.chain.read(REGISTRY, "isAbove", root.number, lowest.number)).toBe(true);
    await tests.refused(admit({}, lowest), "OrganizationRegistry__TooDeep", lowest.number, 8);
  });
});
