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
/** Lines or entries that are checked in one go before others get their turn. */
export const LINES_A_TURN = 16;

/** Seconds that the clock may be behind the log before nothing is taken. */
export const MAX_CLOCK_LAG = 30;
/** Age of the settled block, in seconds, from which the chain counts as standing still. */
export const MAX_SETTLED_AGE = 45;

/** Storage words that are kept from one settled block to the next. */
export const MAX_CACHED_SLOTS = 200_000;
/** Hashes and recovered keys that are remembered. */
export const MAX_MEMO = 50_000;
/** Threads that recover accounts at most, and the JavaScript heap of each. */
export const RECOVERY_WORKERS = 4;
export const RECOVERY_WORKER_MIB = 64;
/** Recoveries that wait for a thread, that one message asks for, and from which on a thread that rests is asked. */
export const MAX_RECOVERIES_WAITING = 8_192;
export const RECOVERIES_AT_ONCE = 64;
export const FEWEST_AHEAD = 4;
/** Messages that are with a thread at once: with the second it does not wait for the next. */
export const RECOVERY_MESSAGES = 2;
/** Milliseconds after which a thread that does not answer is ended, and until one that ended is started again. */
export const RECOVERY_ANSWER_MS = 10_000;
export const RECOVERY_PAUSE_MS = 1_000;
/** Sets of facts that are remembered: of one seat, asset, grant and kind, over one span each. */
export const MAX_REMEMBERED_FACTS = 4_000;
/** Bytes of entries that are read at once where many are read in order. */
export const READ_AHEAD_BYTES = 262_144;
/** Hash tiles that are kept in memory, 8 KiB each at most: every proof of inclusion goes through the same upper ones. */
export const MAX_CACHED_TILES = 1_000;
/** Bytes of the latest entries that are kept in memory until they have been judged again. */
export const MAX_RECENT_BYTES = 16_777_216;
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

/** Milliseconds until one question of a follower to its leader counts as failed. */
export const LEADER_TIMEOUT_MS = 10_000;
/** Seconds for which a follower may lack entries of its leader before it says so. */
export const FOLLOWER_LATE_SECONDS = 30;

/** Relayed acts under way at once, and those of one organisation. */
export const MAX_RELAYS = 64;
export const MAX_RELAYS_OF_ONE = 16;
/** Acts that each organisation may have relayed, and in how many seconds, unless configured. */
export const RELAY_QUOTA = { acts: 1_000, seconds: 3_600 };

/** Seconds for which a nonce may be used, and how many used ones are remembered at once. */
export const NONCE_SECONDS = 300;
export const MAX_USED_NONCES = 100_000;
/** Seconds by which the clock of whoever signs in may be wrong, and that a sign-in message may be good for. */
export const MAX_SIGN_IN_SKEW = 300;
export const MAX_SIGN_IN_SECONDS = 600;
/** Seconds that a session lasts, unless configured; the most that may be configured. */
export const SESSION_SECONDS = 900;
export const MAX_SESSION_SECONDS = 3_600;
/** Sessions of one seat or head, the oldest of which gives way, and of all. */
export const MAX_SESSIONS_OF_ONE = 16;
export const MAX_SESSIONS = 100_000;
/** Tokens of all organisations. */
export const MAX_ALL_TOKENS = 100_000;

/** Requests that may come at once, and a second in the long run, unless configured: of an organisation's members
 * and systems together, and of an address from which nobody is signed in. */
export const RATE_OF_ORGANIZATION = { burst: 10_000, perSecond: 5_000 };
export const RATE_OF_ADDRESS = { burst: 200, perSecond: 20 };
/** The same of sign-ins and of refused tokens from one address. */
export const RATE_OF_ATTEMPTS = { burst: 60, perSecond: 1 };
/** Organisations and addresses whose requests are counted at once. */
export const MAX_BUCKETS = 20_000;
/** Connections at once to the port of the metrics. */
export const MAX_METRICS_CONNECTIONS = 16;
/** Milliseconds between two looks at the delay of the event loop. */
export const LOOP_RESOLUTION_MS = 20;
/** Milliseconds between two looks at the files of the certificate. */
export const TLS_LOOK_MS = 1_000;
/** Seconds for which a browser keeps to TLS, and to what it was told about other origins. */
export const HSTS_SECONDS = 31_536_000;
export const CORS_SECONDS = 600;

/** Documents that may come in at once, and bytes that each organisation may keep of them unless configured. */
export const DOCUMENTS_AT_ONCE = 16;
export const DOCUMENT_QUOTA_BYTES = 10_737_418_240;

/** Endpoints of webhooks; events that one waits for, and those that it did not take. */
export const MAX_WEBHOOKS = 16;
export const MAX_LETTERS = 10_000;
export const MAX_DEAD_LETTERS = 10_000;
/** What is read of one source of events at once. */
export const WEBHOOK_PAGE = 500;
/** Attempts to hand an event over, at most and unless configured. */
export const WEBHOOK_ATTEMPTS = 16;
/** Milliseconds to the second attempt and that one attempt may take, unless configured; the longest pause. */
export const WEBHOOK_RETRY_MS = 1_000;
export const WEBHOOK_TIMEOUT_MS = 10_000;
export const WEBHOOK_MAX_PAUSE_MS = 3_600_000;

/** Spans that wait to be sent, and that go out at once; milliseconds until those that are fewer go out too. */
export const MAX_SPANS = 2_048;
export const SPANS_AT_ONCE = 512;
export const SPANS_PAUSE_MS = 2_000;
/** Milliseconds that handing spans over may take, and that those which wait get when the gateway stops. */
export const SPANS_TIMEOUT_MS = 5_000;
export const SPANS_DRAIN_MS = 3_000;
/** Headers that the spans' collector may want. */
export const MAX_SPAN_HEADERS = 8;

/** Connections at once; of one address, where clients connect to the gateway itself; headers in number and bytes. */
export const MAX_CONNECTIONS = 512;
export const MAX_CONNECTIONS_OF_ADDRESS = 128;
export const MAX_HEADERS = 50;
export const MAX_HEADER_BYTES = 16_384;
/** Milliseconds for headers, for a JSON body, for a whole request, and between two looks at these. */
export const HEADERS_TIMEOUT_MS = 10_000;
export const BODY_TIMEOUT_MS = 10_000;
export const REQUEST_TIMEOUT_MS = 300_000;
export const TIMEOUT_LOOK_MS = 2_000;
/** A body that was refused is taken in before the answer if so many bytes are to come at most, for so many milliseconds. */
export const SHORT_REST_BYTES = 65_536;
export const SHORT_REST_MS = 1_000;
/** Of any other so many bytes are taken in and forgotten after the answer, for so many milliseconds. */
export const MAX_REST_BYTES = 67_108_864;
export const REST_MS = 5_000;
/** Milliseconds for which a body of lines may stand still, and an idle connection may stay. */
export const LINES_PAUSE_MS = 30_000;
export const KEEP_ALIVE_MS = 15_000;
/** Milliseconds without a byte in either direction after which a connection is ended, unless configured. */
export const STALL_MS = 60_000;
/** Requests that one connection may send before the first of them is answered: Node answers all of them at once. */
export const MAX_PIPELINED = 4;
/** Bytes of answers that clients have not taken yet, of all connections together: beyond it those end that hold most. */
export const MAX_UNREAD_BYTES = 134_217_728;
/** Milliseconds between two looks at how much that is. */
export const UNREAD_LOOK_MS = 500;
/** Milliseconds that requests under way get to end when the gateway stops. */
export const DRAIN_MS = 10_000;
/** Seconds that a client is asked to wait. */
export const RETRY_AFTER_BUSY = 1;
export const RETRY_AFTER_CHAIN = 5;
