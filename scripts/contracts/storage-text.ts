// SPDX-License-Identifier: Apache-2.0
// What the storage specification says in words; the tables come from the compiler's output.

export const INTRODUCTION = `# Storage

Evidence proves facts by storage proofs (EIP-1186) against a block header. What stands in which slot of the
contracts is therefore a published format. Tables on this page are made by \`scripts/generate-storage.ts\` from the
compiler's layout and from the constants of \`contracts/libraries/Traces.sol\`; the same program writes
\`packages/proof/src/storage/layout.ts\`, which the library reads. Both are compared with the compiler's output in
every check, and a test reads each fact from raw storage and from the contract and compares.

Contracts are immutable, so that this page holds for the contracts of one deployment as long as they exist. A new
version of a contract is a new deployment with a page of its own.

## Example

Was seat 3 active at 1,795,000,000? The trace \`terms\` of \`organizationRegistry\` has slot 10:

1. place = keccak256(pad32(3) ‖ pad32(10)); the word there is the number of elements, say 2.
2. Element i stands at keccak256(place) + i. Both are read: the element that begins last at or before the moment
   holds, and the one after it, if any, shows that nothing came between.
3. The low 48 bits of an element are its time, the other 208 its value. Bits 0 to 7 of the value are the state: 1 is
   active.`;

export const SLOTS = `## Slots

A slot is a number of 256 bits, a word is the 32 bytes that stand there, as a number. Bit 0 of a word is its lowest.
pad32(x) is x as 32 bytes: numbers and addresses padded on the left, \`bytes18\` padded on the right. p is a slot.

1. A variable without keys stands at its slot. Variables that share a slot each have their bits in it.
2. A mapping's value for key k stands at keccak256(pad32(k) ‖ pad32(p)). With two keys, the slot for the first key
   takes the place of p for the second.
3. A struct's member stands \`word\` slots after the struct's own slot, in the bits given.
4. Of a list (\`bytes32[]\`), the number of elements stands at p, element i at keccak256(pad32(p)) + i.
5. A slot that was never written is absent from the trie and MUST be read as zero; its absence MUST be proven like a
   presence. Sums of slots are taken modulo 2^256.`;

export const TRACES = {
  rules: `## Traces

A dated fact is a trace: a list of elements of one word each (rule 4). Bits 0 to 47 of an element are the time from
which it holds, in seconds since the epoch; bits 48 to 255 are its value.

1. Elements stand in the order of their times, and no two have the same time. They are only ever added: an element can
   be replaced only within the block that wrote it.
2. A value holds from its time, inclusive, to the time of the next element, exclusive. Before the first element the
   fact is zero: there was nothing.
3. A reader who wants a fact at a moment t MUST read the number of elements n and find the greatest i whose time is
   at or before t. It MUST read element i + 1 too where i + 1 < n, and refuse if its time is at or before t.
4. A reader MUST NOT take from a block a fact for a moment after that block's time. Since block times strictly increase,
   what a block's state says of its own second is final.
5. Fields named \`until\` are the first moment at which something no longer holds; \`from\` is the first at which it does.`,
  packing: `Values with several fields, bit 0 the lowest of the 208. Bits that no table names are zero.`,
  plain: `### Values with one field

| trace | value |
|---|---|
| \`heads\` of organisations | the head's account, 160 bits |
| \`codes\` | the eighteen ASCII characters of the unified social credit code, 144 bits, the first character highest |
| \`names\` | the place of the name's hash in \`nameHashes\`, counted from 1 |
| \`holders\` of assets | the organisation's number |
| \`custodians\` of assets | the exchange centre's number; 0 for none |
| \`operators\` of logs | the seat's number |
| \`keys\` of logs | the place of the key's hash in \`keyHashes\`, counted from 1 |`,
} as const;

/** What each packed value means. */
export const VALUES: Readonly<Record<string, string>> = {
  standing: `Of an organisation (\`standings\`). \`status\`: 1 active, 2 suspended, 3 abolished. \`capacities\`: bit 0
department, 1 authority, 2 registrar, 3 exchange centre, 4 audit body, 5 operating body. \`level\`: 1 national, 2
province, 3 city, 4 county, 5 township. \`region\`: the six digits of GB/T 2260. \`parent\`: 0 for a root. \`successor\`: 0
for none.`,
  term: `Of a seat (\`terms\`). \`state\`: 1 active, 2 ended, 3 compromised. The first element's time is the beginning of
the term; from \`until\` on the seat has expired, whatever its state. \`compromisedSince\` counts from its own moment, which
is at or before the element's time: once it is set, the seat MUST be taken as ended from then on.`,
  allowance: `Of a system seat, by seat and grant or asset (\`allowances\`). \`allowed\`: 1 or 0.`,
  asset: `Of an asset (\`states\` of \`assetRegistry\`). \`state\`: 1 registered, 2 confirmed, 3 cancelled. \`attribute\`: 1
unconditional, 2 conditional, 3 not shared. \`grade\`: 1 general, 2 important. \`version\` n means that the record's hash is
element n − 1 of the asset's \`recordHashes\`. \`until\` is zero before the confirmation. \`frozen\`: 1 or 0.`,
  grant: `Of a grant (\`states\` of \`sharingRegistry\`). \`state\`: 1 active, 2 suspended, 3 ended. The grant covers a moment
t if it was active at t and \`from\` ≤ t < \`until\`. \`reason\` is the code of the reason for its suspension or end.
\`logIndex\` is the place, counted from 0, in the grant's \`logs\` of the log that its exchanges must be in.`,
};

export const RULES = `## What a reader must keep in mind

1. A seat's account, organisation and office never change: they MUST be read from \`seats\`, whose \`until\` and \`state\`
   describe the present only. What held earlier MUST be read from \`terms\`.
2. A grant's and a request's asset, parties, purpose and commitments never change. An asset's \`identities\` never change;
   its \`organization\` is who registered it, while its holder is dated.
3. An organisation that is not active can do nothing: a fact that rests on a seat rests on the \`standings\` of its
   organisation too.
4. A checkpoint exists if its \`blockTime\` is not zero. The checkpoint before it is the one of size \`previousSize\`; 0
   means that it was the log's first.
5. \`head\` of \`exchangeLog\` describes the present only; who operated a log earlier, and with which key, MUST be read from
   \`operators\` and \`keys\`.

## What this format does not say

Slots prove what the contracts held, not that the contracts are the right ones: addresses and code hashes come from the
reader's policy. Nor do they prove that the block is part of the chain: that is for the header's seals.`;
