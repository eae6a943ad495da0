// SPDX-License-Identifier: Apache-2.0
import hre from "hardhat";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { BASIS, KIND, RIGHT, RightTests } from "./support/rights.ts";
import { DAY, hash, OFFICE, type Seat, ZeroHash } from "./support/world.ts";

const RIGHTS = "rightRegistry";
const TOKEN = "rightToken";
const ASSETS = "assetRegistry";
const ZERO = `0x${"00".repeat(20)}`;
const [RESOURCE, PRODUCT, CAPITAL] = [1, 2, 3];

const tests = new RightTests();

const stage = (by: Seat, number: number, basis = hash("report"), asset = tests.asset) =>
  tests.acting(by, "recordStage", asset, number, basis);
const stageAt = async (time: number) => tests.list(RIGHTS, "stageAt", tests.asset, time);
const owner = async (right: string) => tests.chain.read<string>(TOKEN, "ownerOf", right);

describe("the holding right", () => {
  it("is told with holder, term and basis, by an id from which the asset is found", async () => {
    const { holder } = tests.province;
    const right = await tests.holdingRight();
    const { until } = await tests.struct(ASSETS, "asset", tests.asset);
    const [kind, basis, number, zero] = big(KIND.holding, BASIS.duty, holder.number, 0);
    expect(await tests.struct(RIGHTS, "rightOf", right)).toEqual({
      ...{ asset: tests.asset, parent: ZeroHash, scopeCommitment: ZeroHash, kind, basis, until },
      ...{ basisCommitment: ZeroHash, holder: number, grantor: zero, from: zero, serial: zero },
    });
    const told = [...big(RIGHT.inForce, holder.number, until as bigint, 0), true];
    expect(await tests.list(RIGHTS, "rightStatus", right)).toEqual(told);
    const back = await tests.holdingRight(right);
    expect(back).toBe(tests.asset);
    expect(await tests.holdingRight(hash("another"))).not.toBe(right);
  });

  it("is none before the asset is coded, and none of an id that is unknown", async () => {
    const draft = await tests.world.asset(tests.province.holderHead);
    for (const right of [await tests.holdingRight(draft), hash("none"), ZeroHash, tests.asset]) {
      for (const view of ["rightOf", "rightStatus"]) {
        await expect(tests.chain.read(RIGHTS, view, right)).rejects.toThrow(
          "RightRegistry__UnknownRight",
        );
      }
    }
  });

  it("names its neighbours", async () => {
    const { organizationRegistry, assetRegistry, rightRegistry } = tests.chain.addresses;
    expect(await tests.chain.read(RIGHTS, "organizations")).toBe(organizationRegistry);
    expect(await tests.chain.read(RIGHTS, "assets")).toBe(assetRegistry);
    expect(await tests.chain.read(TOKEN, "rights")).toBe(rightRegistry);
  });
});

describe("recordStage", () => {
  it("records each stage with its basis and date, also backwards", async () => {
    const { holder, holderHead } = tests.province;
    const times: number[] = [];
    for (const number of [RESOURCE, CAPITAL, PRODUCT]) {
      const done = await tests.does(stage(holderHead, number, hash(`report ${number}`)));
      const values = big(tests.asset, holder.number, number, hash(`report ${number}`));
      expect(done.events[0]?.args.toArray()).toEqual(values);
      times.push(done.time);
    }
    expect(await stageAt(0)).toEqual([0n, ZeroHash]);
    const found = await Promise.all(times.map(stageAt));
    expect(found).toEqual([
      [1n, hash("report 1")],
      [3n, hash("report 3")],
      [2n, hash("report 2")],
    ]);
  });

  it("refuses a stage that is unknown or the present one, and wants a basis", async () => {
    const { holderHead } = tests.province;
    for (const number of [0, 4]) {
      await tests.refused(stage(holderHead, number), "RightRegistry__BadStage", number);
    }
    await tests.refused(stage(holderHead, PRODUCT, ZeroHash), "RightRegistry__NoCommitment");
    await tests.does(stage(holderHead, PRODUCT));
    await tests.refused(stage(holderHead, PRODUCT), "RightRegistry__BadStage", PRODUCT);
  });

  it("refuses whoever does not hold the asset, and another office", async () => {
    const { authorityHead, holder, requesterHead } = tests.province;
    for (const by of [requesterHead, authorityHead]) {
      const values = [tests.asset, by.organization, holder.number];
      await tests.refused(stage(by, PRODUCT), "RightRegistry__NotHolder", ...values);
    }
    const { chief } = tests;
    const office = [chief.number, OFFICE.chiefDataOfficer, 1 << OFFICE.headOfDataOffice];
    await tests.refused(stage(chief, PRODUCT), "OrganizationRegistry__WrongOffice", ...office);
  });

  it("refuses a draft, and an asset that is frozen or expired", async () => {
    const { holder, holderHead } = tests.province;
    const draft = await tests.world.asset(holderHead);
    const early = stage(holderHead, PRODUCT, hash("report"), draft);
    await tests.refused(early, "AssetRegistry__WrongState", draft, 1);
    await tests.chain.undone(async () => {
      await tests.disputed();
      await tests.refused(stage(holderHead, PRODUCT), "AssetRegistry__Frozen", tests.asset);
    });
    const until = await tests.expire();
    const late = stage(await tests.world.appointHead(holder), PRODUCT);
    await tests.refused(late, "AssetRegistry__Expired", tests.asset, until);
  });
});

describe("a token", () => {
  it("belongs to the head of whoever holds the right, wherever it goes, and is locked", async () => {
    const { holder, requester } = tests.province;
    const holding = await tests.holdingRight();
    const use = await tests.right();
    expect(await owner(holding)).toBe(holder.head);
    expect(await owner(use)).toBe(tests.company?.head);
    for (const right of [holding, use]) {
      expect(await tests.chain.read(TOKEN, "locked", right)).toBe(true);
      expect(await tests.chain.read(TOKEN, "getApproved", right)).toBe(ZERO);
    }
    await tests.transfer();
    expect(await owner(holding)).toBe(requester.head);
    expect(await owner(use)).toBe(tests.company?.head);
  });

  it("belongs to nobody while its right is not in force", async () => {
    const ended = await tests.right();
    await tests.does(tests.acting(tests.companyHead, "waive", ended));
    const expired = await tests.right(undefined, undefined, { until: tests.beginning + DAY });
    await tests.chain.pass(DAY);
    for (const right of [await tests.offered(), ended, expired]) {
      for (const view of ["ownerOf", "locked", "getApproved"]) {
        await expect(tests.chain.read(TOKEN, view, right)).rejects.toThrow("RightToken__NoOwner");
      }
    }
    await expect(owner(hash("none"))).rejects.toThrow("RightRegistry__UnknownRight");
  });

  it("refuses every transfer and approval, and is not counted", async () => {
    const { holder, requester } = tests.province;
    const right = await tests.holdingRight();
    const [from, to] = [holder.head, requester.head];
    const acts: [string, unknown[]][] = [
      ["transferFrom", [from, to, right]],
      ["safeTransferFrom(address,address,uint256)", [from, to, right]],
      ["safeTransferFrom(address,address,uint256,bytes)", [from, to, right, "0x"]],
      ["approve", [to, right]],
      ["setApprovalForAll", [to, true]],
    ];
    for (const [fn, args] of acts) {
      await tests.refused(tests.world.act(from, TOKEN, fn, ...args), "RightToken__NotTransferable");
    }
    expect(await tests.chain.read(TOKEN, "isApprovedForAll", from, to)).toBe(false);
    await expect(tests.chain.read(TOKEN, "balanceOf", from)).rejects.toThrow(
      "RightToken__NotCounted",
    );
  });

  it("cannot be made for no registry", async () => {
    const { bytecode } = await hre.artifacts.readArtifact("RightToken");
    const made = async (registry: string): Promise<unknown> => {
      const data = `${bytecode}${registry.slice(2).padStart(64, "0")}`;
      return tests.chain.provider.request({ method: "eth_call", params: [{ data }] });
    };
    const { selector = "" } = tests.chain.errors.getError("SuyuanBase__ZeroAddress") ?? {};
    await expect(made(ZERO)).rejects.toMatchObject({ data: selector });
    expect(await made(tests.chain.addresses[RIGHTS])).toMatch(/^0x60/u);
  });

  it("tells the interfaces that it has", async () => {
    // ERC-165, ERC-721 and ERC-5192 as their standards number them; then ERC-721's metadata, and no interface at all.
    const interfaces = ["0x01ffc9a7", "0x80ac58cd", "0xb45a3c0e", "0x5b5e139f", "0xffffffff"];
    const has = interfaces.map((id) => tests.chain.read<boolean>(TOKEN, "supportsInterface", id));
    expect(await Promise.all(has)).toEqual([true, true, true, false, false]);
  });
});
