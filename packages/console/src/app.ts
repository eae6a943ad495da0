// SPDX-License-Identifier: Apache-2.0
import type { Language } from "@suyuan/words";

import { type Hashing, startHashing } from "./digest/client.ts";
import {
  FileFault,
  type PolicyFile,
  policyFileIn,
  readingFault,
  readPolicyFile,
  readProofFile,
  readSaltFile,
  saltIn,
} from "./files/read.ts";
import { type Slot, slotOf } from "./files/sort.ts";
import { forgetPolicy, type Keeper, keepLanguage, keepPolicy, keptPolicy } from "./kept.ts";
import { dataStand, type GivenPolicy, givenProof, judge, saltFor, type State } from "./model.ts";
import { policyAfter } from "./policies.ts";

/** What the page draws with: everything after a change, and the progress of hashing between. */
export interface Screen {
  show(state: State): void;
  progress(done: number, total: number): void;
}

const without = <K extends string, T extends Partial<Record<K, unknown>>>(from: T, key: K): T => {
  const { [key]: _, ...rest } = from;
  return rest as T;
};

/** The page's one state, and everything that a person may do with it. */
export class App {
  private state: State;
  private hashing: Hashing | undefined;
  private readonly screen: Screen;
  private readonly keeper: Keeper | undefined;

  constructor(screen: Screen, keeper: Keeper | undefined, language: Language) {
    this.screen = screen;
    this.keeper = keeper;
    this.state = { language, faults: {}, keepsNothing: false };
    const kept = keptPolicy(keeper);
    if (kept !== undefined) this.takeKept(kept.name, kept.text);
  }

  start(): void {
    this.screen.show(this.state);
  }

  speak(language: Language): void {
    keepLanguage(this.keeper, language);
    this.state = { ...this.state, language };
    this.screen.show(this.state);
  }

  /** Takes files, each for what it is, or all for the slot that they were given to. */
  async take(files: readonly File[], slot?: Slot): Promise<void> {
    const policies: File[] = [];
    for (const file of files) {
      const to = slot ?? (await slotOf(file).catch(() => "data" as const));
      if (to === "policy") policies.push(file);
      else await this.takeInto(to, file);
    }
    if (policies.length > 0) await this.takePolicies(policies);
    this.settle();
  }

  remove(slot: Slot): void {
    this.state = { ...this.state, faults: without(this.state.faults, slot) };
    this.state = without(this.state, slot);
    if (slot === "policy") forgetPolicy(this.keeper);
    this.settle();
  }

  /** Takes a salt as it was typed; none where nothing is left of it. */
  enterSalt(text: string): void {
    if (text.trim() === "") {
      this.remove("salt");
      return;
    }
    this.guard("salt", () => {
      this.state = { ...this.state, salt: saltIn(text) };
    });
    this.settle();
  }

  keep(): void {
    this.keepNow();
    this.screen.show(this.state);
  }

  forget(): void {
    forgetPolicy(this.keeper);
    const { policy } = this.state;
    if (policy !== undefined) this.state = { ...this.state, policy: { ...policy, kept: false } };
    this.screen.show(this.state);
  }

  // Together, since updates lead on from a policy that may be among them.
  private async takePolicies(files: readonly File[]): Promise<void> {
    const before = this.state.policy;
    this.state = { ...this.state, faults: without(this.state.faults, "policy") };
    try {
      const read: PolicyFile[] = [];
      for (const file of files) read.push(await readPolicyFile(file));
      this.guard("policy", () => {
        this.holdTo(policyAfter(before, read), before);
      });
    } catch (cause) {
      // What cannot be told to be an update takes the place of what was there, as in every slot.
      this.state = without(this.state, "policy");
      this.fail("policy", cause);
    }
  }

  // What an update makes of a kept policy is kept in its place.
  private holdTo(policy: GivenPolicy | undefined, before: GivenPolicy | undefined): void {
    if (policy === undefined) return;
    this.state = { ...this.state, policy };
    const isRenewed = before !== undefined && policy.followed?.from === before.fingerprint;
    if (isRenewed && before.kept && !policy.kept) this.keepNow();
  }

  private async takeInto(slot: Exclude<Slot, "policy">, file: File): Promise<void> {
    // What was there before must not be judged in the place of what was given now.
    this.state = without(this.state, slot);
    this.state = { ...this.state, faults: without(this.state.faults, slot) };
    try {
      this.state = await this.taken(slot, file);
    } catch (cause) {
      this.fail(slot, cause);
    }
  }

  private async taken(slot: Exclude<Slot, "policy">, file: File): Promise<State> {
    const { name } = file;
    if (slot === "data") return { ...this.state, data: { file } };
    if (slot === "salt") return { ...this.state, salt: await readSaltFile(file) };
    const [proof, bytes] = await readProofFile(file);
    return { ...this.state, proof: givenProof(name, proof, bytes) };
  }

  private keepNow(): void {
    const { policy } = this.state;
    if (policy === undefined) return;
    const kept = keepPolicy(this.keeper, { name: policy.name, text: policy.text });
    this.state = { ...this.state, policy: { ...policy, kept }, keepsNothing: !kept };
  }

  private takeKept(name: string, text: string): void {
    this.guard("policy", () => {
      const policy = policyAfter(undefined, [policyFileIn(name, text)]);
      if (policy !== undefined) this.state = { ...this.state, policy: { ...policy, kept: true } };
    });
  }

  private guard(slot: Slot, act: () => void): void {
    this.state = { ...this.state, faults: without(this.state.faults, slot) };
    try {
      act();
    } catch (cause) {
      this.fail(slot, cause);
    }
  }

  private fail(slot: Slot, cause: unknown): void {
    if (!(cause instanceof FileFault)) throw cause;
    this.state = { ...this.state, faults: { ...this.state.faults, [slot]: cause } };
  }

  /** Hashes what has to be hashed, judges what can be judged, and shows it. */
  private settle(): void {
    this.hashing?.stop();
    this.hashing = undefined;
    this.state = without(this.state, "judged");
    const verdict = judge(this.state);
    if (verdict !== undefined) {
      const at = Math.floor(Date.now() / 1_000);
      this.state = { ...this.state, judged: { verdict, at } };
    }
    this.screen.show(this.state);
    if (dataStand(this.state) === "to-hash") void this.hash();
  }

  private async hash(): Promise<void> {
    const { data } = this.state;
    if (data === undefined) return;
    const { file } = data;
    const salt = saltFor(this.state);
    const hashing = startHashing(file, salt, (done) => {
      if (this.hashing === hashing) this.screen.progress(done, file.size);
    });
    this.hashing = hashing;
    try {
      const digest = await hashing.digest;
      if (this.hashing !== hashing) return;
      this.state = { ...this.state, data: { file, hashed: { digest, salt } } };
    } catch (cause) {
      if (this.hashing !== hashing) return;
      this.state = without(this.state, "data");
      this.fail("data", readingFault(file.name, cause));
    }
    this.settle();
  }
}
