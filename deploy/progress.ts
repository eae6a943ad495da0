// SPDX-License-Identifier: Apache-2.0
// How far a deployment has come, for whoever waits for it.
import type { ExecutionEventListener, IgnitionModule } from "@nomicfoundation/ignition-core";

export type DeployEvent =
  /** `transactions` are all that a whole deployment takes. */
  | { readonly kind: "begun" | "resumed"; readonly transactions: number }
  /** What was begun before cannot go on, and is forgotten. */
  | { readonly kind: "again" }
  /** The `count`th of this run is in a block; `name` is what it made or did, as Ignition names it. */
  | { readonly kind: "transaction"; readonly count: number; readonly name: string }
  /** It was done before, and stands. */
  | { readonly kind: "confirmed" };

export type Tell = (event: DeployEvent) => void;

/** The kinds of a module's parts that are each a transaction; the type's enumeration is for programs Ignition runs. */
const SENT: readonly string[] = ["NAMED_ARTIFACT_CONTRACT_DEPLOYMENT", "CONTRACT_CALL"];

export const transactionsOf = ({ futures }: Pick<IgnitionModule, "futures">): number =>
  [...futures].filter(({ type }) => SENT.includes(type)).length;

/** Tells of each transaction once it is in a block. */
export function listenerTo(tell: Tell): ExecutionEventListener {
  let count = 0;
  const confirmed: ExecutionEventListener["transactionConfirm"] = ({ futureId }) => {
    count += 1;
    tell({ kind: "transaction", count, name: futureId });
    return Promise.resolve();
  };
  // Ignition calls one of some thirty functions by name, and nearly all of them say nothing to a person.
  return new Proxy({} as ExecutionEventListener, {
    get: (_, name) => (name === "transactionConfirm" ? confirmed : () => Promise.resolve()),
  });
}
