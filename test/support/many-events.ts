// SPDX-License-Identifier: Apache-2.0
// Tens of thousands of acts in a minute: the node sends them itself, so that nothing has to be signed.
import { type AbiValue, type ContractName, encodeCall } from "@suyuan/chain";
import { catalogueCodeBytes, GRADES, type Hex, OFFICES, SHARING_ATTRIBUTES } from "@suyuan/proof";

import { random32 } from "./acting.ts";
import { REGION } from "./founding.ts";
import type { Province } from "./province.ts";

type Planned = readonly [by: Hex, contract: ContractName, fn: string, args: readonly AbiValue[]];

const NO_HASH = `0x${"00".repeat(32)}`;
const TERM = 365 * 86_400;
const GAS = "0x7a120";
const IN_FLIGHT = 200;

/** Acts as they come in an administration: mostly registrations, some of what happens to organisations and seats. */
function planned({ seats, organizations }: Province, turn: number, until: number): Planned {
  const { provider } = organizations;
  const registry = "organizationRegistry";
  if (turn % 10 === 9)
    return [provider.head.address, registry, "rename", [provider.number, random32()]];
  if (turn % 10 === 4) {
    const args = [provider.number, OFFICES.registrant, random32().slice(0, 42), until, NO_HASH];
    return [provider.head.address, registry, "appointSeat", args];
  }
  const code = catalogueCodeBytes(`307014/${String(turn).padStart(6, "0")}`);
  const kind = [SHARING_ATTRIBUTES.conditional, GRADES.general];
  const args = [seats.providerRegistrant.number, 1_000_000 + turn, code, REGION, ...kind];
  const { address } = seats.providerRegistrant.account;
  return [address, "assetRegistry", "register", [...args, random32(), random32(), true]];
}

/** Lets so many acts happen, so many a block; each raises one event. */
export async function fill(province: Province, count: number, aBlock: number): Promise<void> {
  const { client, deployment } = province;
  await client.rpc("anvil_autoImpersonateAccount", [true]);
  await client.rpc("evm_setAutomine", [false]);
  const nonces = new Map<Hex, number>();
  const until = (await province.now()) + TERM;
  for (let done = 0; done < count;) {
    const many = Math.min(count - done, Math.max(IN_FLIGHT, aBlock));
    const sent = Array.from({ length: many }, (_, place) => planned(province, done + place, until));
    for (const [by] of sent) {
      if (!nonces.has(by)) {
        nonces.set(by, Number(await client.rpc("eth_getTransactionCount", [by, "latest"])));
      }
    }
    for (let from = 0; from < many; from += aBlock) {
      await Promise.all(
        sent.slice(from, from + aBlock).map(async ([by, contract, fn, args]) => {
          const nonce = nonces.get(by) ?? 0;
          nonces.set(by, nonce + 1);
          const to = deployment.contracts[contract].address;
          const data = encodeCall({ contract, fn, args });
          const call = {
            from: by,
            to,
            data,
            gas: GAS,
            gasPrice: "0x0",
            nonce: `0x${nonce.toString(16)}`,
          };
          await client.rpc("eth_sendTransaction", [call]);
        }),
      );
      await client.rpc("evm_mine");
    }
    done += many;
  }
  await client.rpc("evm_setAutomine", [true]);
  await client.rpc("anvil_autoImpersonateAccount", [false]);
}
