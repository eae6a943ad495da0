// SPDX-License-Identifier: Apache-2.0
// EIP-712: hashing of typed data, for the member types that our structs use.
import { concatBytes, fromHex, type Hex, utf8 } from "../bytes.ts";
import { type CryptoProvider, defaultCrypto } from "../crypto.ts";

export interface TypedMember {
  readonly name: string;
  readonly type: string;
}
export type TypedTypes = Readonly<Record<string, readonly TypedMember[]>>;
export interface TypedMessage {
  readonly [name: string]: string | number | boolean | TypedMessage;
}
export interface TypedDomain {
  readonly name: "Suyuan";
  readonly version: "1";
  readonly chainId: number;
  readonly verifyingContract: Hex;
}

/** Typed data as wallets, ethers and viem take it. */
export interface TypedData {
  readonly domain: TypedDomain;
  readonly types: TypedTypes;
  readonly primaryType: string;
  readonly message: TypedMessage;
}

const WORD = 32;
const DOMAIN_TYPE =
  "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
const PREFIX = Uint8Array.of(0x19, 0x01);
const CACHE_LIMIT = 256;

// What is cached is the same for every provider, so it is computed by the library's own: an injected
// provider cannot leave a wrong hash behind for others.
const hash = (data: Uint8Array): Uint8Array => defaultCrypto.keccak256(data);
const typeHashes = new WeakMap<TypedTypes, Map<string, Uint8Array>>();
const textHashes = new Map<string, Uint8Array>();
const separators = new Map<string, Uint8Array>();

function remember(cache: Map<string, Uint8Array>, key: string, make: () => Uint8Array): Uint8Array {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  // Keys come from input: bounded, so that a stranger cannot fill the memory.
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(key, made);
  return made;
}

const textHash = (text: string): Uint8Array => remember(textHashes, text, () => hash(utf8(text)));

function writeUint(out: Uint8Array, at: number, value: number): void {
  const view = new DataView(out.buffer, out.byteOffset + at + WORD - 8, 8);
  view.setUint32(0, Math.floor(value / 2 ** 32));
  view.setUint32(4, value % 2 ** 32);
}

/** The name of the struct and its members, then those of the structs that it uses (encodeType). */
function encodeType(name: string, types: TypedTypes): string {
  const used = new Set<string>();
  const visit = (struct: string): void => {
    for (const { type } of types[struct] ?? []) {
      if (!(type in types) || used.has(type)) continue;
      used.add(type);
      visit(type);
    }
  };
  visit(name);
  const written = (struct: string): string =>
    `${struct}(${(types[struct] ?? []).map(({ type, name: member }) => `${type} ${member}`).join()})`;
  return written(name) + [...used].sort().map(written).join("");
}

function typeHash(name: string, types: TypedTypes): Uint8Array {
  const known = typeHashes.get(types) ?? new Map<string, Uint8Array>();
  typeHashes.set(types, known);
  return remember(known, name, () => hash(utf8(encodeType(name, types))));
}

/** hashStruct, by one pass over the members. */
function structHash(
  name: string,
  types: TypedTypes,
  message: TypedMessage,
  crypto: CryptoProvider,
): Uint8Array {
  const members = types[name] ?? [];
  const out = new Uint8Array(WORD * (members.length + 1));
  out.set(typeHash(name, types));
  for (const [place, { name: member, type }] of members.entries()) {
    const at = WORD * (place + 1);
    const value = message[member];
    if (typeof value === "number") writeUint(out, at, value);
    else if (typeof value === "boolean") writeUint(out, at, value ? 1 : 0);
    else if (typeof value === "object") out.set(structHash(type, types, value, crypto), at);
    else if (value !== undefined) {
      // Only fixed bytes are left: bytes16 and bytes32 stand to the left of their word.
      out.set(type === "string" ? textHash(value) : fromHex(value), at);
    }
  }
  return crypto.keccak256(out);
}

function domainSeparator({ chainId, verifyingContract, name, version }: TypedDomain): Uint8Array {
  return remember(separators, `${chainId} ${verifyingContract}`, () => {
    const numbers = new Uint8Array(2 * WORD);
    writeUint(numbers, 0, chainId);
    numbers.set(fromHex(verifyingContract, 20), 2 * WORD - 20);
    return hash(concatBytes(textHash(DOMAIN_TYPE), textHash(name), textHash(version), numbers));
  });
}

/** keccak256(0x19 0x01 ‖ domain separator ‖ struct hash), 32 bytes. */
export function typedDigest(data: TypedData, crypto: CryptoProvider = defaultCrypto): Uint8Array {
  const struct = structHash(data.primaryType, data.types, data.message, crypto);
  return crypto.keccak256(concatBytes(PREFIX, domainSeparator(data.domain), struct));
}
