// SPDX-License-Identifier: Apache-2.0
// What the browser keeps between two visits, where it keeps anything at all.

const POLICY = "suyuan.policy";
const LANGUAGE = "suyuan.language";

/** A place that may refuse: pages from disk and private windows often have none. */
export type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem">;

interface KeptPolicy {
  readonly name: string;
  readonly text: string;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** @returns whether it is kept now */
export function keepPolicy(keeper: Keeper | undefined, policy: KeptPolicy): boolean {
  const value = JSON.stringify(policy);
  attempt(() => {
    keeper?.setItem(POLICY, value);
  });
  return attempt(() => keeper?.getItem(POLICY)) === value;
}

export function forgetPolicy(keeper: Keeper | undefined): void {
  attempt(() => {
    keeper?.removeItem(POLICY);
  });
}

/** The policy that was kept, if there is one that reads as one. */
export function keptPolicy(keeper: Keeper | undefined): KeptPolicy | undefined {
  return attempt(() => {
    const found: unknown = JSON.parse(keeper?.getItem(POLICY) ?? "null");
    if (typeof found !== "object" || found === null) return undefined;
    const { name, text } = found as Readonly<Record<string, unknown>>;
    return typeof name === "string" && typeof text === "string" ? { name, text } : undefined;
  });
}

export function keepLanguage(keeper: Keeper | undefined, language: string): void {
  attempt(() => {
    keeper?.setItem(LANGUAGE, language);
  });
}

export const keptLanguage = (keeper: Keeper | undefined): string | undefined =>
  attempt(() => keeper?.getItem(LANGUAGE) ?? undefined);
