// SPDX-License-Identifier: Apache-2.0
// Runs tests under Vitest once as they are, to learn which mutants they reach, and then once for each of those that
// nobody has killed yet. Between two runs the chain is put back to where it was before the test began.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

import hre from "hardhat";
import type { EthereumProvider } from "hardhat/types/providers";
import { type RunnerTestCase, type RunnerTestSuite, TestRunner } from "vitest";

import { type Chain, handedOut, keepAccounts, putBack } from "./accounts.ts";
import type { Plan, Planned, Told } from "./plan.ts";
import { answering, SWITCH_ADDRESS, tagOf } from "./switch.ts";

const SPENDING = new Set(["eth_call", "eth_sendTransaction"]);
const MOST_GAS = "0x5b8d80";

const PLAN = JSON.parse(readFileSync(process.env["MUTATION_PLAN"] ?? "", "utf8")) as Plan;

interface Asked {
  readonly method: string;
  readonly params?: readonly unknown[] | object;
}

/** A moment to which chains, and what they have handed out, can be put back. */
interface Mark {
  readonly chains: Map<EthereumProvider, string>;
  readonly accounts: ReadonlyMap<Chain, number>;
}

/** How a test begins again: from where, and with what is done before it. */
interface Beginning {
  readonly mark: Mark;
  readonly first: () => Promise<void>;
}

const NOTHING = (): Promise<void> => Promise.resolve();

class MutationRunner extends TestRunner {
  readonly #providers = new Set<EthereumProvider>();
  #hits = new Set<string>();
  #shown = 0;
  #unprepared: Mark = { chains: new Map(), accounts: new Map() };

  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(config);
    this.#listen();
  }

  override async importFile(...given: Parameters<TestRunner["importFile"]>): Promise<unknown> {
    await keepAccounts(() => super.importFile(join(PLAN.copy, PLAN.chainModule), "setup"));
    return super.importFile(...given);
  }

  override async onBeforeRunTask(
    ...given: Parameters<TestRunner["onBeforeRunTask"]>
  ): Promise<void> {
    await super.onBeforeRunTask(...given);
    this.#unprepared = await this.#mark();
  }

  /** Where Vitest would call the test's function. */
  async runTask(test: RunnerTestCase): Promise<void> {
    const body = TestRunner.getTestFn(test);
    const prepared = { mark: await this.#mark(), first: NOTHING };
    this.#hits = new Set();
    try {
      await body();
    } catch (error) {
      this.#tell(test, { broken: firstLine(error) });
      throw error;
    }
    const reached = PLAN.mutants.filter((one) => this.#reaches(one));
    this.#tell(test, { reached: reached.map(({ id }) => id) });
    const alive = reached.filter(({ id }) => !existsSync(killedFile(id)));
    if (alive.length === 0) return;
    // A test may keep something beside the chain that is made anew before it.
    const unprepared = { mark: this.#unprepared, first: async () => goBefore(test) };
    const ways = [prepared, unprepared];
    let again: string | undefined;
    for (const way of ways) {
      again = await this.#outcome(body, 0, way);
      if (again !== undefined) continue;
      await this.#hunt(test, body, alive, way);
      return;
    }
    this.#tell(test, { unrepeatable: again ?? "" });
  }

  /** Shows a test each mutant that it reaches, and leaves the chain as it was when the test began. */
  async #hunt(
    test: RunnerTestCase,
    body: () => unknown,
    alive: readonly Planned[],
    way: Beginning,
  ): Promise<void> {
    for (const { id } of alive) {
      if (existsSync(killedFile(id))) continue;
      const failure = await this.#outcome(body, id, way);
      if (failure === undefined) continue;
      writeFileSync(killedFile(id), "");
      this.#tell(test, { killed: id, by: failure });
    }
    await this.#back(way);
  }

  /** Runs a test with a mutant shown. @returns how it failed, if it did */
  async #outcome(body: () => unknown, id: number, way: Beginning): Promise<string | undefined> {
    await this.#back(way);
    this.#shown = id;
    for (const provider of this.#providers) await show(provider, id);
    try {
      await body();
      return undefined;
    } catch (error) {
      const text = firstLine(error);
      if (text.includes("no more accounts")) throw error;
      return text;
    } finally {
      this.#shown = 0;
    }
  }

  #reaches({ id, guard }: Planned): boolean {
    const held = this.#hits.has(tagOf(guard ?? id, true));
    // Who leaves a guard out is found by whoever is refused by it: those tests come first.
    if (guard !== undefined && !PLAN.all) return held;
    return held || this.#hits.has(tagOf(id, false)) || this.#hits.has(tagOf(id, true));
  }

  async #mark(): Promise<Mark> {
    const chains = new Map<EthereumProvider, string>();
    for (const provider of this.#providers) chains.set(provider, await snapshot(provider));
    return { chains, accounts: handedOut() };
  }

  /** Puts the chains back, and forgets those that the test began itself. */
  async #back({ mark: { chains, accounts }, first }: Beginning): Promise<void> {
    putBack(accounts);
    for (const provider of this.#providers) {
      const mark = chains.get(provider);
      if (mark === undefined) this.#providers.delete(provider);
      else {
        await provider.request({ method: "evm_revert", params: [mark] });
        chains.set(provider, await snapshot(provider));
      }
    }
    await first();
  }

  #listen(): void {
    hre.hooks.registerHandlers("network", {
      onCoverageData: (_context, tags) => {
        for (const tag of tags) this.#hits.add(tag);
        return Promise.resolve();
      },
    });
    const create = hre.network.create.bind(hre.network);
    hre.network.create = async (...given) => {
      const connection = await create(...given);
      this.#limit(connection.provider);
      this.#providers.add(connection.provider);
      await show(connection.provider, this.#shown);
      return connection;
    };
  }

  // A loop that a mutant keeps from ending would run for minutes before its gas is used up.
  #limit(provider: EthereumProvider): void {
    const request = provider.request.bind(provider) as (asked: Asked) => Promise<unknown>;
    provider.request = async (asked: Asked): Promise<unknown> => {
      const bounded = this.#shown !== 0 && SPENDING.has(asked.method);
      if (!bounded || !Array.isArray(asked.params)) return request(asked);
      const [call, ...rest] = asked.params as readonly unknown[];
      return request({ ...asked, params: [{ ...(call as object), gas: MOST_GAS }, ...rest] });
    };
  }

  #tell(test: RunnerTestCase, told: Partial<Told>): void {
    const file = relative(PLAN.copy, test.file.filepath);
    const line = JSON.stringify({ file, test: test.name, ...told });
    appendFileSync(join(PLAN.results, `told-${process.pid}.ndjson`), `${line}\n`);
  }
}

/** Does what is done before each test, from the file's down to that of its own group. */
async function goBefore(test: RunnerTestCase): Promise<void> {
  const groups: RunnerTestSuite[] = [];
  for (let one = test.suite; one !== undefined; one = one.suite) groups.unshift(one);
  if (groups[0] !== test.file) groups.unshift(test.file);
  for (const group of groups) {
    for (const hook of TestRunner.getSuiteHooks(group).beforeEach) await hook(test.context, group);
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";

const killedFile = (id: number): string => join(PLAN.results, `killed-${id}`);

const snapshot = async (provider: EthereumProvider): Promise<string> =>
  (await provider.request({ method: "evm_snapshot" })) as string;

async function show(provider: EthereumProvider, id: number): Promise<void> {
  if (id === 0) return;
  await provider.request({ method: "hardhat_setCode", params: [SWITCH_ADDRESS, answering(id)] });
}

// Vitest reads a runner from the default export.
export { MutationRunner as default };
