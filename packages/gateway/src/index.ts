// SPDX-License-Identifier: Apache-2.0
// The gateway is a program: `node packages/gateway/src/main.ts --config FILE`. Programs that bring it up
// themselves start it with these.
export { configSchema } from "./config/json-schema.ts";
export { openKeys } from "./config/keys.ts";
export { parseConfig, readConfig } from "./config/read.ts";
export type { Config } from "./config/schema.ts";
export { type Context, openContext } from "./context.ts";
export { type Ending, type Gateway, startGateway } from "./gateway.ts";
export { openIndex } from "./indexing/open.ts";
export type { IndexStore } from "./indexing/index-store.ts";
export { Refusal, StartRefusal } from "./refusal.ts";
export { nativeCrypto } from "./services/crypto.ts";
export { Indexer } from "./services/indexer.ts";
export { Ledger } from "./inbox/ledger.ts";
export { clocksOf } from "./inbox/lateness.ts";
export { actsOf, type Offer, offersOf, type Question } from "./inbox/offers.ts";
export { Cursors } from "./services/cursors.ts";
export { Deadlines } from "./services/deadlines.ts";
export { Inboxes } from "./services/inbox.ts";
export { Sights } from "./services/sight.ts";
export { type Kind, KINDS, type Row } from "./indexing/types.ts";
