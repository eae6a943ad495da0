// SPDX-License-Identifier: Apache-2.0
import { ChainError } from "../errors.ts";
import type { BlockTag, FunctionCall, LedgerReader } from "../ledger.ts";
import type { AbiValue } from "../names.ts";

/** Values of a struct by name. */
export type Struct = Readonly<Record<string, AbiValue>>;

/**
 * Reads the one struct that a view returns. The ABI, which is generated, gives its fields their names and types.
 * @throws ChainError `not-found` when the contract says that it knows no such thing.
 */
export async function struct(
  reader: LedgerReader,
  call: FunctionCall,
  tag: BlockTag,
): Promise<Struct> {
  try {
    const [value] = Object.values(await reader.read(call, tag));
    return value as Struct;
  } catch (cause) {
    const unknown = cause instanceof ChainError && cause.revert?.name.includes("__Unknown");
    throw unknown === true ? unknownFact(call, cause) : cause;
  }
}

/** What a view gives for an id that it does not know has zero here. @throws ChainError `not-found` */
export function known(fields: Struct, mark: string, call: FunctionCall): Struct {
  if (fields[mark] === 0) throw unknownFact(call);
  return fields;
}

function unknownFact({ fn, args }: FunctionCall, cause?: unknown): ChainError {
  return new ChainError("not-found", `the chain knows no ${fn} ${args.map(String).join(" ")}`, {
    cause,
  });
}

/** A call of a view. */
export const call = (
  contract: FunctionCall["contract"],
  fn: string,
  ...args: AbiValue[]
): FunctionCall => ({
  contract,
  fn,
  args,
});

/** The text of a code in `bytes18` or `bytes32`: ASCII, filled up with zeros. */
export function text(value: unknown): string {
  const bytes = Buffer.from(String(value).slice(2), "hex");
  return bytes.toString("latin1").replace(/\0+$/, "");
}
