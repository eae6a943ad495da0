// SPDX-License-Identifier: Apache-2.0
// A wire to a node without validators that makes its blocks look as validators of QBFT sealed them: other
// headers over the same states, each naming the one before by its hash. Written with ethers alone.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Hex } from "@suyuan/proof";
import type { Sealer } from "@suyuan/proof/testing";
import { encodeRlp, keccak256, type RlpStructuredDataish, toBeHex } from "ethers";

/** Who seals a block, and what its proposer votes for. */
export interface Turn {
  readonly validators: readonly Sealer[];
  readonly vote?: { readonly recipient: Hex; readonly add: boolean };
}

export interface SealingWire {
  readonly url: string;
  /** Says who seals each block; blocks that were given out stay as they are. */
  seal(turn: (number: number) => Turn): void;
  close(): Promise<void>;
}

type Json = Readonly<Record<string, unknown>>;
type Item = RlpStructuredDataish;
interface Sealed {
  readonly hash: string;
  readonly block: Json;
}
interface Call {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

const NO_OMMERS = keccak256(encodeRlp([]));
const MARK = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const VANITY = toBeHex(0, 32);
const HASHES = ["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot"];
const SCALARS = ["difficulty", "number", "gasLimit", "gasUsed", "timestamp"];
const FIELDS = [
  ...HASHES,
  "receiptsRoot",
  "logsBloom",
  ...SCALARS,
  "extraData",
  "mixHash",
  "nonce",
];
const LATER = ["baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas"];
const LAST = ["parentBeaconBlockRoot", "requestsHash"];
const QUANTITIES = new Set([...SCALARS, "baseFeePerGas", "blobGasUsed", "excessBlobGas"]);

const quantity = (text: string): string => {
  const digits = text.replace(/^0x0*/, "");
  return `0x${digits.length % 2 === 0 ? "" : "0"}${digits}`;
};

function rlpOf(block: Json): string {
  const names = [...FIELDS, ...LATER, ...LAST];
  const end = names.findIndex((name) => block[name] === undefined || block[name] === null);
  const fields = (end === -1 ? names : names.slice(0, end)).map((name): Item => {
    const text = String(block[name]);
    return QUANTITIES.has(name) ? quantity(text) : text;
  });
  return encodeRlp(fields);
}

/** A block as QBFT seals it in round 0, where what is sealed and what is hashed are the same. */
function sealedAs(plain: Json, parentHash: string, { validators: all, vote }: Turn): Sealed {
  const number = Number(plain["number"]);
  const proposer = all[number % all.length];
  const told: Item = vote ? [vote.recipient, vote.add ? "0xff" : "0x"] : [];
  const extra = (seals: readonly Uint8Array[]) =>
    encodeRlp([VANITY, all.map(({ address }) => address), told, "0x", [...seals]]);
  const marks = { sha3Uncles: NO_OMMERS, difficulty: "0x1", mixHash: MARK };
  const block = { ...plain, ...marks, parentHash, miner: proposer?.address, nonce: toBeHex(0, 8) };
  const hash = keccak256(rlpOf({ ...block, extraData: extra([]) }));
  const quorum = all.slice(0, Math.ceil((2 * all.length) / 3));
  const extraData = extra(quorum.map((one) => one.seal(hash)));
  return { hash, block: { ...block, extraData, hash } };
}

/** Lays a wire to a node. */
export async function laySealingWire(target: string, first: Turn): Promise<SealingWire> {
  let turn = (_: number): Turn => first;
  const known = new Map<string, Sealed>();
  const ask = async (body: unknown): Promise<unknown> => {
    const headers = { "content-type": "application/json" };
    return (await fetch(target, { method: "POST", headers, body: JSON.stringify(body) })).json();
  };
  const plain = async (tag: unknown): Promise<Json | null> => {
    const body = { jsonrpc: "2.0", id: 1, method: "eth_getBlockByNumber", params: [tag, false] };
    return ((await ask(body)) as { result: Json | null }).result;
  };
  /** Seals a block after all before it: from the last that was sealed, upwards. */
  const sealed = async (block: Json): Promise<Sealed> => {
    const open = [block];
    for (let at = block; Number(at["number"]) > 0 && !known.has(String(at["parentHash"]));) {
      const before = await plain(toQuantity(Number(at["number"]) - 1));
      if (!before) break;
      open.push(before);
      at = before;
    }
    for (const one of open.reverse()) {
      const number = Number(one["number"]);
      const hash = String(one["hash"]);
      if (known.has(hash)) continue;
      const parent = known.get(String(one["parentHash"]))?.hash ?? String(one["parentHash"]);
      known.set(hash, number === 0 ? { hash, block: one } : sealedAs(one, parent, turn(number)));
    }
    return known.get(String(block["hash"])) ?? { hash: "", block };
  };
  const answer = async (call: Call, given: unknown): Promise<unknown> => {
    if (call.method !== "eth_getBlockByNumber") return given;
    const { result } = given as { result?: Json | null };
    return result ? { ...(given as Json), result: (await sealed(result)).block } : given;
  };
  const server = createServer((request, response) => {
    void (async () => {
      const body = JSON.parse(await textOf(request)) as Call | Call[];
      const calls = [body].flat().map((call) => hidden(call));
      const given = (await ask(calls)) as readonly { readonly id: number }[];
      const answers = await Promise.all(
        calls.map(async (call) =>
          answer(
            call,
            given.find(({ id }) => id === call.id),
          ),
        ),
      );
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
    })().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seal: (next) => {
      turn = next;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const toQuantity = (number: number): string => `0x${number.toString(16)}`;

/** The node would give its own headers: it is asked for something that it does not have. */
const hidden = (call: Call): Call =>
  call.method === "debug_getRawHeader" ? { ...call, method: "debug_notThere" } : call;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
