// SPDX-License-Identifier: Apache-2.0
// Rights in the story's asset, and certificates of them.
import { AbiCoder, hexlify, keccak256, sha256, toUtf8Bytes } from "ethers";
import type { Hex } from "../bytes.ts";
import { walkedNodes } from "../evidence/build.ts";
import { buildRight, certificateOf, claimOf, type RightDraft } from "../right/build.ts";
import { gatherRight } from "../right/gather.ts";
import { openChain } from "../evidence/frame.ts";
import type { RightCertificate, RightClaim } from "../right/types.ts";
import { SLOTS } from "../storage/layout.ts";
import { at, type Dated, plus, type TestChain } from "./chain.ts";
import {
  ASSET,
  BEGUN,
  CENTRE,
  CHAIN_ID,
  HEIR,
  PROVIDER,
  RECIPIENT,
  T,
  wellOrdered,
} from "./story.ts";

const coder = AbiCoder.defaultAbiCoder();
/** Storage puts its rights under this address (`TestChain`). */
const RIGHTS: Hex = `0x${"e".repeat(40)}`;

/** The id of an asset's holding right, by the contract's own words. */
export function holdingOf(asset: Hex): Hex {
  const mark = keccak256(
    coder.encode(["uint256", "address", "string"], [CHAIN_ID, RIGHTS, "holding"]),
  );
  return hexlify(
    Uint8Array.from(Buffer.from(asset.slice(2), "hex"), (byte, place) => {
      return byte ^ Number.parseInt(mark.slice(2 + 2 * place, 4 + 2 * place), 16);
    }),
  ) as Hex;
}

export function serialId(asset: Hex, serial: number): Hex {
  const types = ["uint256", "address", "string", "bytes32", "uint64"];
  return keccak256(coder.encode(types, [CHAIN_ID, RIGHTS, "right", asset, serial])) as Hex;
}

export interface RecordValue {
  readonly asset?: Hex;
  readonly parent?: Hex;
  readonly holder: number;
  readonly kind: number;
  readonly from: number;
  readonly until: number;
  readonly serial: number;
}

export const SCOPE_OF_RIGHT: Hex = `0x${"5d".repeat(32)}`;
export const BASIS_OF_RIGHT: Hex = `0x${"ba".repeat(32)}`;

/** Writes what was conferred; gives the right's id. */
export function putRight(chain: TestChain, value: RecordValue, scope = SCOPE_OF_RIGHT): Hex {
  const { asset = ASSET, parent = "0x0", holder, kind, from, until, serial } = value;
  const id = serialId(asset, serial);
  const slot = at(SLOTS.rightRegistry.rights, id);
  const parties = BigInt(holder) | (BigInt(PROVIDER) << 32n) | (BigInt(kind) << 64n) | (3n << 72n);
  const term = (BigInt(from) << 80n) | (BigInt(until) << 128n) | (BigInt(serial) << 176n);
  const words = [BigInt(asset), BigInt(parent), BigInt(scope), BigInt(BASIS_OF_RIGHT)];
  [...words, parties | term].forEach((word, place) => {
    chain.store("rightRegistry", plus(slot, place), word);
  });
  return id;
}

export interface RightStateValue {
  readonly state: number;
  readonly until: number;
  readonly reason?: number;
}

export function putRightState(chain: TestChain, right: Hex, values: Dated<RightStateValue>): void {
  const elements = values.map(([since, { state, until, reason = 0 }]) => {
    return [since, BigInt(state) | (BigInt(until) << 8n) | (BigInt(reason) << 56n)] as const;
  });
  chain.trace("rightRegistry", at(SLOTS.rightRegistry.states, right), elements);
}

/** An open offer of the holding right. */
export function putOffer(chain: TestChain, asset: Hex, to: number, time: number): void {
  const word = BigInt(to) | (BigInt(time) << 32n) | (7n << 80n);
  chain.store("rightRegistry", at(SLOTS.rightRegistry.transfers, asset), word);
}

/** The code and the name of an organisation, from a moment on. */
export function putCode(chain: TestChain, organization: number, since: number, code: string): void {
  const value = BigInt(hexlify(toUtf8Bytes(code)));
  const slot = at(SLOTS.organizationRegistry.codes, organization);
  chain.trace("organizationRegistry", slot, [[since, value]]);
}

export function putNames(chain: TestChain, organization: number, names: Dated<string>): void {
  const list = keccak256(
    `0x${SLOTS.organizationRegistry.nameHashes.toString(16).padStart(64, "0")}`,
  );
  const first = 10 * organization;
  names.forEach(([, name], place) => {
    const hash = BigInt(sha256(toUtf8Bytes(name)));
    chain.store("organizationRegistry", plus(list, first + place), hash);
  });
  const slot = at(SLOTS.organizationRegistry.names, organization);
  const elements = names.map(([since], place) => [since, BigInt(first + place + 1)] as const);
  chain.trace("organizationRegistry", slot, elements);
}

export const CODES: Readonly<Record<number, string>> = {
  [PROVIDER]: "11330000MB0012345A",
  [RECIPIENT]: "11330000MB0012346B",
  [CENTRE]: "12330000MB0012347C",
  [HEIR]: "11330000MB0012348D",
};
export const NAMES: Readonly<Record<number, string>> = {
  [PROVIDER]: "示例省交通运输厅",
  [RECIPIENT]: "示例省农业农村厅",
  [CENTRE]: "示例省大数据中心",
  [HEIR]: "示例省综合交通厅",
};

/** The moment certified, and the block that shows it. */
export const MOMENT = T + 1_000;
export const SHOWN = [250, T + 3_000] as const;
export const OPERATING = serialId(ASSET, 1);
export const USE = serialId(ASSET, 2);
export const HOLDING = holdingOf(ASSET);
const UNTIL = T + 5_000_000;

/** The asset coded, with a number; an operating right of the centre, and a use right derived from it. */
export function withRights(): TestChain {
  const chain = wellOrdered();
  const [registrar, serial] = [1, 815];
  chain.asset(ASSET, [[BEGUN + 10, { state: 2, until: UNTIL, registrar, serial }]]);
  for (const organization of [PROVIDER, RECIPIENT, CENTRE, HEIR]) {
    putCode(chain, organization, BEGUN, CODES[organization] ?? "");
    putNames(chain, organization, [[BEGUN, NAMES[organization] ?? ""]]);
  }
  const term = { from: T, until: T + 100_000 };
  const parts = { ...term, kind: 3, holder: CENTRE, serial: 1 };
  putRight(chain, parts);
  putRight(chain, { ...parts, kind: 2, holder: RECIPIENT, serial: 2, parent: OPERATING });
  for (const right of [OPERATING, USE]) {
    putRightState(chain, right, [
      [BEGUN + 20, { state: 1, until: term.until }],
      [BEGUN + 30, { state: 2, until: term.until }],
    ]);
  }
  return chain;
}

/** The draft of a certificate of a right over a chain. */
export function draftOf(chain: TestChain, right: Hex, more: Partial<RightDraft> = {}): RightDraft {
  const block = chain.block(...SHOWN);
  return {
    chainId: CHAIN_ID,
    contracts: chain.rightContracts,
    ...{ right, time: MOMENT },
    block: { header: block.header },
    nodes: block.nodes,
    ...more,
  };
}

/** A certificate over the well-ordered chain, changed. */
export function certify(
  right: Hex,
  change: (chain: TestChain) => void = () => undefined,
  more: Partial<RightDraft> = {},
): RightCertificate {
  const chain = withRights();
  change(chain);
  return buildRight(draftOf(chain, right, more));
}

/** A certificate that claims something else, with every node that its verification walks. */
export function claimed(
  right: Hex,
  claim: Partial<RightClaim>,
  change: (chain: TestChain) => void = () => undefined,
  more: Partial<RightDraft> = {},
): RightCertificate {
  const chain = withRights();
  change(chain);
  const draft = draftOf(chain, right, more);
  const said = { ...claimOf(draft, chain.reader()), ...claim };
  const open = openChain(certificateOf(said, draft));
  gatherRight(open);
  return { ...certificateOf(said, draft), nodes: walkedNodes(open) };
}
