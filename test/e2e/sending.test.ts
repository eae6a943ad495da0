// SPDX-License-Identifier: Apache-2.0
// Transactions of one account: several that send from it, a restart, a node that mines nothing or loses what it had,
// and a price that rises.
import { ChainError, type Outbox, type Receipt, type Signer, Writer } from "@suyuan/chain";
import { toHex, type Hex } from "@suyuan/proof";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { until } from "../support/exchange.ts";
import { startLedger, type TestLedger } from "../support/ledger.ts";
import { newSigner } from "../support/signers.ts";

const ROOT = 1;
const GWEI = 1_000_000_000n;
const FUNDS = toHexNumber(10n ** 21n);
/** So that a transaction counts as stuck at the next look. */
const AT_ONCE = 100;

let ledger: TestLedger;
let head: Signer;
let names = 0;

beforeAll(async () => {
  ledger = await startLedger();
  head = ledger.roots.authority.head;
});
afterAll(async () => ledger.stop());
afterEach(async () => rpc("evm_setAutomine", true));

function toHexNumber(value: bigint): Hex {
  return `0x${value.toString(16)}`;
}
const rpc = (method: string, ...params: unknown[]) => ledger.client.rpc(method, params);
const count = async (tag: string) =>
  Number(await rpc("eth_getTransactionCount", head.address, tag));
const hold = () => rpc("evm_setAutomine", false);
const mine = () => rpc("evm_mine");

interface Waiting {
  readonly hash: Hex;
  readonly nonce: Hex;
}

/** What waits for a block. */
async function waiting(): Promise<Waiting[]> {
  const pool = await rpc("txpool_content");
  const { pending } = pool as { pending: Record<string, Record<string, Waiting>> };
  return Object.values(pending).flatMap((one) => Object.values(one));
}
const waits = async (many: number): Promise<Waiting[]> =>
  until(`${many} transactions wait`, async () => {
    const found = await waiting();
    return found.length === many && found;
  });

/** A name that no act here has given before. */
const newName = (): Hex => toHex(Buffer.from(String(++names).padStart(64, "0"), "hex"));
const rename = (writer: Writer, name = newName()): Promise<Receipt> =>
  writer.send("organizationRegistry", "rename", [ROOT, name]);
const nonceOf = async ({ transaction }: Receipt): Promise<number> => {
  const sent = (await rpc("eth_getTransactionByHash", transaction)) as { nonce: Hex };
  return Number(sent.nonce);
};

/** An outbox that can be looked into. */
class Kept implements Outbox {
  readonly raws = new Map<number, Hex>();
  put(nonce: number, raw: Hex): Promise<void> {
    this.raws.set(nonce, raw);
    return Promise.resolve();
  }
  drop(nonce: number): Promise<void> {
    this.raws.delete(nonce);
    return Promise.resolve();
  }
  all(): Promise<Hex[]> {
    return Promise.resolve([...this.raws.values()]);
  }
}

describe("given several that send from one account", () => {
  it("gives each act a nonce of its own, without a gap", async () => {
    const first = await count("latest");
    const writers = [1, 2, 3].map(() => new Writer(ledger.client, head));
    const sent = await Promise.all(
      writers.flatMap((writer) => [1, 2, 3, 4, 5].map(() => rename(writer))),
    );
    const nonces = (await Promise.all(sent.map(nonceOf))).toSorted((a, b) => a - b);
    expect(nonces).toEqual(sent.map((_, place) => first + place));
  });

  it("does the same while nothing is mined", async () => {
    const first = await count("latest");
    await hold();
    const writers = [1, 2].map(() => new Writer(ledger.client, head));
    const sending = writers.flatMap((writer) => [1, 2, 3, 4].map(() => rename(writer)));
    await waits(8);
    await mine();
    const nonces = await Promise.all((await Promise.all(sending)).map(nonceOf));
    expect(new Set(nonces)).toEqual(new Set(sending.map((_, place) => first + place)));
  });

  it("goes on behind what an earlier start has left waiting", async () => {
    await hold();
    const before = rename(new Writer(ledger.client, head));
    const [left] = await waits(1);
    const after = rename(new Writer(ledger.client, head));
    await waits(2);
    await mine();
    expect((await before).transaction).toBe(left?.hash);
    expect(await nonceOf(await after)).toBe((await nonceOf(await before)) + 1);
  });
});

describe("given a call that is on its way", () => {
  it("does not send it twice, also after it was given up", async () => {
    await hold();
    const writer = new Writer(ledger.client, head, { receiptTimeoutMs: 1 });
    const name = newName();
    for (let time = 0; time < 2; time++) {
      await expect(rename(writer, name)).rejects.toMatchObject({ code: "timeout" });
    }
    const [one] = await waits(1);
    const other = rename(new Writer(ledger.client, head));
    await waits(2);
    await mine();
    expect((await rename(writer, name)).transaction).toBe(one?.hash);
    expect((await other).transaction).not.toBe(one?.hash);
  });
});

describe("given a node that loses what it had", () => {
  it("gives it to the node again, without funds", async () => {
    expect(BigInt((await rpc("eth_getBalance", head.address, "latest")) as Hex)).toBe(0n);
    await hold();
    const sending = rename(new Writer(ledger.client, head, { replaceAfterMs: AT_ONCE }));
    const [lost] = await waits(1);
    await rpc("anvil_dropTransaction", lost?.hash);
    expect((await waits(1))[0]?.hash).toBe(lost?.hash);
    await mine();
    expect((await sending).transaction).toBe(lost?.hash);
  });

  it("takes the next nonce when another transaction has taken its own", async () => {
    await hold();
    const sending = rename(new Writer(ledger.client, head, { replaceAfterMs: 1_000 }));
    const [lost] = await waits(1);
    await rpc("anvil_dropTransaction", lost?.hash);
    const other = rename(new Writer(ledger.client, head));
    expect((await waits(1))[0]?.nonce).toBe(lost?.nonce);
    await mine();
    await rpc("evm_setAutomine", true);
    expect(await nonceOf(await sending)).toBe((await nonceOf(await other)) + 1);
  });
});

describe("given an outbox", () => {
  it("keeps what waits, and nothing else", async () => {
    const outbox = new Kept();
    await hold();
    const sending = rename(new Writer(ledger.client, head, { outbox }));
    const [one] = await waits(1);
    expect([...outbox.raws.keys()]).toEqual([Number(one?.nonce)]);
    await mine();
    await sending;
    expect(outbox.raws.size).toBe(0);
  });

  it("takes it up after a restart, also when the node has lost it", async () => {
    const outbox = new Kept();
    await hold();
    const options = { outbox, receiptTimeoutMs: 1 };
    await expect(rename(new Writer(ledger.client, head, options))).rejects.toThrow();
    const [lost] = await waits(1);
    await rpc("anvil_dropTransaction", lost?.hash);
    const restarted = new Writer(ledger.client, head, options);
    await restarted.resume();
    await restarted.tend();
    expect((await waits(1))[0]?.hash).toBe(lost?.hash);
    await mine();
    await restarted.tend();
    expect(outbox.raws.size).toBe(0);
  });

  it("refuses one of another account", async () => {
    const outbox = new Kept();
    await hold();
    const sending = rename(new Writer(ledger.client, head, { outbox }));
    await waits(1);
    const other = new Writer(ledger.client, newSigner(), { outbox });
    await expect(other.resume()).rejects.toMatchObject({ code: "malformed" });
    await mine();
    await sending;
  });

  it("keeps nothing that the contract or the node refuses", async () => {
    const outbox = new Kept();
    const writer = new Writer(ledger.client, head, { outbox });
    const refused = writer.send("organizationRegistry", "rename", [4_000, newName()]);
    await expect(refused).rejects.toMatchObject({ code: "reverted" });
    await rpc("anvil_setNextBlockBaseFeePerGas", toHexNumber(GWEI));
    await mine();
    await expect(rename(writer)).rejects.toBeInstanceOf(ChainError);
    expect(outbox.raws.size).toBe(0);
  });
});

describe("given a chain with a price, which rises", () => {
  /** The price of the next block, and of those after it about the same. */
  const setPrice = async (price: bigint) => {
    await rpc("anvil_setNextBlockBaseFeePerGas", toHexNumber(price));
    await mine();
  };

  it("offers more for the same nonce, until it is mined, once", async () => {
    await hold();
    await rpc("anvil_setBalance", head.address, FUNDS);
    await setPrice(GWEI);
    const before = await count("latest");
    const outbox = new Kept();
    const options = { outbox, replaceAfterMs: AT_ONCE };
    const sending = rename(new Writer(ledger.client, head, options));
    const [cheap] = await waits(1);
    await setPrice(100n * GWEI);
    expect(await count("latest")).toBe(before);
    const dear = await until("more is offered", async () => {
      const [one] = await waiting();
      return one?.hash !== cheap?.hash && one;
    });
    expect(dear.nonce).toBe(cheap?.nonce);
    await mine();
    expect(await nonceOf(await sending)).toBe(before);
    expect(await count("latest")).toBe(before + 1);
    expect(await count("pending")).toBe(before + 1);
    expect(outbox.raws.size).toBe(0);
  });

  it("does the same for one that an earlier start has left", async () => {
    await hold();
    const outbox = new Kept();
    await setPrice(GWEI);
    const impatient = { outbox, receiptTimeoutMs: 1 };
    await expect(rename(new Writer(ledger.client, head, impatient))).rejects.toThrow();
    const [cheap] = await waits(1);
    await setPrice(100n * GWEI);
    const restarted = new Writer(ledger.client, head, { outbox, replaceAfterMs: AT_ONCE });
    await restarted.resume();
    await restarted.tend();
    const [dear] = await waits(1);
    expect(dear?.hash).not.toBe(cheap?.hash);
    expect(dear?.nonce).toBe(cheap?.nonce);
    await mine();
    await restarted.tend();
    expect(outbox.raws.size).toBe(0);
  });
});
