// SPDX-License-Identifier: Apache-2.0
// The proofs that a gateway holds after its own care: one record for each run of entries, with what their facts rest on.
// Runs of one grant rest on the same facts under one checkpoint, so that each grant's are asked of the chain once.
import type { Context } from "@suyuan/gateway";
import { type Evidence, type Hex, toHex } from "@suyuan/proof";

/** Entries of one batch, by its first one. */
export interface Run {
  readonly id: Hex;
  readonly first: number;
  readonly grant: Hex;
}

/** Runs after which is told how far it is. */
const TELL = 1_000;

/** Stores proofs for every entry of a log whose only checkpoint is anchored; none counts as untended then. */
export async function holdProofs(
  { evidence, store, settled }: Context,
  runs: readonly Run[],
  tell: (line: string) => void,
): Promise<void> {
  const files = new Map<Hex, Evidence>();
  const { block } = settled;
  const { size } = store.tip();
  for (const [at, { id, grant, first }] of runs.entries()) {
    const file = files.get(grant) ?? (await evidence.ofStatement(id, { kind: "open" }));
    files.set(grant, file);
    const nodes = file.nodes.map((node) => toHex(Buffer.from(node, "base64")));
    const { header } = file.block;
    const until = runs[at + 1]?.first ?? size;
    // What comes before the first run are the versions, one of each asset.
    await store.putProofs({ first: at === 0 ? 0 : first, until, block, header, nodes });
    if (at % TELL === 0) tell(`${until} entries have proofs`);
  }
}
