// SPDX-License-Identifier: Apache-2.0
// The accounts that a test chain has handed out: a test that runs again gets the same ones again.

export interface Chain {
  readonly accounts: readonly string[];
  newAccount: (this: Chain) => string;
}

interface ChainModule {
  readonly TestChain: { readonly prototype: Chain };
}

const places = new Map<Chain, number>();
let patched: Chain | undefined;

/** Takes the handing out over from the chains of this module. */
export async function keepAccounts(load: () => unknown): Promise<void> {
  const { TestChain } = (await load()) as ChainModule;
  const { prototype } = TestChain;
  if (patched === prototype) return;
  patched = prototype;
  const first = prototype.newAccount;
  prototype.newAccount = function newAccount(this: Chain): string {
    const place = places.get(this) ?? this.accounts.indexOf(first.call(this));
    const account = this.accounts[place];
    if (account === undefined) throw new Error("the chain has no more accounts");
    places.set(this, place + 1);
    return account;
  };
}

/** What has been handed out until now. */
export const handedOut = (): ReadonlyMap<Chain, number> => new Map(places);

/** Takes back what has been handed out since. */
export function putBack(before: ReadonlyMap<Chain, number>): void {
  places.clear();
  for (const [chain, place] of before) places.set(chain, place);
}
