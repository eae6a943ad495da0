// SPDX-License-Identifier: Apache-2.0
// Follows the log of another gateway, one window after the other. What is written was signed by the log's key, leads to
// the signed root, and extends what is here; whatever else the leader shows is not taken, and told.
import type { CryptoProvider } from "@suyuan/proof";
import { FOLLOWER_LATE_SECONDS } from "../constraints.ts";
import { rootOf } from "../services/root.ts";
import { frontierOf } from "../store/placement.ts";
import type { LogStore } from "../store/types.ts";
import { readEntries, readHashes } from "./hashes.ts";
import type { Leader } from "./leader.ts";
import type { ReadNote, Signed } from "./notes.ts";
import type { Replica } from "./replica.ts";
import { LeaderAway, LeaderLie, type LieCode } from "./trouble.ts";

export interface MirrorParts {
  readonly leader: Leader;
  readonly store: LogStore;
  readonly replica: Pick<Replica, "append" | "close">;
  readonly read: ReadNote;
  readonly crypto: CryptoProvider;
  /** Seconds since the epoch. */
  readonly now: () => number;
  readonly notice: (code: string, detail: string) => void;
}

/** Why a follower is not where its leader is. */
export interface Lag {
  readonly code: LieCode | "leader-away" | "follower-behind";
  readonly detail: string;
  readonly since: number;
}

export class Mirror {
  readonly #parts: MirrorParts;
  #lie: Lag | undefined;
  #away: Lag | undefined;
  /** Entries that the leader's newest signed checkpoint covers, as far as it was seen. */
  #leading = 0;
  /** Since when the leader is known to have more. */
  #behindSince: number | undefined;
  #notBefore = 0;

  constructor(parts: MirrorParts) {
    this.#parts = parts;
  }

  /** What keeps it from its leader's newest checkpoint; empty when nothing does. */
  get lags(): readonly Lag[] {
    const lags = [this.#lie, this.#away].filter((lag) => lag !== undefined);
    const since = this.#behindSince;
    if (since === undefined || this.#parts.now() - since < FOLLOWER_LATE_SECONDS) return lags;
    const detail = `${this.behind} entries of the leader are not here yet`;
    return [...lags, { code: "follower-behind", detail, since }];
  }

  /** Entries of the leader's newest checkpoint that are not here. */
  get behind(): number {
    return Math.max(0, this.#leading - this.#parts.store.tip().size);
  }

  /**
   * Takes the next window.
   * @returns whether there is another one
   * @throws Refusal `store-failed`
   */
  async step(): Promise<boolean> {
    if (this.#parts.now() < this.#notBefore) return false;
    try {
      const goesOn = await this.#next();
      this.#lie = undefined;
      return goesOn;
    } catch (error) {
      if (error instanceof LeaderLie) this.#caught(error);
      else if (error instanceof LeaderAway) this.#isAway(error);
      else throw error;
      return false;
    } finally {
      this.#count();
    }
  }

  /** Ends what is under way. */
  close(): void {
    this.#parts.leader.close();
  }

  async #next(): Promise<boolean> {
    const { leader, store, read } = this.#parts;
    const bytes = await leader.checkpoint();
    this.#isBack();
    const newest = bytes && read(bytes);
    await this.#checkPast(newest);
    if (!newest || newest.size <= store.tip().size) return false;
    this.#leading = newest.size;
    const next = await leader.checkpointOver(store.tip().size + 1);
    if (!next) throw new LeaderAway("the leader does not show the next checkpoint");
    const signed = read(next);
    if (signed.size <= store.tip().size || signed.size > newest.size)
      throw new LeaderLie("leader-false", `asked for the next one it shows one of ${signed.size}`);
    await this.#take(signed);
    return store.tip().size < newest.size;
  }

  /** The newest checkpoint covers all that the log has signed, as it is here. */
  async #checkPast(newest: Signed | undefined): Promise<void> {
    const { store, crypto } = this.#parts;
    const ours = await store.latestCheckpoint();
    const size = newest?.size ?? 0;
    if (newest && size > 0 && size <= store.tip().size)
      if ((await rootOf(store, size, crypto)) !== newest.root) throw forked(size, newest.note);
    if (ours && size < ours.size)
      throw new LeaderLie("leader-went-back", `from ${ours.size} entries to ${size}`);
  }

  async #take(signed: Signed): Promise<void> {
    const { leader, store, replica, crypto } = this.#parts;
    const portions = await readHashes(leader, frontierOf(store.tip(), crypto), signed, crypto);
    if (!portions) throw await this.#whyNot(signed);
    for (const portion of portions) {
      const leaves = [...(await readEntries(leader, portion, crypto))];
      const last = portion === portions.at(-1) ? leaves.pop() : undefined;
      await replica.append(leaves);
      if (last) await replica.close(last, signed);
    }
  }

  /** The hashes do not lead to the signed root: either the log has signed two pasts, or the hashes are not its own. */
  async #whyNot({ size }: Signed): Promise<LeaderLie> {
    const { leader, store, read } = this.#parts;
    const ours = await store.latestCheckpoint();
    const bytes = ours && (await leader.checkpointOver(ours.size));
    const shown = bytes && read(bytes);
    if (shown && (shown.size !== ours.size || shown.root !== ours.root))
      return forked(ours.size, shown.note);
    return new LeaderLie("leader-false", `its hashes do not lead to the root of ${size} entries`);
  }

  #caught({ code, message }: LeaderLie): void {
    const { now, notice } = this.#parts;
    const isNew = this.#lie?.code !== code;
    this.#lie = { code, detail: message, since: isNew ? now() : (this.#lie?.since ?? now()) };
    if (isNew) notice(code, message);
  }

  #isAway({ message, retryAfter = 0 }: LeaderAway): void {
    const { now, notice } = this.#parts;
    if (!this.#away) notice("leader-away", message);
    this.#away = { code: "leader-away", detail: message, since: this.#away?.since ?? now() };
    this.#notBefore = now() + retryAfter;
  }

  #isBack(): void {
    if (this.#away) this.#parts.notice("leader-back", "the leader answers");
    this.#away = undefined;
  }

  #count(): void {
    this.#behindSince = this.behind > 0 ? (this.#behindSince ?? this.#parts.now()) : undefined;
  }
}

/** The two notes are the evidence: ours is at /log/checkpoint/{size}, theirs stands here. */
const forked = (size: number, note: string): LeaderLie =>
  new LeaderLie(
    "leader-forked",
    `the log has signed another past at ${size} entries than the one that is here; it shows ${JSON.stringify(note)}`,
  );
