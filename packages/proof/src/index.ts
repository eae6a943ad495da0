// SPDX-License-Identifier: Apache-2.0
// What anyone may use, by name. index.test.ts compares this list with what is meant to be public.
// Errors, bytes, primitives
export { PROOF_ERROR_CODES, ProofError } from "./errors.ts";
export type { ProofErrorCode, ProofErrorOptions } from "./errors.ts";
export {
  bytesToBigint,
  bytesToNumber,
  compareBytes,
  concatBytes,
  equalBytes,
  fromHex,
  fromUtf8,
  type Hex,
  isHex,
  toHex,
  uintBytes,
  utf8,
} from "./bytes.ts";
export { fromBase64, toBase64 } from "./bytes/base64.ts";
export { type CryptoProvider, defaultCrypto, nobleCrypto, type Recovery } from "./crypto.ts";
export { remembering } from "./crypto/remembering.ts";

// Canonical JSON and digests
export {
  canonicalBytes,
  canonicalText,
  MAX_JSON_BYTES,
  MAX_JSON_DEPTH,
  parseCanonical,
  parseStrict,
} from "./canonical.ts";
export type { Json, JsonObject, ParseLimits } from "./canonical.ts";
export { commitment, createDigest, digestBytes, SALT_BYTES } from "./digest.ts";
export type { Digest, DigestBuilder } from "./digest.ts";

// Codes
export {
  CAPACITIES,
  type Capacity,
  type Channel,
  CHANNELS,
  type Grade,
  GRADES,
  hasCapacity,
  type Level,
  LEVELS,
  maySign,
  type Office,
  OFFICES,
  type Party,
  RIGHT_KINDS,
  type RightKind,
  SHARING_ATTRIBUTES,
  type SharingAttribute,
  SIGNATORIES,
  type Signatory,
  STATEMENT_KINDS,
  type StatementKind,
} from "./codes.ts";
export { catalogueCodeBytes, isRegionCode, parseCatalogueCode } from "./codes/catalogue.ts";
export type { CatalogueCode } from "./codes/catalogue.ts";
export { isUnifiedCode, unifiedCodeCheck } from "./codes/unified.ts";

// Statements
export { MAX_INLINE_SOURCES, NONCE_BYTES, parseStatement } from "./statement/schema.ts";
export type {
  Administration,
  DatasetVersion,
  Delivery,
  Disposal,
  ListRef,
  Mirror,
  Receipt,
  Reconciliation,
  Signer,
  Sources,
  Statement,
  StatementCommon,
  StatementRef,
  StatementType,
  Use,
  Withdrawal,
} from "./statement/types.ts";
export { kindOf, signersOf, statementId, type Subjects, subjectsOf } from "./statement/id.ts";
export { deliveriesRoot, partsRoot, sourcesRoot } from "./statement/roots.ts";
export { signingDigest, typedData } from "./statement/eip712.ts";
export type {
  TypedData,
  TypedDomain,
  TypedMember,
  TypedMessage,
  TypedTypes,
} from "./statement/typed.ts";
export {
  type Batch,
  type BatchSignature,
  type BatchTerms,
  MAX_BATCH,
  parseSignature,
  parseSignatures,
  type Signature,
  SIGNATURE_BYTES,
  type SingleSignature,
} from "./statement/signature.ts";
export { batchDigest, batchTypedData } from "./statement/batch.ts";
export { BatchMemory } from "./statement/memory.ts";
export {
  addressOf,
  recoverSigner,
  verifySignature,
  verifySignatures,
} from "./statement/recover.ts";
export { signBatch, signStatement } from "./statement/build.ts";
export type { BatchOptions, SignDigest, SignOptions } from "./statement/build.ts";

// Tree
export { emptyRoot, HASH_BYTES, leafHash, nodeHash } from "./tree/hash.ts";
export { inclusionRoot, verifyInclusion } from "./tree/inclusion.ts";
export type { InclusionPath, InclusionProof } from "./tree/inclusion.ts";
export { type ConsistencyProof, verifyConsistency } from "./tree/consistency.ts";
export {
  consistencyPath,
  consistencyPathAsync,
  inclusionPath,
  inclusionPathAsync,
  rootAt,
} from "./tree/build.ts";
export type { GetNode, GetNodeAsync } from "./tree/build.ts";
export { Frontier, type OnNode, treeRoot } from "./tree/build/frontier.ts";

// Heads map
export { EMPTY_HEADS, type Head, headsKey, type HeadsLeaf, type SubjectKind } from "./heads/map.ts";
export { type HeadsProof, type HeadsQuestion, verifyHeads } from "./heads/proof.ts";
export { headsProofJson, type HeadsProofJson, parseHeadsProof } from "./heads/json.ts";
export { type HeadsNodes, proveHeads, updateHeads, updateHeadsSync } from "./heads/build.ts";
export type { HeadsChange } from "./heads/build/merge.ts";
export { decodeHeadsNode, encodeHeadsNode, headsHash } from "./heads/build/nodes.ts";
export type { HeadsBranch, HeadsNode } from "./heads/build/nodes.ts";

// Scopes of requests and grants
export { itemLeaf, itemsRootOf, scopeOf } from "./scope.ts";
export type { DisclosedItem, DisclosedScope, ScopeStep } from "./scope.ts";
export { discloseItems, itemsRoot, type ScopeItem } from "./scope/build.ts";

// Notes, checkpoints, tiles
export { formatNote, MAX_NOTE_BYTES, MAX_NOTE_SIGNATURES, parseNote, verifyNote } from "./note.ts";
export type { Note, NoteSignature, VerifiedSignature } from "./note.ts";
export { formatVerifierKey, noteKey, parseVerifierKey } from "./note/key.ts";
export type { NoteKey, NoteKeyKind } from "./note/key.ts";
export { cosignNote, noteSigner, type NoteSigner, signNote } from "./note/sign.ts";
export { formatCheckpoint, logId, logKeyHash, parseCheckpoint } from "./checkpoint.ts";
export type { Checkpoint } from "./checkpoint.ts";
export {
  formatTile,
  formatTilePath,
  newBundles,
  newTiles,
  parseTile,
  parseTilePath,
  type Tile,
  TILE_HEIGHT,
  TILE_WIDTH,
  tileWidth,
} from "./tiles.ts";
export { formatBundle, parseBundle } from "./tiles/bundle.ts";
export { nodesFromTiles, type ReadTile } from "./tiles/nodes.ts";

// Leaves of the log
export {
  ANCHOR_LAG,
  ANCHOR_LATE,
  encodeEntry,
  encodeHeadsEntry,
  entryTimeFault,
  type EntryTimeFault,
  MAX_ENTRY_BYTES,
  parseEntry,
  parseHeadsEntry,
  parseLeaf,
  STATEMENT_MAX_AGE,
  STATEMENT_MAX_AHEAD,
} from "./entry.ts";
export type { ChainLink, Entry, HeadsEntry, SeenBlock } from "./entry/types.ts";

// Audit
export { Replay, replay } from "./audit/replay.ts";
export type {
  Disagreement,
  DisagreementCode,
  KnownCheckpoint,
  ReplayOptions,
  ReplayResult,
  ReplayState,
} from "./audit/types.ts";

// Chain proofs
export { decodeRlp, encodeRlp, type RlpItem } from "./chainproof/rlp.ts";
export { type TrieAnswer, verifyTrie } from "./chainproof/trie.ts";
export { MAX_NODE_BYTES, MAX_NODES, NodePool } from "./chainproof/trie/pool.ts";
export { decodeHeader, encodeHeader, headerHash, MAX_HEADER_BYTES } from "./chainproof/header.ts";
export type { BlockHeader } from "./chainproof/header.ts";
export { type BlockHeaderBytes, headerFromRaw, headerFromRpc } from "./chainproof/build.ts";
export { checkSeals } from "./chainproof/seals.ts";
export { type BftExtra, decodeExtra } from "./chainproof/seals/extra.ts";
export { blockHash } from "./chainproof/seals/hashes.ts";
export { type HeaderVote, validatorsIn, voteIn } from "./chainproof/seals/votes.ts";
export type { BftKind, Consensus, ConsensusKind, HeaderBytes } from "./chainproof/seals/types.ts";
export { type SealsAnswer, setAt, type ValidatorSet } from "./chainproof/seals/types.ts";

// Storage
export { SLOTS, type StorageField, type StorageMember, STRUCTS, VALUES } from "./storage/layout.ts";
export { bits, elementSlot, mappingSlot, type Slot, slotAfter, slotAt } from "./storage/slots.ts";
export {
  type Account,
  CONTRACT_NAMES,
  type ContractName,
  type Contracts,
  decodeAccount,
  EVIDENCE_CONTRACTS,
  type EvidenceContract,
  GRANT_CONTRACTS,
  type GrantContract,
  type GrantContracts,
  type NeededState,
  ProvenState,
  RIGHT_CONTRACTS,
  type RightContract,
  type RightContracts,
  type StorageReader,
} from "./storage/reader.ts";
export { MAX_CHANGES, traceOver } from "./storage/trace.ts";
export type { Dated, Trace, TraceElement, TracePlace } from "./storage/trace.ts";
export { ChainFacts } from "./storage/facts.ts";
export type { AnchoredCheckpoint, RegistrationRecord, SeatRecord, Term } from "./storage/facts.ts";
export { decodeAllowance, decodeAssetState, decodeStanding } from "./storage/values.ts";
export type { AssetState, Standing } from "./storage/values.ts";
export { assetStatesOver, holdersOver } from "./storage/assets.ts";
export {
  decodeGrantState,
  grantPhasesOver,
  GrantRecords,
  MAX_SOURCES,
  REQUEST_FLAGS,
} from "./storage/grants.ts";
export type { GrantPhase, GrantProgress, GrantRecord, GrantState } from "./storage/grants.ts";
export { holdingRightId, rightId, RightRecords } from "./storage/rights.ts";
export type { RightRecord, RightState, TransferOffer } from "./storage/rights.ts";
export { type ReadOver, type StandIn, standInsOver } from "./storage/succession.ts";

// Evidence, history, policy
export { MAX_EVIDENCE_BYTES, MAX_FOLLOWING } from "./evidence/types.ts";
export type {
  ChainFrame,
  DisclosedDocument,
  Evidence,
  Frame,
  PlacedEntry,
} from "./evidence/types.ts";
export { parseEvidence, readEvidence } from "./evidence/read.ts";
export { ASSET_FORCE, type AssetForce, GRANT_FORCE, type GrantForce } from "./evidence/rules.ts";
export { buildEvidence, neededSlots, toTlogProof } from "./evidence/build.ts";
export type { ChainDraft, EntryDraft, EvidenceDraft, FrameDraft } from "./evidence/build.ts";
export { type History, MAX_HISTORY_ENTRIES } from "./history/types.ts";
export { parseHistory, readHistory } from "./history/read.ts";
export { buildHistory, type HistoryDraft, neededSlotsOfHistory } from "./history/build.ts";
export type { RightCertificate, RightClaim } from "./right/types.ts";
export { parseRight, readRight } from "./right/read.ts";
export { buildRight, claimOf, neededSlotsOfRight, type RightDraft } from "./right/build.ts";
export type { GrantCertificate, GrantClaim, GrantExtras } from "./grant/types.ts";
export { parseGrant, readGrant } from "./grant/read.ts";
export { buildGrant, grantClaimOf, type GrantDraft, neededSlotsOfGrant } from "./grant/build.ts";
export { parsePolicy, readPolicy, REQUIRABLE } from "./policy.ts";
export type { Policy, PolicyContract, Requirable } from "./policy.ts";
export { policyFingerprint, policyHash } from "./policy/fingerprint.ts";
export { followPolicy, MAX_POLICY_UPDATES, updatesAfter } from "./policy/update.ts";
export { parsePolicyUpdate, type PolicyUpdate, readPolicyUpdate } from "./policy/update.ts";
export { signPolicyUpdate } from "./policy/sign.ts";

// Verification
export { MAX_PROOF_BYTES, parseProof, type Proof } from "./verify/file.ts";
export { verify, type VerifyOptions } from "./verify/verify.ts";
export { authorise, entryFacts } from "./verify/authorise.ts";
export type { EntryCase, EntryFacts, Span } from "./evidence/gather.ts";
export { exitStatus, isRequired } from "./verify/exit.ts";
export { CHECK_NAMES, GROUPS } from "./verify/types.ts";
export type {
  Check,
  CheckName,
  CheckState,
  EntrySubject,
  ExitStatus,
  GrantSubject,
  Group,
  HistorySubject,
  RightSubject,
  Verdict,
} from "./verify/types.ts";
export { CHECK_CODES, type CheckCode } from "./verify/codes.ts";
export type { FactName, Reason, Values } from "./verify/values.ts";
