// SPDX-License-Identifier: Apache-2.0
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { suyuan } from "@suyuan/cli/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { backDate } from "../dishonest/attacks.ts";
import { endGrant, newGrant } from "../support/acts.ts";
import { dishonestLog, put, trusting } from "../support/dishonest.ts";
import { type Province, startProvince } from "../support/province.ts";
import { datasetVersion, deliveryDraft } from "../support/statements.ts";

const DATA = "330102001000,西湖街道\n";

let province: Province;
const at = (name: string): string => join(province.folder, name);

beforeAll(async () => {
  province = await startProvince();
});
afterAll(async () => province.stop());

describe("given a delivery that its signer dated back to before the grant's end", () => {
  it("ends with 11", async () => {
    const log = await dishonestLog(province, "test.example/cli", "centre");
    const grant = await newGrant(province, log.id);
    const data = Buffer.from(DATA);
    const version = await datasetVersion(province, log.id, grant.asset, data);
    await put(log, version);
    await log.close();
    const facts = { log: log.id, grant, version: version.id, serial: 1, data };
    const ended = await endGrant(province, grant.id);
    await province.pass(100);
    await put(log, await datasetVersion(province, log.id, grant.asset, Buffer.from("another")));
    await log.close();
    await province.pass(100);
    const sign = (digest: Uint8Array) => province.seats.providerRegistrant.account.sign(digest);
    const draft = await deliveryDraft(province, facts);
    const evidence = await backDate(log, { delivery: draft, sign, ended });
    await writeFile(at("back-dated.json"), JSON.stringify(evidence));
    await writeFile(at("trusting.json"), JSON.stringify(trusting(province, log)));
    const words = [
      "verify",
      at("back-dated.json"),
      "--policy",
      at("trusting.json"),
      "--lang",
      "zh",
    ];
    const { status, stdout } = await suyuan(words);
    expect(stdout).toMatch(/✗ 不通过 +授权 .*倒填/);
    expect(status).toBe(11);
  });
});
