// SPDX-License-Identifier: Apache-2.0
// The reference is ethers' own decoder, over every event that any contract of ours declares.
import { type EventFragment, hexlify, type ParamType, randomBytes } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { INTERFACES, plainObject } from "../contracts.ts";
import { CONTRACT_NAMES, type ContractName } from "../names.ts";
import { EMPTY_DEPLOYMENT } from "../testing/deployment.ts";
import { LogDecoder } from "./decoder.ts";

const numRuns = process.env["SUYUAN_DEEP"] === "1" ? 10_000 : 100;
const decoder = new LogDecoder(EMPTY_DEPLOYMENT);
const hash = `0x${"ab".repeat(32)}`;

interface Declared {
  readonly contract: ContractName;
  readonly fragment: EventFragment;
}

const declared = CONTRACT_NAMES.flatMap((contract): Declared[] => {
  const events: Declared[] = [];
  INTERFACES[contract].forEachEvent((fragment) => events.push({ contract, fragment }));
  return events;
});

/** A value of any type that an event may have, its extremes more often than chance would. */
function valueOf(type: ParamType): fc.Arbitrary<unknown> {
  const { arrayChildren, components } = type;
  if (components) return fc.tuple(...components.map((part) => valueOf(part)));
  if (arrayChildren) return fc.array(valueOf(arrayChildren), { maxLength: 3 });
  if (type.type === "bool") return fc.boolean();
  if (type.type === "string") return fc.string({ unit: "grapheme", maxLength: 20 });
  if (type.type === "address") return bytes(20);
  if (type.type === "bytes") return fc.uint8Array({ maxLength: 70 }).map((raw) => hexlify(raw));
  const length = /^bytes(\d+)$/.exec(type.type)?.[1];
  if (length !== undefined) return bytes(Number(length));
  const bits = /^uint(\d+)$/.exec(type.type)?.[1];
  if (bits === undefined) throw new Error(`no values for ${type.type}`);
  const max = 2n ** BigInt(bits) - 1n;
  return fc.oneof(fc.bigInt({ min: 0n, max }), fc.constantFrom(0n, 1n, max));
}

const bytes = (length: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((raw) => hexlify(raw));

function logOf({ contract, fragment }: Declared, values: readonly unknown[]) {
  const { data, topics } = INTERFACES[contract].encodeEventLog(fragment, values);
  const { address } = EMPTY_DEPLOYMENT.contracts[contract];
  const place = { blockNumber: "0x10", blockHash: hash, blockTimestamp: "0x65", logIndex: "0x2" };
  return { address, topics, data, transactionHash: hash, ...place };
}

describe("given any event that a contract declares", () => {
  it.each(declared.map((one) => [`${one.contract}.${one.fragment.name}`, one] as const))(
    "reads %s as ethers does",
    (_, one) => {
      const { contract, fragment } = one;
      const values = fc.tuple(...fragment.inputs.map((input) => valueOf(input)));
      const law = fc.property(values, (given) => {
        const log = logOf(one, given);
        const reference = INTERFACES[contract].decodeEventLog(fragment, log.data, log.topics);
        const [event] = decoder.events([log]);
        expect(event).toEqual({
          ...{ contract, name: fragment.name, args: plainObject(fragment.inputs, reference) },
          ...{ block: 16, blockHash: hash, time: 101, transaction: hash, logIndex: 2 },
        });
      });
      fc.assert(law, { numRuns: Math.max(10, numRuns / 10) });
    },
  );
});

describe("given other logs", () => {
  const [one] = declared.filter(({ fragment }) => fragment.name === "CustodianSet");
  if (!one) throw new Error("there is no such event");
  const good = logOf(one, [hash, 4]);

  it("passes over what is of no contract of ours, and events that are not declared", () => {
    const elsewhere = { ...good, address: hexlify(randomBytes(20)) };
    const unknown = { ...good, topics: [hash] };
    expect(decoder.events([elsewhere, unknown, good])).toHaveLength(1);
  });

  it("takes a node that writes in upper case, and one that tells no times", () => {
    const { blockTimestamp: _, ...rest } = good;
    const [event] = decoder.events([{ ...rest, address: good.address.toUpperCase() }]);
    expect(event).not.toHaveProperty("time");
    expect(event?.args["asset"]).toBe(hash);
  });

  it.each([
    ["no list", {}],
    ["no address", [{ ...good, address: undefined }]],
    ["no topics", [{ ...good, topics: undefined }]],
    ["a short topic", [{ ...good, topics: ["0x12"] }]],
    ["a topic less", [{ ...good, topics: good.topics.slice(0, -1) }]],
    ["half a word", [{ ...good, data: `${good.data}00` }]],
    ["a word more", [{ ...good, data: `${good.data}${"00".repeat(32)}` }]],
    ["no block", [{ ...good, blockNumber: null }]],
  ])("refuses %s", (_, logs) => {
    expect(() => decoder.events(logs)).toThrow(expect.objectContaining({ code: "bad-answer" }));
  });
});
