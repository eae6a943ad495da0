// SPDX-License-Identifier: Apache-2.0
import hre from "hardhat";
import { describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { LawSuite, word } from "./support/law.ts";
import { relay, relayed } from "./support/relay.ts";

const tests = new LawSuite();
const SOURCE = word("notice");
/** The bitmap of the first n days of a year, in its two words. */
const days = (n: number): [bigint, bigint] => {
  const all = (1n << BigInt(n)) - 1n;
  return [all & ((1n << 256n) - 1n), all >> 256n];
};

const publish = (year: number, bits = days(250), source = SOURCE) =>
  tests.act("workCalendar", "publishYear", year, ...bits, source);
const refused = (fn: string, args: unknown[], error: string, ...values: number[]) =>
  tests.refused(tests.act("workCalendar", fn, ...args), `WorkCalendar__${error}`, ...values);

describe("publishYear", () => {
  it("keeps a year with its notice, version and time, and its earlier versions", async () => {
    expect(await tests.list("workCalendar", "yearOf", 2025)).toEqual(
      big(0, 0, `0x${"0".repeat(64)}`, 0, 0),
    );
    const first = await tests.does("workCalendar", "publishYear", 2025, ...days(250), SOURCE);
    const again = word("notice 2");
    const second = await tests.does("workCalendar", "publishYear", 2025, ...days(300), again);

    expect(second.events).toMatchObject([{ name: "YearPublished" }]);
    expect(second.events[0]?.args.toArray()).toEqual(big(2025, 2, ...days(300), again));
    expect(await tests.list("workCalendar", "yearOf", 2025)).toEqual(
      big(...days(300), again, 2, second.time),
    );
    expect(await tests.list("workCalendar", "yearVersion", 2025, 1)).toEqual(
      big(...days(250), SOURCE, first.time),
    );
    expect(await tests.list("workCalendar", "yearVersion", 2025, 2)).toEqual(
      big(...days(300), again, second.time),
    );
    await refused("yearVersion", [2025, 0], "UnknownVersion", 2025, 0);
    await refused("yearVersion", [2025, 3], "UnknownVersion", 2025, 3);
    await refused("yearVersion", [2024, 0], "UnknownVersion", 2024, 0);
  });

  it("refuses a caller without the role, and takes both callers' word by relay", async () => {
    const by = tests.chain.newAccount();
    const forged = { ...publish(2025), by };
    await tests.refused(forged, "AccessManagedUnauthorized", by);
    await tests.refused(await relayed(tests.chain, forged), "FailedCall");
    await relay(tests.chain, publish(2025), { relayer: by });
    expect((await tests.list("workCalendar", "yearOf", 2025))[3]).toBe(1n);
  });

  it("refuses years outside 1970 to 2200", async () => {
    await tests.refused(publish(1969), "WorkCalendar__YearOutOfRange", 1969);
    await tests.refused(publish(2201), "WorkCalendar__YearOutOfRange", 2201);
    await tests.chain.does(publish(1970));
    await tests.chain.does(publish(2200));
  });

  it("refuses a bit beyond the year's days", async () => {
    const [low, high] = days(250);
    const beyond = (bit: number): [bigint, bigint] => [low, high | (1n << BigInt(bit - 256))];
    const error = "WorkCalendar__NotADay";
    for (const year of [2025, 2100, 2200]) {
      await tests.refused(publish(year, beyond(365)), error, year, 1n << 109n);
    }
    await tests.refused(publish(2024, beyond(366)), error, 2024, 1n << 110n);
    const wide: [bigint, bigint] = [low, 1n << 200n];
    await tests.refused(publish(2024, wide), error, 2024, 1n << 200n);
    await tests.chain.does(publish(2025, beyond(364)));
    await tests.chain.does(publish(2024, beyond(365)));
    await tests.chain.does(publish(2000, beyond(365)));
  });

  it("refuses fewer than 200 or more than 300 working days", async () => {
    await tests.refused(publish(2025, days(199)), "WorkCalendar__ImplausibleYear", 2025, 199);
    await tests.refused(publish(2025, days(301)), "WorkCalendar__ImplausibleYear", 2025, 301);
    await tests.chain.does(publish(2025, days(200)));
    await tests.chain.does(publish(2025, days(300)));
  });

  it("refuses a year without a notice, and a seventeenth version", async () => {
    const none = `0x${"0".repeat(64)}`;
    await tests.refused(publish(2025, days(250), none), "WorkCalendar__NoSource", 2025);
    for (let version = 1; version <= 16; version += 1) await tests.chain.does(publish(2025));
    await tests.refused(publish(2025), "WorkCalendar__TooManyVersions", 2025, 16);
    await tests.chain.does(publish(2026));
  });
});

describe("deployment", () => {
  it.each(["WorkCalendar", "RuleBook"])("of %s names manager, forwarder and id", async (name) => {
    const { ethers } = await hre.network.create();
    const [one, id, none] = [`0x${"1".repeat(40)}`, word("id"), `0x${"0".repeat(64)}`];
    const zero = none.slice(0, 42);
    const deployed = await ethers.deployContract(name, [one, one, id]);
    expect(await deployed.getFunction("deploymentId")()).toBe(id);
    expect(await deployed.getFunction("authority")()).toBe(one);
    for (const args of [
      [zero, one, id],
      [one, zero, id],
    ]) {
      await expect(ethers.deployContract(name, args)).rejects.toThrow(/SuyuanBase__ZeroAddress/u);
    }
    const without = ethers.deployContract(name, [one, one, none]);
    await expect(without).rejects.toThrow(/SuyuanBase__ZeroDeploymentId/u);
  });
});
