// SPDX-License-Identifier: Apache-2.0
// The story's grant as certificates show it, and certificates of it.
import type { Hex } from "../bytes.ts";
import { walkedNodes } from "../evidence/build.ts";
import { buildGrant, grantClaimOf, type GrantDraft, grantFileOf } from "../grant/build.ts";
import { gatherGrantFile } from "../grant/gather.ts";
import { openChain } from "../evidence/frame.ts";
import type { GrantCertificate, GrantClaim } from "../grant/types.ts";
import { SLOTS } from "../storage/layout.ts";
import { sharedOn } from "./cases.ts";
import { at, type GrantValue, plus, type TestChain } from "./chain.ts";
import { CODES, NAMES, putCode, putNames } from "./rights.ts";
import {
  BEGUN,
  CENTRE,
  CHAIN_ID,
  GRANT,
  HEIR,
  PARTIES,
  PROVIDER,
  RECIPIENT,
  T,
  wellOrdered,
} from "./story.ts";

/** The moment certified, and the block that shows it. */
export const MOMENT = T + 1_000;
export const SHOWN = [250, T + 3_000] as const;
/** The first moment after the grant's term. */
export const UNTIL = T + 50_000;
export const ASKED = BEGUN - 500;
export const DUE = BEGUN + 70_000;
/** The first 27 bytes of a delivery's id. */
export const DELIVERY: Hex = `0x${"d1".repeat(27)}`;

export interface DeliveryValue {
  readonly id?: Hex;
  readonly anchoredAt: number;
  readonly firstAt?: number;
  readonly receivedAt?: number;
  readonly result?: number;
}

/** What is recorded under a grant: the first bytes of the id, and times. */
export function putDelivery(chain: TestChain, grant: Hex, value: DeliveryValue): void {
  const { id = DELIVERY, anchoredAt, firstAt = 0, receivedAt = 0, result = 0 } = value;
  const slot = at(SLOTS.deliveryRegistry.deliveries, grant);
  const rest = BigInt(firstAt) | (BigInt(receivedAt) << 40n) | (BigInt(result) << 80n);
  chain.store("deliveryRegistry", slot, BigInt(id) | (BigInt(anchoredAt) << 216n));
  chain.store("deliveryRegistry", plus(slot, 1), rest);
}

export const grantIs =
  (...values: Parameters<TestChain["grantState"]>[1]) =>
  (chain: TestChain): void => {
    chain.grantState(GRANT, values);
  };

export const requestIs =
  (more: Partial<Parameters<TestChain["grantRecord"]>[1]>) =>
  (chain: TestChain): void => {
    chain.grantRecord(GRANT, { ...ANSWERED, ...more });
  };

/** The story's grant, answered in time and not delivered yet. */
export const ANSWERED = { ...PARTIES, since: ASKED, due: DUE, deliveryDue: T + 2_500, quota: 12 };

/** The story with the grant as it is certified, and deliveries of other grants beside it. */
export function withGrant(): TestChain {
  const chain = wellOrdered();
  for (const organization of [PROVIDER, RECIPIENT, CENTRE, HEIR]) {
    putCode(chain, organization, BEGUN, CODES[organization] ?? "");
    putNames(chain, organization, [[BEGUN, NAMES[organization] ?? ""]]);
  }
  requestIs({})(chain);
  grantIs([BEGUN, { until: UNTIL }])(chain);
  for (let other = 1; other <= 4; other++) {
    putDelivery(chain, `0x${`9${other}`.repeat(32)}`, { anchoredAt: T + other });
  }
  return chain;
}

/** The story's grant shared on so many times. */
export const onward =
  (steps: number, more: (chain: TestChain) => void = () => undefined) =>
  (chain: TestChain): void => {
    sharedOn(chain, steps);
    more(chain);
  };

export const stateOf =
  (grant: Hex, ...values: readonly (readonly [number, GrantValue])[]) =>
  (chain: TestChain): void => {
    chain.grantState(grant, values);
  };

/** The draft of a certificate over a chain. */
export function grantDraft(chain: TestChain, more: Partial<GrantDraft> = {}): GrantDraft {
  const block = chain.block(...SHOWN);
  return {
    chainId: CHAIN_ID,
    contracts: chain.grantContracts,
    ...{ grant: GRANT, time: MOMENT },
    block: { header: block.header },
    nodes: block.nodes,
    ...more,
  };
}

type Change = (chain: TestChain) => void;
const asItIs: Change = () => undefined;

/** A certificate over the chain with the story's grant, changed. */
export function certifyGrant(
  change: Change = asItIs,
  more: Partial<GrantDraft> = {},
): GrantCertificate {
  const chain = withGrant();
  change(chain);
  return buildGrant(grantDraft(chain, more));
}

/** A certificate that claims something else, with every node that its verification walks. */
export function claimedGrant(
  claim: Partial<GrantClaim>,
  change: Change = asItIs,
  more: Partial<GrantDraft> = {},
): GrantCertificate {
  const chain = withGrant();
  change(chain);
  const draft = grantDraft(chain, more);
  const said = { ...grantClaimOf({ ...draft, ...claim }, chain.reader()), ...claim };
  const open = openChain(grantFileOf(said, draft));
  gatherGrantFile(open);
  return { ...grantFileOf(said, draft), nodes: walkedNodes(open) };
}
