// SPDX-License-Identifier: Apache-2.0
// Limits of this program. Limits that a client must know stand in @suyuan/api, those of a format in
// @suyuan/proof.

/** Statements that may wait for the disk, and their bytes. */
export const MAX_QUEUE = 20_000;
export const MAX_QUEUE_BYTES = 67_108_864;
/** Statements that one synced write takes at most, and their bytes. */
export const MAX_COMMIT = 4_000;
export const MAX_COMMIT_BYTES = 16_777_216;
/** Lines of one NDJSON request that are under way at once. */
export const LINES_IN_FLIGHT = 2_000;
/** Lines that are checked in one go before others get their turn. */
export const LINES_A_TURN = 16;

/** Seconds that the clock may be behind the log before nothing is taken. */
export const MAX_CLOCK_LAG = 30;
/** Age of the settled block, in seconds, from which the chain counts as standing still. */
export const MAX_SETTLED_AGE = 45;

/** Storage words that are kept from one settled block to the next. */
export const MAX_CACHED_SLOTS = 200_000;
/** Hashes and recovered keys that are remembered. */
export const MAX_MEMO = 50_000;
/** Statements named by others of which is remembered what they are. */
export const MAX_REFERENCES = 10_000;
/** Lost blocks that are remembered of one checkpoint. */
export const MAX_LOST_BLOCKS = 16;
/** Rounds of reading in which a check must have all that it needs. */
export const MAX_READ_ROUNDS = 64;
/** Blocks whose events are asked for at once. */
export const EVENTS_A_CALL = 1_000;

/** Events that one call of the index should bring, that one write takes, and the most blocks of one call. */
export const INDEX_RANGE_ACTS = 4_000;
export const INDEX_PORTION_ACTS = 1_000;
export const MAX_INDEX_RANGE = 20_000;
/** Blocks that the index can take back one by one; when more are lost it is made anew. */
export const UNDO_BLOCKS = 256;

/** Entries, and words of storage, whose stored proofs share one list of nodes. */
export const SLICE_ENTRIES = 2_000;
export const SLICE_SLOTS = 128;

/** Deliveries and receipts that wait to be recorded, how many are told at once, and after how long when one failed. */
export const MAX_RECORDS_WAITING = 1_000;
export const RECORDS_AT_ONCE = 8;
export const RECORD_AGAIN_SECONDS = 10;

/** Headers whose seals are looked at when the gateway starts, and at once. */
export const WATCH_BACK_BLOCKS = 1_024;
export const WATCH_AT_ONCE = 64;
/** Headers in a row after which seals count as those that the policy names again. */
export const STEADY_BLOCKS = 64;
/** Blocks after which votes of BFT chains begin anew, unless their genesis file says otherwise. */
export const EPOCH_BLOCKS = 30_000;
/** Blocks ahead that the end of the policy's last range is told: a day of one a second. */
export const RANGE_AHEAD_BLOCKS = 86_400;

/** Milliseconds between two looks at the chain, unless configured. */
export const FOLLOW_UP_MS = 500;
/** Milliseconds until one call of the chain counts as failed. */
export const CHAIN_TIMEOUT_MS = 5_000;
/** Milliseconds until an advance that was sent is looked for in the contract instead. */
export const RECEIPT_TIMEOUT_MS = 20_000;

/** Relayed acts under way at once, and those of one organisation. */
export const MAX_RELAYS = 64;
export const MAX_RELAYS_OF_ONE = 16;
/** Acts that each organisation may have relayed, and in how many seconds, unless configured. */
export const RELAY_QUOTA = { acts: 1_000, seconds: 3_600 };

/** Connections at once; headers in number and bytes. */
export const MAX_CONNECTIONS = 512;
export const MAX_HEADERS = 50;
export const MAX_HEADER_BYTES = 16_384;
/** Milliseconds for headers, for a whole request, and for an idle connection. */
export const HEADERS_TIMEOUT_MS = 10_000;
export const REQUEST_TIMEOUT_MS = 300_000;
export const KEEP_ALIVE_MS = 15_000;
/** Milliseconds that requests under way get to end when the gateway stops. */
export const DRAIN_MS = 10_000;
/** Seconds that a client is asked to wait. */
export const RETRY_AFTER_BUSY = 1;
export const RETRY_AFTER_CHAIN = 5;
