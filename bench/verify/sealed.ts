// SPDX-License-Identifier: Apache-2.0
// Evidence as a QBFT chain would give it: the same state under a header that validators sealed, with ethers.
import {
  decodeHeader,
  encodeHeader,
  type Evidence,
  fromHex,
  type Hex,
  headerHash,
  type Policy,
  toHex,
} from "@suyuan/proof";
import {
  computeAddress,
  concat,
  encodeRlp,
  getBytes,
  id,
  keccak256,
  SigningKey,
  toBeHex,
} from "ethers";

/** How many sealed it; all of them. */
export const SEALS = 4;
const MIX = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";
const NO_OMMERS = keccak256(encodeRlp([]));

/** The file and the policy that pins who sealed it. */
export function sealed(evidence: Evidence, policy: Policy): { file: Evidence; under: Policy } {
  const keys = Array.from(
    { length: SEALS },
    (_, place) => new SigningKey(id(`validator ${place}`)),
  );
  const validators = keys.map((key) => computeAddress(key).toLowerCase() as Hex).sort();
  const given = decodeHeader(fromHex(evidence.block.header));
  const header = (extra: string) =>
    encodeHeader({
      ...given,
      ommersHash: getBytes(NO_OMMERS),
      coinbase: fromHex(validators[0] ?? "0x"),
      difficulty: 1n,
      mixHash: getBytes(MIX),
      nonce: new Uint8Array(8),
      extraData: getBytes(extra),
    });
  const told = [toBeHex(0, 32), validators, [], "0x"];
  const digest = keccak256(header(encodeRlp([...told, []])));
  const seals = keys.map((key) => {
    const { r, s, yParity } = key.sign(digest);
    return concat([r, s, toBeHex(yParity, 1)]);
  });
  const bytes = header(encodeRlp([...told, seals]));
  const consensus = { kind: "qbft", sets: [{ from: 0, validators }] } as const;
  return {
    file: {
      ...evidence,
      block: { ...evidence.block, header: toHex(bytes), hash: toHex(headerHash(bytes)) },
    },
    under: { ...policy, chain: { ...policy.chain, consensus } },
  };
}
