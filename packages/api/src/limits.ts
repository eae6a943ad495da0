// SPDX-License-Identifier: Apache-2.0

/** Bytes of one JSON body: a statement with its signatures, or a relayed request. */
export const MAX_BODY_BYTES = 65_536;
/** Bytes of one line of an NDJSON body, without its line feed. */
export const MAX_LINE_BYTES = 65_536;
/** Lines of one NDJSON body. */
export const MAX_LINES = 10_000;
/** Bytes of one NDJSON body. */
export const MAX_LINES_BYTES = 67_108_864;
/** Gas that one relayed act may ask for. */
export const MAX_RELAY_GAS = 5_000_000;
/** Seconds that a relayed request's deadline may lie ahead. */
export const MAX_RELAY_AHEAD = 3_600;
/** Things on one page of a list, unless asked for fewer; and at most. */
export const PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;
