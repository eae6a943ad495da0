// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

import type { LawOverrides } from "../../../deploy/law/load.ts";
import type { Act, Done, TestChain } from "./chain.ts";
import { refuses } from "./expect.ts";
import { borrowChain, returnChain } from "./lending.ts";
import { type Province, provinceOn, startProvince, type World } from "./world.ts";

/** What a file of tests shares: one province on a chain of its own. Whatever a test does is undone after it. */
export class Suite {
  #province: Province | undefined;

  /**
   * @param law what its chain has otherwise than the law of test chains
   * @param beginning its chain's first moment, ISO 8601; otherwise the present
   */
  constructor(law?: LawOverrides, beginning?: string) {
    let snapshot: unknown;
    const ordinary = law === undefined && beginning === undefined;
    beforeAll(async () => {
      this.#province = ordinary
        ? await provinceOn(await borrowChain())
        : await startProvince(law, beginning);
      await this.prepare(this.#province);
    });
    afterAll(async () => {
      if (ordinary && this.#province !== undefined) await returnChain(this.chain);
    });
    beforeEach(async () => {
      snapshot = await this.chain.provider.request({ method: "evm_snapshot" });
    });
    afterEach(async () => {
      await this.chain.provider.request({ method: "evm_revert", params: [snapshot] });
    });
  }

  /** What is done once, before the first test. */
  protected async prepare(_province: Province): Promise<void> {
    // Nothing, unless a kind of suite needs more.
  }

  get province(): Province {
    if (this.#province === undefined) throw new Error("the province has not begun");
    return this.#province;
  }

  get chain(): TestChain {
    return this.province.chain;
  }

  get world(): World {
    return this.province.world;
  }

  async does(act: Act): Promise<Done> {
    return this.chain.does(act);
  }

  /** Expects an act to be refused with exactly this error and these values. */
  async refused(
    act: Act,
    error: string,
    ...values: (number | bigint | string | boolean)[]
  ): Promise<void> {
    await refuses(this.chain, act, error, ...values);
  }

  /** The answer of a view with several values or a struct, as a list. */
  async list(...call: Parameters<TestChain["read"]>): Promise<unknown[]> {
    return Array.from(await this.chain.read<Iterable<unknown>>(...call));
  }
}
