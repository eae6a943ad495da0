// SPDX-License-Identifier: Apache-2.0
// One row of the matrix: every actor tries, by a call that changes nothing.
import type { Actor, Crew } from "./crew.ts";
import { seatOf } from "./crew.ts";
import { saysWhoMay } from "./refusals.ts";
import type { PARTIES, Row, Verdicts } from "./table.ts";
import type { MatrixWorld, PartyName } from "./world.ts";

/** Who acts, as an act's arguments want it. */
export interface Acting {
  readonly account: string;
  /** The number of the seat by which it acts, or of the one that it makes use of. */
  readonly seat: number;
  /** Its organisation; the right one for whoever has none. */
  readonly crew: Crew;
}

/** A state in which the right actor's act succeeds. */
export interface Scene {
  readonly party: PartyName;
  /** The arguments of the act, by who acts. */
  readonly args: (by: Acting) => readonly unknown[];
  /** Where the arguments of an account without an organisation would be. */
  readonly only?: string;
}

export type Scenes = Readonly<Record<string, (world: MatrixWorld) => Promise<Scene> | Scene>>;

/** A scene of the acting seat, whose number is the first argument. */
export const bySeat = (party: PartyName, ...args: readonly unknown[]): Scene => ({
  party,
  args: ({ seat }) => [seat, ...args],
});

/** The scenes of one contract, by contract, function and party. */
export const of = (contract: string, scenes: Scenes): Scenes =>
  Object.fromEntries(Object.entries(scenes).map(([key, scene]) => [`${contract}.${key}`, scene]));

/** What was found in one row: who may by column, and refusals that do not say who may. */
export interface Found {
  readonly may: Verdicts;
  readonly strange: readonly string[];
}

export class RowRun {
  readonly #world: MatrixWorld;
  readonly #row: Row;
  readonly #scene: Scene;
  readonly #strange: string[] = [];

  constructor(world: MatrixWorld, row: Row, scene: Scene) {
    [this.#world, this.#row, this.#scene] = [world, row, scene];
  }

  async run(): Promise<Found> {
    const may: Record<string, string> = {};
    const world = this.#world;
    const { party } = this.#scene;
    const right = world.crews[party];
    const superior = world.superior(party);
    may["right"] = await this.#letters("right", right.offices);
    may["ended"] = await this.#letters("ended", right.ended);
    may["expired"] = await this.#letters("expired", right.expired);
    may["other"] = await this.#letters("other", world.stranger(party).offices);
    may["company"] = await this.#letters("company", world.crews.company.offices);
    may["above"] = await this.#letters("above", superior.offices);
    may["council"] = await this.#sign("council", world.chain.admin);
    may["stranger"] = await this.#sign("stranger", world.chain.deployer);
    may["only"] = await this.#only();
    await world.chain.undone(async () => {
      await world.suspend(party);
      may["suspended"] = await this.#letters("suspended", right.offices);
    });
    await world.chain.undone(async () => {
      const successor = await world.merge(party);
      may["merged"] = await this.#letters("merged", right.offices);
      may["successor"] = await this.#letters("successor", successor.offices);
    });
    return { may: may as Verdicts, strange: this.#strange };
  }

  /** What the table says, of the offices that the actors of a column have. */
  expected(): Verdicts {
    const { party } = this.#scene;
    const has = (letters: string, actors: readonly Actor[]) =>
      actors.map(({ letter }) => (letters.includes(letter) ? letter : "")).join("") || "-";
    const { company } = this.#world.crews;
    const all = this.#row.may;
    return {
      ...all,
      company: has(all.company, company.offices),
      above: has(all.above, this.#world.superior(party).offices),
      expired: has(all.expired, this.#world.crews[party].expired),
    };
  }

  async #letters(column: (typeof PARTIES)[number], actors: readonly Actor[]): Promise<string> {
    const found = await Promise.all(
      actors.map(async (actor) => ((await this.#tries(column, actor)) ? actor.letter : "")),
    );
    return found.join("") || "-";
  }

  async #sign(column: "council" | "stranger", account: string): Promise<string> {
    const actor = { letter: "", account, seat: undefined, crew: undefined };
    return (await this.#tries(column, actor)) ? "+" : "-";
  }

  /** The one contract, or the one account of the scene, that may. */
  async #only(): Promise<string> {
    const { addresses, admin } = this.#world.chain;
    const special = this.#scene.only === undefined ? {} : { newHead: this.#scene.only };
    const accounts = Object.entries({ ...addresses, ...special });
    const found = [];
    // The forwarder speaks for whoever signs: test/contracts/relay.test.ts.
    for (const [letter, account] of accounts) {
      if (account === admin || letter === "forwarder") continue;
      const actor = { letter, account, seat: undefined, crew: undefined };
      if (await this.#tries("only", actor)) found.push(letter);
    }
    const anybody = this.#row.may.stranger === "+";
    return anybody ? "-" : found.join(" ") || "-";
  }

  async #tries(column: string, { letter, account, seat, crew }: Actor): Promise<boolean> {
    const right = this.#world.crews[this.#scene.party];
    const acting = { account, seat: seat ?? seatOf(right, "D").seat, crew: crew ?? right };
    const { contract, fn } = this.#row;
    const act = { by: account, contract, fn, args: this.#scene.args(acting) };
    const refusal = await this.#world.chain.tries(act);
    if (refusal !== undefined && !saysWhoMay(refusal)) {
      this.#strange.push(`${column} ${letter}: ${refusal.message}`);
    }
    return refusal === undefined;
  }
}
