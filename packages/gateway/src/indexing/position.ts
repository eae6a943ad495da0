// SPDX-License-Identifier: Apache-2.0

/** Where an act stands in the chain, as text that sorts as the chain does. */
export type Position = string;

const BLOCK_DIGITS = 10;
const LOG_DIGITS = 6;

export const positionOf = (block: number, logIndex: number): Position =>
  block.toString(16).padStart(BLOCK_DIGITS, "0") + logIndex.toString(16).padStart(LOG_DIGITS, "0");

/** Behind every act of a block. */
export const behindBlock = (block: number): Position => positionOf(block, 16 ** LOG_DIGITS - 1);

export const blockOf = (position: Position): number =>
  Number.parseInt(position.slice(0, BLOCK_DIGITS), 16);

export const logIndexOf = (position: Position): number =>
  Number.parseInt(position.slice(BLOCK_DIGITS), 16);
