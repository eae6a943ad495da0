// SPDX-License-Identifier: Apache-2.0
// What the storage specification says in words; the tables come from the compiler's output.

export const INTRODUCTION = `# Storage

Evidence proves facts by storage proofs (EIP-1186) against a block header. What stands in which slot of the
contracts is therefore a published format. Tables on this page are made by \`scripts/generate-storage.ts\` from the
compiler's layout and from the constants of \`contracts/libraries/Traces.sol\`; the same program writes
\`packages/proof/src/storage/layout/\`, which the library reads. Both are compared with the compiler's output in
every check, and a test reads each fact from raw storage and from the contract and compares.

Contracts are immutable, so that this page holds for the contracts of one deployment as long as they exist. A new
version of a contract is a new deployment with a page of its own.

## Example

Was organisation 3 active at 1,795,000,000? The trace \`standings\` of \`organizationRegistry\` has slot 3:

1. place = keccak256(pad32(3) ‖ pad32(3)); the word there is the newest element. Its low 48 bits are its time, say
   1,796,000,000, which is later than the moment; its bits 48 to 79 say that one element came before it.
2. That one stands at keccak256(place) + 0. Its time, say 1,790,000,000, is at or before the moment: it holds, and the
   newest one shows that nothing came between.
3. Bits 80 to 255 are its value. Bits 0 to 7 of the value are the status: 1 is active. Bits 120 to 167 say since when it
   is suspended: 0 is never, and 1,795,500,000 would be after the moment.`;

export const SLOTS = `## Slots

A slot is a number of 256 bits, a word is the 32 bytes that stand there, as a number. Bit 0 of a word is its lowest.
pad32(x) is x as 32 bytes: numbers and addresses padded on the left, \`bytes18\` padded on the right. p is a slot.

1. A variable without keys stands at its slot. Variables that share a slot each have their bits in it.
2. A mapping's value for key k stands at keccak256(pad32(k) ‖ pad32(p)). With two keys, the slot for the first key
   takes the place of p for the second.
3. A struct's member stands \`word\` slots after the struct's own slot, in the bits given.
4. Of a list (\`bytes32[]\`), the number of elements stands at p, element i at keccak256(pad32(p)) + i.
5. A slot that was never written is absent from the trie and MUST be read as zero; its absence MUST be proven like a
   presence. A leaf that holds no bytes (RLP 0x80), as some development chains keep it for a slot that was only read,
   MUST be read as zero too. Sums of slots are taken modulo 2^256.`;

export const TRACES = {
  rules: `## Traces

A dated fact is a trace: a list of elements of one word each. Bits 0 to 47 of an element are the time from which it
holds, in seconds since the epoch, bits 48 to 79 the number of elements that came before it, bits 80 to 255 its value.
The newest element stands at the trace's own slot p; element i, counted from 0, stands at keccak256(pad32(p)) + i once it
is no longer the newest. A slot p that is zero is a trace without elements.

1. Elements stand in the order of their times, and no two have the same time. They are only ever added: an element can
   be replaced only within the block that wrote it. Exceptions are said below, with the value.
2. A value holds from its time, inclusive, to the time of the next element, exclusive. Before the first element the
   fact is zero, unless "What a reader must keep in mind" says what held.
3. A reader who wants a fact at a moment t MUST read the newest element. If its time is after t, the reader MUST find
   among the earlier ones, as many as it says, the greatest i whose time is at or before t; and MUST read element
   i + 1 too (the newest one where i is the last of the earlier ones), and refuse if its time is at or before t. It is
   found by halving, so that everyone reads the same elements: with n earlier elements let low = 0 and high = n; while
   low < high, let m = ⌈(low + high) / 2⌉; if m < n and element m's time is at or before t, let low = m, else high = m − 1.
   Element low is the one, unless its time is after t: then there was none. Over a period, from t to u, the elements after
   it are read too, one by one, up to the first whose time is after u; a reader MUST refuse more than 64 in all, and any
   whose time is not after the time of the one before it.
4. A reader MUST NOT take from a block a fact for a moment after that block's time. Since block times strictly increase,
   what a block's state says of its own second is final.
5. Fields named \`until\` are the first moment at which something no longer holds; \`from\` is the first at which it does.
6. A field named \`…Since\` or \`…At\` says from which moment on something counts, in the value where it stands; 0 means
   that it does not. It can be filled in later without a new element, never with a moment after the block that fills it,
   so that what held before that moment is not changed.`,
  packing: `Values with several fields, bit 0 the lowest of the 176. Bits that no table names are zero.`,
  plain: `### Values with one field

| trace | value |
|---|---|
| \`heads\` of organisations | the head's account, 160 bits |
| \`codes\` | the eighteen ASCII characters of the unified social credit code, 144 bits, the first character highest |
| \`names\` | the place of the name's hash in \`nameHashes\`, counted from 1 |
| \`holders\` of assets | the organisation's number; begins with the first transfer |
| \`custodians\` of assets | the exchange centre's number; 0 for none |
| \`operators\` of logs | the seat's number |
| \`keys\` of logs | the place of the key's hash in \`keyHashes\`, counted from 1 |`,
} as const;

/** What each packed value means. */
export const VALUES: Readonly<Record<string, string>> = {
  standing: `Of an organisation (\`standings\`). \`status\`: 1 active, 3 abolished. \`capacities\`: bit 0 department,
1 authority, 2 registrar, 3 exchange centre, 4 audit body, 5 operating body. \`level\`: 1 national, 2 province, 3 city, 4
county, 5 township. \`region\`: the six digits of GB/T 2260. \`parent\`: 0 for a root. \`successor\`: of an abolished
organisation, the one that took its place; 0 for none. \`suspendedSince\`: from this moment to the next element the
organisation is suspended; where it is at or before the element's time, from the element's time on.`,
  allowance: `Of a system seat, by seat and grant or asset (\`allowances\`). \`allowed\`: 1 or 0.`,
  duty: `Who is responsible for a duty, by the hash of organisation, duty and asset (\`responsible\` of \`dutyRegister\`).
\`seat\`: 0 for nobody. \`basis\` is the key of its legal basis in \`legalBases\`.`,
  asset: `Of an asset (\`states\` of \`assetRegistry\`). \`state\`: 1 registered, 2 coded, 3 cancelled. \`attribute\`: 1
unconditional, 2 conditional, 3 not shared. \`grade\`: 1 general, 2 important. \`version\` n means that the record's hash
stands in \`recordHashes\` under n; 0 before the coding. \`until\` is zero before the coding. \`frozen\`: how many
objections and disputes freeze it. \`registrar\` and \`serial\` are its registration number; both 0 before the coding.`,
  grant: `Of a grant (\`states\` of \`sharingRegistry\`), which begins with the moment in which it was given. \`state\`: 1 running,
2 ended. \`until\`: the first moment after its term; when the grant ends, it is moved back to that moment where it stands.
\`log\`: the number of the log that its exchanges must be in, the place in \`logs\`, from 1. \`scope\`: the version of its
scope; 0 is what was asked for, any other stands in \`scopes\`. \`suspended\`, \`resumed\`: from the one to the other it is
suspended, without \`resumed\` to the next element; where they are before the element's time, from that time on. They are
filled in where they stand; what is suspended again has an element of its own. \`reason\` is the code of the reason for the
suspension, or for the end; 0 when it expired. "Grants" says what is in force.`,
  right: `Of a use or operating right (\`states\` of \`rightRegistry\`). \`state\`: 1 offered, 2 in force, 3 ended. \`until\`: the
first moment after its term. \`reason\` is the code of the reason for its end; 0 when it was waived.`,
  stage: `The value stage of an asset (\`stages\` of \`rightRegistry\`). \`stage\`: 1 resource, 2 product, 3 capital. \`number\` is
the key of its basis in \`stageBases\`.`,
  case: `Of a case (\`states\` of \`caseRegistry\`). \`state\`: 1 open, 2 withdrawn, 3 dismissed, 4 upheld. \`by\`: the
organisation that withdrew or decided it; 0 while it is open, and for the council.`,
  rule: `Of a rule (\`rules\` of \`ruleBook\`); its source stands in \`ruleSources\` under the element's time. Elements may be
written ahead, and one whose time has not come may be taken away again. \`mark\`: 1 confirmed, 2 partial, 3 unconfirmed.`,
  type: `Of a type of registration (\`types\` of \`ruleBook\`), written like a rule. \`effect\`: 1 first registration, 2 new
version, 3 correction, 4 renewal, 5 cancellation, 6 recorded only. \`assessed\`, \`reviewed\`: 1 or 0. Limits are in working
days. \`mark\` as for a rule.`,
};

export const RULES = `## Succession

Who stood in the place of organisation n at a moment t, for a subject s (the id of an asset, a grant or a right):

1. If n was not abolished at t, n itself; so too where nothing is known of n at t.
2. Else, if \`assignments\` of \`organizationRegistry\` holds an organisation for n and s, that one; else the
   \`successor\` of n's standing at t. If that is 0, nobody.
3. The same is asked of the organisation found, until one was not abolished at t. There are eight steps at most; a
   reader MUST refuse a longer chain.

Assignments do not change once n is abolished. A party of a grant is followed by the grant's id, the holder and the
custodian of an asset by the asset's id, the holder of a use or operating right by the right's id.

## Grants

A grant has the id of its request, \`keccak256(abi.encode(chain id, sharingRegistry, "request", requester, local number))\`.
The request was granted if \`provider\` of \`requests\` is not 0. At a moment t:

1. The grant runs if the element of \`states\` that holds at t has \`state\` 1 or 2, \`from\` of \`requests\` ≤ t < \`until\`, and t is
   not within a suspension: not \`suspended\` ≤ t < \`resumed\`, and not \`suspended\` ≤ t while \`resumed\` is 0, where
   \`suspended\` is not 0.
2. Where bit 0 of \`flags\` is set, it was shared on from the grant that \`parents\` names, and runs only while that one does;
   and so on, three steps at most. A reader MUST refuse a longer chain. Where the bit is not set, \`parents\` does not count.
3. It is in force if it runs and its asset is coded at t, and t is before the \`until\` of the asset's state.

The asset is \`asset\`; but where bit 1 of \`flags\` is set, it stands in the list \`consented\`, at the place that \`consented\`
of \`requests\` names, from 1, and \`asset\` does not count.

Further bits of \`flags\`: 1 by standing consent, 2 answered or returned late, 3 returned for completion, 4 extended, 5 the
answer's deadline is provisional, 6 the delivery's is, 7 rectification reported, 8 disposed of late, 9 rectified late, 10 the
provider consented to sharing on. \`status\`: 1 answer due, 2 incomplete, 3 withdrawn, 4 refused, 5 granted, 6 disposal due, 7
disposed. \`flags\`, \`status\` and the deadlines describe the present only.

## What a reader must keep in mind

1. A seat's account, office and \`from\` never change; \`until\` is brought forward, once, to the moment at which a seat within
   its term is ended or first reported as compromised. Its organisation is the one to which \`byAccount\` binds the
   account, for good. A seat is in office at t if \`from\` ≤ t < \`until\`, and t is before each of \`endedAt\` and
   \`compromisedSince\` of \`ends\` that is not 0. \`compromisedSince\` may be filled in, or moved back, long after the moment
   that it names. \`office\` is 1 for a registrant, 2 for the head of the data office, 4 for a receiver, 5 for a log operator, 7
   for a system; all others sign no statement. A seat whose account is 0 does not exist.
2. A request's asset, requester, purpose, method and scope never change, nor does who granted it, its \`from\` and its
   \`quota\`, nor a version of its scope, nor a place in \`logs\` or \`consented\`, nor what \`rights\` holds of a
   right, nor an asset's \`identities\`; the latter's \`organization\` is who registered it, while its holder is dated.
3. Until the first element of \`states\`, an asset is registered from \`registeredAt\` on. Until the first element of
   \`holders\`, the organisation that registered an asset holds it; the holding right begins with the coding.
4. The id of an asset's holding right is the asset's id, combined by exclusive or with keccak256(abi.encode(chain id,
   rightRegistry, "holding")). It stands nowhere: it is in force at t if the asset is coded at t and t is before its
   \`until\`. Any other right runs at t if it is in force at t, \`from\` of \`rights\` ≤ t < \`until\` of its state, every right
   from which it derives (\`parent\`, eight steps at most) runs at t, and its asset is coded at t, whether or not the
   registration has expired. Its id is keccak256(abi.encode(chain id, rightRegistry, "right", asset, serial)), its \`kind\` 2
   for a use right and 3 for an operating right.
5. \`transfers\` describes the present only: the open offer of the holding right, if \`to\` is not 0. An offer lapses when
   the asset has another holder.
6. An organisation that is suspended or abolished can do nothing: a fact that rests on a seat rests on the \`standings\`
   of its organisation too.
7. A checkpoint exists if its \`blockTime\` is not zero. The checkpoint before it is the one of size \`previousSize\`; 0
   means that it was the log's first.
8. \`deliveries\` holds the one delivery that counts for a grant, if \`anchoredAt\` is not 0, by the first 27 bytes of its id, and
   its receipt, if \`result\` is not 0: 1 accepted, 2 mismatch. \`firstAt\` is 0 where that delivery is the first one. They describe the present only: another delivery takes the place of one that was not
   what was sent, and an earlier anchor that of a later one.
9. \`head\` of \`exchangeLog\` describes the present only; who operated a log earlier, and with which key, MUST be read from
   \`operators\` and \`keys\`.

## What this format does not say

Slots prove what the contracts held, not that the contracts are the right ones: addresses and code hashes come from the
reader's policy. Nor do they prove that the block is part of the chain: that is for the header's seals.`;
