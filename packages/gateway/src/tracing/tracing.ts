// SPDX-License-Identifier: Apache-2.0
// What is told of things that have happened, for traces. Nothing is told before it has ended, so that no code on the
// way of a request carries a span; without `tracing` in the configuration nothing of OpenTelemetry is even loaded.
import type { Config } from "../config/schema.ts";
import type { Parent } from "./parent.ts";

/** Why a span was not sent: too many waited, or the collector did not take it. */
export type Dropped = "queue" | "collector";

/** Something that has just ended. Its words are ours: nothing that a client made up but the id of its request. */
export interface Ended {
  readonly name: string;
  readonly seconds: number;
  /** By whom it was asked for, or who was asked; left out for what the gateway does by itself. */
  readonly kind?: "server" | "client";
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly failed?: boolean;
  /** The span of the caller's in which it happened. */
  readonly parent?: Parent | undefined;
}

export interface Tracing {
  ended(span: Ended): void;
  /** Hands over what waits, within limits. */
  close(): Promise<void>;
}

export interface TracingParts {
  readonly config: Pick<Config, "tracing" | "origin" | "follow">;
  readonly notice: (code: string, detail: string) => void;
  readonly dropped: (spans: number, why: Dropped) => void;
}

const MILLISECONDS = 1_000;

/** Does something, and tells what it was. @param tell undefined where it is not worth a span */
export async function traced<T>(
  tracing: Tracing,
  name: string,
  work: () => Promise<T>,
  tell: (result: T) => Pick<Ended, "attributes" | "failed" | "kind"> | undefined,
): Promise<T> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / MILLISECONDS;
  try {
    const result = await work();
    const told = tell(result);
    if (told) tracing.ended({ name, seconds: seconds(), ...told });
    return result;
  } catch (error) {
    tracing.ended({ name, seconds: seconds(), failed: true });
    throw error;
  }
}
